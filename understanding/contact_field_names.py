"""The nouns that name a billing detail, with the ways in which they are misspelt and dictated."""

_NUMBER = r"(?:numeros?|nume|num|nr|n\u00b0|no|n)\.? ?(?:de |di ?|du |del )?"
_ADDRESS = r"(?:l'?)?(?:adress?es?|adress|addresses?|ind[ei]riz{1,2}[oi]?)"
_MAIL = r"(?:[ei][- ]?mails?|mails?|cour{1,2}iels?|mel|pec|posta elettronica|electronique)"
_LETTERBOX = r"(?:boites?|caselle|casella) (?:aux lettres )?(?:di |de )?"

_ORGANISATION = (
    r"(?:so[csz]{1,2}i?et[ae]s?|[ea]ntreprises?|boite|compagni[ea]|organisation|organizzazione|"
    r"association|associazione|asso|cabinet|ecole|magasin|az+i?e?nd?a|aziende|dit+a|impresa|ente|"
    r"studio|scuola|attivita|negozio|enseigne|insegna)"
)
_NAME = r"(?:noms?|non(?= d)|nom[ei]|intitule|denomination|denominazione|libelle)"
_QUALITY = r"(?: (?:exact|legal|complet|actuel|vecchio|nuovo|esatto|legale|completo|attuale))?"
_WHOSE = r"(?:l|ll|la|le|ma|mon|notre|nos|mia|mio|nostr[ao]|sua|leur|propria)"
_LINK = rf"(?: (?:de|du|del|dell|della|dello|delle|dla|der|di|d))?(?:'| )?(?:{_WHOSE}(?:'| ))?"
_PAYING = (
    r"(?:factur\w+|fattura\w*|compta\w*|achats?|acquisti|administrati\w+|amministrativ\w+|"
    r"contabil\w+|paiements?|pagament[oi])"
)
_PERSON = r"(?:personnes?|person[ae])"

BARE_TAX = "bare_tax"
BARE_LINE = "bare_line"
BARE_MAIL = "bare_mail"
PLAIN_CONTACT = "plain_contact"

# Names that end in a bare word come last: of two that begin together the longer one is meant.
NAMES = {
    "company": rf"{_NAME}{_QUALITY}{_LINK}{_ORGANISATION}|nome? azienda(?:le)?|"
    r"raisons? social[e]?|r[ae]gione socia[lr]e|co[mn]pany name|nom commercial|nome commerciale|"
    r"denominat?zione (?:sociale|aziendale)|denomination sociale|"
    r"(?<=nuova )denominazione|intestazione(?! a un)",
    "vat_number": rf"part(?:it{{1,2}}[ae]|\.)? ?(?:iv{{1,2}}a|viva)|p\.? ?i\.?v\.?a|pi iva|"
    rf"(?:{_NUMBER}|codice |identifiant |identificativo )"
    r"(?:d'identification |identificazione |partita )?(?:de |a la |alla )?"
    r"(?:tva|vat|iva|tv a|tev[e]?a|taxe sur la valeur ajoutee)|"
    rf"(?:{_NUMBER}|tva |iva |l')?intracom\w*|vat (?:n\w+|id)",
    "email": rf"(?:{_ADDRESS}|dresse) (?:de |di )?{_MAIL}|{_LETTERBOX}{_MAIL}|"
    rf"di posta elettronica",
    "phone": rf"{_NUMBER}(?:tele(?:phone|f[o]n[oi])s?|tel|gsm|cell?(?:ulare|ulaire)?|natel|"
    r"portable|mobile|fixe|fisso)|"
    r"(?:recapit[oi]|numero) telefonic[oi]|(?<=change de )num(?:ero)?|"
    r"(?<=changer de )num(?:ero)?|(?<=cambiato )numero",
    "contact_person": rf"{_PERSON} (?:de |di )?(?:contact|contatto|riferimento|reference)|"
    rf"responsab(?:le|ile) (?:de (?:la )?|des |della |dei |du )?{_PAYING}|"
    r"interlocut(?:eur|rice)s?|compte acte",
    PLAIN_CONTACT: r"contacte?s?|contat{1,2}o|contatti|refere?n?t[ei]?s?|referents?",
    "address": rf"{_ADDRESS}|(?<=\bla )dresse|(?<=\bma )dresse|domiciliation|"
    r"domicil[ei]o? fiscale?|se[dt]e (?:legale|amministrativa|operativa|fiscale|registrata)|"
    r"sieges? social",
    "moved_address": r"(?<=cambio )sede|(?<=cambio di )sede|(?<=cambiato )sede|"
    r"(?<=cambiare )sede|(?<=nostra )sede|(?<=vecchia )sede|sede (?=che vi risulta)|"
    r"(?<=variazione di )sede|(?<=changement de )siege|(?<=change de )siege|"
    r"siege (?=est transfere)",
    BARE_LINE: r"telephones?|tel|telefon[oi]|natel|gsm|cel{1,2}ular[ei]|cell|cellulaire|"
    r"(?:(?<=mon )|(?<=notre )|(?<=son )|(?<=quel )|(?<=le )|(?<=du )|(?<=il )|(?<=mio )|"
    r"(?<=nostro )|(?<=\A))(?:portable|mobile|fixe|fisso)",
    BARE_TAX: r"tva|iva|vat",
    BARE_MAIL: r"(?:adresses? )?electronique(?<=adresse electronique)|[ei][- ]?mails?|mails?|"
    r"cour{1,2}iels?|mel|pec|posta elettronica",
}
FIELD_OF = {
    BARE_TAX: "vat_number",
    BARE_LINE: "phone",
    BARE_MAIL: "email",
    PLAIN_CONTACT: "contact_person",
    "moved_address": "address",
}

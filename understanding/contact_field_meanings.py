"""What else a noun can mean that could also name a billing detail.

A mail is also a message, a telephone an apparatus, an address one on the web, VAT a tax, and to
contact a verb.
"""

import re
from dataclasses import dataclass

_MESSAGE_BEFORE = re.compile(
    r"\b(?:un|une|una|deux|due|tre|tante|\d+|ce|cette|quella|questa|cet|des|les|le vostre|delle|"
    r"dernier|derniere|moindre|par|per|via|simple|petit|casella|boite|mezzo|x|di|de|vieux|"
    r"quelle|voi|nei|nelle|nella|mes|mie)(?: e-)? $|"
    r"\b(?:recu|recois|recoi\w*|recevoir|recoit|ricevuto|ricevo\w*|arriva\w*|arivat\w*|mand\w+|"
    r"inviat\w+|invia|envoy\w+|scritto|lett\w+|leggo|legge|lis\w*|lu|supprime|cancellat\w+|"
    r"buttato via|perso|perdu|dans|guardo|rispond\w+|inoltra|transfere|con|sulla)"
    r"(?: \w+)?(?: (?:le|la|l|un|une|una))?[ ']$"
)
_ON_WHICH = re.compile(
    r"\b(?:sur|a|su|avec|con|dans|sous)? ?(?:quel|quelle|quale|che|mon|ma|mia|notre|nostra|"
    r"sua|mio|nouveau|nouvelle|nuova|stessa|altra|l'autre|altro|"
    r"(?:chang\w+|modif\w*|tromp\w+|erreur|cambi\w*) de) $"
)
_MESSAGE_AFTER = re.compile(
    r"^ (?:qui (?!est\b|re[cs])|disant|dit|dice|diceva|che (?!ved|a?vete|h?o\b|ric)|avec|"
    r"con(?:tenant)?|dove|de (?:confirmation|bienvenue|"
    r"rappel|relance|reinit\w+|facture|paiement|fin|mardi|lundi)|du (?!contact)|"
    r"di (?:conferma|disdetta|rinnovo|benvenuto|promemoria|scadenza|pagamento|preavviso|avviso)|"
    r"d'(?:invit\w+|addio|annul\w+)|pour dire|c'e scritto|automati\w+|\"|\u00ab|prima|envoye\w*|"
    r"au lieu|vecchie|e arriv\w+|arrivano|non lus|a tutt|a [a-z]+ per)"
)

_APPARATUS_BEFORE = re.compile(
    r"\b(?:sur|depuis|par|via|avec|au|sul|sui|dal|dai|da|col|con|al|nel|per|pr|sans|di mezzo)"
    r"(?: (?:juste|le|la|il|mon|ton|son|ma|mio|tuo|suo|un|seul|simple))* $|"
    r"\b(?:ecran|schermo|gestore|compagnia|operateur|correcteur|bruit|sveglia|rubrica|credito|"
    r"musichetta|colpa|app|appli|application|applicazione|abonnement|abo|contacts|forfait)"
    r" (?:de |d'|du |del |della |di |dei )?(?:mon |ton |mio |le |il )?$|"
    r"\b(?:range|ranger|casse\w*|perdu|perso|rotto|alz\w+|lasciare|laisse|pose|usa\w*|squill\w+|"
    r"tomber|sonner|mets|mettre|messo giu|buttare|couper|charg\w+|chauff\w+ tellement|un vecchio)"
    r" (?:le |la |il |mon |mio |son |ton |leur )?$"
)
_APPARATUS_AFTER = re.compile(
    r"^ (?:charge|ne charge|plus charge|squilla|suona|comprend|capisce|che (?:scrive|capisce|"
    r"squilla)|qui sonne|m'annonce|si e|a change l|en mode|sous|nuovo a|tomb|sonn|intelligent|"
    r"salt\b|"
    r"orange\b|est casse|est mort|de ma (?:mere|chef)|di mia|con tutte|ha finito)"
)
_DIGITS_FOLLOW = re.compile(r"^ ?:? ?[+\d]")
_TO_PHONE = re.compile(r"\b(?:je|j'ai|j'|m'a|a|ai|as|on|il|elle|ont|avons|lui|me|te|avez deja) $")
_SUCH = re.compile(r"\b(?:un|de|comme|que|en|rien de|est) $")

_TAX_BEFORE = re.compile(
    r"\b(?:hors|avec|taux de|plus|piu|senza|con|con l'|esenzione(?: dall')?|"
    r"exoneration de(?: la)?|"
    r"(?:auto\w+|controle\w*|administration|montant|remboursement) de (?:la )?|gruppo|chiusura|"
    r"(?:declaration|dichiarazione)(?: de| dell| di)?(?: la)?['\s]?|deduire la|scaricare l'|"
    r"recuperer la|scadenza dell'|rendiconto dell'|scorporo dell'|document \w+ pour la|\d\.?|"
    r"suivi de|che(?: avec)?|comptez la|pas de|sans|aliquota)[ ]?$|\+ ?$|%[^.;]{0,6}$|\.\.\. $"
)
_TAX_AFTER = re.compile(
    r"^ ?(?:trimestr\w+|(?:est |viene )?factur\w+ alors|compri\w+|inclu\w+|compres\w+|esclus\w+|"
    r"detaillee|du mois|al \d|a \d|deducti\w+|detraibil\w+|se recupere|belge alors|giusta|"
    r"derriere|\d+ ?%|passe )"
)

_TO_ADDRESS = re.compile(r"\b[smt]'$|\b(?:je|on|qui|vous|nous|je vous|je m) $")
_NOT_POSTAL = re.compile(
    r"^ (?:ip|web|url|mac|internet|corp\b|corp-|ufficiale|diret\w+|"
    r"(?:du|del|de la|della|des|per|pour)(?: i| le| la| il)? ?(?:portail|portale|corporate|centre|"
    r"centro|sit[eo]|billing|page|pagina|acced\w+|entr\w+|raggiung\w+))"
)
_ON_THE_WEB = re.compile(
    r"\b(?:portail\w*|portale|porte ail|portal|(?:billing|corpo\w*)(?: center| portal)|"
    r"centre de fact\w+|centro (?:di )?fatt\w+|espace client|navigateur|browser|url|"
    r"billing\.\w+|site|sito|favor\w+|preferiti|google|conness\w+|colleg\w+(?= (?:al|per))|"
    r"ci si collega|pagin[ae]|pages?)\b"
)
_OWN = re.compile(r"\b(?:mon|ma|notre|nos|mio|nostro|miei|nostri|d|nouvelle|nuovo)[ ']$")
_OF_BILLING = re.compile(
    r"^ ?(?:de (?:factu|livr|notre|mon|la soc)|postale|di fatt|fatturaz|factu|del contatto|"
    r"du contact|nelle? (?:fattur|mi)|dans (?:notre|mon|la fact)|sur (?:la|les|mes|nos) fact)"
)

_IN_TOUCH = re.compile(
    r"\b(?:en|in|un|une|sans|la|lo|li|vi|ti|mi|ci|le|prendre|prise de|to|garder le|autre|altro|"
    r"i was)"
    r" $|\b(?:infos?|informations?|informazioni|donnees|coordonnees|dati|anagrafici e|page|pagina|"
    r"fiche|gsm|e-?mail|mail|courriel|telephone|tel|telefono|numero|adresse|formulaire|modulo|"
    r"details|point) d[ei] $"
)
_LE_CONTACT = re.compile(r"(?<!garder )\ble $")
_NOT_A_PERSON = re.compile(
    r"^ (?:center|information|info|us|form|telephonique|telefonico|arobase)"
)
_SOME_CONTACTS = re.compile(r"\b(?:deux|due|trois|tre|dai|nos|nostri|tra i|quels|entre|de) $")
_JOB = re.compile(r"\b(?:suis|sono|siamo|es)(?: (?:la|le|il|una?|une?))?(?: nou\w+| nuov\w+)? $")
_ON_BEHALF = re.compile(r"\b(?:au|a) $")


@dataclass(frozen=True)
class Around:
    """A noun with what stands before and after it in the message."""

    folded: str
    before: str
    after: str
    noun: str


def is_message(at: Around) -> bool:
    """A letter that came or went."""
    if at.noun.endswith("s") and at.noun != "mails":
        return True
    if _MESSAGE_AFTER.match(at.after):
        return True
    return not _ON_WHICH.search(at.before) and _MESSAGE_BEFORE.search(at.before) is not None


def is_apparatus(at: Around) -> bool:
    """The telephone in the hand, or the act of calling."""
    if at.noun == "tel" and (_SUCH.search(at.before) or re.match(r" que\b| quels?\b", at.after)):
        return True
    if at.noun.startswith("telephone") and _TO_PHONE.search(at.before):
        return True
    if _DIGITS_FOLLOW.match(at.after):
        return False
    return bool(_APPARATUS_BEFORE.search(at.before) or _APPARATUS_AFTER.match(at.after))


def is_tax(at: Around) -> bool:
    """Part of a price or of a declaration."""
    return bool(_TAX_BEFORE.search(at.before) or _TAX_AFTER.match(at.after))


def is_other_address(at: Around) -> bool:
    """A page on the web, or the verb "s'adresser"."""
    if _TO_ADDRESS.search(at.before) or _NOT_POSTAL.match(at.after) or at.after.startswith("-t-"):
        return True
    if _OWN.search(at.before) or _OF_BILLING.match(at.after):
        return False
    return _ON_THE_WEB.search(at.folded) is not None


def is_no_person(at: Around) -> bool:
    """Being in touch, or the entries of an address book."""
    if _NOT_A_PERSON.match(at.after):
        return True
    if at.noun in ("contacts", "contatti"):
        return _SOME_CONTACTS.search(at.before) is None
    if not at.noun.startswith("conta"):
        return False
    return _IN_TOUCH.search(at.before) is not None and not (
        at.noun.startswith("contact") and _LE_CONTACT.search(at.before)
    )


def is_job(at: Around) -> bool:
    """What somebody presents themselves as."""
    if at.noun.startswith("interlocut"):
        return at.before.endswith(" un ") or at.before == "un "
    return at.noun.startswith("respons") and _JOB.search(at.before) is not None


def is_on_behalf(at: Around) -> bool:
    """ "Au nom de la société": in whose name one acts."""
    return at.noun.startswith("nom") and _ON_BEHALF.search(at.before) is not None

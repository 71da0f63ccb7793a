"""The nouns beside a number of seats, in folded French and Italian, and those that rule it out."""

import re

_SEAT = (
    r"(?:postes?|postic\w+|post(?!-)|sieges?|plas+es?|places?|lic?[cs]en[cs]es?|"
    r"li[sz]cen[cs]es?|lisen[cs]es?|"
    r"utill?isateurs?|utilisatrices?|usagers?|users?|acces|seats?|posta[sz]+i?on[ei]|"
    r"posta[sz]+in[ei]|post[oi]|lice?n[zs]i?[ae]|li[sz]cenz[ae]|utent[ei]|utens?z[ae]|access[oi])"
)
OFTEN_SEATS = _SEAT.replace("|acces|", "|").replace("|access[oi]", "").replace("|post(?!-)|", "|")
_STAFF = (
    r"(?:collegues?|collaborateurs?|collaboratrices?|agents?|employee?s?|salariee?s?|membres?|"
    r"profs?|professeure?s?|enseignante?s?|stagiaires?|avocate?s?|vendeu\w+|secretaires?|"
    r"infirmi\w+|soignante?s?|assistante?s?|etudiante?s?|benevoles?|interimaires?|apprentie?s?|"
    r"operateurs?|operatrices?|organisat\w+|animat\w+|format\w+|monit\w+|conseill\w+|"
    r"technicien\w*|informaticien\w*|comptables?|consultante?s?|"
    r"collegh[ie]|dipendent[ei]|tecnic[io]|insegnant[ei]|docent[ei]|avvocat[ie]|agent[ei]|"
    r"soci|volontar[ie]|stagist[ie]|impiegat[ie]|addett[ie]|consulent[ei]|segretari[ae]?|"
    r"operat\w+|organizzat\w+|collaborat\w+|ragazz[ei]|"
    r"[a-z]{4,}(?:istes?|isti))"
)
_PEOPLE = r"(?:personnes?|pers|person[ea]|gens)"
_DEVICE = (
    r"(?:ordinateurs?|ordis?|machines?|pc|computer|macchine|comptes|account|unites?|unita|"
    r"terminali|appareils?)"
)
_ADJECTIVE = (
    r"(?:(?:nouve(?:aux|lles|au|lle|l)|autres?|nuov[aeio]|altr[aeio]|ulterior[ei]|seule?s?|"
    r"sol[aoie]|singol[ao]|petits?|mie|miei|nostr[ei])(?: |$))"
)
_OF = r"(?:(?:de |d'|di )(?!plus|moins|piu|meno))?(?:(?:le|i|gli) )?"
_UNIT = (
    r"(?:euros?|eur|chf|francs?|franchi|fr|usd|dollars?|dollari|cents?|balles|jours?|giorn[io]|"
    r"gg|mois|mes[ei]|ans?|annees?|ann[io]|semaines?|settiman[ae]|heures?|hrs?|h|or[ae]|"
    r"minut[ei]s?|minuti|min|secondes?|second[io]|fois|volt[ae]|"
    r"janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|"
    r"gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|dicembre|"
    r"factures?|fattur[ae]|recus?|ricevut[ae]|abonnements?|abbonament[io]|produits?|prodott[io]|"
    r"sottoscrizion[ei]|pour cent|per cento|trimestres?|trimestr[ei]|clics?|clic|"
    r"participants?|inscrits?|partecipanti|iscritti|spectateurs?|spettatori|"
    r"dernier\w*|ultim\w*|prochain\w*|prossim\w*|premier\w*|prim[ei])"
)

SEAT = re.compile(
    rf" ?{_OF}{_ADJECTIVE}{{0,2}}{_SEAT}\b(?: (?:d'utilisateurs?|utilisateurs?|utente))?"
)
STAFF = re.compile(rf" {_OF}{_ADJECTIVE}{{0,2}}(?:{_STAFF}|{_DEVICE})\b(?: nuov[ie])?")
PERSON = re.compile(rf" {_OF}{_ADJECTIVE}{{0,2}}{_PEOPLE}\b")
BRAND_NAME = (
    r"(?:go ?to ?\w+|rescue ?(?:assist)?|(?:log ?me ?in )?(?:central|pro)|logmein \w+|"
    r"webinar|meeting|training)"
)
BRAND = re.compile(rf" (?:(?:de|di|per|pour|sur|su) )?{BRAND_NAME}\b")
COUNTED_BRAND = re.compile(rf" {BRAND_NAME}\b")
NOT_SEATS = re.compile(rf" ?(?:[\u20ac$%\u00b0]|[/:](?=\d)|{_OF}{_UNIT}\b)")

"""The words that make a number of seats a total: wanted, needed, merely held, or left behind."""

import re

from understanding.seat_words import BRAND_NAME

_MOVED = (
    r"(?:pass\w*|(?:re)?descend\w*|des+en\w*|(?:re)?mont\w*|port[aei]\w*|portare|ramen\w*|"
    r"redui\w*|augment\w*|"
    r"aument\w*|ridu\w*|diminu\w*|limit\w*|scend\w*|sal\w*|arriv\w*|a[dg]+[ae]gu\w*|"
    r"adatt\w*|adapt\w*|"
    r"ajust\w*|etend\w*|esten\w*|exten\w*|allarg\w*|elarg\w*|revien\w*|reven\w*|"
    r"r?abaiss\w*|baiss\w*|"
    r"abbass\w*|ampli\w*|(?:re)?mett?\w*|(?:re)?met|innal\w*|alz\w*|relev\w*|fix\w*|"
    r"coup\w*|tomb\w*|grimp\w*|"
    r"tagli\w*|torn\w*|riport\w*|incremen\w*|evolu\w*|agrand\w*|restr\w*|conten\w*|tourn\w*)"
)
_HEAD = (
    r"(?:\d|postes?|licen[cz]\w+|sieges?|posti|postazion\w+|utent\w|utilisateurs?|abonnement|"
    r"contratto|contrat|nombre|numero)"
)
_WANT = (
    r"(?:faut|faudr\w*|fo|fodr\w*|veu\w*|veut|voul\w*|voudr\w*|aimer\w*|souhait\w*|"
    r"prend\w*|prenez|prenons|servon[o]|serv[eai]\w*|vorr\w+|vogli\w+|voglion[o]|vuole|volev\w+|"
    r"vole(?:te|vo|mo)|mett?\w*|met|gard(?:er\w*|ons|ez|e)|ten(?:go|iamo|ere|ete|iamone|"
    r"erne)|lasci(?:a|ate|amo|are|atene|ane)|"
    r"laiss\w+|bast(?:ano|a|er\w+|ava\w*)|suffi\w*|souscri\w+|achet(?:er\w*|ons)|"
    r"acquist(?:are|iamo|o)|"
    r"prendi\w*|prendo|prendere|bisogn[oi]|besoin|ordin(?:o|iamo|are)|command(?:er|ons|e)|"
    r"partir sur|permettere|mantenere|tenere|conserv\w+|chiest\w|vise|preferi\w+|prefere\w*|fin|"
    r"fate\w* pagare|paierai|paierons|paiera|pagheremo|fallait|(?:payer|"
    r"pagare)(?= (?:pour|pr|per|x)))"
)
_SAID = (
    r"(?:disons|mettons|diciamo|facciamo(?:ne)?|fai|fate|scriv[aei]\w*|notez|metti|mettiamo|"
    r"donc|quindi|percio|dunque|alors|soit|ossia|c'est|cest|ce sera|sara|saranno|anzi|plutot|"
    r"(?:nous |me |vous )?(?:fait|ferait|fera|font)|fanno|farebbero|in tutto|en tout|"
    r"au total|in totale|totale?|"
    r"total[ei]? (?:di|de))"
)
_LINK = (
    r"(?:(?:[- ](?:en|m'en|nous|nous-en|moi|ne|ci|ce|mi|il|de|di|d'|qu'|que|pour|per|x|"
    r"pr|a|in|donc|quindi)|'en)*)"
)

MOVED_TO = re.compile(
    rf"\b(?:{_MOVED}[^.;!?]{{0,60}}?|"
    rf"{_HEAD}[^.,;!?]{{0,45}}?)(?<!\bon )(?<!\ben )(?<!\by )(?<!\bil )(?<!\belle )(?<!qui )"
    rf"\b(?:a|ad|ai|sur|vers|jusqu'a|fino a|quota|su)(?: n\.)? $"
    r"|(?:->|=>|\u2192|>) ?$"
)
WANTED = re.compile(rf"\b{_WANT}{_LINK} $|\bbesoin {_LINK.strip()}d'$")
CONCLUDED = re.compile(rf"(?:^|\b){_SAID}(?: (?:un|in|a|per|pour))?[: ] ?$")
ALL_TOLD = re.compile(
    r"^ (?:[\w']+ ){0,2}?(?:en tout|au total|in tutto|in totale|in tt|en tt|total|"
    r"totali|totale|au final)\b"
)
ENOUGH = re.compile(
    r"^,? ?(?:[\w']+ ){0,2}?(?:ca |m'|mi |ci |ne )?(?:suffis\w+|suffir\w+|suffi|suffit|"
    r"sufise|suffise|bastan?o?|baster\w+|"
    r"avrebbero|auraient suffi)\b(?! (?:plus|pas|piu))"
)
INSTEAD_OF = re.compile(
    r"^[^.;!?\d]{0,40}?\b(?:au lieu d|plutot qu|invece d[ie]|invece che|anziche|"
    r"al posto d|mica |e non |et non |et pas )"
)
STATE = re.compile(
    r"\b(?:on (?:est|sera|etait)|on n'est|plus que|nous voila|nous (?:ne )?(?:sommes|"
    r"serons)|sommes|serons|"
    r"ils sont|elles sont|siamo|"
    r"saremo|sono|semo|restiamo|siam|diventa\w*|deven\w*|deviendr\w*|deviennent|"
    r"rest(?:ent|e|ons|ano)|"
    r"rendus?|rimast\w|ya|il y a|y a|(?:nous|noi)(?: ne)?|noi ora|ora|adesso|maintenant|"
    r"utilise\w*|"
    r"us(?:o|iamo|ano)|adoperiamo|fosse(?:ro)?|devono essere|dovevano essere|restano|"
    r"passes? a|passe a|serons donc|"
    r"abilit\w+|e a)"
    r"(?: (?:solo|seulement|soltanto|plus|piu|en|passes|passe|tous|tutti|diventati|"
    r"rimasti|rimaste|arrivati|saliti|scesi))*(?: (?:qu'|que|in|a|ad|rendus?))*"
    r"(?: quota)? $"
)
BECOME = re.compile(
    r"\b(?:diventa\w*|deven\w*|devien\w+|deviendr\w*|rest(?:iamo|ons|eremo|erons)|"
    r"rimast\w|fosse(?:ro)?|dev\w+ essere)(?: (?:in|a))? $"
)
HELD = re.compile(
    r"\b(?:j'ai|jai|g|on a|on en a|nous avons|avons|on avait|javais|avais|avions|"
    r"avaient|avait|abbiamo|ho|"
    r"avevamo|avevo|possed\w+|poss?iede\w*|con|avec|compte|compt(?:ait|ent)|prevoit|"
    r"prevede|couvr\w+|copr\w+|"
    r"paie\w*|paye\w*|payons|paghiamo|pago|pagavamo|regl(?:e|ons|ez)|achete|"
    r"comprat\w|pris|preso|presi|"
    r"eravamo|erano|eravam|etions|etait|etaient|signe|ritrov\w+|calibree?|a|"
    r"ha|hanno|da|"
    r"accepte|accepte que)"
    r"(?: (?:deja|gia|actuellement|que|plus|gia|en|pour|per|x|pr|in|tout|ne|solo|a|commande))* ?$"
)
LEFT_BEHIND = re.compile(
    r"\b(?:au lieu d(?:e|')|plutot qu(?:e|')|invece (?:di|che)|anziche|al posto di|"
    r"non(?: piu)?(?: in)?|(?:nn|non) (?:siamo|sono) piu(?: in)?|(?:non|nn)(?: ci|"
    r" mi)? bast\w+(?: \+)?|e non|et pas|"
    r"macche|mica(?: in)?|(?:n'est |c'est |ce n'est )?pas|nemmeno|contre|et non|invece dell[ei])"
    r"(?: (?:pas|par|pour|per|pr|x|payer|pagare|payer pr|payer pour|quei|les|le|gli))* ?$"
)
OWNED = re.compile(
    r"\b(?:posti|postazioni|licenze|postes|licences|sieges|utenti)(?: \w+)? (?:sono|"
    r"erano|sont|etaient) $"
)
NOT_ENOUGH = re.compile(
    r"^[^.;!?\d]{0,20}?,? ?\b(?:(?:c'est|c|sont|sono|e) (?:beaucoup )?(?:trop|tropp[oaie])|"
    r"(?:c |c'est |c'etait |ce n'est )?pa[s]? assez|ne suffi\w+ p|non bast\w+|"
    r"non erano abbastanza|non ce la f)"
)
FROM = re.compile(r"(?:\b(?:de|da|dai|dalle|des)|\bd') ?(?:n\. )?$")
TO_NEXT = re.compile(r"^[^.;!?]{0,30}?\b(?:a|ad)(?: quota| n\.)? $|^ ?(?:->|=>|\u2192|>) ?$")
OUT_OF = re.compile(
    r"^(?: [\w'-]+){0,2}? (?:sur|su|des|delle|dei|degli|dans)(?: (?:les|nos|nostre|vos|"
    r"mes|le|un total de))? $"
)
ONE_WANTED = re.compile(
    r"(?:\b(?:faut|veu\w+|voul\w+|voudr\w+|aimer\w+|prend\w*|prenez|besoin d'?|"
    r"bisogno di|serv\w+|vorr\w+|"
    r"vogli\w+|mett\w+|gard\w+|laiss\w+|avec|con|manqu\w+|manca|pour|per|bast\w+|souscri\w+|"
    r"achet\w+|acquis\w+(?: di)?|attivazione di|richied\w+|chied\w+|qu'|que|solo|"
    r"seulement|qu|(?:pass|redui|ridu|descend|ramen|baiss\w+ moi ca|"
    r"scend)\w*(?: [\w-]+){0,2} a)(?: \w{1,5})? ?)$"
)
ONLY_ONE = re.compile(r"\b(?:seule?|sol[oa])\b")
ON_TRIAL = re.compile(
    r"^ (?:a distance|di prova|d'essai|gratui\w*|temporane\w*|demo|provvisori\w*)"
)
OF_SOMETHING = re.compile(r"^ (?:de |d')(?!plus|moins|trop)")
GIVEN_TO = re.compile(r"^ (?:a|al|alla|ad) (?:une?|uno|una|quelqu'un|un'\w+) ")
PART_USED = re.compile(
    r"\b(?:plus que|plus que de|besoin que d[e']|besoin d[e']|utilis\w+(?: que)?|us(?:o|"
    r"iamo)|bast\w+|serv\w+|sers) ?$"
)
REDUCED_TO = re.compile(rf"\b{_MOVED}(?:-\w+)*(?: [\w'-]+){{0,5}}? (?:a|ad) $")
LISTED = re.compile(r"\W*$|, ?[a-z]")
ANOTHER = re.compile(r" (?:autre|altr[oa])\b")
HEADED = re.compile(r"\b(?:postes|licences|sieges|posti|postazioni|licenze|utenti) ?: $")
PUT_ONE_IN = re.compile(r"\b(?:aggiung\w+ne|r?ajoute[sz]?-en) $")
LACKING = re.compile(r"\b(?:manqu\w+|manc\w+) (?:encore |ancora )?$")
STAYING = re.compile(r"^ rest(?:ent|ano|eront|eranno)\b")
AUDIENCE = re.compile(
    r"\b(?:iscritti|partecipanti|inscrits|participants|spettatori) [^.;!?]{0,15}$"
)
SHARED = re.compile(r"\b(?:pour|pr|per|x|soit) $")
STAFFED = re.compile(rf"\b{BRAND_NAME} (?:con|avec) $")

"""The words around "pro" and "plus" that make them tiers, in folded French and Italian."""

import re

TIER = re.compile(r"\b(?:start[ea]r[es]?|stat+er|statrer|strater|starer|pro|plus)\b")
_LEVEL = (
    r"(?:formules?|paliers?|livelo|forfaits?|niveaux?|versions?|plans?|offres?|gammes?|"
    r"tiers?|editions?|options?|"
    r"abonn?ements?|abos?|pian[oi]|livell[oi]|version[ei]|offert[ae]|formul[ae]|pacchett[oi]|"
    r"opzion[ei]|abb?onament[oi]|sottoscrizion[ei]|licen[cz]es?|licenz[ae])"
)
NAMED_LEVEL = re.compile(rf"\b{_LEVEL}(?: (?:en|a|al|di|la|de type|tipo))? [\"'\u00ab]? ?$")
_OTHER_TIER = r"(?:starter|pro|plus)"
BESIDE_TIER = re.compile(rf"\b{_OTHER_TIER} ?(?:ou|o|oppure|et|e|a|à|au|al|vers|,|/|non|pas) ?$")
BEFORE_TIER = re.compile(
    rf"^ (?:a|au|vers|al|allo|ou|o|oppure) (?:la |le |il |lo )?{_OTHER_TIER}\b"
)
TOWARDS_PRO = re.compile(
    r"\b(?:en|vers|a|au|du|le|la|de|al|il|lo|sul|dal|del|in|da|notre|nostro|e|est|downgrade|"
    r"upgrade|pas|non|invece|anzi|meglio|plutot|juste|passer|passare|divent\w+|serve|voglio) $"
)
TOWARDS_PLUS = re.compile(r"\b(?:al|il|lo|sul|dal|del|invece|anzi|meglio|upgrade|vers|in|nel) $")
MAYBE_PLUS = re.compile(r"\b(?:au|du|le|la|a|en|notre|e) $")
CHANGING = re.compile(
    r"\b(?:pass\w*|repass\w*|mont\w*|upgrad\w*|bascul\w*|scend\w*|sali\w*|salg\w*|mettr?\w*|"
    r"quel\w*|ai-je|avons|version\w*|formule\w*|prend\w*|prenez|veux|voudr\w*|voglio|"
    r"vorrei|vorremmo|choisi\w*|aveva\w*)\b"
)
ENDS_NAME = re.compile(
    r"^\W*$|^ ?[,.;:!?)]|^ (?:svp|stp|merci|grazie|per|x|pour|avec|con|a|ann?u|mens|au lieu|"
    r"a la place|al posto|invece|"
    r"s'il|pas|non|ou|o|e|et|ni|me|je|anziche|desormais|maintenant|costa|(?:de|"
    r"di) (?:go|web|train|meet)\w*)(?:\b|el|al|ile|uel)"
)
NOT_A_TIER = re.compile(r"^[- ]?(?:rata|forma|capite|du tout|memoria|loco|domo|tempore)\b")
WORK_THINGS = re.compile(
    r"\b(?:adresse|mail|e-mail|email|tel|telephone|portable|numero|compte|carte|un|une|des|les|"
    r"mon|ma) $"
)
COMPARES = re.compile(r"^ (?!svp|stp|merci|grazie|per|pour|avec|con|a|annu|mens|ou|o|e|et)[a-z]+")
ITALIAN_LEVEL = re.compile(r"\b(?:pian[oi]|livello|livelo|versione|pacchetto|formula|opzione) $")
EITHER_TIER = re.compile(rf"\b{_OTHER_TIER} (?:ou|ni) en $")
GOING_UP = re.compile(r"\b(?:pass|mont|bascul|upgrad)\w*(?:[- ](?:nous|moi))? en $")
EVERYDAY_PLUS = re.compile(r"\b(?:a|de|d'en|en|non|pas|veux|veut|voulons|rien|personne) plus\W*$")
SEATS_AFTER = re.compile(
    r"^,? \d+ (?:postes?|licences?|sieges?|postazion[ei]|licenz[ae]|utent[ei])\b"
)
OF_THE_MAKER = re.compile(r" (?:di|de) logmein\b")
TIERED = {"GoToWebinar", "GoToMeeting", "GoToTraining"}
OTHER_BRAND = re.compile(r"[A-Z][A-Za-z]*[a-z] $")
EN_OR_DE = re.compile(r"\b(?:en|de) $")
PLUS_FIRST = re.compile(r"^(?:,| con\b| avec\b| ann?u(?:el|ale)| mens)")

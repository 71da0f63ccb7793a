"""How often a customer pays and which tier they mean."""

import re

from understanding.mention import Mention, outside
from understanding.small_words import CHOOSING, CORRECTING, POLITE, only_small_words

_CYCLES = {
    "monthly": re.compile(
        r"\b(?:mens(?:u|su|i)el(?:le)?s?|menusel(?:le)?s?|mensuell?e?ment|mensualisee?s?|"
        r"mensil[ei]?|mensilmente|menssile|mensualmente|monthly|(?:au mois(?! (?:de |d\'))|"
        r"au moi(?=\W*$)|par mois|chaque mois|"
        r"(?:tous|ts|tt|tout) les mois)|mois (?:par|apres) mois|al mese(?! d)|ogni mese|"
        r"(?:mese )?per mese|tutti i mesi|"
        r"a mese|di mese in mese)\b|/ ?(?:mois|mese)\b"
    ),
    "annual": re.compile(
        r"\b(?:ann?uel(?:le)?s?|ann?uell?e?ment|annual|ann?ual[ei]|ann?ualmente|yearly|"
        r"a ?l'? ?ann?ee|au? l'an|par an(?:nee)?|chaque annee|tous les ans|all'? ?anno|ogni anno|"
        r"per anno|l'anno(?= invece)|una volta l'anno|tutti gli anni|di anno in anno)\b|/ ?(?:an|"
        r"anno)\b"
    ),
}
_PRICE_BEFORE = re.compile(
    r"(?:\u20ac|\b(?:euros?|eur|chf|francs?|franchi|\$|\d))(?: ?ht| ?ttc)? ?$"
)
_TIME_BEFORE = re.compile(r"\b(?:debut|fin|inizio|fine|\d+ fois|[a-z]+ volte|plusieurs fois) $")

_TIER = re.compile(r"\b(?:starter|startar|stater|starters|pro|plus)\b")
_LEVEL = (
    r"(?:formules?|forfaits?|niveaux?|versions?|plans?|offres?|gammes?|tiers?|editions?|options?|"
    r"abonn?ements?|abos?|pian[oi]|livell[oi]|version[ei]|offert[ae]|formul[ae]|pacchett[oi]|"
    r"opzion[ei]|abb?onament[oi]|sottoscrizion[ei]|licen[cz]es?|licenz[ae])"
)
_NAMED_LEVEL = re.compile(rf"\b{_LEVEL}(?: (?:en|a|al|di|la|de type|tipo))? [\"'\u00ab]? ?$")
_OTHER_TIER = r"(?:starter|pro|plus)"
_BESIDE_TIER = re.compile(rf"\b{_OTHER_TIER} ?(?:ou|o|oppure|et|e|a|à|au|al|vers|,|/|non|pas) ?$")
_BEFORE_TIER = re.compile(
    rf"^ (?:a|au|vers|al|allo|ou|o|oppure) (?:la |le |il |lo )?{_OTHER_TIER}\b"
)
_TOWARDS_PRO = re.compile(
    r"\b(?:en|vers|a|au|du|le|la|de|al|il|lo|sul|dal|del|in|da|notre|nostro|e|est|downgrade|"
    r"upgrade|pas|non|invece|anzi|meglio|plutot|juste) $"
)
_TOWARDS_PLUS = re.compile(r"\b(?:al|il|lo|sul|dal|del|invece|anzi|meglio|upgrade|vers|in|nel) $")
_MAYBE_PLUS = re.compile(r"\b(?:au|du|le|la|a|en|notre|e) $")
_CHANGING = re.compile(
    r"\b(?:pass\w*|repass\w*|mont\w*|upgrad\w*|bascul\w*|scend\w*|sali\w*|salg\w*|mettr?\w*|"
    r"quel\w*|ai-je|avons|version\w*|formule\w*|prend\w*|prenez|veux|voudr\w*|voglio|"
    r"vorrei|vorremmo|choisi\w*|aveva\w*)\b"
)
_ENDS_NAME = re.compile(
    r"^\W*$|^ ?[,.;:!?)]|^ (?:svp|stp|merci|grazie|per|x|pour|avec|con|a|ann?u|mens|au lieu|"
    r"a la place|al posto|invece|"
    r"s'il|pas|non|ou|o|e|et)(?:\b|el|al|ile|uel)"
)
_NOT_A_TIER = re.compile(r"^[- ]?(?:rata|forma|capite|du tout|memoria|loco|domo|tempore)\b")
_WORK_THINGS = re.compile(
    r"\b(?:adresse|mail|e-mail|email|tel|telephone|portable|numero|compte|carte|un|une|des|les|"
    r"mon|ma) $"
)
_EVERYDAY_PLUS = re.compile(r"\b(?:a|de|d'en|en|non|pas|veux|veut|voulons|rien|personne) plus\W*$")
_SEATS_AFTER = re.compile(
    r"^,? \d+ (?:postes?|licences?|sieges?|postazion[ei]|licenz[ae]|utent[ei])\b"
)
_ANSWER = POLITE | CORRECTING | CHOOSING | {"mensile", "annuale", "mensuel", "annuel"}


def find_cycles(folded: str) -> list[Mention]:
    """Monthly or annual, unless it only qualifies a price."""
    found = [
        Mention(entity="billing_cycle", value=cycle, start=match.start(), end=match.end())
        for cycle, pattern in _CYCLES.items()
        for match in pattern.finditer(folded)
        if not _PRICE_BEFORE.search(folded[: match.start()])
        and not _TIME_BEFORE.search(folded[: match.start()])
    ]
    return sorted(found, key=lambda mention: mention.start)


def find_tiers(text: str, folded: str, products: list[Mention]) -> list[Mention]:
    """The tiers named; "plus" and "pro" only where no everyday meaning fits."""
    return [
        Mention(
            entity="tier",
            value=match.group() if match.group() in ("pro", "plus") else "starter",
            start=match.start(),
            end=match.end(),
        )
        for match in _TIER.finditer(folded)
        if outside(products, *match.span()) and _is_tier(text, folded, match, products)
    ]


def _is_tier(text: str, folded: str, match: re.Match[str], products: list[Mention]) -> bool:
    word, before, after = match.group(), folded[: match.start()], folded[match.end() :]
    if word not in ("pro", "plus"):
        return True
    if _NOT_A_TIER.match(after) or _is_the_other_product(folded, match, products):
        return False
    if word == "plus" and re.search(r"\b(?:en|de) $", before) and not _BEFORE_TIER.match(after):
        return False
    if _is_bare(folded) or _NAMED_LEVEL.search(before):
        return word == "pro" or _ends(after)
    if _BESIDE_TIER.search(before) or _BEFORE_TIER.match(after):
        return True
    if _stands_out(text, match) and not _WORK_THINGS.search(before):
        return True
    follows_product = any(
        folded[product.end : match.start()] in (" ", ", ") for product in products
    )
    if word == "pro":
        return (
            follows_product or bool(_TOWARDS_PRO.search(before)) or (not before and _ends(after))
        )
    if _TOWARDS_PLUS.search(before) or follows_product:
        return _ends(after) or (follows_product and _SEATS_AFTER.match(after) is not None)
    if not before.strip():
        return re.match(r"^(?:,| con\b| avec\b| ann?u(?:el|ale)| mens)", after) is not None
    return bool(_MAYBE_PLUS.search(before) and _CHANGING.search(before) and _ends(after))


def _is_the_other_product(folded: str, match: re.Match[str], products: list[Mention]) -> bool:
    """In "LogMeIn Central, non Pro" the tier is none: the customer rejects LogMeIn Pro."""
    between = [
        folded[one.end : match.start()] for one in products if one.value == "LogMeIn Central"
    ]
    return any(re.fullmatch(r",? ?(?:et |e )?(?:non|pas) ", words) for words in between)


def _ends(after: str) -> bool:
    return _ENDS_NAME.match(after) is not None


def _is_bare(folded: str) -> bool:
    if _EVERYDAY_PLUS.search(folded):
        return False
    spans = [found.span() for found in _TIER.finditer(folded)]
    return only_small_words(folded, spans, _ANSWER)


def _stands_out(text: str, match: re.Match[str]) -> bool:
    """Capitalised in the middle of a sentence that is not all in capitals."""
    written = text[match.start() : match.end()]
    before = text[: match.start()].rstrip()
    return written.istitle() and bool(before) and before[-1] not in ".!?\n:" and not text.isupper()

"""What a customer takes back or starts from: "pas X", "non X", "au lieu de X", "de X à Y"."""

import re

from understanding.mention import Mention

_TAKEN_BACK = re.compile(
    r"\b(?:pa|pas|non(?! (?:en|les|le|du|au)\b)|nn|au lieu d[eu'](?: la| l')?|"
    r"plutot que(?: d[eu])?|invece (?:di|che|del)(?: pagare)?|au lieu de payer|"
    r"(?:n'est|ce n'est) (?:plus|pas)|non e piu|anziche|al posto d(?:i|el|ella)|a la place d[eu]|"
    r"et non|e non|"
    r"(?:non|nn|ne|pas) (?:capisco|parlo|so|comprends|parle)(?: pas)?(?: bene| bien)?|"
    r"(?:perche|pourquoi)[^.;?!,]{0,30}|comprends pas|parle pas)"
    r"(?: (?:en|in|a|le|notre|nostro|nostra|mon|mio|la|il|lo|les|du|de|al|quello|celui|piano|"
    r"formule))?(?: (?:starter|pro|plus))? ?(?:l')?$"
)
_STARTING_POINT = re.compile(r"\b(?:de|du|da|dal|dall'|dalla|d'|depuis) ?(?:l'|le |il |piano )?$")
_ARRIVING = re.compile(
    r"^[^.;!?]{0,25}?\b(?:a|au|vers|en|al|all'|alla|ad|sul|in)(?: (?:l'|le |il |la |piano )?|"
    r"(?<='))$"
)
_THOUGHT_BETTER_OF = re.compile(
    r"^ ?,? ?(?:(?:no|non)(?:,| pardon,?| scus\w+,?)|anzi(?: no)?,?|pardon,?|euh non,?)"
    r"(?: |$)[^.;?!]{0,60}$"
)
_REPLACED_BY = re.compile(r"^ ?(?:par|con|->|=>|en) $")
_OUT_OF_USE = re.compile(
    r"^ (?:sera|est|va|viene|verra) (?:coup|ferm|supprim|chius|disatt|desact|elimin|mort|morta)|"
    r"^ (?:ne (?:marche|fonctionne|sert)|n'existe|n'est|non (?:la |si |lo )?(?:legge|usa|usiamo|"
    r"va|"
    r"funziona|esiste|e piu))"
)
_SETTLED = frozenset(
    {"billing_cycle", "tier", "product", "language", "email", "phone", "month", "vat_number"}
)
_FROM_TO = frozenset({"billing_cycle", "tier"})
_REPLACED = frozenset({"email", "phone"})


def without_taken_back(folded: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions still meant; one taken back stays when nothing else is offered instead."""
    taken_back = {
        position
        for position, mention in enumerate(mentions)
        if mention.entity in _SETTLED and _is_taken_back(folded, mention, mentions)
    }
    kept = {
        mentions[position].entity
        for position in range(len(mentions))
        if position not in taken_back
    }
    return [
        mention
        for position, mention in enumerate(mentions)
        if position not in taken_back or mention.entity not in kept
    ]


def _is_taken_back(folded: str, mention: Mention, mentions: list[Mention]) -> bool:
    before = folded[: mention.start]
    if _TAKEN_BACK.search(before[-60:]):
        return True
    following = [
        other
        for other in mentions
        if other.entity == mention.entity and other.start >= mention.end
    ]
    if not following:
        return False
    between = folded[mention.end : following[0].start]
    if mention.entity == "month" and _THOUGHT_BETTER_OF.match(between):
        return True
    if mention.entity in _REPLACED:
        return bool(_REPLACED_BY.match(between) or _OUT_OF_USE.match(between))
    if mention.entity not in _FROM_TO:
        return False
    return bool(_STARTING_POINT.search(before) and _ARRIVING.match(between))

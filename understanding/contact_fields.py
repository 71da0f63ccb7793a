"""Which of the billing details a customer speaks of, by the noun that names it."""

import re

from understanding.contact_field_doubts import names_something_else
from understanding.contact_field_names import FIELD_OF, NAMES
from understanding.mention import Mention, outside

_PATTERN = re.compile(
    "|".join(rf"(?P<{kind}>(?<![\w@.])(?:{pattern})(?![\w@]))" for kind, pattern in NAMES.items())
)
_ON_PAPER = re.compile(r"^ (?:postale|de (?:factu|livr)|di fatt|fatturaz)")
_BARE_COMPANY = re.compile(
    r"(?:la |l'|notre |nostra )?(?:societe|entreprise|azienda|ditta|societa)"
)
_POLITE_END = re.compile(
    r"[ .!?]*(?: ?(?:svp|stp|merci|grazie|per favore|s'il vous plait))?[ .!?]*$"
)


def find_contact_fields(folded: str, typed: list[Mention]) -> list[Mention]:
    """Each field named, once, but not a mail or a telephone as the way to reach somebody."""
    found: dict[str, Mention] = {}
    for match in _PATTERN.finditer(folded):
        start, end = match.span()
        kind = str(match.lastgroup)
        if not outside(typed, start, end) or names_something_else(folded, start, end, kind):
            continue
        field = FIELD_OF.get(kind, kind)
        if field == "address" and _is_mail_address(folded, end, typed):
            field = "email"
        found.setdefault(field, Mention(entity="contact_field", value=field, start=start, end=end))
    return list(found.values()) or _whole_message(folded)


def _is_mail_address(folded: str, end: int, typed: list[Mention]) -> bool:
    """Whether the address spoken of is the e-mail address that follows."""
    given = {mention.entity for mention in typed}
    if "email" not in given or "address" in given:
        return False
    return _ON_PAPER.match(folded[end:]) is None and any(
        mention.entity == "email" and mention.start >= end for mention in typed
    )


def _whole_message(folded: str) -> list[Mention]:
    bare = _POLITE_END.sub("", folded)
    if _BARE_COMPANY.fullmatch(bare) is None:
        return []
    return [Mention(entity="contact_field", value="company", start=0, end=len(bare))]

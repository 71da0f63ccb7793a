"""Where a noun that could name a billing detail of the customer names something else.

The details of the support team are not the customer's either.
"""

import re

from understanding.contact_field_meanings import (
    Around,
    is_apparatus,
    is_job,
    is_message,
    is_no_person,
    is_on_behalf,
    is_other_address,
    is_tax,
)
from understanding.contact_field_names import BARE_LINE, BARE_MAIL, BARE_TAX, PLAIN_CONTACT

_YOURS = re.compile(r"\b(?:votre|vos|vostr[aeio])(?: (?:numero|num) (?:de|di))? $")
_ABOUT_US = re.compile(r"^ (?:pour (?:nous|moi)|de nous|per (?:noi|me)|di noi)\b")
_TEAM = re.compile(
    r"^ (?:(?:d[eiu]l?|della|dell|dello|d'un|di un|de la|de l)[ '])?(?:un |votre |vostro )?(?:"
    r"support\w*|sav|service(?! compta)|servizio|assistan\w+|assistenza|commercial\w*|"
    r"conseill\w+|consulent\w+|operat\w+|logmein\b(?! \w)|goto\b|vendit\w+|uman[oa]|humain|"
    r"presse|diret\w+|direct)|"
    r"^ (?:pour (?:(?:vous|les?) )?(?:joindre|parler|contacter)|per (?:parlar|chiamar|sentir)|"
    r"dove (?:chiama|risponde)|(?:svp|stp) pour parler)"
)
_IN_BILLING = re.compile(r"^ ?(?:de (?:la )?factu|de fact|factu|di fatt|fatturaz|pour les fact)")
_WITH_A_TEAM = frozenset({"phone", BARE_LINE, BARE_MAIL, "email", PLAIN_CONTACT, "contact_person"})
_DOUBTS = {
    BARE_MAIL: is_message,
    BARE_LINE: is_apparatus,
    BARE_TAX: is_tax,
    "address": is_other_address,
    PLAIN_CONTACT: is_no_person,
    "contact_person": is_job,
    "company": is_on_behalf,
}


def names_something_else(folded: str, start: int, end: int, kind: str) -> bool:
    """Whether the noun of that kind at this place is no detail of the customer's billing."""
    before, after = folded[max(0, start - 60) : start], folded[end : end + 60]
    if _YOURS.search(before) and not _ABOUT_US.match(after):
        return True
    if _IN_BILLING.match(after):
        return (
            kind == BARE_MAIL and folded[start:end].endswith("s") and bool(_YOURS.search(before))
        )
    if kind in _WITH_A_TEAM and _TEAM.match(after):
        return True
    doubt = _DOUBTS.get(kind)
    return doubt is not None and doubt(Around(folded, before, after, folded[start:end]))

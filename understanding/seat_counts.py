"""Numbers that count seats only where seats are asked for: "3 personnes", "2 GoToTraining"."""

import re
from collections.abc import Sequence

from understanding.folding import fold
from understanding.numbers import numbers

_PEOPLE = re.compile(
    r"^ ?(personnes?|utilisateurs?|collegues?|collaborateurs?|salaries|employes?|techniciens?|"
    r"agents?|persone|persona|utent[ei]|colleghi|dipendent[ei]|collaborator[ei]|tecnici|"
    r"operator[ei])"
    r"\b"
)
_GAP = re.compile(r"^ ?(x |fois |abonnements? |sottoscrizion[ei] )?(d[eu]'? ?|di )?$")
_FEW_WORDS = 4


def counted(text: str, products: Sequence[int], *, asked: bool) -> int | None:
    """Give the seats that a text without the word for them asks for, or `None`.

    :param products: where each product begins in the text.
    :param asked: whether the number of seats is what was asked.
    """
    folded = fold(text)
    found = [each for each in numbers(folded) if each.value > 0]
    for each in found:
        after = folded[each.end :]
        before_product = any(
            start >= each.end and _GAP.match(folded[each.end : start]) for start in products
        )
        if _PEOPLE.match(after) or before_product:
            return each.value
    if asked and len(found) == 1 and len(folded.split()) <= _FEW_WORDS:
        return found[0].value
    return None

"""Words that point among several: "l'autre", "pas le premier", "tous", "tutti tranne"."""

import re

_OTHER = re.compile(
    r"\bl['’]autre\b|\bl['’]altr[oa]\b|\bpas (le |la |celui|celle)|\bnon (il |la |quell[oa])", re.I
)
_ALL = re.compile(
    r"\b(tous|toutes|les deux|tutt[ie]|entramb[ie])\b(?! (les|i|gli) (mois|ans|mesi|anni)\b)", re.I
)
_EXCEPT = re.compile(r"\b(tranne|eccetto|a parte|sauf|hormis|excepté)\b", re.I)


def means_another(text: str) -> bool:
    """Tell whether the one in hand, or the one named by its position, is not meant."""
    return bool(_OTHER.search(text))


def means_all(text: str) -> bool:
    """Tell whether several are meant at once, which is never taken at its word (E17)."""
    return bool(_ALL.search(text))


def excludes(text: str) -> bool:
    """Tell whether what is named is named to be left out."""
    return bool(_EXCEPT.search(text))

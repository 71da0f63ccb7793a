"""Whether a difference in seats is meant downwards: "3 de moins", "toglietene 2"."""

import re

from understanding.folding import fold

_LESS = re.compile(
    r"\b(moins|reduir\w*|redui\w*|diminu\w*|enlev\w*|retir\w*|supprim\w*|baiss\w*|en trop|ote\w*|"
    r"meno|riduc\w*|ridur\w*|ridott\w*|tog[lg]\w*|rimuov\w*|levar\w*|elimin\w*|di troppo|"
    r"scend\w*)\b"
)


def lessens(text: str) -> bool:
    """Tell whether a text speaks of fewer, in French or Italian."""
    return _LESS.search(fold(text)) is not None

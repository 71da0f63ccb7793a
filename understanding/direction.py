"""Whether a difference in seats is meant downwards: "3 de moins", "toglietene 2"."""

import re

from understanding.folding import fold

_LESS = re.compile(
    r"\b((?<!au )(?<!du )(?<!pas )moins|reduir\w*|redui\w*|diminu\w*|enlev\w*|retir\w*|"
    r"supprim\w*|baiss\w*|en trop|ote\w*|"
    r"descend\w*|redescend\w*|(?<!non )meno|riduc\w*|ridur\w*|ridott\w*|to(?:gl|lg)\w*|rimuov\w*|"
    r"lev(?:ar\w*|i|iamo|ate)|elimin\w*|abbass\w*|di troppo|scend\w*)\b"
)


def lessens(text: str) -> bool:
    """Tell whether a text speaks of fewer, in French or Italian."""
    return _LESS.search(fold(text)) is not None


_TOWARDS = re.compile(
    r"\b(pass\w*|mont\w*|bascul\w*|mett\w*|upgrade|sal[ig]\w*|cambi\w*|chang\w*|vers|verso)\b"
    r"|\b(au|al|en|in) (niveau|livello|formule|formula|plan|piano|version)"
)


def leads_to(text: str) -> bool:
    """Tell whether a text says what something is to become: "passer en plus"."""
    return _TOWARDS.search(fold(text)) is not None

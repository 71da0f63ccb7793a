"""Whether a message asks what something costs."""

import re

from understanding.folding import fold

_PRICE = re.compile(
    r"\b(combien|cout\w*|coute\w*|prix|tarifs?|quanto (costa|viene|si paga)|cost[ao]|prezz[oi]|"
    r"tariff[ae])\b"
)


def asks_price(text: str) -> bool:
    """Tell whether a text asks for a price, in French or Italian."""
    return _PRICE.search(fold(text)) is not None

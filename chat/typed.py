"""What a customer typed, made safe to hand to Rasa."""

import re
import unicodedata

MAX_CHARACTERS = 2000

LINE_BREAKS = re.compile("\r\n|[\t-\r\x1c-\x1f\x85\u2028\u2029]")
CONTROLS_AND_BIDI_OVERRIDES = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
SLASHES = frozenset("/\u2044\u2215\u2571\u27cb\u29f8\u2afb\u2afd\u3033\U0001f67c")
BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164")  # letters and marks without ink
VARIATION_SELECTORS = re.compile("[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def neutralise(text: str) -> str:
    """Take away everything with which a message could pass for a command.

    Rasa obeys `/intent{...}` from anyone, after trimming any Unicode space. So nothing that is,
    or that NFKC turns into, a space, an invisible character or a slash is left in front. Line
    breaks become spaces; control characters, unpaired surrogates and bidirectional overrides
    go. The rest stays as typed, in NFC. Applying it twice changes nothing more.

    May return an empty string. Composing can lengthen a text, so `MAX_CHARACTERS` is to be
    checked before.
    """
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    printable = CONTROLS_AND_BIDI_OVERRIDES.sub("", LINE_BREAKS.sub(" ", whole))
    composed = unicodedata.normalize("NFC", printable)
    for position, character in enumerate(composed):
        if not _may_hide_a_command(character):
            return composed[position:]
    return ""


def _may_hide_a_command(character: str) -> bool:
    shape = unicodedata.normalize("NFKC", character)[0]
    return (
        shape.isspace()
        or shape in SLASHES
        or shape in BLANKS
        or unicodedata.category(shape) in {"Cc", "Cf"}
        or VARIATION_SELECTORS.match(shape) is not None
    )

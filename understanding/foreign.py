"""What is said in a language that the assistant does not speak: out of scope, whatever it asks."""

from collections.abc import Mapping
from typing import Any

from understanding.calibration import OUT_OF_SCOPE
from understanding.language_model import OTHER
from understanding.listening import Understood

_CLEARLY = 0.8
_A_SENTENCE = 3  # words; in fewer, a name or a slip makes another language of it
_LANGUAGE_WANTED = "change_language"


def not_spoken_here(heard: Understood, text: str, spoken: Mapping[str, Any]) -> Understood:
    """Give what was heard, with `out_of_scope` first if the text is in another language.

    :param spoken: the language detected: `name` and `confidence`.
    """
    sure = float(spoken.get("confidence", 0.0))
    if spoken.get("name") != OTHER or sure < _CLEARLY or len(text.split()) < _A_SENTENCE:
        return heard
    if not heard.ranking or heard.ranking[0][0] == _LANGUAGE_WANTED:
        return heard
    others = [
        (name, likely * (1 - sure)) for name, likely in heard.ranking if name != OUT_OF_SCOPE
    ]
    left = sum(likely for _, likely in others)
    return Understood(ranking=[(OUT_OF_SCOPE, 1 - left), *others])

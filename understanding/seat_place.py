"""Where a number stands: the words before it, its noun, the words after."""

import re
from dataclasses import dataclass

from understanding.numbers import Number
from understanding.seat_totals import FROM, OUT_OF, TO_NEXT
from understanding.seat_words import BRAND, COUNTED_BRAND, NOT_SEATS, PERSON, SEAT, STAFF

_REACH = 90
_FILLING = re.compile(
    r"(?:(?<![\w'])(?:seulement|juste|uniquement|solo|soltanto|solamente|pure|environ|circa|"
    r"plutot|piuttosto|au moins|almeno|exactement|esattamente|tipo|genre|bien|max|massimo|maximum|"
    r"n\.|nr\.?|soli|sole|tous les|subito|tout de suite|temporairement|merci|svp|per favore|"
    r"a notre compte|aussi|anche|l'unita|invece|desormais|dorenavant|direttamente|directement) )+$"
)
_END = re.compile(
    r"\W*$| ?[,.;:!?)(/]| (?:svp|stp|plz|merci|grazie|per|pour|pr|sur|su|x|en|in|dans|"
    r"de|du|des|del|dello|della|"
    r"delle|dei|sul|sulla|nel|chez|a|au|aux|al|alla|allo|invece|anziche|mica|plutot|pas|"
    r"non|ridu\w+|adegu\w+|adapt\w+|ajust\w+|e|et|ou|o|"
    r"mais|mai|ma|dont|car|puisque|perche|parce|quand|quando|depuis|da|dal|dai|dalla|le|"
    r"la|les|il|lo|gli|i|"
    r"l'|nos|notre|nostre|si|s'il|maintenant|ora|adesso|minimum|cette|ce|questo|questa|"
    r"quest'anno|ca|lol|fissi|tout|tondi|esatti|suffi\w*|sufise|bast\w*|autres|avant|prima|comme|"
    r"come|des que|a partir|dopo|apres|contre|avec|con|via|c'est|rest\w+|deviennent|devo\w+)(?!\w)"
    r"| ?(?:d'|l'|->|=>|\u2192)"
)


@dataclass(frozen=True, kw_only=True)
class Place:
    """A number and what is around it.

    :param noun: "seat", "staff" (people or machines that take a seat), "people",
        "brand" (a product named where the seat is meant), or none of them.
    :param rest: what follows the number and its noun.
    :param leaves: whether it is the 5 of "from 5 to 8".
    :param part: whether it is the 2 of "2 of our 6".
    :param round_figure: whether it is "a dozen".
    :param whole: whether it is the 6 of "2 of our 6".
    """

    number: Number
    before: str
    bared: str
    noun: str
    noun_words: str
    rest: str
    leaves: bool
    part: bool
    whole: bool
    round_figure: bool

    @property
    def about_so_many(self) -> bool:
        """Whether something else is counted: "une dizaine de lignes"."""
        return self.round_figure and self.rest.startswith((" d", " l"))

    @property
    def end(self) -> int:
        """Where the number ends with the people or machines that it counts."""
        counted = len(self.noun_words) if self.noun in ("staff", "people") else 0
        return self.number.end + counted

    @property
    def ends(self) -> bool:
        """Whether no other noun is counted by the number."""
        return not (self.noun or self.about_so_many) and _END.match(self.rest) is not None


def places(folded: str, counted: list[Number]) -> list[Place]:
    """The numbers that may count seats, each in its place."""
    found = [
        _place(folded, counted, index)
        for index, number in enumerate(counted)
        if not NOT_SEATS.match(folded, number.end)
    ]
    return [place for place in found if not place.whole]


def _place(folded: str, counted: list[Number], index: int) -> Place:
    number = counted[index]
    before = folded[max(0, number.start - _REACH) : number.start]
    after = folded[number.end : number.end + _REACH]
    noun, words = _noun(after)
    rest = after[len(words) :]
    following = counted[index + 1] if index + 1 < len(counted) else None
    part = bool(following and OUT_OF.match(folded[number.end : following.start]))
    if part and following and not noun and SEAT.match(folded, following.end):
        noun = "seat"
    to_next = folded[number.end : following.start] if following else ""
    from_last = folded[counted[index - 1].end : number.start] if index else ""
    return Place(
        number=number,
        before=before,
        bared=_FILLING.sub("", before),
        noun=noun,
        noun_words=words,
        rest=rest,
        leaves=bool(
            following
            and TO_NEXT.match(to_next)
            and (FROM.search(before) or to_next.strip() in ("->", "=>", ">", "\u2192"))
        ),
        part=part,
        round_figure=folded[: number.end].endswith(("aine", "ina", "inaio")),
        whole=bool(index and not counted[index - 1].article and OUT_OF.match(from_last)),
    )


def _noun(after: str) -> tuple[str, str]:
    for kind, pattern in (("seat", SEAT), ("staff", STAFF), ("people", PERSON)):
        found = pattern.match(after)
        if found:
            named = BRAND.match(after, found.end()) if kind == "seat" else None
            return kind, after[: named.end() if named else found.end()]
    found = COUNTED_BRAND.match(after)
    return ("brand", found.group()) if found else ("", "")

"""Card numbers and IBANs, told from other numbers by their check digits and their shape."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from stdnum import iban, numdb

from trust.folding import SIGNS, Span, blanked

GAP = "[ ./_-]{0,5}"
RUN = re.compile(rf"[0-9](?:{GAP}[0-9])*")
GROUP = re.compile("[0-9]+")
NETWORK = re.compile("22[0-9]{2}|2[3-6]|27[01]|2720|3[04-9]|[456]")
SHORTEST, LONGEST = 13, 19
DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
IBAN_START = re.compile(rf"[a-z]{GAP}[a-z]{GAP}[0-9]{GAP}[0-9]")

UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?=[0-9]*[a-f])[0-9a-f]{32}"
VAT = "fr ?[0-9]{11}|it ?[0-9]{11}"
DAY, MONTH, YEAR = "(?:0?[1-9]|[12][0-9]|3[01])", "(?:0?[1-9]|1[0-2])", "(?:199|20[0-4])[0-9]"
DATE = rf"{DAY}(?P<sep>[./-]){MONTH}(?P=sep){YEAR}|{YEAR}(?P<iso>[./-]){MONTH}(?P=iso){DAY}"
FRACTION = r"0\.[0-9]{12,17}"  # a confidence in a log
AMOUNT = r"[0-9]{1,4}[.,][0-9]{2} ?(?:€|eur)"
ABROAD = (
    r"(?:\+|(?<![0-9])(?<![0-9][ ./_-])00)(?:"
    r"(?:33|41)(?:[0-9]{9}|[ ./-](?:[ ./-]?[0-9]){9})"
    r"|32(?:[0-9]{8,9}|[ ./-](?:[ ./-]?[0-9]){8,9}?)"
    r"|39[ ./-]?3[0-9]{2}(?:[ ./-]?[0-9]){6,7}"
    r"|39(?:0[0-9]{7,9}|[ ./-]0[0-9]{1,3}[ ./-]{0,3}[0-9]{3,4} ?[0-9]{2,4}))(?![0-9])"
)
HARMLESS = re.compile(
    rf"{ABROAD}|(?<![0-9a-z])(?:{UUID}|{VAT})(?![0-9a-z])"
    rf"|(?<![0-9])(?<![0-9][./_-])(?:{DATE}|{FRACTION}|{AMOUNT})(?![./_-]?[0-9])"
)
PHONE = re.compile(
    r"(?:0[1-9](?:[ .-]?[0-9]{2}){4}"
    r"|0[0-9]{2}[ ./-]{0,2}[0-9]{3}(?:[ .-]?[0-9]{2}){2}"
    r"|0[0-9]{1,3}[ ./-]{0,3}[0-9]{3,4} ?[0-9]{2,4}"
    r"|3[0-9]{2}[ ./-]?[0-9]{3}[ .-]?[0-9]{3,4})"
    r"(?:[ ./_-]+|$)"
)


def account_numbers(folded: str) -> list[Span]:
    """Every card number and IBAN in a folded text; spans may overlap."""
    ibans = list(_ibans(folded))
    return [*ibans, *_cards(blanked(without_harmless(folded), ibans))]


def without_harmless(folded: str) -> str:
    """Cover what is plainly no card, lest its digits and their neighbours look like one."""
    return HARMLESS.sub(lambda match: SIGNS["harmless"] * len(match[0]), folded)


def _ibans(folded: str) -> Iterator[Span]:
    for start in IBAN_START.finditer(folded):
        country = "".join(filter(str.isalpha, start[0])).upper()
        if not (length := _iban_length(country)):
            continue
        shape = re.compile(rf"(?:[a-z0-9]{GAP}){{{length - 1}}}[a-z0-9]")
        whole = shape.match(folded, start.start())
        if whole and iban.is_valid(re.sub("[ ./_-]", "", whole[0]), check_country=False):
            yield Span(whole.start(), whole.end(), "iban")


@lru_cache(maxsize=1024)
def _iban_length(country: str) -> int:
    structure = numdb.get("iban").info(country)[0][1].get("bban")
    return 4 + sum(map(int, GROUP.findall(structure))) if structure else 0


def _cards(folded: str) -> Iterator[Span]:
    for run in RUN.finditer(folded):
        if not _are_phones(run[0]):
            for start, end in _cards_in(run[0]):
                yield Span(run.start() + start, run.start() + end, "card")


def _cards_in(run: str) -> Iterator[tuple[int, int]]:
    """Every way to read a card off whole groups of digits: which one was meant is not guessed."""
    groups = list(GROUP.finditer(run))
    digits = "".join(group[0] for group in groups)
    totals = _luhn_totals([int(digit) for digit in digits])
    edges = list(accumulate((len(group[0]) for group in groups), initial=0))
    for first, begin in enumerate(edges[:-1]):
        if not NETWORK.match(digits, begin):
            continue
        for last, end in enumerate(edges[first + 1 :], start=first):
            if end - begin > LONGEST:
                break
            total = totals[end % 2]
            if end - begin >= SHORTEST and (total[end] - total[begin]) % 10 == 0:
                yield groups[first].start(), groups[last].end()


def _luhn_totals(digits: list[int]) -> tuple[list[int], list[int]]:
    """Running Luhn sums for numbers that end after an even and after an odd count of digits.

    With them any stretch is checked by one subtraction, so that a long run costs linear time.
    """
    swapped = [DOUBLED[digit] for digit in digits]
    even, odd = swapped.copy(), swapped
    even[1::2], odd[::2] = digits[1::2], digits[::2]
    return list(accumulate(even, initial=0)), list(accumulate(odd, initial=0))


def _are_phones(run: str) -> bool:
    position = 0
    while position < len(run) and (phone := PHONE.match(run, position)):
        position = phone.end()
    return position == len(run)

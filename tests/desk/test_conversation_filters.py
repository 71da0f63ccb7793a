"""The address of a list says what is in it, whoever wrote the address."""

from datetime import datetime, timezone
from urllib.parse import parse_qsl

import pytest

from desk.conversation_filters import cursor, read
from store.list_filters import Filters

FULL = (
    "words=r%C3%A9silier&said_by=customer&whose=a%40b.example&language=fr&intent=faq%2Frefund"
    "&below=0.6&task=start_trial&outcome=done&tag=tva&since=2026-03-01&until=2026-03-29"
    "&sign=fallback&sign=unhappy"
)


def asked(query: str) -> Filters:
    return read(parse_qsl(query, keep_blank_values=True)).filters


def test_every_filter_is_read() -> None:
    assert asked(FULL) == Filters(
        words="résilier",
        said_by="customer",
        whose="a@b.example",
        language="fr",
        intent="faq/refund",
        below=0.6,
        task="start_trial",
        outcome="done",
        tag="tva",
        # The days are Paris's; clocks go forward on the 29th.
        since=datetime(2026, 2, 28, 23, tzinfo=timezone.utc),
        until=datetime(2026, 3, 29, 22, tzinfo=timezone.utc),
        signs=("fallback", "unhappy"),
    )


def test_the_address_of_a_list_is_the_same_however_it_was_asked_for() -> None:
    shuffled = "&".join(reversed(FULL.split("&"))) + "&before=7&nonsense=1&tag="

    assert read(parse_qsl(FULL)).query == FULL
    assert read(parse_qsl(shuffled)).query != ""
    assert asked(shuffled).signs == ("fallback", "unhappy")
    assert read(parse_qsl(shuffled)).query == FULL


@pytest.mark.parametrize(
    "query",
    [
        "", "language=xx", "below=-1", "below=0", "below=abc", "below=1e3", "below=²", "below=.",
        "outcome=perhaps", "since=yesterday", "since=0001-01-01", "until=9999-12-31",
        "until=9998-12-31T1", "sign=none", "said_by=nobody", "words=%00%01", "whose=+", "tag=",
        "said_by=customer",
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_left_out(query: str) -> None:
    found = read(parse_qsl(query, keep_blank_values=True))

    assert found.filters == Filters()
    assert found.query == ""


@pytest.mark.parametrize("typed", ["0.6", "0,6", "60", "60%", ".6"])
def test_a_confidence_may_be_written_in_several_ways(typed: str) -> None:
    assert asked(f"below={typed.replace('%', '%25')}").below == 0.6


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, {}),
        ({"before": "12"}, {"before": 12}),
        ({"after": "12"}, {"after": 12}),
        ({"before": "x"}, {}),
        ({"before": "9" * 50}, {}),
        ({"after": "-1"}, {}),
    ],
)
def test_a_page_begins_at_a_number_or_is_the_first(
    given: dict[str, str], expected: dict[str, int]
) -> None:
    assert cursor(given) == expected


def test_a_page_keeps_the_filters() -> None:
    assert read(parse_qsl("language=it&sign=doubt")).with_more(before=5, after=None) == (
        "language=it&sign=doubt&before=5"
    )

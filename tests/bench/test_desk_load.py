"""The invented past has everything that the desk is measured on, on both engines."""

from collections.abc import Iterator

import pytest

from bench.desk import load, measure, pages
from tests import databases

CONVERSATIONS = 600


@pytest.fixture(scope="module", params=databases.ENGINES)
def filled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    with databases.empty(request.param, tmp_path_factory.mktemp("load")) as url:
        load.fill(url, url, CONVERSATIONS)
        yield url


def test_every_question_is_answered_and_most_find_something(filled: str) -> None:
    found = {each.name: each.found for each in measure.everything(filled, filled)}

    empty = {name for name, number in found.items() if not number}
    assert empty <= {
        "confidence below 0.25", "a day without any", "nobody", "six at once", "tag", "flagged",
        "two frequent, together none", "no such word", "frequent word, none of that language",
        "frequent in quotes, rare word", "task and outcome", "person",
    }  # fmt: skip
    assert found["500 turns, last page"] == 500
    assert found["no filter"] == CONVERSATIONS


def test_every_page_is_served(filled: str) -> None:
    assert all(each.found > 1000 for each in pages.everything(filled, filled))

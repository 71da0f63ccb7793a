"""A report says what changes and what breaks; an admin says whether its model may go live."""

import pytest

from bench.models import changes
from bench.understanding.heard import Heard
from settings import Settings
from store import desk_audit, model_reports
from store.engine import reading, transaction
from store.model_reports import Compared
from tests.databases import NOW
from tests.desk.conftest import Client

ASKED = [{"text": "<b>coupez tout</b>", "language": "fr", "intent": "cancel_subscription"}]
SURE = Heard(ranking=[("cancel_subscription", 0.93)])
UNSURE = Heard(ranking=[("complain", 0.51), ("cancel_subscription", 0.3)])
FIGURES = {"accuracy": 0.9, "entities": {"product": 0.99}}


@pytest.fixture
def number(desk_settings: Settings) -> int:
    """The number of a report of a model that breaks something."""
    report = {
        "known": changes.known(ASKED, [SURE], [UNSURE]),
        "past": changes.past(ASKED, [SURE], [UNSURE]),
        "tests": {"fr": {"old": FIGURES, "new": {**FIGURES, "accuracy": 0.85}}},
        "stories": {
            "old": {"stories": 44, "failed": []},
            "new": {"stories": 44, "failed": ["fr - cancels"]},
        },
    }
    compared = Compared(
        old_model="a" * 64, new_model="b" * 64, old_name="billing.tar.gz", new_name="new.tar.gz"
    )
    with transaction(desk_settings.database_url) as connection:
        return model_reports.add(connection, compared, report, now=NOW)


def publishable(settings: Settings, number: int) -> bool:
    with reading(settings.database_url) as connection:
        return bool(model_reports.by_number(connection, number)["publishable"])


def test_a_report_shows_what_breaks_beside_the_figures(desk_client: Client, number: int) -> None:
    reviewer = desk_client("reviewer")

    text = reviewer.get(f"/reports/{number}").text

    assert 'No longer understood <span class="badge">1</span>' in text
    assert "&lt;b&gt;coupez tout&lt;/b&gt;" in text
    assert "<code>cancel_subscription</code> 93 %" in text
    assert "90.0 %" in text
    assert "85.0 %" in text
    assert "43 / 44" in text
    assert "fr - cancels" in text
    assert f'href="/reports/{number}"' in reviewer.get("/reports").text


def test_an_admin_declares_a_model_publishable_and_it_is_audited(
    desk_client: Client, desk_settings: Settings, number: int
) -> None:
    admin = desk_client("admin")
    assert not publishable(desk_settings, number)

    assert admin.post(f"/reports/{number}").status_code == 303

    assert publishable(desk_settings, number)
    assert "Publishable, says The admin" in admin.get(f"/reports/{number}").text
    with reading(desk_settings.database_url) as connection:
        [record, *_] = desk_audit.page(connection)
    assert (record["action"], record["object"]) == ("model_approved", str(number))


@pytest.mark.parametrize("role", ["agent", "reviewer"])
def test_nobody_else_does(
    desk_client: Client, desk_settings: Settings, number: int, role: str
) -> None:
    assert desk_client(role).post(f"/reports/{number}").status_code == 403

    assert not publishable(desk_settings, number)


@pytest.mark.parametrize("language", ["fr", "it", "en"])
def test_reports_are_worded_in_every_language(
    desk_client: Client, number: int, language: str
) -> None:
    admin = desk_client("admin", language=language)

    assert admin.get("/reports").status_code == 200
    assert admin.get(f"/reports/{number}").status_code == 200


def test_a_report_that_is_not_there_is_not_found(desk_client: Client) -> None:
    assert desk_client("admin").get("/reports/404").status_code == 404
    assert desk_client("admin", name="Other").post("/reports/404").status_code == 404

"""Every page of the desk: who may open it, in which language, and what browsers are told."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from starlette.routing import Route
from starlette.testclient import TestClient

from desk import labels
from desk.labels import FOLDER, LANGUAGES, Labels, flat
from desk.server import create_app
from settings import Settings
from tests.desk.conftest import Client

OPEN = {"/health", "/sign-in", "/sign-in/elsewhere", "/sign-in/elsewhere/done", "/static"}
BLANK = re.compile(r"{(\w+)}")


def test_every_page_asks_for_a_role_but_the_sign_in(desk_client: Client) -> None:
    app = desk_client(None).app
    unguarded = {
        route.path
        for route in app.routes  # type: ignore[attr-defined]
        if not hasattr(getattr(route, "endpoint", None), "needs")
    }

    assert unguarded <= OPEN


def test_who_is_not_signed_in_is_sent_to_sign_in(desk_client: Client) -> None:
    client = desk_client(None)
    pages = [
        route.path
        for route in client.app.routes  # type: ignore[attr-defined]
        if isinstance(route, Route) and "GET" in (route.methods or ()) and "{" not in route.path
    ]

    answers = {path: client.get(path) for path in pages if path not in OPEN}

    assert answers
    assert {answer.headers["location"].split("?")[0] for answer in answers.values()} == {
        "/sign-in"
    }


def test_a_form_without_our_token_changes_nothing(desk_client: Client) -> None:
    client = desk_client("agent", language="en")
    del client.headers["X-CSRF-Token"]

    answer = client.post("/language", data={"language": "it"})

    assert answer.status_code == 403
    assert 'lang="en"' in client.get("/me").text


@pytest.mark.parametrize(
    "header", [{"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_a_form_from_another_site_changes_nothing_even_with_the_token(
    desk_client: Client, header: dict[str, str]
) -> None:
    client = desk_client("agent")

    assert client.post("/language", data={"language": "it"}, headers=header).status_code == 403


def test_pages_change_language(desk_client: Client) -> None:
    client = desk_client("agent", language="en")

    client.post("/language", data={"language": "it", "to": "/me"})

    page = client.get("/me").text
    assert '<html lang="it">' in page
    assert "Il mio account" in page


@pytest.mark.parametrize(
    ("wanted", "spoken"), [("it-CH,fr;q=0.5", "it"), ("de,en;q=0.8", "en"), ("", "fr")]
)
def test_the_sign_in_speaks_the_browsers_language(
    desk_client: Client, wanted: str, spoken: str
) -> None:
    page = desk_client(None).get("/sign-in", headers={"Accept-Language": wanted}).text

    assert f'<html lang="{spoken}">' in page


def test_nothing_foreign_runs_and_nothing_private_is_kept(desk_client: Client) -> None:
    page = desk_client("agent").get("/me")

    policy = page.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert page.headers["cache-control"] == "no-store"
    assert " style=" not in page.text
    assert "<script>" not in page.text


def test_scripts_and_styles_are_kept_for_ever(desk_client: Client) -> None:
    client = desk_client("agent")
    addresses = re.findall(r'(?:src|href)="(/static/[^"]+)"', client.get("/me").text)

    assert len(addresses) == 2
    for address in addresses:
        assert "immutable" in client.get(address).headers["cache-control"]


@pytest.mark.parametrize(("path", "status"), [("/nothing-here", 404), ("/static/none.js", 404)])
def test_what_is_not_there_is_said_kindly(desk_client: Client, path: str, status: int) -> None:
    answer = desk_client("agent").get(path, headers={"Accept-Language": "en"})

    assert answer.status_code == status
    assert "nothing at this address" in answer.text


def test_health_names_a_database_that_does_not_answer(
    desk_settings: Settings,
) -> None:
    away = replace(desk_settings, database_url="postgresql://x:secret@127.0.0.1:1/none")
    client = TestClient(create_app(away))

    health = client.get("/health")

    assert health.status_code == 503
    assert "secret" not in health.text


class TestLabels:
    @staticmethod
    def words(language: str) -> dict[str, object]:
        found: dict[str, object] = {}
        for path in sorted((FOLDER / language).glob("*.yml")):
            found |= flat(yaml.safe_load(path.read_text(encoding="utf-8")))
        return found

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_each_language_says_everything_with_the_same_blanks(self, language: str) -> None:
        french, spoken = self.words("fr"), self.words(language)

        assert spoken.keys() == french.keys()
        for key, said in spoken.items():
            assert set(BLANK.findall(str(said))) == set(BLANK.findall(str(french[key]))), key

    def test_each_part_of_the_desk_has_a_file_in_each_language(self) -> None:
        files = {
            language: {path.name for path in (FOLDER / language).glob("*.yml")}
            for language in LANGUAGES
        }

        assert files["it"] == files["fr"] == files["en"]

    def test_french_has_its_own_apostrophes_and_spaces(self) -> None:
        for key, said in self.words("fr").items():
            assert "'" not in str(said).replace("{'", "").replace("'}", "").replace(
                "': '", ""
            ).replace("', '", ""), key

    def test_plurals_are_those_of_the_language(self) -> None:
        assert Labels("fr")("sign_in.wait", count=0).endswith("0 minute.")
        assert Labels("en")("sign_in.wait", count=0).endswith("0 minutes.")

    def test_templates_ask_for_labels_that_exist(self) -> None:
        known = self.words("en")
        templates = Path(labels.__file__).parent.parent / "templates"
        for path in templates.rglob("*.html"):
            for key in re.findall(r"""\bt\(["']([\w.]+)["'][,)]""", path.read_text("utf-8")):
                assert key in known, f"{path.name}: {key}"

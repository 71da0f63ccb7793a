"""Signing in: who is right gets a session, who is not learns nothing, and nobody guesses fast."""

from datetime import timedelta

import pytest
from starlette.testclient import TestClient

import clock
from desk import passwords, tries
from desk.forms import SESSION_COOKIE
from settings import Settings
from store import desk_audit, staff
from store.engine import reading, transaction
from tests.desk.conftest import Client

EMAIL = "camille@desk.example"
PASSWORD = "une phrase assez longue"


@pytest.fixture
def camille(desk_settings: Settings) -> staff.Staff:
    with transaction(desk_settings.database_url) as connection:
        return staff.add(
            connection,
            email=EMAIL,
            name="Camille Laurent",
            role="agent",
            password_hash=passwords.hashed(PASSWORD),
        )


def try_to_enter(client: TestClient, password: str, *, email: str = EMAIL, to: str = "/") -> int:
    form = client.get("/sign-in").text
    csrf = form.partition('name="csrf" value="')[2].partition('"')[0]
    data = {"csrf": csrf, "email": email, "password": password, "to": to}
    answer = client.post("/sign-in", data=data)
    client.headers["X-Last-Location"] = answer.headers.get("location", "")
    return answer.status_code


def actions(settings: Settings) -> list[str]:
    with reading(settings.database_url) as connection:
        return [row["action"] for row in desk_audit.page(connection)]


def test_the_right_password_opens_the_page_that_was_asked_for(
    desk_client: Client, camille: staff.Staff, desk_settings: Settings
) -> None:
    client = desk_client(None)
    sent = client.get("/me?from=mail")

    assert sent.headers["location"] == "/sign-in?to=%2Fme%3Ffrom%3Dmail"
    assert try_to_enter(client, PASSWORD, to="/me") == 303
    assert client.headers["X-Last-Location"] == "/me"
    assert camille.name in client.get("/me").text
    assert actions(desk_settings) == ["sign_in", "password_tried"]


@pytest.mark.parametrize("email", [EMAIL, "nobody@desk.example"])
@pytest.mark.usefixtures("camille")
def test_who_is_not_right_learns_not_even_whether_the_name_exists(
    desk_client: Client, email: str, desk_settings: Settings
) -> None:
    client = desk_client(None)

    assert try_to_enter(client, "some other phrase", email=email) == 401
    assert client.get("/me").status_code == 303
    assert actions(desk_settings) == ["sign_in_refused", "password_tried"]


@pytest.mark.usefixtures("camille")
def test_after_too_many_wrong_passwords_even_the_right_one_has_to_wait(
    desk_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = desk_client(None)
    for _ in range(tries.MOST_BY_NAME):
        try_to_enter(client, "some other phrase")

    assert try_to_enter(client, PASSWORD) == 429
    later = clock.now() + timedelta(minutes=16)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert try_to_enter(client, PASSWORD) == 303


@pytest.mark.parametrize(
    "to", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere"]
)
@pytest.mark.usefixtures("camille")
def test_nobody_is_sent_to_another_site(desk_client: Client, to: str) -> None:
    client = desk_client(None)

    assert try_to_enter(client, PASSWORD, to=to) == 303
    assert client.headers["X-Last-Location"] == "/"


@pytest.mark.usefixtures("camille")
def test_a_form_of_another_site_signs_nobody_in(desk_client: Client) -> None:
    client = desk_client(None)
    client.get("/sign-in")

    answer = client.post("/sign-in", data={"email": EMAIL, "password": PASSWORD})

    assert answer.status_code == 403
    assert SESSION_COOKIE not in client.cookies


def test_signing_out_ends_the_session_itself(desk_client: Client) -> None:
    client = desk_client("agent")
    token = client.cookies[SESSION_COOKIE]

    assert client.post("/sign-out").status_code == 303
    client.cookies.set(SESSION_COOKIE, token)
    assert client.get("/me").status_code == 303


@pytest.mark.usefixtures("camille")
def test_signing_out_everywhere_ends_the_sessions_of_all_devices(desk_client: Client) -> None:
    phone, office = desk_client(None), desk_client(None)
    try_to_enter(phone, PASSWORD)
    try_to_enter(office, PASSWORD)
    csrf = office.get("/me").text.partition('name="csrf" value="')[2].partition('"')[0]

    office.post("/sign-out-everywhere", data={"csrf": csrf})

    assert phone.get("/me").status_code == 303


@pytest.mark.parametrize("change", [{"disabled": True}, {"role": "reviewer"}])
def test_a_session_ends_when_its_person_is_disabled_or_has_another_role(
    desk_client: Client, desk_settings: Settings, change: dict[str, object]
) -> None:
    client = desk_client("agent")
    with transaction(desk_settings.database_url) as connection:
        (person,) = staff.everybody(connection)
        staff.change(connection, person.id, **change)

    assert client.get("/me").status_code == 303


@pytest.mark.parametrize("hours", [2.1, 12.1])
def test_a_session_ends_by_itself(
    desk_client: Client, monkeypatch: pytest.MonkeyPatch, hours: float
) -> None:
    client = desk_client("agent")
    begun = clock.now()
    steps = [hours] if hours < 3 else [each * 1.5 for each in range(1, 9)] + [hours]

    answers = []
    for step in steps:
        monkeypatch.setattr(clock, "now", lambda step=step: begun + timedelta(hours=step))
        answers.append(client.get("/me").status_code)

    assert answers[-1] == 303
    assert set(answers[:-1]) <= {200, 303}


def test_a_temporary_password_opens_nothing_but_its_own_change(
    desk_client: Client, desk_settings: Settings, camille: staff.Staff
) -> None:
    with transaction(desk_settings.database_url) as connection:
        staff.change(connection, camille.id, must_change=True)
    client = desk_client(None)
    try_to_enter(client, PASSWORD)

    assert client.get("/").headers["location"] == "/me"
    page = client.get("/me").text
    csrf = page.partition('name="csrf" value="')[2].partition('"')[0]
    short = client.post("/me", data={"csrf": csrf, "old": PASSWORD, "new": "court"})
    assert short.status_code == 422
    changed = client.post(
        "/me", data={"csrf": csrf, "old": PASSWORD, "new": "une autre phrase assez longue"}
    )
    assert changed.status_code == 303
    assert client.get("/").headers["location"] == "/inbox"

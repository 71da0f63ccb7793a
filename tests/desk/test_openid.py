"""Signing in with the company's provider: its word is checked, and the desk decides the role."""

import time
from collections.abc import Iterator

import httpx2
import pytest
from starlette.testclient import TestClient

import settings
from desk.server import create_app
from settings import SettingError, Settings
from store import desk_audit, staff
from store.engine import reading, transaction
from tests.desk import provider as providers
from tests.desk.conftest import ADDRESS
from tests.desk.provider import Provider
from trust import keys


@pytest.fixture
def provider() -> Iterator[Provider]:
    with providers.serving() as provider:
        yield provider


@pytest.fixture
def client(
    provider: Provider, desk_settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path
) -> Iterator[TestClient]:
    monkeypatch.setenv("BILLING_SECRETS_DIRECTORY", str(tmp_path / "secrets"))
    monkeypatch.setenv("BILLING_DESK_URL", ADDRESS)
    monkeypatch.setenv("BILLING_DESK_OIDC_ISSUER", provider.issuer)
    monkeypatch.setenv("BILLING_DESK_OIDC_CLIENT_ID", providers.CLIENT)
    monkeypatch.setenv("BILLING_DESK_OIDC_CLIENT_SECRET", providers.SECRET)
    monkeypatch.setenv("BILLING_DESK_OIDC_ROLES", "support=agent quality=reviewer it=admin")
    loaded = settings.load()
    keys.create_missing(loaded)
    assert loaded.database_url == desk_settings.database_url
    with TestClient(create_app(loaded), base_url=ADDRESS, follow_redirects=False) as client:
        client.headers["Accept-Language"] = "en"
        yield client


def come_back(client: TestClient, provider: Provider) -> tuple[int, str]:
    """Go to the provider, sign in there, and come back; give the answer's status and text."""
    sent = client.get("/sign-in/elsewhere").headers["location"]
    assert sent.startswith(f"{provider.issuer}/authorize?")
    back = httpx2.get(sent).headers["location"]
    answer = client.get(back)
    return answer.status_code, answer.text


def people(settings: Settings) -> dict[str, staff.Staff]:
    with reading(settings.database_url) as connection:
        return {each.email: each for each in staff.everybody(connection)}


def test_who_comes_from_the_provider_is_signed_in_with_the_role_of_their_groups(
    client: TestClient, provider: Provider, desk_settings: Settings
) -> None:
    provider.claims["groups"] = ["support", "quality"]

    status, _ = come_back(client, provider)

    assert status == 303
    assert "Anna Blanc" in client.get("/me").text
    assert people(desk_settings)["anna@company.example"].role == "reviewer"


def test_a_role_follows_the_groups_at_each_sign_in(
    client: TestClient, provider: Provider, desk_settings: Settings
) -> None:
    come_back(client, provider)
    provider.claims["groups"] = "it"

    come_back(client, provider)

    assert people(desk_settings)["anna@company.example"].role == "admin"


@pytest.mark.parametrize(
    ("claims", "forged", "status"),
    [
        pytest.param({"nonce": "another"}, False, 401, id="of another sign-in"),
        pytest.param({"aud": "another-desk"}, False, 401, id="for somebody else"),
        pytest.param(
            {"aud": "another-desk", "azp": providers.CLIENT}, False, 401, id="for another desk"
        ),
        pytest.param({"iss": "https://elsewhere.example"}, False, 401, id="by somebody else"),
        pytest.param({"exp": int(time.time()) - 600}, False, 401, id="expired"),
        pytest.param({}, True, 401, id="signed by somebody else"),
        pytest.param({"email_verified": False}, False, 403, id="address not verified"),
        pytest.param({"email": ""}, False, 403, id="no address"),
        pytest.param({"groups": ["everybody"]}, False, 403, id="no role"),
    ],
)
def test_nobody_else_gets_in(
    client: TestClient,
    provider: Provider,
    desk_settings: Settings,
    claims: dict[str, object],
    forged: bool,
    status: int,
) -> None:
    provider.claims, provider.forged = claims, forged

    answered, text = come_back(client, provider)

    assert answered == status
    assert 'role="alert"' in text
    assert client.get("/me").status_code == 303
    assert people(desk_settings) == {}
    with reading(desk_settings.database_url) as connection:
        assert [row["action"] for row in desk_audit.page(connection)] == ["openid_refused"]


def test_an_answer_that_nobody_asked_for_is_refused(client: TestClient) -> None:
    answer = client.get("/sign-in/elsewhere/done?code=code-0&state=made-up")

    assert answer.status_code == 401


def test_who_has_been_disabled_stays_outside(
    client: TestClient, provider: Provider, desk_settings: Settings
) -> None:
    come_back(client, provider)
    anna = people(desk_settings)["anna@company.example"]
    with transaction(desk_settings.database_url) as connection:
        staff.change(connection, anna.id, disabled=True)

    status, _ = come_back(client, provider)

    assert status == 403


@pytest.mark.usefixtures("client")
def test_a_provider_that_is_away_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BILLING_DESK_OIDC_ISSUER", "http://127.0.0.1:1")
    away = TestClient(create_app(settings.load()), base_url=ADDRESS)

    answer = away.get("/sign-in/elsewhere", headers={"Accept-Language": "en"})

    assert answer.status_code == 503
    assert "does not answer" in answer.text


def test_the_desks_own_accounts_can_be_switched_off(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BILLING_DESK_LOCAL_SIGN_IN", "no")
    strict = TestClient(create_app(settings.load()), base_url=ADDRESS)
    assert client.get("/sign-in").text.count('type="password"') == 1

    page = strict.get("/sign-in").text

    assert 'type="password"' not in page
    assert "/sign-in/elsewhere" in page
    assert strict.post("/sign-in").status_code == 405


@pytest.mark.parametrize(
    "environment",
    [
        {"BILLING_DESK_OIDC_CLIENT_ID": ""},
        {"BILLING_DESK_OIDC_ROLES": ""},
        {"BILLING_DESK_OIDC_ROLES": "support=owner"},
    ],
)
@pytest.mark.usefixtures("client")
def test_half_a_configuration_is_refused_at_the_start(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    with pytest.raises(SettingError, match="BILLING_DESK_OIDC"):
        settings.desk_openid()

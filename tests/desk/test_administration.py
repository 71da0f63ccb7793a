"""Administrators look after the people of the desk, and read what everybody did."""

import re
from datetime import timedelta

import pytest

import clock
from settings import Settings
from store import desk_audit, staff
from store.engine import reading, transaction
from tests.desk.conftest import Client

TEAM = "Service Grands Comptes - équipe Delorme"
NEW = {"email": "Anna@Desk.example", "name": "Anna Blanc", "role": "reviewer", "language": "fr"}


def people(settings: Settings) -> dict[str, staff.Staff]:
    with reading(settings.database_url) as connection:
        return {each.email: each for each in staff.everybody(connection)}


def deeds(settings: Settings) -> list[tuple[str, str | None]]:
    with reading(settings.database_url) as connection:
        return [(row["action"], row["object"]) for row in desk_audit.page(connection)]


@pytest.mark.parametrize("role", ["agent", "reviewer"])
@pytest.mark.parametrize("path", ["/staff", "/audit", "/audit/audit.csv"])
def test_nobody_else_gets_there(desk_client: Client, role: str, path: str) -> None:
    client = desk_client(role)

    assert client.get(path).status_code == 403
    assert path not in client.get("/me").text


def test_a_new_person_gets_a_password_that_is_shown_once(
    desk_client: Client, desk_settings: Settings
) -> None:
    client = desk_client("admin")

    shown = client.post("/staff", data=NEW | {"teams": TEAM}).text

    assert re.search(r"<code>[\w-]{12,}</code>", shown)
    assert "<code>" not in client.get("/staff").text
    anna = people(desk_settings)["anna@desk.example"]
    assert (anna.role, anna.teams, anna.must_change) == ("reviewer", (TEAM,), True)
    assert deeds(desk_settings)[0] == ("staff_added", "anna@desk.example")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"email": "no address"}, "not valid"),
        ({"name": "  "}, "Give a name"),
        ({"role": "owner"}, "Choose a role"),
        ({"email": "the.admin@desk.example"}, "has this e-mail address already"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    desk_client: Client, desk_settings: Settings, wrong: dict[str, str], said: str
) -> None:
    client = desk_client("admin")

    answer = client.post("/staff", data=NEW | wrong)

    assert answer.status_code == 422
    assert said in answer.text
    assert (NEW | wrong)["email"].casefold() in answer.text
    assert len(people(desk_settings)) == 1


def test_a_role_and_teams_are_changed(desk_client: Client, desk_settings: Settings) -> None:
    client = desk_client("admin")
    client.post("/staff", data=NEW)
    anna = people(desk_settings)["anna@desk.example"]

    client.post(
        f"/staff/{anna.id}", data={"name": "Anna Bianchi", "role": "agent", "teams": [TEAM]}
    )

    changed = people(desk_settings)["anna@desk.example"]
    assert (changed.name, changed.role, changed.teams) == ("Anna Bianchi", "agent", (TEAM,))


def test_nobody_takes_their_own_role_or_access_away(
    desk_client: Client, desk_settings: Settings
) -> None:
    client = desk_client("admin")
    (me,) = people(desk_settings).values()

    client.post(f"/staff/{me.id}/access", data={"deed": "disable"})
    client.post(f"/staff/{me.id}", data={"name": me.name, "role": "agent"})

    (still,) = people(desk_settings).values()
    assert (still.role, still.disabled) == ("admin", False)


def test_an_access_is_taken_away_and_given_back(
    desk_client: Client, desk_settings: Settings
) -> None:
    admin, agent = desk_client("admin"), desk_client("agent")
    theirs = people(desk_settings)["the.agent@desk.example"]

    admin.post(f"/staff/{theirs.id}/access", data={"deed": "disable"})
    assert agent.get("/me").status_code == 303
    admin.post(f"/staff/{theirs.id}/access", data={"deed": "enable"})

    assert not people(desk_settings)[theirs.email].disabled
    assert [deed for deed, _ in deeds(desk_settings)[:2]] == ["staff_enabled", "staff_disabled"]


def test_somebody_who_is_not_there_is_not_changed(desk_client: Client) -> None:
    client = desk_client("admin")

    assert client.post("/staff/staff_none/access", data={"deed": "disable"}).status_code == 404


def test_the_audit_is_filtered_by_person_action_and_day(
    desk_client: Client, desk_settings: Settings
) -> None:
    client = desk_client("admin")
    client.post("/staff", data=NEW)
    client.post("/language", data={"language": "en"})
    (me,) = (each for each in people(desk_settings).values() if each.role == "admin")
    today = clock.now().date()

    def shown(**query: str) -> bool:
        page = client.get("/audit", params=query).text
        return "anna@desk.example" in page

    assert shown()
    assert shown(staff=me.id, action="staff_added", since=str(today), until=str(today))
    assert not shown(action="sign_in")
    assert not shown(until=str(today - timedelta(days=1)))
    assert not shown(staff="staff_none")
    assert shown(since="no day at all")


def test_the_audit_goes_on_page_after_page(desk_client: Client, desk_settings: Settings) -> None:
    client = desk_client("admin")
    with transaction(desk_settings.database_url) as connection:
        for number in range(desk_audit.PAGE + 1):
            desk_audit.record(
                connection, None, "sign_in_refused", object=f"guess-{number}", now=clock.now()
            )

    first = client.get("/audit").text
    older = re.findall(r'rel="next" href="([^"]+)"', first)[0].replace("&amp;", "&")

    assert "guess-0<" not in first
    assert "guess-0<" in client.get(older).text


def test_the_audit_as_a_table_holds_no_formula(
    desk_client: Client, desk_settings: Settings
) -> None:
    client = desk_client("admin")
    with transaction(desk_settings.database_url) as connection:
        desk_audit.record(
            connection, None, "sign_in_refused", object="=HYPERLINK()", now=clock.now()
        )

    table = client.get("/audit/audit.csv")

    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert table.text.startswith("\ufeffat,staff,action,object")
    assert "'=HYPERLINK()" in table.text

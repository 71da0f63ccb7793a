"""Real customers come in as a whole, or nothing does and every reason is said."""

import csv
import io
import json
import re
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

import clock
from cli.main import main
from store import accounts, product_uses, schema
from store import subscriptions as rows
from store.engine import transaction
from subscriptions.model import Status
from subscriptions.vat import VatStatus
from tests import databases
from tests.services import ROOT

GUIDE = (ROOT / "docs" / "import.md").read_text(encoding="utf-8")
CARD = "4111 1111 1111 1111"
IBAN = "FR76 3000 6000 0112 3456 7890 189"


def _example(language: str) -> str:
    [found] = re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)
    return str(found)


def _with_commas() -> str:
    written = io.StringIO()
    csv.writer(written).writerows(csv.reader(_example("csv").splitlines(), delimiter=";"))
    return written.getvalue()


class Importer:
    """The command, on a database that holds the demo accounts as on 10 March 2026."""

    def __init__(self, url: str, directory: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.url = url
        self.directory = directory
        self.capsys = capsys
        self.code = 0

    def run(self, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
        monkeypatch.setattr("sys.argv", ["billing", *arguments])
        self.code = main()
        shown = self.capsys.readouterr()
        return shown.out or shown.err

    def file(self, content: str | bytes, name: str = "customers.csv") -> str:
        path = self.directory / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    def accounts(self) -> int:
        with transaction(self.url) as connection:
            counted = select(func.count()).select_from(schema.account)
            return int(connection.execute(counted).scalar_one())


Run = Callable[..., dict[str, Any]]


@pytest.fixture
def importer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Any:
    with databases.seeded("sqlite", tmp_path) as url:
        monkeypatch.setenv("BILLING_DATABASE_URL", url)
        monkeypatch.setenv("BILLING_SECRETS_DIRECTORY", str(tmp_path / "secrets"))
        monkeypatch.setattr(clock, "now", lambda: databases.NOW)
        yield Importer(url, tmp_path, capsys)


@pytest.fixture
def bill(importer: Importer, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Import a text, or an object as JSON; give the report."""

    def run(content: Any, *options: str) -> dict[str, Any]:
        is_json = isinstance(content, dict)
        text = json.dumps(content) if is_json else content
        file = importer.file(text, "customers.json" if is_json else "customers.csv")
        report: dict[str, Any] = json.loads(
            importer.run(monkeypatch, "import", file, "--json", *options)
        )
        assert importer.code == (1 if report["problems"] else 0)
        return report

    return run


@pytest.fixture
def reasons(bill: Run) -> Callable[[Any], list[str]]:
    """Give what is wrong with a file, each with its place."""
    return lambda content: [
        f"{each['where']}: {each['reason']}" for each in bill(content)["problems"]
    ]


def changed(**fields: Any) -> dict[str, Any]:
    """Give the guide's example with changes, each named by the place: `account__id`."""
    example: dict[str, Any] = json.loads(_example("json"))
    [account] = example["accounts"]
    places = {
        "account": account,
        "contact": account["billing_contact"],
        "holder": account["users"][0],
        "sub": account["subscriptions"][0],
        "expired": account["subscriptions"][1],
    }
    for name, value in fields.items():
        place, field = name.split("__")
        if value is ...:
            del places[place][field]
        else:
            places[place][field] = value
    return example


@pytest.mark.parametrize("language", ["csv", "json"])
def test_the_guides_example_is_checked_and_then_stored(
    language: str, bill: Run, importer: Importer
) -> None:
    before = importer.accounts()
    content = json.loads(_example("json")) if language == "json" else _example("csv")
    found = {"accounts": 1, "users": 2, "subscriptions": 2}

    assert bill(content) == {**found, "stored": False, "problems": []}
    assert importer.accounts() == before
    assert bill(content, "--apply") == {**found, "stored": True, "problems": []}
    assert importer.accounts() == before + 1
    with transaction(importer.url) as connection:
        person = accounts.person_by_email(connection, "anne@moulin.example")
        contact = accounts.billing_contact(connection, "acc_moulin")
        first, second = rows.of_account(connection, person.account, now=databases.NOW)
        used = product_uses.of_account(connection, "acc_moulin")
    today = databases.NOW.date()
    assert person.account.vat_status is VatStatus.PENDING
    assert (person.account.zone.key, person.account.card_last4) == ("Europe/Paris", "4242")
    assert (contact.address, contact.vat_number) == ("3 rue du Lac, 74000 Annecy", "FR40303265045")
    assert (str(first.unit_price), str(first.period.last_day)) == ("900.00", "2026-09-14")
    assert (str(second.unit_price), second.status(today)) == ("25.00", Status.EXPIRED)
    assert used == {"GoToWebinar", "RescueAssist"}


def test_an_imported_account_is_shown(
    bill: Run, importer: Importer, monkeypatch: pytest.MonkeyPatch
) -> None:
    bill(_example("csv"), "--apply")
    account = json.loads(importer.run(monkeypatch, "account", "compta@moulin.example", "--json"))

    assert account["account"]["name"] == "Le Moulin"
    assert account["user"]["role"] == "billing_contact"
    assert [each["status"] for each in account["subscriptions"]] == ["active", "expired"]


def test_nothing_is_stored_twice_or_overwritten(bill: Run, importer: Importer) -> None:
    bill(_example("csv"), "--apply")
    report = bill(_example("csv").replace("Le Moulin", "Le Moulin Neuf"), "--apply")

    assert report["stored"] is False
    assert {"where": "line 2", "reason": "account acc_moulin is already stored"} in report[
        "problems"
    ]
    assert [each["where"] for each in report["problems"]] == [
        "line 2", "line 3", "line 3", "line 4", "line 4", "line 5", "line 6",
    ]  # fmt: skip
    with transaction(importer.url) as connection:
        held = accounts.person_by_email(connection, "anne@moulin.example").account
    assert held.name == "Le Moulin"


def test_one_bad_row_and_nothing_is_stored(bill: Run, importer: Importer) -> None:
    before = importer.accounts()
    good = json.loads(_example("json"))
    bad = deepcopy(good["accounts"][0])
    text = json.dumps(bad).replace("moulin", "lac").replace("sub_", "s_").replace("user_", "u_")
    second = json.loads(text)
    second["subscriptions"][1]["seats"] = 0
    report = bill({"accounts": [*good["accounts"], second]}, "--apply")

    assert report["stored"] is False
    assert [each["where"] for each in report["problems"]] == ["accounts[1].subscriptions[1]"]
    assert importer.accounts() == before


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\xef\xbb\xbf" + _example("csv").encode(), id="byte-order-mark"),
        pytest.param(_example("csv").replace("\n", "\r\n").encode(), id="windows"),
        pytest.param(_with_commas().encode(), id="commas"),
        pytest.param(_example("csv").encode() + b"\n;;;;\n", id="empty-lines"),
    ],
)
def test_spreadsheets_write_many_kinds_of_csv(content: bytes, bill: Run) -> None:
    assert bill(content)["problems"] == []


def test_a_quoted_cell_may_have_several_lines(bill: Run, importer: Importer) -> None:
    written = "3 rue du Lac, 74000 Annecy"
    bill(_example("csv").replace(written, '"3 rue du Lac\r\n74000 Annecy"'), "--apply")

    with transaction(importer.url) as connection:
        assert accounts.billing_contact(connection, "acc_moulin").address == written


def test_lines_after_a_cell_of_several_lines_keep_their_number(
    reasons: Callable[[Any], list[str]],
) -> None:
    text = (
        _example("csv").replace("3 rue du Lac,", '"3 rue du Lac\n').replace(" Annecy", ' Annecy"')
    )

    assert reasons(text.replace(";account_holder", ";boss")) == [
        "line 4: role: 'boss' is not one of account_holder, billing_contact, member"
    ]


def _cell(column: str, value: str, *, line: int) -> str:
    """Give the guide's example with another cell."""
    table = list(csv.reader(_example("csv").splitlines(), delimiter=";"))
    table[line - 1][table[0].index(column)] = value
    written = io.StringIO()
    csv.writer(written, delimiter=";").writerows(table)
    return written.getvalue()


# A46, A50, E18
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param({"account__id": ...}, "id: is missing", id="no-id"),
        pytest.param(
            {"account__id": "acc 1"},
            "id: 'acc 1' is not an id: at most 64 characters without spaces",
            id="id",
        ),
        pytest.param(
            {"account__id": "acc_atelier"}, "account acc_atelier is already stored", id="stored"
        ),
        pytest.param(
            {"account__name": "x" * 201},
            f"name: '{'x' * 60}…' is longer than 200 characters",
            id="name",
        ),
        pytest.param(
            {"account__name": "a\u0000b"},
            "name: 'a\\x00b' holds an invisible character",
            id="control",
        ),
        pytest.param(
            {"account__kind": "vip"}, "kind: 'vip' is not one of online, corporate", id="kind"
        ),
        pytest.param(
            {"account__payment": "cash"},
            "payment: 'cash' is not one of card, invoice",
            id="payment",
        ),
        pytest.param(
            {"account__language": "en"}, "language: 'en' is not one of fr, it", id="language"
        ),
        pytest.param(
            {"account__country": "US"},
            "country: 'US' is not a country with a VAT rate: FR, IT",
            id="country",
        ),
        pytest.param(
            {"account__time_zone": "Paris"},
            "time_zone: 'Paris' is not a time zone, such as Europe/Paris",
            id="zone",
        ),
        pytest.param(
            {"account__kind": "corporate"},
            "representative: is missing; a corporate account has one",
            id="representative",
        ),
        pytest.param(
            {"account__card": {"brand": "visa"}},
            "card: needs both brand and last4, or neither",
            id="half-a-card",
        ),
        pytest.param(
            {"account__card": {"brand": "visa", "last4": 424}},
            "card.last4: is not four digits",
            id="last4",
        ),
        pytest.param(
            {"account__colour": "red"}, "'colour': not a field of this account", id="unknown-field"
        ),
        pytest.param(
            {"account__name": True}, "'name': must be a text or a number", id="not-a-text"
        ),
        pytest.param(
            {"contact__fax": "1"},
            "'billing_contact.fax': not a field of this account",
            id="unknown-inside",
        ),
        pytest.param(
            {"contact__phone": "none"},
            "billing_contact.phone: 'none' is not a telephone number",
            id="phone",
        ),
        pytest.param(
            {"contact__email": "compta@"},
            "billing_contact.email: 'compta@' is not an e-mail address",
            id="contact-email",
        ),
        pytest.param(
            {"contact__vat_number": "FR41303265045"},
            "billing_contact.vat_number: 'FR41303265045' is not a VAT number, such as "
            "FR40303265045",
            id="vat",
        ),
        pytest.param(
            {"holder__role": "member"},
            "users: exactly one is the account holder, not 0",
            id="no-holder",
        ),
        pytest.param({"account__users": "anne"}, None, id="not-a-list"),
    ],
)
def test_what_an_account_needs(
    change: dict[str, Any], reason: str | None, reasons: Callable[[Any], list[str]]
) -> None:
    if reason is None:
        assert "accounts[0].users: must be a list" in reasons(changed(**change))
    else:
        assert reasons(changed(**change)) == [f"accounts[0]: {reason}"]


# A42, E1, E10, E12, E13
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param(
            {"sub__product": "GoToNowhere"},
            "product: 'GoToNowhere' is not a product of the catalogue",
            id="product",
        ),
        pytest.param(
            {"sub__tier": "gold"},
            "tier: 'gold' is not sold; GoToWebinar has starter, pro, plus",
            id="tier",
        ),
        pytest.param(
            {"sub__tier": None},
            "tier: is missing; GoToWebinar has starter, pro, plus",
            id="no-tier",
        ),
        pytest.param(
            {"sub__product": "GoToAssist Remote Support v4"},
            "tier: GoToAssist Remote Support v4 has none",
            id="tier-too-many",
        ),
        pytest.param(
            {"sub__seats": 0}, "seats: '0' is not a number of seats from 1 to 999", id="no-seats"
        ),
        pytest.param(
            {"sub__seats": 1000},
            "seats: '1000' is not a number of seats from 1 to 999",
            id="too-many-seats",
        ),
        pytest.param(
            {"sub__seats": 2.5},
            "seats: '2.5' is not a number of seats from 1 to 999",
            id="half-a-seat",
        ),
        pytest.param(
            {"sub__unit_price": -1},
            "unit_price: '-1' is not a price in EUR, such as 25.00",
            id="price",
        ),
        pytest.param(
            {"sub__billing_cycle": "weekly"},
            "billing_cycle: 'weekly' is not one of monthly, annual",
            id="cycle",
        ),
        pytest.param(
            {"sub__billing_cycle": None},
            "billing_cycle: is missing; only a trial may have none",
            id="no-cycle",
        ),
        pytest.param(
            {"sub__status": "paused"},
            "status: 'paused' is not one of trialing, active, pending_cancellation, expired",
            id="status",
        ),
        pytest.param(
            {"sub__start": "2026-02-30"},
            "start: '2026-02-30' is not a day of the calendar, such as 2026-03-10",
            id="day",
        ),
        pytest.param(
            {"sub__start": "0001-01-01"}, "start: '0001-01-01' is too far away", id="far-day"
        ),
        pytest.param(
            {"sub__start": "2026-03-11"}, "start: 2026-03-11 is in the future", id="future"
        ),
        pytest.param(
            {"sub__period_end": "2026-09-15"},
            "period_end: 2026-09-15 should be 2027-09-14, counted from 2025-09-15",
            id="end-by-one-day",
        ),
        pytest.param(
            {"sub__period_end": "2027-09-14"},
            "period_end: 2027-09-14 ends a period that has not begun",
            id="next-period",
        ),
        pytest.param(
            {"sub__period_start": "2025-09-14"},
            "period_start: 2025-09-14 should be 2025-09-15, counted from 2025-09-15",
            id="period-start",
        ),
        pytest.param(
            {"sub__status": "expired"},
            "period_end: is missing; it is needed for expired",
            id="no-end",
        ),
        pytest.param(
            {"sub__status": "expired", "sub__period_end": "2026-09-14"},
            "status: by its other fields it is pending_cancellation, not expired",
            id="not-yet-expired",
        ),
        pytest.param(
            {
                "sub__status": "pending_cancellation",
                "sub__start": "2024-09-15",
                "sub__period_end": "2025-09-14",
            },
            "status: by its other fields it is expired, not pending_cancellation",
            id="expired",
        ),
        pytest.param(
            {"sub__status": "trialing", "sub__period_end": "2026-03-09"},
            "status: by its other fields it is active, not trialing",
            id="converted",
        ),
        pytest.param(
            {"sub__trial": True}, "trial: what is active is no longer a trial", id="active-trial"
        ),
        pytest.param(
            {
                "sub__status": "trialing",
                "sub__billing_cycle": None,
                "sub__period_end": "2026-03-20",
            },
            "unit_price: a trial without billing_cycle has none",
            id="free-price",
        ),
    ],
)
def test_what_a_subscription_needs(
    change: dict[str, Any], reason: str, reasons: Callable[[Any], list[str]]
) -> None:
    assert reasons(changed(**change)) == [f"accounts[0].subscriptions[0]: {reason}"]


# E1, E4, E12, E13, E14
@pytest.mark.parametrize(
    ("change", "status", "last_day", "renews"),
    [
        pytest.param({}, Status.ACTIVE, "2026-09-14", True, id="active"),
        pytest.param(
            {"status": "active", "billing_cycle": "monthly", "start": "2026-01-31"},
            Status.ACTIVE,
            "2026-03-30",
            True,
            id="month-ends",
        ),
        pytest.param(
            {"billing_cycle": "monthly", "period_end": "2026-02-14"},
            Status.ACTIVE,
            "2026-03-14",
            True,
            id="renewed-since-the-export",
        ),
        pytest.param(
            {"status": "pending_cancellation", "period_end": "2026-09-14"},
            Status.PENDING_CANCELLATION,
            "2026-09-14",
            False,
            id="pending",
        ),
        pytest.param(
            {
                "status": "expired",
                "start": "2025-01-31",
                "billing_cycle": "monthly",
                "period_end": "2025-02-27",
            },
            Status.EXPIRED,
            "2025-02-27",
            False,
            id="expired",
        ),
        pytest.param(
            {
                "status": "trialing",
                "start": "2026-03-01",
                "period_end": "2026-03-10",
                "billing_cycle": None,
                "unit_price": None,
            },
            Status.TRIALING,
            "2026-03-10",
            False,
            id="trial",
        ),
        pytest.param(
            {"status": "trialing", "start": "2026-03-01", "period_end": "2026-03-14"},
            Status.TRIALING,
            "2026-03-14",
            True,
            id="converting-trial",
        ),
        pytest.param(
            {
                "status": "pending_cancellation",
                "start": "2026-03-01",
                "period_end": "2026-03-14",
                "trial": True,
            },
            Status.PENDING_CANCELLATION,
            "2026-03-14",
            False,
            id="cancelled-trial",
        ),
        pytest.param(
            {
                "status": "expired",
                "start": "2026-02-01",
                "period_end": "2026-02-14",
                "billing_cycle": None,
                "unit_price": None,
            },
            Status.EXPIRED,
            "2026-02-14",
            False,
            id="trial-that-ran-out",
        ),
    ],
)
def test_every_state_can_be_imported(
    change: dict[str, Any],
    status: Status,
    last_day: str,
    renews: bool,
    bill: Run,
    importer: Importer,
) -> None:
    report = bill(changed(**{f"sub__{name}": value for name, value in change.items()}), "--apply")

    assert report["problems"] == []
    with transaction(importer.url) as connection:
        held = accounts.person_by_email(connection, "anne@moulin.example").account
        read = rows.one(connection, held, "sub_1", now=databases.NOW)
    assert read.status(databases.NOW.date()) is status
    assert (read.period.last_day.isoformat(), read.renews) == (last_day, renews)


def test_an_account_without_vat_number_has_nothing_to_be_checked(
    bill: Run, importer: Importer
) -> None:
    bill(changed(contact__vat_number=None, account__card=None), "--apply")

    with transaction(importer.url) as connection:
        held = accounts.person_by_email(connection, "anne@moulin.example").account
    assert (held.vat_status, held.card_last4) == (VatStatus.NONE, None)


def test_addresses_are_kept_in_small_letters(bill: Run, importer: Importer) -> None:
    bill(changed(holder__email="Anne@Moulin.Example"), "--apply")

    with transaction(importer.url) as connection:
        assert accounts.person_by_email(connection, "anne@moulin.example").id == "user_anne"


def test_addresses_and_ids_are_one_persons(reasons: Callable[[Any], list[str]]) -> None:
    example = changed(holder__email="COMPTA@moulin.example", holder__id="user_atelier_titulaire")
    example["accounts"][0]["subscriptions"][1]["id"] = "sub_1"

    assert reasons(example) == [
        "accounts[0].users[0]: user user_atelier_titulaire is already stored",
        "accounts[0].users[1]: e-mail address compta@moulin.example is already at "
        "accounts[0].users[0]",
        "accounts[0].subscriptions[1]: subscription sub_1 is already at "
        "accounts[0].subscriptions[0]",
    ]


def test_all_problems_are_reported_at_once(reasons: Callable[[Any], list[str]]) -> None:
    example = changed(
        account__name=None, account__kind="x", contact__email="x", holder__email="y",
        sub__seats=0, sub__start="x", sub__tier="gold", expired__status="active",
        expired__product="x",
    )  # fmt: skip

    assert [each.split(": ")[:2] for each in reasons(example)] == [
        ["accounts[0]", "name"],
        ["accounts[0]", "kind"],
        ["accounts[0]", "billing_contact.email"],
        ["accounts[0].users[0]", "email"],
        ["accounts[0].subscriptions[0]", "seats"],
        ["accounts[0].subscriptions[0]", "start"],
        ["accounts[0].subscriptions[0]", "tier"],
        ["accounts[0].subscriptions[1]", "product"],
    ]


# A46
@pytest.mark.parametrize("secret", [CARD, CARD.replace(" ", ""), "4111-1111.1111 1111", IBAN])
@pytest.mark.parametrize(
    ("column", "line"),
    [
        ("name", 2),
        ("card.last4", 2),
        ("card.brand", 2),
        ("id", 2),
        ("record", 3),
        ("account", 3),
        ("email", 3),
        ("role", 4),
        ("seats", 5),
        ("id", 6),
        ("tier", 2),
    ],
)
def test_no_card_number_and_no_iban_comes_in_or_is_repeated(
    secret: str, column: str, line: int, bill: Run, importer: Importer
) -> None:
    before = importer.accounts()
    report = bill(_cell(column, secret, line=line), "--apply")

    assert {"where": f"line {line}", "reason": f"'{column}': holds a card number or an IBAN"} in (
        report["problems"]
    )
    shown = re.sub("[^0-9A-Z]", "", json.dumps(report))
    assert re.sub("[^0-9A-Z]", "", secret) not in shown
    assert importer.accounts() == before


@pytest.mark.parametrize("secret", [CARD, IBAN])
def test_nor_does_it_as_the_name_of_a_column_or_field(secret: str, bill: Run) -> None:
    for content in (
        _example("csv").replace("record;", f"record;{secret};"),
        _example("csv").replace("record;", f"{secret};"),
        changed(**{f"account__{secret}": "1"}),
        changed(account__iban=secret),
        {"accounts": [], secret: secret},
    ):
        assert secret not in json.dumps(bill(content))


def test_a_card_number_with_a_slip_is_not_repeated_either(bill: Run) -> None:
    wrong = "4111 1111 1111 1112"
    for column in ("card.last4", "kind", "id"):
        assert wrong not in json.dumps(bill(_cell(column, wrong, line=2)))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(
            "", "line 1: there is no column `record`: the first line names the columns", id="empty"
        ),
        pytest.param("record;id\n", "file: holds no account", id="header-only"),
        pytest.param(
            b"record;id\naccount;caf\xe9",
            "line 2: is not UTF-8: save the file as UTF-8",
            id="latin-1",
        ),
        pytest.param(
            'record;id\naccount;"a',
            "line 2: cannot be read, nor can what follows: unexpected end of data",
            id="open-quote",
        ),
        pytest.param(
            "record;id\naccount;a;b", "line 2: has 3 cells, but there are 2 columns", id="cells"
        ),
        pytest.param(
            "record;id\nperson;a",
            "line 2: record: must be one of account, user, subscription",
            id="record",
        ),
        pytest.param("record;id;colour\n", "line 1: unknown column 'colour'", id="column"),
        pytest.param("record;id;id\n", "line 1: column 'id' is there twice", id="column-twice"),
    ],
)
def test_a_csv_file_that_is_none(
    content: str | bytes, expected: str, importer: Importer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert expected in importer.run(monkeypatch, "import", importer.file(content)).splitlines()
    assert importer.code == 1


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("", "line 1: is not JSON: Expecting value", id="empty"),
        pytest.param('{\n"accounts": [}', "line 2: is not JSON: Expecting value", id="syntax"),
        pytest.param("[" * 100_000, "file: is nested too deeply", id="deep"),
        pytest.param("[]", 'file: must be an object: {"accounts": [...]}', id="list"),
        pytest.param("{}", "file: holds no account", id="nothing"),
        pytest.param('{"accounts": {}}', "accounts: must be a list", id="no-list"),
        pytest.param('{"accounts": [1]}', "accounts[0]: must be an object", id="no-object"),
        pytest.param('{"acounts": []}', "file: unknown field 'acounts'", id="unknown"),
        pytest.param(
            '{"accounts": [{"id": "a", "id": "b"}]}',
            "accounts[0]: 'id': is written twice",
            id="twice",
        ),
        pytest.param(
            '{"accounts": [{"card.brand": "v", "card": {"brand": "w"}}]}',
            "accounts[0]: 'card.brand': is written twice",
            id="both-ways",
        ),
    ],
)
def test_a_json_file_that_is_none(
    content: str, expected: str, importer: Importer, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = importer.file(content, "customers.json")

    assert expected in importer.run(monkeypatch, "import", file).splitlines()
    assert importer.code == 1


def test_rows_belong_to_an_account_of_the_file(reasons: Callable[[Any], list[str]]) -> None:
    assert reasons(_cell("account", "acc_atelier", line=6)) == [
        "line 6: account: no account row 'acc_atelier' could be read"
    ]
    assert reasons(_cell("account", "", line=6)) == ["line 6: account: is missing"]
    assert reasons(_cell("role", "member", line=6)) == [
        "line 6: 'role': not a field of this subscription"
    ]


def test_the_order_of_lines_does_not_matter(bill: Run) -> None:
    header, *lines = _example("csv").splitlines()

    assert bill("\n".join([header, *reversed(lines)]))["problems"] == []


def test_the_report_for_people(importer: Importer, monkeypatch: pytest.MonkeyPatch) -> None:
    file = importer.file(_example("csv"))
    counts = "accounts: 1, users: 2, subscriptions: 2"

    assert importer.run(monkeypatch, "import", file) == f"{counts} - can be stored: add --apply\n"
    assert importer.run(monkeypatch, "import", file, "--apply") == f"{counts} - stored\n"
    assert importer.run(monkeypatch, "import", file).endswith(
        f"\n{counts} - nothing was stored; problems: 7\n"
    )


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("nothing.csv", "No such file or directory"),
        ("customers.xlsx", "must end in .csv or .json"),
    ],
)
def test_a_file_that_cannot_be_read(
    name: str, reason: str, importer: Importer, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = importer.run(monkeypatch, "import", str(importer.directory / name))

    assert shown.startswith("billing: ")
    assert shown.endswith(f"{name}: {reason}\n")
    assert importer.code == 1


def test_a_new_database_is_prepared_when_something_is_stored(
    importer: Importer, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{importer.directory / 'new.db'}"
    monkeypatch.setenv("BILLING_DATABASE_URL", url)
    file = importer.file(_example("csv"))

    assert "can be stored" in importer.run(monkeypatch, "import", file)
    assert "- stored" in importer.run(monkeypatch, "import", file, "--apply")

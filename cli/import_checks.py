"""Making accounts of the rows of an import file; whatever is wrong with them is reported."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from cli.import_fields import Record, read
from cli.import_rows import Contents, Entry
from cli.import_subscriptions import subscription
from store.accounts import Account, Person
from store.importing import Imported, Taken
from subscriptions.dates import local_day
from subscriptions.facts import BillingContact
from subscriptions.roles import AccountKind, Role
from subscriptions.vat import VatStatus

_ZONES = {"FR": "Europe/Paris", "IT": "Europe/Rome"}
"""The time zone of an account that names none, by country (E10)."""

_CONTACT = "billing_contact."

_UNIQUE = (
    ("account", "id", "account"),
    ("user", "id", "user"),
    ("user", "email", "e-mail address"),
    ("subscription", "id", "subscription"),
)
"""Which fields of which rows are there once, and what a reason calls them."""


@dataclass(frozen=True, kw_only=True)
class Checked:
    """The accounts of a file, and its rows by kind, for comparing them with what is stored."""

    accounts: list[Imported]
    rows: dict[str, list[Record]]


def check(contents: Contents, *, now: datetime) -> Checked:
    """Check every row; `accounts` is complete only if `contents` then has no problem."""
    checked = Checked(accounts=[], rows={"account": [], "user": [], "subscription": []})
    if not contents.entries and not contents.problems:
        contents.reject("file", "holds no account")
    for entry in contents.entries:
        imported = _entry(entry, contents, checked, now=now)
        if imported is not None:
            checked.accounts.append(imported)
    _check_unique(checked, contents)
    return checked


def check_stored(checked: Checked, taken: Taken, contents: Contents) -> None:
    """Report every row whose id or e-mail address is in use: nothing is overwritten."""
    sets = (taken.accounts, taken.people, taken.emails, taken.subscriptions)
    for (kind, name, word), used in zip(_UNIQUE, sets, strict=True):
        for record in checked.rows[kind]:
            if (value := record.values.get(name)) in used:
                contents.reject(record.where, f"{word} {value} is already stored")


def _check_unique(checked: Checked, contents: Contents) -> None:
    for kind, name, word in _UNIQUE:
        first: dict[str, str] = {}
        for record in checked.rows[kind]:
            value = record.values.get(name)
            if value in first:
                contents.reject(record.where, f"{word} {value} is already at {first[value]}")
            elif value is not None:
                first[value] = record.where


def _entry(
    entry: Entry, contents: Contents, checked: Checked, *, now: datetime
) -> Imported | None:
    own = read(entry.account, "account", contents)
    users = [read(row, "user", contents) for row in entry.users]
    bought = [read(row, "subscription", contents) for row in entry.subscriptions]
    checked.rows["account"].append(own)
    checked.rows["user"] += users
    checked.rows["subscription"] += bought
    zone = _zone(own, contents)
    _check_account(own, contents)
    _check_roles(own.where, users, contents)
    today = local_day(now, zone)
    made = [subscription(record, contents, today=today) for record in bought]
    if contents.problems:
        return None
    account = _account(own, zone)
    return Imported(
        account=account,
        contact=_contact(own),
        people=[Person(account=account, **user.values) for user in users],
        subscriptions=[each for each in made if each is not None],
    )


def _zone(own: Record, contents: Contents) -> ZoneInfo:
    """Give the account's time zone; any will do for further checks once one was reported."""
    if "time_zone" in own.values:
        return ZoneInfo(str(own.values["time_zone"]))
    country = own.values.get("country")
    if country is not None and country not in _ZONES and own.has("time_zone"):
        contents.reject(own.where, f"time_zone: is missing; {country} has no usual one here")
    return ZoneInfo(_ZONES.get(country or "", "UTC"))


def _check_account(own: Record, contents: Contents) -> None:
    values = own.values
    corporate = values.get("kind") is AccountKind.CORPORATE
    if corporate and "representative" not in values and own.has("representative"):
        contents.reject(own.where, "representative: is missing; a corporate account has one")
    if own.has("card.brand", "card.last4") and ("card.brand" in values) != (
        "card.last4" in values
    ):
        contents.reject(own.where, "card: needs both brand and last4, or neither")


def _check_roles(where: str, users: list[Record], contents: Contents) -> None:
    if not all(user.has("role") for user in users):
        return
    roles = [user.values["role"] for user in users]
    holders, contacts = roles.count(Role.ACCOUNT_HOLDER), roles.count(Role.BILLING_CONTACT)
    if holders != 1:
        contents.reject(where, f"users: exactly one is the account holder, not {holders}")
    if contacts > 1:
        contents.reject(where, f"users: at most one is the billing contact, not {contacts}")


def _account(own: Record, zone: ZoneInfo) -> Account:
    values = own.values
    has_number = f"{_CONTACT}vat_number" in values
    return Account(
        id=values["id"],
        name=values["name"],
        kind=values["kind"],
        payment=values["payment"],
        language=values["language"],
        country=values["country"],
        zone=zone,
        card_brand=values.get("card.brand"),
        card_last4=values.get("card.last4"),
        representative=values.get("representative"),
        balance=Decimal("0.00"),
        vat_status=VatStatus.PENDING if has_number else VatStatus.NONE,
    )


def _contact(own: Record) -> BillingContact:
    fields = {
        name.removeprefix(_CONTACT): value
        for name, value in own.values.items()
        if name.startswith(_CONTACT)
    }
    return BillingContact(**{"vat_number": None} | fields)

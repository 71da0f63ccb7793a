"""The demo accounts: enough of each kind to try everything. Dates count from the seeding day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from sqlalchemy import delete, func, insert, select
from sqlalchemy.engine import Connection

from store import accounts, handoff_schema, invoices, product_uses, schema, subscriptions
from store.facts import vat_of
from subscriptions import catalogue
from subscriptions.charges import charge_of_period
from subscriptions.dates import BillingCycle, Period, local_day, midnight, period_containing
from subscriptions.model import Subscription
from subscriptions.vat import VatStatus

ANNUAL, MONTHLY = BillingCycle.ANNUAL, BillingCycle.MONTHLY


class ForeignDataError(RuntimeError):
    """The database holds accounts that are not the demo's: it is left as it is."""


@dataclass(frozen=True, kw_only=True)
class _Account:
    key: str
    name: str
    domain: str
    kind: str = "online"
    payment: str = "card"
    language: str
    card: tuple[str, str] | None = None
    representative: str | None = None
    people: dict[str, str]
    address: str
    phone: str
    vat_number: str
    contact_person: str

    @property
    def country(self) -> str:
        return self.language.upper()

    @property
    def zone(self) -> str:
        return {"fr": "Europe/Paris", "it": "Europe/Rome"}[self.language]


_FR_STAFF = {"titulaire": "account_holder", "facturation": "billing_contact"}
_IT_STAFF = {"titolare": "account_holder", "fatturazione": "billing_contact"}

ACCOUNTS: Sequence[_Account] = (
    _Account(
        key="atelier",
        name="Atelier Lumière",
        domain="atelier.example",
        language="fr",
        card=("visa", "4242"),
        people=_FR_STAFF | {"membre": "member"},
        address="12 rue des Tanneurs, 69001 Lyon",
        phone="+33 4 72 00 11 22",
        vat_number="FR40303265045",
        contact_person="Camille Royer",
    ),
    _Account(
        key="studio",
        name="Studio Bianchi",
        domain="studio.example",
        language="it",
        card=("mastercard", "4444"),
        people=_IT_STAFF | {"utente": "member"},
        address="Via Garibaldi 18, 20121 Milano",
        phone="+39 02 7600 1122",
        vat_number="IT00743110157",
        contact_person="Elena Bianchi",
    ),
    _Account(
        key="imprimerie",
        name="Imprimerie du Port",
        domain="imprimerie.example",
        payment="invoice",
        language="fr",
        people=_FR_STAFF,
        address="4 quai des Belges, 13001 Marseille",
        phone="+33 4 91 00 33 44",
        vat_number="FR40303265045",
        contact_person="Luc Martel",
    ),
    _Account(
        key="groupe",
        name="Groupe Delorme",
        domain="groupe.example",
        kind="corporate",
        payment="invoice",
        language="fr",
        representative="Service Grands Comptes - équipe Delorme",
        people=_FR_STAFF,
        address="88 avenue de la Grande-Armée, 75017 Paris",
        phone="+33 1 40 00 55 66",
        vat_number="FR40303265045",
        contact_person="Hélène Fabre",
    ),
    _Account(
        key="gruppo",
        name="Gruppo Ferri",
        domain="gruppo.example",
        kind="corporate",
        payment="invoice",
        language="it",
        representative="Servizio Grandi Clienti - team Ferri",
        people=_IT_STAFF,
        address="Corso Vittorio Emanuele II 40, 10123 Torino",
        phone="+39 011 560 7788",
        vat_number="IT00743110157",
        contact_person="Paolo Ferri",
    ),
    _Account(
        key="bottega",
        name="Bottega Nova",
        domain="bottega.example",
        language="it",
        card=("visa", "1881"),
        people={"titolare": "account_holder"},
        address="Via dei Servi 7, 50122 Firenze",
        phone="+39 055 210 9900",
        vat_number="IT00743110157",
        contact_person="Marta Nova",
    ),
)


def _paid(
    product: str,
    tier: str | None,
    cycle: BillingCycle,
    seats: int,
    *,
    anchor: date,
    today: date,
) -> Subscription:
    return Subscription(
        id="",
        product=product,
        tier=tier,
        seats=seats,
        billing_cycle=cycle,
        unit_price=catalogue.load().price(product, tier, cycle),
        anchor=anchor,
        period=period_containing(anchor, cycle, today),
        renews=True,
    )


def _expired(product: str, tier: str, seats: int, *, end: date) -> Subscription:
    start = end - relativedelta(months=1)
    first = start - relativedelta(months=5)
    running = _paid(product, tier, MONTHLY, seats, anchor=first, today=start)
    return replace(running, period=Period(start=start, end=end), renews=False)


def _trial(
    product: str, tier: str, seats: int, *, cycle: BillingCycle | None, today: date
) -> Subscription:
    days = catalogue.load().trial_days
    start = today - timedelta(days=5)
    price = Decimal(0) if cycle is None else catalogue.load().price(product, tier, cycle)
    return Subscription(
        id="",
        product=product,
        tier=tier,
        seats=seats,
        billing_cycle=cycle,
        unit_price=price,
        anchor=start,
        period=Period(start=start, end=start + timedelta(days=days)),
        renews=cycle is not None,
        trial=True,
    )


def _subscriptions(key: str, today: date) -> list[Subscription]:
    long_ago = today - timedelta(days=10) - relativedelta(months=14)
    last_year = today - timedelta(days=200)
    last_month_end = today.replace(day=1) - timedelta(days=9)
    match key:
        case "atelier":
            webinar = _paid("GoToWebinar", "pro", ANNUAL, 10, anchor=last_year, today=today)
            central = _paid("LogMeIn Central", "starter", ANNUAL, 2, anchor=last_year, today=today)
            return [
                _paid("RescueAssist", "pro", MONTHLY, 5, anchor=long_ago, today=today),
                replace(webinar, renews=False),
                _expired("GoToMeeting", "pro", 3, end=last_month_end),
                central,
                _paid("LogMeIn Central", "plus", MONTHLY, 8, anchor=long_ago, today=today),
            ]
        case "studio":
            return [
                _paid(
                    "GoToAssist Remote Support v4",
                    None,
                    ANNUAL,
                    4,
                    anchor=last_year,
                    today=today,
                ),
                _trial("RescueAssist", "pro", 3, cycle=None, today=today),
                _expired("GoToTraining", "pro", 2, end=last_month_end),
            ]
        case "imprimerie":
            return [_paid("GoToTraining", "pro", ANNUAL, 12, anchor=last_year, today=today)]
        case "groupe":
            return [_paid("GoToWebinar", "plus", ANNUAL, 200, anchor=last_year, today=today)]
        case "gruppo":
            return [_paid("RescueAssist", "plus", ANNUAL, 350, anchor=last_year, today=today)]
        case "bottega":
            return [_trial("GoToMeeting", "pro", 2, cycle=MONTHLY, today=today)]
    raise KeyError(key)


def has_accounts(connection: Connection) -> bool:
    """Tell whether any account is stored."""
    counted: int = connection.execute(
        select(func.count()).select_from(schema.account)
    ).scalar_one()
    return counted > 0


def seed(connection: Connection, *, now: datetime) -> None:
    """Store the demo accounts in a database that has none of them."""
    for demo in ACCOUNTS:
        _seed_account(connection, demo, now)


def _seed_account(connection: Connection, demo: _Account, now: datetime) -> None:
    account_id = f"acc_{demo.key}"
    brand, last4 = demo.card or (None, None)
    connection.execute(
        insert(schema.account).values(
            id=account_id,
            name=demo.name,
            kind=demo.kind,
            payment=demo.payment,
            language=demo.language,
            country=demo.country,
            time_zone=demo.zone,
            card_brand=brand,
            card_last4=last4,
            representative=demo.representative,
            vat_status=VatStatus.PENDING.value,
        )
    )
    for name, role in demo.people.items():
        connection.execute(
            insert(schema.person).values(
                id=f"user_{demo.key}_{name}",
                account_id=account_id,
                email=f"{name}@{demo.domain}",
                role=role,
            )
        )
    contacts = [name for name, role in demo.people.items() if role == "billing_contact"]
    mailbox = contacts[0] if contacts else next(iter(demo.people))
    connection.execute(
        insert(schema.billing_contact).values(
            account_id=account_id,
            contact_person=demo.contact_person,
            company=demo.name,
            address=demo.address,
            phone=demo.phone,
            email=f"{mailbox}@{demo.domain}",
            vat_number=demo.vat_number,
        )
    )
    account = accounts.person_by_email(connection, f"{mailbox}@{demo.domain}").account
    today = local_day(now, ZoneInfo(demo.zone))
    for number, sub in enumerate(_subscriptions(demo.key, today), start=1):
        stored = replace(sub, id=f"sub_{demo.key}_{number}")
        subscriptions.add(connection, account, stored)
        product_uses.note(connection, account.id, stored.product, now=now)
        _seed_invoices(connection, account, stored, today)


def _seed_invoices(
    connection: Connection, account: accounts.Account, sub: Subscription, today: date
) -> None:
    if sub.trial or sub.billing_cycle is None:
        return
    since = max(sub.anchor, today - relativedelta(months=12))
    period = period_containing(sub.anchor, sub.billing_cycle, since)
    while period.start <= sub.period.start:
        if period.start >= since:
            line = charge_of_period(
                period, seats=sub.seats, unit_price=sub.unit_price, vat=vat_of(account)
            )
            issued_at = midnight(period.start, account.zone)
            invoices.add(connection, account, sub, line, issued_at=issued_at, paid=True)
        period = period_containing(sub.anchor, sub.billing_cycle, period.end)


def people(connection: Connection) -> list[tuple[str, str, str]]:
    """Give the demo's users: address, account's name, role. None, if other accounts are stored."""
    if _holds_others(connection):
        return []
    found = (
        select(schema.person.c.email, schema.account.c.name, schema.person.c.role)
        .join_from(schema.person, schema.account)
        .order_by(schema.account.c.language, schema.account.c.name, schema.person.c.role)
    )
    return [tuple(row) for row in connection.execute(found)]


def _holds_others(connection: Connection) -> bool:
    ours = [f"acc_{demo.key}" for demo in ACCOUNTS]
    others = (
        select(func.count()).select_from(schema.account).where(schema.account.c.id.notin_(ours))
    )
    return bool(connection.execute(others).scalar_one())


_OF_THE_DESK = {"staff", "staff_session", "desk_audit", "model_report"}


def reset(connection: Connection, *, now: datetime) -> list[str]:
    """Put the demo accounts back to their first state; give the conversations removed.

    The desk keeps its people, who stay signed in, what they did, and reports of models.

    :raises ForeignDataError: if the database holds any other account.
    """
    if _holds_others(connection):
        raise ForeignDataError("this database holds accounts that are not the demo's")
    removed = list(connection.execute(select(schema.conversation.c.id)).scalars())
    assert handoff_schema  # imported so that its tables are among these
    for table in reversed(schema.metadata.sorted_tables):
        if table.name not in _OF_THE_DESK:
            connection.execute(delete(table))
    seed(connection, now=now)
    return removed

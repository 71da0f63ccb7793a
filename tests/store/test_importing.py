"""Imported accounts are stored as a whole, on both engines, and never over what is there."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from store import accounts, importing, product_uses, schema, subscriptions
from store.accounts import Account, Person
from store.engine import transaction
from store.importing import Imported, StoredMeanwhileError, Taken
from subscriptions.dates import BillingCycle, Period
from subscriptions.facts import BillingContact, Payment
from subscriptions.model import Subscription
from subscriptions.roles import AccountKind, Role
from subscriptions.vat import VatStatus
from tests.databases import NOW

ACCOUNT = Account(
    id="acc_moulin",
    name="Le Moulin",
    kind=AccountKind.CORPORATE,
    payment=Payment.INVOICE,
    language="fr",
    country="FR",
    zone=ZoneInfo("Europe/Paris"),
    card_brand=None,
    card_last4=None,
    representative="Service Grands Comptes",
    balance=Decimal("0.00"),
    vat_status=VatStatus.PENDING,
)
HOLDER = Person(
    id="user_anne", email="anne@moulin.example", role=Role.ACCOUNT_HOLDER, account=ACCOUNT
)
CONTACT = BillingContact(
    contact_person="Anne Petit",
    company="Le Moulin SARL",
    address="3 rue du Lac, 74000 Annecy",
    phone="+33 4 50 00 11 22",
    email="anne@moulin.example",
    vat_number=None,
)
PAID = Subscription(
    id="sub_1",
    product="GoToWebinar",
    tier="pro",
    seats=10,
    billing_cycle=BillingCycle.ANNUAL,
    unit_price=Decimal("900.00"),
    anchor=date(2025, 9, 15),
    period=Period(start=date(2025, 9, 15), end=date(2026, 9, 15)),
    renews=True,
)
IMPORTED = Imported(
    account=ACCOUNT,
    contact=CONTACT,
    people=[HOLDER],
    subscriptions=[PAID, replace(PAID, id="sub_2", seats=2)],
)


def test_an_account_is_read_as_it_was_imported(database_url: str) -> None:
    with transaction(database_url) as connection:
        importing.store(connection, [IMPORTED], now=NOW)

    with transaction(database_url) as connection:
        person = accounts.person_by_email(connection, HOLDER.email)

        assert person == HOLDER
        assert accounts.billing_contact(connection, ACCOUNT.id) == CONTACT
        assert subscriptions.of_account(connection, ACCOUNT, now=NOW) == IMPORTED.subscriptions


# E16, E17
def test_each_product_is_noted_once(database_url: str) -> None:
    with transaction(database_url) as connection:
        importing.store(connection, [IMPORTED], now=NOW)

        assert product_uses.of_account(connection, ACCOUNT.id) == {"GoToWebinar"}
        assert not product_uses.note(connection, ACCOUNT.id, "GoToWebinar", now=NOW)


def test_what_is_stored_is_known(database_url: str) -> None:
    with transaction(database_url) as connection:
        importing.store(connection, [IMPORTED], now=NOW)
        taken = importing.taken(connection)

    assert {"acc_moulin", "acc_atelier"} <= taken.accounts
    assert {"user_anne", "user_atelier_titulaire"} <= taken.people
    assert {"anne@moulin.example", "titulaire@atelier.example"} <= taken.emails
    assert {"sub_1", "sub_2", "sub_atelier_1"} <= taken.subscriptions
    assert Taken().accounts == frozenset()


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(IMPORTED, id="the-same-account"),
        pytest.param(
            replace(IMPORTED, account=replace(ACCOUNT, id="acc_other")), id="the-same-user"
        ),
        pytest.param(
            Imported(
                account=replace(ACCOUNT, id="acc_other"),
                contact=CONTACT,
                people=[replace(HOLDER, id="user_other", email="titulaire@atelier.example")],
                subscriptions=[],
            ),
            id="an-address-of-somebody-else",
        ),
    ],
)
def test_all_accounts_are_stored_or_none(database_url: str, second: Imported) -> None:
    with pytest.raises(StoredMeanwhileError), transaction(database_url) as connection:
        importing.store(connection, [IMPORTED, second], now=NOW)

    with transaction(database_url) as connection:
        taken = importing.taken(connection)
        counted = select(func.count()).select_from(schema.billing_contact)
        contacts = connection.execute(counted).scalar_one()

    assert not taken.accounts & {"acc_moulin", "acc_other"}
    assert not taken.subscriptions & {"sub_1", "sub_2"}
    assert contacts == len(taken.accounts)

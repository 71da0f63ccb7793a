"""The demo accounts: what the contract promises, whatever the day they are stored on."""

from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from dateutil.relativedelta import relativedelta
from sqlalchemy import delete, insert
from sqlalchemy.engine import Connection
from stdnum.fr import tva
from stdnum.it import iva

from store import (
    accounts,
    conversations,
    demo,
    handoffs,
    invoices,
    schema,
    staff,
    staff_sessions,
    subscriptions,
)
from store.engine import transaction
from subscriptions.dates import local_day
from subscriptions.money import price_of_seats
from tests.databases import NOW
from tests.store.acting import (
    ACTIVE,
    CANCEL,
    EXPIRED,
    HOLDER,
    PENDING,
    REACTIVATE,
    WITHDRAW,
    carry_out,
    context,
    open_conversation,
    propose,
    rows_of,
)
from tests.store.demo_table import TABLE, all_accounts, as_table

DAYS = [
    pytest.param("2026-03-10T09:00+00:00", id="tuesday"),
    pytest.param("2028-02-29T12:00+00:00", id="leap-day"),
    pytest.param("2026-03-29T01:30+00:00", id="summer-time-begins"),
    pytest.param("2026-12-31T23:30+00:00", id="new-year-in-paris-only"),
    pytest.param("2027-05-31T08:00+00:00", id="thirty-first"),
]


def seed_at(connection: Connection, moment: str) -> datetime:
    now = datetime.fromisoformat(moment)
    demo.reset(connection, now=now)
    return now


@pytest.mark.parametrize("moment", DAYS)
def test_the_demo_is_the_table_of_the_contract(database_url: str, moment: str) -> None:
    with transaction(database_url) as connection:
        now = seed_at(connection, moment)

        assert as_table(connection, now=now) == TABLE


@pytest.mark.parametrize("moment", DAYS)
def test_every_subscription_is_read_as_it_was_stored(database_url: str, moment: str) -> None:
    with transaction(database_url) as connection:
        now = seed_at(connection, moment)
        for account in all_accounts(connection):
            for read in subscriptions.of_account(connection, account, now=now):
                subscriptions.add(connection, account, replace(read, id=f"{read.id}_again"))
                again = subscriptions.one(connection, account, f"{read.id}_again", now=now)

                assert replace(again, id=read.id) == read


@pytest.mark.parametrize("moment", DAYS)
def test_what_is_expired_ended_last_month(database_url: str, moment: str) -> None:
    with transaction(database_url) as connection:
        now = seed_at(connection, moment)
        account = accounts.person(connection, HOLDER).account
        ended = subscriptions.one(connection, account, EXPIRED, now=now)

    last_month = local_day(now, account.zone) - relativedelta(months=1)
    assert (ended.period.last_day.year, ended.period.last_day.month) == (
        last_month.year,
        last_month.month,
    )


@pytest.mark.parametrize("moment", DAYS)
def test_what_was_paid_has_its_invoices_of_the_last_twelve_months(
    database_url: str, moment: str
) -> None:
    with transaction(database_url) as connection:
        now = seed_at(connection, moment)
        for account in all_accounts(connection):
            since = local_day(now, account.zone) - relativedelta(months=12)
            written = invoices.of_account(connection, account.id)
            for subscription in subscriptions.of_account(connection, account, now=now):
                mine = [row for row in written if row["subscription_id"] == subscription.id]
                starts = [local_day(row["period_start_at"], account.zone) for row in mine]

                assert all(row["paid"] for row in mine)
                if subscription.trial:
                    assert mine == []
                    continue
                assert starts[0] == subscription.period.start
                assert min(starts) >= since
                price = price_of_seats(subscription.unit_price, subscription.seats)
                assert {Decimal(row["amount"]) for row in mine} == {price}
                assert_gapless(mine)


def assert_gapless(newest_first: list[dict[str, object]]) -> None:  # E11
    for later, earlier in pairwise(newest_first):
        assert earlier["period_end_at"] == later["period_start_at"]


def test_every_account_has_a_full_billing_contact_record(database_url: str) -> None:
    with transaction(database_url) as connection:
        for account in all_accounts(connection):
            record = accounts.billing_contact(connection, account.id)

            assert all(asdict(record).values())
            assert record.company == account.name
            validate = {"FR": tva, "IT": iva}[account.country]
            assert validate.is_valid(record.vat_number)  # E18


def test_each_corporate_account_has_its_representative(database_url: str) -> None:  # A31
    with transaction(database_url) as connection:
        found = {each.name: each.representative for each in all_accounts(connection)}

    assert [name for name, who in found.items() if who] == ["Groupe Delorme", "Gruppo Ferri"]


def test_people_are_found_by_address_however_it_is_written(database_url: str) -> None:
    with transaction(database_url) as connection:
        found = accounts.person_by_email(connection, " Titulaire@Atelier.example ")
        with pytest.raises(accounts.UnknownPersonError, match="personne@atelier"):
            accounts.person_by_email(connection, "personne@atelier.example")

    assert found.id == HOLDER


def test_reset_puts_everything_back(database_url: str) -> None:
    with transaction(database_url) as connection:
        before = as_table(connection, now=NOW)
        paid = len(invoices.of_account(connection, "acc_atelier"))
    conversation = use_everything(database_url)

    with transaction(database_url) as connection:
        removed = demo.reset(connection, now=NOW)

        assert as_table(connection, now=NOW) == before
        assert len(invoices.of_account(connection, "acc_atelier")) == paid
    assert removed == [conversation]
    for table in (
        schema.proposal,
        schema.audit,
        schema.outbox,
        schema.handoff,
        schema.message,
        schema.button,
        schema.conversation,
    ):
        assert rows_of(database_url, table) == [], table.name


def test_reset_keeps_the_people_of_the_desk_signed_in(database_url: str) -> None:
    with transaction(database_url) as connection:
        person = staff.add(connection, email="a@desk.example", name="Anne", role="agent")
        token = staff_sessions.begin(connection, person.id, now=NOW)
        demo.reset(connection, now=NOW)

        found = staff_sessions.holder(connection, token, now=NOW)

    assert found is not None
    assert found[0].name == "Anne"


def use_everything(url: str) -> str:
    """Leave a row in every table that customers write to; give the conversation's id."""
    carry_out(url, CANCEL, ACTIVE)
    carry_out(url, WITHDRAW, PENDING)
    carry_out(url, REACTIVATE, EXPIRED)
    propose(url, WITHDRAW, ACTIVE)
    conversation = open_conversation(url)
    with transaction(url) as connection:
        received = conversations.receive(
            connection, conversation.id, text="bonjour", client_id=None, now=NOW
        )
        offered = conversations.Reply(text="?", buttons=[{"title": "Oui", "payload": "/affirm"}])
        conversations.answer(
            connection,
            conversation,
            received.turn,
            [offered],
            state="answered",
            understood=None,
            now=NOW,
        )
        handoffs.open_handoff(
            connection,
            accounts.person(connection, HOLDER),
            context(conversation.id),
            reason="requested",
            request={"operation": "talk_to_representative"},
        )
    return conversation.id


def test_reset_leaves_a_database_with_other_accounts_alone(database_url: str) -> None:
    carry_out(database_url, CANCEL, ACTIVE)
    with transaction(database_url) as connection:
        values = dict(rows_of_account(connection), id="acc_customer", name="A real customer")
        connection.execute(insert(schema.account).values(values))
    before = {table.name: rows_of(database_url, table) for table in schema.metadata.sorted_tables}

    with pytest.raises(demo.ForeignDataError), transaction(database_url) as connection:
        demo.reset(connection, now=NOW + timedelta(days=1))

    assert before == {
        table.name: rows_of(database_url, table) for table in schema.metadata.sorted_tables
    }


def test_nobody_can_be_chosen_once_a_real_account_is_stored(database_url: str) -> None:
    with transaction(database_url) as connection:
        assert len(demo.people(connection)) == 13
        values = dict(rows_of_account(connection), id="acc_customer", name="A real customer")
        connection.execute(insert(schema.account).values(values))

        assert demo.people(connection) == []


def rows_of_account(connection: Connection) -> dict[str, object]:
    found = schema.account.select().where(schema.account.c.id == "acc_atelier")
    return dict(connection.execute(found).mappings().one())


def test_only_a_database_without_accounts_counts_as_empty(database_url: str) -> None:
    with transaction(database_url) as connection:
        assert demo.has_accounts(connection)
        for table in reversed(schema.metadata.sorted_tables):
            connection.execute(delete(table))
        assert not demo.has_accounts(connection)


def test_days_count_from_the_day_of_seeding(database_url: str) -> None:
    with transaction(database_url) as connection:
        trial = subscriptions.one(
            connection,
            accounts.person(connection, "user_bottega_titolare").account,
            "sub_bottega_1",
            now=NOW,
        )

    assert (trial.period.start, trial.period.last_day) == (date(2026, 3, 5), date(2026, 3, 18))

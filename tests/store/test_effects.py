"""What a change writes besides itself, in one transaction or not at all."""

from dataclasses import replace
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from store import codec, operations, schema
from store.engine import transaction
from store.operations import Done
from subscriptions.dates import midnight
from subscriptions.outcomes import Cancelled, Renewed, Withdrawn
from subscriptions.roles import Operation
from tests.databases import NOW
from tests.store.acting import (
    ACTIVE,
    CANCEL,
    CONTACT,
    EXPIRED,
    HOLDER,
    PENDING,
    REACTIVATE,
    WITHDRAW,
    audited,
    carry_out,
    charges,
    context,
    emails,
    proposal_states,
    propose,
    rows_of,
    say_yes,
    stored,
    unpaid_invoices,
)

BOTTEGA = "user_bottega_titolare"
EVERYTHING = (schema.subscription, schema.proposal, schema.audit, schema.outbox, schema.invoice)


class Crash(Exception):  # noqa: N818 - it stands for a process that dies
    """The process stops between the change and the end of its transaction."""


def say_yes_and_crash(url: str, proposal_id: str) -> None:
    with transaction(url) as connection:
        operations.carry_out(connection, HOLDER, context(), proposal_id)
        raise Crash


def test_the_audit_tells_who_did_what_to_what(database_url: str) -> None:  # E21
    before = stored(database_url, ACTIVE)

    done = carry_out(database_url, CANCEL, ACTIVE, person=CONTACT, conversation="conv_x")

    assert audited(
        database_url, "at", "actor", "role", "operation", "subscription", "conversation"
    ) == [
        (
            "2026-03-10T09:00:00+00:00",
            "facturation@atelier.example",
            "billing_contact",
            "cancel_subscription",
            ACTIVE,
            "conv_x",
        )
    ]
    assert audited(database_url, "before", "after") == [
        (codec.snapshot(before), codec.snapshot(stored(database_url, ACTIVE)))
    ]
    assert done.before == before


@pytest.mark.parametrize(
    ("operation", "subscription", "template"),
    [
        (CANCEL, ACTIVE, "cancel_subscription"),
        (WITHDRAW, PENDING, "withdraw_cancellation"),
        (REACTIVATE, EXPIRED, "reactivate_subscription"),
    ],
)
def test_a_change_queues_one_e_mail_to_the_accounts_address(  # A07, E21
    database_url: str, operation: Operation, subscription: str, template: str
) -> None:
    done = carry_out(database_url, operation, subscription)

    [email] = [row for row in rows_of(database_url, schema.outbox) if row["kind"] == "email"]
    assert (email["recipient"], email["template"], email["language"], email["status"]) == (
        "facturation@atelier.example",
        template,
        "fr",
        "queued",
    )
    assert email["payload"] == {
        "outcome": codec.to_json(done.outcome),
        "reference": done.number,
        "account": "Atelier Lumière",
    }


def test_reactivating_what_is_pending_is_audited_as_the_withdrawal_it_is(  # A8.5
    database_url: str,
) -> None:
    done = carry_out(database_url, REACTIVATE, PENDING)

    assert isinstance(done.outcome, Withdrawn)
    assert audited(database_url, "operation") == ["withdraw_cancellation"]
    assert emails(database_url)[0]["template"] == "withdraw_cancellation"
    assert charges(database_url) == []


def test_a_withdrawal_keeps_the_period_and_costs_nothing(database_url: str) -> None:  # A21, E4
    before = stored(database_url, PENDING)

    done = carry_out(database_url, WITHDRAW, PENDING)

    assert stored(database_url, PENDING) == replace(before, renews=True, version=2)
    assert isinstance(done.outcome, Withdrawn)
    assert done.outcome.after == replace(before, renews=True)
    assert unpaid_invoices(database_url) == []


def test_a_renewal_writes_its_invoice_and_the_charge_for_it(  # E5, E18
    database_url: str,
) -> None:
    done = carry_out(database_url, REACTIVATE, EXPIRED)

    assert isinstance(done.outcome, Renewed)
    [invoice] = unpaid_invoices(database_url)
    assert invoice["subscription_id"] == EXPIRED == done.outcome.after.id  # E1: it keeps its id
    assert invoice["issued_at"] == NOW
    assert invoice["period_start_at"].isoformat() == "2026-03-09T23:00:00+00:00"
    assert (invoice["seats"], Decimal(invoice["amount"])) == (3, Decimal("48.00"))
    assert (invoice["vat_rate"], invoice["vat_reason"]) == ("20", "domestic")  # E18
    assert (invoice["vat_amount"], invoice["total"]) == ("9.60", "57.60")
    assert charges(database_url) == [
        {
            "invoices": [invoice["number"]],
            "amount": "57.60",
            "currency": "EUR",
            "payment": "card",
        }
    ]


def test_a_renewal_confirmed_twice_is_charged_once(database_url: str) -> None:  # E5, E7
    proposal = propose(database_url, REACTIVATE, EXPIRED)

    assert say_yes(database_url, proposal) == say_yes(database_url, proposal)
    assert len(charges(database_url)) == len(unpaid_invoices(database_url)) == 1


@pytest.mark.parametrize(
    ("operation", "subscription"),
    [(CANCEL, ACTIVE), (WITHDRAW, PENDING), (REACTIVATE, EXPIRED)],
)
def test_a_crash_before_the_end_leaves_nothing_behind(  # E21
    database_url: str, operation: Operation, subscription: str
) -> None:
    proposal = propose(database_url, operation, subscription)
    before = [rows_of(database_url, table) for table in EVERYTHING]

    with pytest.raises(Crash):
        say_yes_and_crash(database_url, proposal)

    assert [rows_of(database_url, table) for table in EVERYTHING] == before
    assert proposal_states(database_url) == {proposal: "open"}
    assert isinstance(say_yes(database_url, proposal), Done)


def test_a_cancelled_trial_runs_to_its_end_and_is_never_charged(database_url: str) -> None:  # E14
    done = carry_out(database_url, CANCEL, "sub_bottega_1", person=BOTTEGA)

    assert isinstance(done.outcome, Cancelled)
    cancelled = replace(done.outcome.after, version=2)
    end = midnight(cancelled.period.end, ZoneInfo("Europe/Rome"))
    after_its_end = stored(database_url, "sub_bottega_1", person=BOTTEGA, now=end)
    assert after_its_end == cancelled
    assert unpaid_invoices(database_url) == charges(database_url) == []

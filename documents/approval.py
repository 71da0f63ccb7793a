"""What is asked of an approver, in words: the same in the chat, the e-mail and on the page.

Who asks is shown only what they said themselves; the approver, all that it would change and
cost.
"""

from collections.abc import Iterator
from dataclasses import asdict

from subscriptions.add_subscription import Ordered
from subscriptions.change_subscription import Changed
from subscriptions.charges import NOTHING, Charge
from subscriptions.decisions import Granted
from subscriptions.facts import BillingContact
from subscriptions.model import Subscription
from subscriptions.outcomes import Cancelled, Renewed, Withdrawn
from subscriptions.start_trial import TrialStarted
from subscriptions.update_billing_contact import ContactUpdated, TicketOpened
from wording import Words


def requested(outcome: Granted, subscription: Subscription | None, words: Words) -> list[str]:
    """Give what was asked for, a line each.

    :param subscription: as it is now, of an operation that is about one.
    """
    match outcome:
        case Changed(before=before, after=after):
            return _from_to(before, after, words)
        case Ordered(lines=ordered):
            return [words.subscription(line.after) for line in ordered]
        case (
            ContactUpdated(before=before, after=after)
            | TicketOpened(current=before, requested=after)
        ):
            lines = [
                words.label(f"approval_{field}", value=new or words.label("approval_none"))
                for field, _, new in _differences(before, after)
            ]
            return [*lines, *_appointed(outcome.new_contact, words)]
        case TrialStarted(after=after):
            return [words.subscription(after)]
    assert subscription is not None, "anything else is about a subscription"
    return [words.subscription(subscription)]


def reviewed(
    outcome: Granted, subscription: Subscription | None, card_last4: str | None, words: Words
) -> list[str]:
    """Give all that would be done, a line each, amounts last."""
    match outcome:
        case ContactUpdated() | TicketOpened():
            return list(_contact(outcome, words))
        case Ordered():
            return list(_order(outcome, card_last4, words))
    lines = requested(outcome, subscription, words)
    match outcome:
        case Cancelled(after=after, last_day=last_day):
            trial = "_trial" if after.trial else ""
            days = words.days(last_day=last_day)
            return [*lines, words.label(f"approval_cancelled{trial}", **days)]
        case Withdrawn(after=after, renews_on=renews_on):
            trial = "_trial" if after.trial else ""
            days = words.days(renews_on=renews_on)
            price = words.price(after)
            return [*lines, words.label(f"approval_withdrawn{trial}", price=price, **days)]
        case TrialStarted(after=after, last_day=last_day):
            days = words.days(first_day=after.period.start, last_day=last_day)
            return [*lines, words.label("approval_trial", **days)]
        case Renewed(after=after, charge=charge) | Changed(after=after, charge=charge):
            days = words.days(
                first_day=after.period.start,
                last_day=after.period.last_day,
                renews_on=after.period.end,
            )
            period = words.label("approval_period", **days)
            return [*lines, period, *_due(charge, card_last4, words)]
    raise AssertionError(f"nothing is said of {outcome}")


def _from_to(before: Subscription, after: Subscription, words: Words) -> list[str]:
    return [
        words.label("approval_from", subscription=words.subscription(before)),
        words.label("approval_to", subscription=words.subscription(after)),
    ]


def _due(charge: Charge, card_last4: str | None, words: Words) -> Iterator[str]:
    yield words.label("approval_price", amount=words.euros(charge.amount))
    if charge.credit > NOTHING:
        yield words.label("approval_credit", amount=words.euros(charge.credit - charge.balance))
    amounts = {"vat_amount": words.euros(charge.vat_amount)}
    yield words.label("approval_vat", vat=words.vat(charge.vat), **amounts)
    paid_by = words.paid_by(card_last4)
    yield words.label("approval_total", total=words.euros(charge.total), paid_by=paid_by)


def _order(outcome: Ordered, card_last4: str | None, words: Words) -> Iterator[str]:
    for line in outcome.lines:
        cycle, period = line.after.billing_cycle, line.after.period
        assert cycle is not None, "what is ordered is paid"
        yield words.label(
            "order_line",
            subscription=words.subscription(line.after),
            per_seat=words.per_seat(line.after.unit_price, cycle),
            amount=words.euros(line.charge.amount),
            **words.days(last_day=period.last_day, renews_on=period.end),
        )
    first, last = outcome.lines[0].charge, outcome.lines[-1].charge
    if first.credit > NOTHING:
        yield words.label("approval_credit", amount=words.euros(first.credit - last.balance))
    yield words.label("approval_net", amount=words.euros(outcome.total_net))
    vat_amount = words.euros(outcome.total_vat)
    yield words.label("approval_vat", vat=words.vat(first.vat), vat_amount=vat_amount)
    paid_by = words.paid_by(card_last4)
    yield words.label("approval_total", total=words.euros(outcome.total), paid_by=paid_by)


def _contact(outcome: ContactUpdated | TicketOpened, words: Words) -> Iterator[str]:
    before, after = (
        (outcome.before, outcome.after)
        if isinstance(outcome, ContactUpdated)
        else (outcome.current, outcome.requested)
    )
    nothing = words.label("approval_none")
    for field, old, new in _differences(before, after):
        line = words.label(f"approval_{field}", value=new or nothing)
        yield words.label("approval_instead_of", line=line, before=old or nothing)
    yield from _appointed(outcome.new_contact, words)
    if before.company != after.company:
        yield words.label("approval_renames")
    if isinstance(outcome, TicketOpened):
        days = words.days(expected_from=outcome.expected_from, expected_to=outcome.expected_to)
        yield words.label("approval_case", email=outcome.case_email, **days)


def _appointed(email: str | None, words: Words) -> list[str]:
    return [] if email is None else [words.label("approval_new_contact", email=email)]


def _differences(
    before: BillingContact, after: BillingContact
) -> list[tuple[str, str | None, str | None]]:
    """Give each field that differs, with both its values."""
    old, new = asdict(before), asdict(after)
    return [(name, old[name], new[name]) for name in old if old[name] != new[name]]

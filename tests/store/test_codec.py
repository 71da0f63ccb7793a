"""What a review showed, and what was wished for it, is stored as JSON and read back exactly."""

import json
from datetime import date
from decimal import Decimal
from typing import Any, get_args

import pytest

from store import codec
from subscriptions.add_subscription import (
    AlreadyConverting,
    BadVatNumber,
    Item,
    Order,
    Ordered,
    OrderedLine,
    TrialPending,
)
from subscriptions.change_subscription import (
    Change,
    Changed,
    CycleShortened,
    ExpiredFirst,
    NothingToChange,
    PendingFirst,
    Reduces,
    TrialNotChanged,
)
from subscriptions.charges import Charge
from subscriptions.dates import BillingCycle, Period
from subscriptions.decisions import WISHES, Outcome, Wish
from subscriptions.facts import BillingContact
from subscriptions.model import Subscription
from subscriptions.outcomes import (
    AlreadyExpired,
    AlreadyPending,
    Cancelled,
    NeedsPaymentDetails,
    NoLongerSold,
    NotPending,
    NotSold,
    Renewed,
    TooManySeats,
    TrialEndsAlone,
    TrialExpired,
    UnknownTier,
    Withdrawn,
)
from subscriptions.roles import Operation
from subscriptions.start_trial import AlreadyUsed, TrialStarted, TrialWish
from subscriptions.update_billing_contact import (
    AlreadyTheContact,
    CaseEmailMissing,
    ContactUpdated,
    ContactWish,
    InTime,
    NotAUser,
    NothingDifferent,
    TicketOpened,
)
from subscriptions.vat import Vat, VatReason

TODAY, DAY = date(2026, 3, 10), date(2026, 4, 30)
PAID = Subscription(
    id="sub_1",
    product="GoToMeeting",
    tier="pro",
    seats=3,
    billing_cycle=BillingCycle.MONTHLY,
    unit_price=Decimal("15.10"),
    anchor=date(2026, 1, 31),
    period=Period(start=date(2026, 1, 31), end=date(2026, 2, 28)),
    renews=False,
    version=4,
)
TRIAL = Subscription(
    id="",
    product="GoToAssist Remote Support v4",
    tier=None,
    seats=1,
    billing_cycle=None,
    unit_price=Decimal(0),
    anchor=TODAY,
    period=Period(start=TODAY, end=DAY),
    renews=False,
    trial=True,
)
CHARGE = Charge(
    period=Period(start=TODAY, end=DAY),
    seats=3,
    unit_price=Decimal("15.10"),
    amount=Decimal("45.30"),
    vat=Vat(rate=Decimal("20"), reason=VatReason.DOMESTIC),
    credit=Decimal("40.65"),
)
RECORD = BillingContact(
    contact_person="Camille Royer",
    company="Atelier Lumière",
    address="12 rue des Tanneurs, 69001 Lyon",
    phone="+33 4 72 00 11 22",
    email="facturation@atelier.example",
    vat_number=None,
)

OUTCOMES: list[Outcome] = [
    Cancelled(after=PAID, last_day=DAY),
    Withdrawn(after=TRIAL, renews_on=DAY),
    Renewed(after=PAID, charge=CHARGE, last_day=DAY, renews_on=DAY),
    Changed(after=PAID, charge=CHARGE, before=PAID, last_day=DAY, renews_on=DAY),
    Ordered(
        lines=(
            OrderedLine(after=PAID, charge=CHARGE, replaces_trial=True, already_held=False),
            OrderedLine(after=PAID, charge=CHARGE, replaces_trial=False, already_held=True),
        ),
        vat_number="FR40303265045",
        total_net=Decimal("9.30"),
        total_vat=Decimal("1.86"),
        total=Decimal("11.16"),
    ),
    TrialStarted(after=TRIAL, last_day=DAY),
    ContactUpdated(
        before=RECORD,
        after=RECORD,
        renames=True,
        new_contact="membre@atelier.example",
        former_contact=None,
        vat_number_changed=False,
    ),
    TicketOpened(
        current=RECORD,
        requested=RECORD,
        changed=("address", "phone"),
        new_contact=None,
        case_email="julie@ailleurs.example",
        expected_from=TODAY,
        expected_to=DAY,
        next_billing=DAY,
        in_time=InTime.MAYBE,
        number="T20260310-ABCDEF",
    ),
    AlreadyConverting(product="Rescue", last_day=DAY),
    AlreadyExpired(last_day=DAY),
    AlreadyPending(last_day=DAY),
    AlreadyTheContact(email="facturation@atelier.example"),
    AlreadyUsed(product="Rescue"),
    BadVatNumber(given="FR1"),
    CaseEmailMissing(),
    CycleShortened(),
    ExpiredFirst(last_day=DAY),
    NeedsPaymentDetails(),
    NoLongerSold(billing_cycle=BillingCycle.ANNUAL),
    NotAUser(email="personne@atelier.example"),
    NotPending(renews_on=DAY),
    NotSold(product="GoToMyPC"),
    NothingDifferent(),
    NothingToChange(),
    PendingFirst(last_day=DAY),
    Reduces(),
    TooManySeats(product="Rescue", most=999),
    TrialEndsAlone(last_day=DAY),
    TrialExpired(last_day=DAY),
    TrialNotChanged(last_day=DAY, converts=True),
    TrialPending(product="Rescue", last_day=DAY),
    UnknownTier(product="Rescue", tiers=("starter", "pro")),
]

ITEM = Item(product="Rescue", tier=None, seats=2, billing_cycle=BillingCycle.ANNUAL)
WISHED: list[tuple[Operation, Wish, dict[str, Any]]] = [
    (
        Operation.CHANGE_SUBSCRIPTION,
        Change(seats_by=-2, billing_cycle=BillingCycle.ANNUAL),
        {"seats_by": -2, "billing_cycle": "annual"},
    ),
    (
        Operation.ADD_SUBSCRIPTION,
        Order(items=(ITEM, ITEM), vat_number="FR40303265045"),
        {
            "items": [
                {"product": "Rescue", "tier": None, "seats": 2, "billing_cycle": "annual"},
                {"product": "Rescue", "tier": None, "seats": 2, "billing_cycle": "annual"},
            ],
            "vat_number": "FR40303265045",
        },
    ),
    (
        Operation.START_TRIAL,
        TrialWish(product="Rescue", seats=1),
        {"product": "Rescue", "seats": 1},
    ),
    (
        Operation.UPDATE_BILLING_CONTACT,
        ContactWish(phone="+33 4 72 00 11 33"),
        {"phone": "+33 4 72 00 11 33"},
    ),
]


def through_json(plain: Any) -> Any:
    return json.loads(json.dumps(plain))


# E7
@pytest.mark.parametrize("outcome", OUTCOMES, ids=lambda outcome: type(outcome).__name__)
def test_an_outcome_comes_back_as_it_was(outcome: Outcome) -> None:
    assert codec.from_json(through_json(codec.to_json(outcome))) == outcome


# E7
def test_whatever_a_decision_can_say_is_tried_here() -> None:
    assert {type(outcome) for outcome in OUTCOMES} == set(get_args(Outcome))


# E7
@pytest.mark.parametrize(
    ("operation", "wish", "plain"), WISHED, ids=[each.value for each, _, _ in WISHED]
)
def test_a_wish_comes_back_as_it_was(
    operation: Operation, wish: Wish, plain: dict[str, Any]
) -> None:
    assert codec.wish_to_json(wish) == plain
    assert codec.wish_from_json(operation, through_json(plain)) == wish


def test_whatever_can_be_wished_is_tried_here() -> None:
    assert {operation: type(wish) for operation, wish, _ in WISHED} == WISHES


def test_no_wish_is_no_wish() -> None:
    assert codec.wish_to_json(None) is None
    assert codec.wish_from_json(Operation.CANCEL_SUBSCRIPTION, None) is None


# E21
@pytest.mark.parametrize("subscription", [PAID, TRIAL], ids=["paid", "trial"])
def test_the_audit_keeps_a_subscription_whole(subscription: Subscription) -> None:
    kept = through_json(codec.snapshot(subscription))

    assert codec.subscription(kept) == subscription

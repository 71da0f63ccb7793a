"""Which subscription a change is about, and what of it is to become different."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from actions import changes
from actions.said import former_values, plan_values
from subscriptions.dates import BillingCycle, Period
from subscriptions.model import Subscription
from tests.actions.saying import said
from tests.actions.situations import RESCUE, TRIAL

STARTER = replace(
    RESCUE,
    id="sub-starter",
    product="LogMeIn Central",
    tier="starter",
    seats=2,
    billing_cycle=BillingCycle.ANNUAL,
    period=Period(start=date(2026, 3, 1), end=date(2027, 3, 1)),
)
PLUS = replace(RESCUE, id="sub-plus", product="LogMeIn Central", tier="plus", seats=8)
BOTH = [STARTER, PLUS]
"""The two LogMeIn Central: starter, annual, 2 seats; and plus, monthly, 8 seats."""


def likeliest(text: str, *candidates: Subscription) -> list[Subscription]:
    return list(changes.likeliest(plan_values(said(text)), candidates or BOTH))


# A03, E17: what is said already fits one of them, and the rest is the change.
@pytest.mark.parametrize(
    ("text", "meant", "change"),
    [
        ("LogMeIn Central starter passe à 5 postes", STARTER, {"seats": 5}),
        ("portare LogMeIn Central starter a 5 postazioni", STARTER, {"seats": 5}),
        ("LogMeIn Central plus à 10 postes", PLUS, {"seats": 10}),
        ("aggiunga 2 postazioni a LogMeIn Central plus", PLUS, {"seats_by": 2}),
        ("passer LogMeIn Central mensuel à 10 postes", PLUS, {"seats": 10}),
        ("LogMeIn Central annuale a 4 postazioni", STARTER, {"seats": 4}),
    ],
)
def test_what_fits_tells_it_from_the_other(
    text: str, meant: Subscription, change: dict[str, Any]
) -> None:
    assert likeliest(text) == [meant]
    assert changes.differing(plan_values(said(text)), meant) == change


# A03, E17: what one of them is already cannot be what is wanted for it.
@pytest.mark.parametrize(
    ("text", "meant", "change"),
    [
        ("passer Central à plus", STARTER, {"tier": "plus"}),
        ("passare Central a plus", STARTER, {"tier": "plus"}),
        ("LogMeIn Central à 8 postes", STARTER, {"seats": 8}),
        ("LogMeIn Central a 2 postazioni", PLUS, {"seats": 2}),
        ("passer LogMeIn Central en annuel", PLUS, {"billing_cycle": "annual"}),
        ("passare LogMeIn Central a mensile", STARTER, {"billing_cycle": "monthly"}),
    ],
)
def test_of_two_the_one_that_would_change_is_meant(
    text: str, meant: Subscription, change: dict[str, Any]
) -> None:
    assert likeliest(text) == [meant]
    assert changes.differing(plan_values(said(text)), meant) == change


# A03
@pytest.mark.parametrize(
    "text",
    [
        "modifier LogMeIn Central",
        "ajoutez 2 postes à LogMeIn Central",
        "aggiunga 2 postazioni a LogMeIn Central",
        "passer Central à pro",
        "passare LogMeIn Central da 2 a 4 postazioni",
    ],
)
def test_what_tells_nothing_apart_leaves_both(text: str) -> None:
    assert likeliest(text) == BOTH


def test_the_only_one_is_meant_even_if_nothing_would_change() -> None:
    assert likeliest("LogMeIn Central plus", PLUS) == [PLUS]


def test_among_none_there_is_none() -> None:
    assert changes.likeliest({"seats": 5}, []) == []


class TestWhatIsWished:
    def test_the_product_tells_which_and_is_no_wish(self) -> None:
        values = {"product": "Rescue", "tier": "pro", "seats": 3, "billing_cycle": "annual"}

        assert changes.wished(values) == {"tier": "pro", "seats": 3, "billing_cycle": "annual"}

    @pytest.mark.parametrize("values", [{}, {"product": "Rescue"}])
    def test_nothing_may_be_wished(self, values: dict[str, Any]) -> None:
        assert changes.wished(values) == {}

    @pytest.mark.parametrize(
        ("values", "different"),
        [
            ({"seats": 2}, {}),
            ({"seats": 3}, {"seats": 3}),
            ({"seats_by": 2}, {"seats_by": 2}),
            ({"tier": "starter", "billing_cycle": "annual"}, {}),
            ({"tier": "pro", "billing_cycle": "annual"}, {"tier": "pro"}),
            ({"billing_cycle": "monthly"}, {"billing_cycle": "monthly"}),
        ],
    )
    def test_only_what_it_is_not_yet_is_different(
        self, values: dict[str, Any], different: dict[str, Any]
    ) -> None:
        assert changes.differing(values, STARTER) == different

    # E13
    def test_a_trial_has_no_cycle_yet(self) -> None:
        assert changes.differing({"billing_cycle": "annual"}, TRIAL) == {"billing_cycle": "annual"}


# A03: "modifier LogMeIn Central starter" says which one, and not yet what is to change.
@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("modifier LogMeIn Central starter", STARTER),
        ("modificare LogMeIn Central mensile", PLUS),
        ("LogMeIn Central à 8 postes", None),
        ("modifier LogMeIn Central", None),
    ],
)
def test_a_tier_or_cycle_alone_tells_which_one(text: str, meant: Subscription | None) -> None:
    assert changes.exact(plan_values(said(text)), BOTH) == meant


# A03: of two tiers the first is left and the last is wanted.
@pytest.mark.parametrize(
    "text", ["LogMeIn Central starter passe à plus", "LogMeIn Central starter vers plus"]
)
def test_the_tier_that_is_left_tells_which_one(text: str) -> None:
    spoken = said(text)

    assert changes.leaving(former_values(spoken), BOTH) == [STARTER]
    assert plan_values(spoken)["tier"] == "plus"

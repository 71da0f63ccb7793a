"""Ordering products: what is asked, the review with what is due, and the words for the rest."""

from typing import Any

from actions import order_draft, pricing
from actions.order_draft import Draft
from actions.plan_refusals import speak_plan_refusal
from actions.said import Said
from actions.speech import Speech
from actions.task_action import TaskAction
from actions.wish_form import Learnt, Problem, WishForm
from store.accounts import Person
from store.operations import Done
from subscriptions.add_subscription import (
    AlreadyConverting,
    BadVatNumber,
    Ordered,
    OrderedLine,
    TrialPending,
)
from subscriptions.catalogue import Product
from subscriptions.contact_details import Accepted, ContactField, check
from subscriptions.dates import BillingCycle
from subscriptions.decisions import Outcome
from subscriptions.facts import Facts
from subscriptions.outcomes import TooManySeats, UnknownTier
from subscriptions.roles import Operation
from subscriptions.start_trial import already_used
from understanding.direction import lessens
from wording import Words


def ask_product(response: str, known: Facts, speech: Speech) -> None:
    """Ask which product of the catalogue is meant."""
    names = list(known.catalogue.products)
    speech.say(response, buttons=[speech.answer(name, product=name) for name in names])


def ask_tier(response: str, product: Product, speech: Speech, **blanks: str) -> None:
    """Ask for the tier, each with its prices."""
    speech.say(
        response,
        product=product.name,
        tiers=speech.words.price_list(product),
        buttons=[speech.answer(tier.title(), tier=tier) for tier in product.tiers],
        **blanks,
    )


class ValidateAddSubscriptionForm(WishForm):
    """Fills the order and shows what would be paid (A41-A46)."""

    operation = Operation.ADD_SUBSCRIPTION

    def learn(self, draft: Draft, said: Said, asking: str | None, known: Facts) -> Learnt:
        learnt, heard = order_draft.read(draft, said, asking, known)
        problems = []
        given = said.first("vat_number")
        if given is not None:
            checked = check(ContactField.VAT_NUMBER, given, country=known.country)
            if isinstance(checked, Accepted):
                learnt["vat_number"] = checked.value
            else:
                learnt.pop("vat_number", None)
                problems.append(Problem("utter_add_subscription_bad_vat_number", {"given": given}))
        if asking == "product" and not heard and said.intent == "inform":
            problems.append(Problem("utter_add_subscription_unknown_product"))
        return Learnt(draft=learnt, heard=heard, problems=problems)

    def expects(self, asking: str | None, said: Said) -> bool:
        """Take "retirez GoToTraining" and "pro plutôt que starter" for the order's own words."""
        removes = said.intent == "cancel_subscription" and lessens(said.text)
        return removes or said.intent == "faq/swap_product"

    def missing(self, draft: Draft, known: Facts) -> str | None:
        items = draft["items"] or [{}]
        questions = (order_draft.question(item, known) for item in items)
        return next(filter(None, questions), None)

    def wish(self, draft: Draft) -> dict[str, Any]:
        plain = ("product", "tier", "seats", "billing_cycle")
        items = [{name: item.get(name) for name in plain} for item in draft["items"]]
        return {"items": items, "vat_number": draft.get("vat_number")}

    def ask(self, question: str, draft: Draft, known: Facts, speech: Speech) -> None:
        item = order_draft.current(draft, known)
        product = known.catalogue.products.get(str(item.get("product")))
        if product is None:
            ask_product("utter_ask_add_subscription_product", known, speech)
            return
        if question == "second":
            self._ask_second(product.name, known, speech)
            return
        self._mention_trial(product.name, draft, known, speech)
        if question == "tier":
            ask_tier("utter_ask_add_subscription_tier", product, speech)
        elif question == "seats":
            speech.say("utter_ask_add_subscription_seats", product=product.name)
        else:
            prices = product.prices[item.get("tier")]
            speech.say(
                "utter_ask_add_subscription_billing_cycle",
                product=product.name,
                monthly=speech.words.per_seat(prices[BillingCycle.MONTHLY], BillingCycle.MONTHLY),
                annual=speech.words.per_seat(prices[BillingCycle.ANNUAL], BillingCycle.ANNUAL),
                buttons=[
                    speech.answer(
                        speech.words.label(f"button_{each.value}"), billing_cycle=each.value
                    )
                    for each in BillingCycle
                ],
            )

    @staticmethod
    def _ask_second(product: str, known: Facts, speech: Speech) -> None:
        held = order_draft.active(product, known)
        speech.say(
            "utter_ask_add_subscription_second",
            subscriptions=speech.words.lines(held, known.today),
            buttons=[
                speech.offer("change_subscription", held[0], label="more_seats"),
                speech.answer(speech.words.label("button_second_subscription"), choice="second"),
            ],
        )

    @staticmethod
    def _mention_trial(product: str, draft: Draft, known: Facts, speech: Speech) -> None:
        """Say once that it can be tried first, unless buying was asked for (A41)."""
        if draft.get("_buys") or already_used(product, known):
            return
        draft["_buys"] = True
        speech.say(
            "utter_add_subscription_or_trial",
            product=product,
            days=str(known.catalogue.trial_days),
            buttons=[speech.offer("start_trial", product=product)],
        )

    def review(self, outcome: Outcome, known: Facts, person: Person, speech: Speech) -> None:
        words = speech.words
        match outcome:
            case Ordered():
                speech.say("utter_add_subscription_review", **_order(outcome, known, words))
            case AlreadyConverting(product=product, last_day=last_day):
                speech.say(
                    "utter_add_subscription_already_converting", product=product, last_day=last_day
                )
            case TrialPending(product=product, last_day=last_day):
                speech.say(
                    "utter_add_subscription_trial_pending",
                    buttons=[speech.offer("withdraw_cancellation", product=product)],
                    product=product,
                    last_day=last_day,
                )
            case BadVatNumber(given=given):
                speech.say("utter_add_subscription_bad_vat_number", given=given)
            case _:
                speak_plan_refusal(outcome, speech)

    def corrected(self, draft: Draft, outcome: Outcome) -> Draft | None:
        match outcome:
            case TooManySeats(product=product):
                return _without(draft, product, "seats")
            case UnknownTier(product=product):
                return _without(draft, product, "tier")
        return None


class ActionAddSubscription(TaskAction):
    """Orders after the yes (A46-A49)."""

    operation = Operation.ADD_SUBSCRIPTION

    def tell(self, done: Done, person: Person, speech: Speech) -> None:
        assert isinstance(done.outcome, Ordered)
        words = speech.words
        lines = [_line(each, words) for each in done.outcome.lines]
        speech.say(
            "utter_add_subscription_done",
            lines="\n".join(f"• {line}" for line in lines),
            total=words.euros(done.outcome.total),
            paid_by=words.paid_by(person.account.card_last4),
        )


def _without(draft: Draft, product: str, name: str) -> Draft:
    items = [
        {key: value for key, value in item.items() if item["product"] != product or key != name}
        for item in draft["items"]
    ]
    return {**draft, "items": items}


def _order(outcome: Ordered, known: Facts, words: Words) -> dict[str, Any]:
    first = outcome.lines[0]
    vat = first.charge.vat
    used = first.charge.credit - outcome.lines[-1].charge.balance
    number = outcome.vat_number or known.contact.vat_number
    return {
        "lines": "\n".join(f"• {_line(each, words)}" for each in outcome.lines),
        "first_day": first.after.period.start,
        "credit": pricing.credit_note(used, words),
        "net": words.euros(outcome.total_net),
        "vat_name": words.vat(vat),
        "vat_amount": words.euros(outcome.total_vat),
        "total": words.euros(outcome.total),
        "paid_by": words.paid_by(known.card_last4),
        "vat_note": pricing.vat_note(vat, number, words),
    }


def _line(line: OrderedLine, words: Words) -> str:
    cycle = line.after.billing_cycle
    assert cycle is not None, "what is ordered is paid"
    days = words.days(last_day=line.after.period.last_day, renews_on=line.after.period.end)
    text = words.label(
        "order_line",
        subscription=words.subscription(line.after),
        per_seat=words.per_seat(line.after.unit_price, cycle),
        amount=words.euros(line.charge.amount),
        **days,
    )
    notes = [("replaces_trial", line.replaces_trial), ("already_held", line.already_held)]
    return text + "".join(words.label(f"order_line_{name}") for name, holds in notes if holds)

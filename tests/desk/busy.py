"""A desk on a busy day: something of everything that its pages show."""

from typing import Any

import yaml

from desk.labels import FOLDER
from store import (
    accounts,
    conversations,
    corrections,
    desk_audit,
    fact_refresh,
    feedback,
    handoff_work,
    handoffs,
    model_reports,
    reviews,
    staff,
)
from store.conversations import Reply
from store.corrections import Taught
from store.engine import transaction
from store.model_reports import Compared
from store.staff import Staff
from tests.databases import NOW
from tests.desk.test_corrections_in_chromium import REPORT
from tests.store.acting import (
    ACTIVE,
    CANCEL,
    CONTACT,
    PENDING,
    WITHDRAW,
    context,
    propose,
    say_yes,
)
from tests.store.reviewing import hold, subject_of, understood
from tests.store.talking import NO, YES, answer, offer, receive

CORPORATE = "user_groupe_titulaire"
REASONS = ("corporate", "requested", "not_understood", "reduction")
MANY = 52
"""Conversations, so that the list has a second page."""
SENTENCES = {
    corrections.PROPOSED: ["coupez GoToWebinar, ici Krzysztof", "stop abonnement"],
    corrections.ACCEPTED: ["mettez fin à GoToWebinar"],
    corrections.DECLINED: ["bof"],
    corrections.WRITTEN: ["plus de GoToWebinar pour moi"],
}


def fill(url: str) -> None:
    """Hold conversations, hand some off, correct, review and report."""
    with transaction(url) as connection:
        rita = staff.add(connection, email="rita@desk.example", name="Rita", role="reviewer")
    for place in range(MANY):
        hold(url, f"demande numéro {place}", sid=f"many-{place}")
    hold(url, "une visite", subject="visitor:1", heard=understood("nlu_fallback", 0.2))
    hold(url, "ceci échoue", subject=subject_of(CONTACT), sid="failed", state="failed")
    hold(url, *["et encore"] * 60, sid="long")
    _finish_a_task(url, rita)
    _hand_off(url, rita)
    _correct(url, rita)
    compared = Compared(
        old_model="a" * 64, new_model="b" * 64, old_name="billing.tar.gz", new_name="new.tar.gz"
    )
    with transaction(url) as connection:
        for approved in (True, False):
            number = model_reports.add(connection, compared, REPORT, now=NOW)
            if approved:
                model_reports.approve(connection, number, by="Rita", now=NOW)
        for action in deeds():
            desk_audit.record(connection, rita, action, object="this", now=NOW)
    fact_refresh.refresh_all(url)


def deeds() -> set[str]:
    """Give the deeds that the audit has words for."""
    files = (FOLDER / "fr").glob("*.yml")
    stored = [yaml.safe_load(each.read_text(encoding="utf-8")) for each in files]
    return {deed for each in stored for deed in each.get("deed", {})}


def _finish_a_task(url: str, rita: Staff) -> None:
    """A cancellation, an opinion of it, a proposal that waits, and a reviewer's words."""
    held = hold(url, "je voudrais résilier", subject=subject_of(CONTACT), sid="done")
    done = propose(url, CANCEL, ACTIVE, person=CONTACT, conversation=held.id)
    turn = receive(url, held, "oui").turn
    say_yes(url, done, person=CONTACT, conversation=held.id)
    finished = understood("affirm", finished="cancel_subscription")
    answer(url, held, turn, Reply(text="C’est fait.", buttons=[]), understood=finished)
    propose(url, WITHDRAW, PENDING, person=CONTACT, conversation=held.id)
    offer(url, held, YES, NO)
    with transaction(url) as connection:
        feedback.give(connection, held.id, turn, helpful=False, words="Trop long.", now=NOW)
        reviews.mark_reviewed(connection, held.id, by=rita.name, now=NOW)
        reviews.flag(connection, held.id, flagged=True)
        reviews.add_tag(connection, held.id, "résiliation")
        reviews.add_note(connection, held.id, "À relire.", author=rita.name, now=NOW)


def _hand_off(url: str, rita: Staff) -> None:
    """One hand-off for each reason and each thing that can become of it."""
    steps: list[Any] = [None, handoff_work.claim, handoff_work.release, handoff_work.close]
    for person in (CONTACT, CORPORATE):
        for reason, step in zip(REASONS, steps, strict=True):
            held = hold(url, "quelqu’un ?", subject=subject_of(person), sid=f"to-{reason}")
            with transaction(url) as connection:
                opened = handoffs.open_handoff(
                    connection,
                    accounts.person(connection, person),
                    context(held.id),
                    reason=reason,
                    request={"operation": "talk_to_representative"},
                )
                handoff_work.note(connection, opened, rita, "Client pressé.", now=NOW)
                if step:
                    step(connection, opened, rita, now=NOW)
    held = hold(url, "bonjour", subject=subject_of(CONTACT), sid="taken")
    with transaction(url) as connection:
        handoff_work.take_over(connection, held.id, rita, now=NOW)


def _correct(url: str, rita: Staff) -> None:
    """Corrections in every state."""
    for state, sentences in SENTENCES.items():
        for place, text in enumerate(sentences):
            heard = understood("complain", 0.44, ("faq/refund", 0.3))
            held = hold(url, text, sid=f"{state}-{place}", heard=heard)
            taught = Taught(sentence=text, intent="cancel_subscription", language="fr")
            with transaction(url) as connection:
                turn = conversations.transcript(connection, held.id)[0]["turn"]
                number = corrections.propose(
                    connection, held.id, turn, taught, by=rita.name, now=NOW
                )
                if state == corrections.DECLINED:
                    corrections.decline(connection, number, by="Alex", now=NOW)
                elif state != corrections.PROPOSED:
                    corrections.accept(connection, number, by="Alex", now=NOW)
                if state == corrections.WRITTEN:
                    corrections.mark_written(connection, [number], now=NOW)

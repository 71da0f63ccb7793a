"""What customers read after an operation: word for word, in both languages."""

import re
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest

from mail.render import TEMPLATES, render
from subscriptions.add_subscription import Item, Order
from subscriptions.change_subscription import Change
from subscriptions.dates import BillingCycle
from subscriptions.start_trial import TrialWish
from tests.mail.operations import (
    ADD,
    ATELIER,
    BOTTEGA,
    CANCEL,
    CHANGE,
    NOW,
    REACTIVATE,
    STUDIO,
    TRY,
    WITHDRAW,
    Asked,
    ask,
    carry_out,
    change_account,
    claimed,
    reminded,
)

EXPECTED = Path(__file__).with_name("expected")

MONTHLY, ANNUAL = BillingCycle.MONTHLY, BillingCycle.ANNUAL

TRAINING = Item(product="GoToTraining", tier="starter", seats=2, billing_cycle=MONTHLY)
SECOND_CENTRAL = Item(product="LogMeIn Central", tier="pro", seats=1, billing_cycle=ANNUAL)
TRIED_BEFORE = Item(product="RescueAssist", tier="plus", seats=4, billing_cycle=ANNUAL)

CANCELLING = Asked(person=ATELIER, operation=CANCEL, number=1)

SITUATIONS = {
    "cancel_subscription": CANCELLING,
    "cancel_subscription_trial": Asked(person=BOTTEGA, operation=CANCEL, number=1),
    "withdraw_cancellation": Asked(person=ATELIER, operation=WITHDRAW, number=2),
    "withdraw_cancellation_trial": Asked(
        person=BOTTEGA, operation=WITHDRAW, number=1, first=CANCEL
    ),
    "reactivate_subscription": Asked(person=ATELIER, operation=REACTIVATE, number=3),
    "reactivate_subscription_credit": Asked(
        person=STUDIO, operation=REACTIVATE, number=3, account={"balance": "40.65"}
    ),
    "change_subscription": Asked(person=ATELIER, operation=CHANGE, number=1, wish=Change(seats=8)),
    "change_subscription_one_seat": Asked(
        person=STUDIO, operation=CHANGE, number=1, wish=Change(seats_by=1)
    ),
    "change_subscription_balance": Asked(
        person=ATELIER,
        operation=CHANGE,
        number=4,
        wish=Change(tier="plus"),
        account={"balance": "2000.00"},
    ),
    "add_subscription": Asked(
        person=ATELIER, operation=ADD, wish=Order(items=(TRAINING, SECOND_CENTRAL))
    ),
    "add_subscription_trial": Asked(
        person=STUDIO,
        operation=ADD,
        wish=Order(items=(TRIED_BEFORE,), vat_number="IT 00743110157"),
        account={"balance": "40.65"},
    ),
    "add_subscription_reverse_charge": Asked(
        person=STUDIO,
        operation=ADD,
        wish=Order(items=(TRAINING,)),
        account={"vat_status": "verified"},
    ),
    "start_trial": Asked(
        person=ATELIER,
        operation=TRY,
        wish=TrialWish(product="Rescue", tier="starter", seats=3),
    ),
}
LANGUAGES = pytest.mark.parametrize("language", ["fr", "it"])
EVERY_SITUATION = pytest.mark.parametrize("situation", SITUATIONS)

REMINDERS = {
    "reminder_trial": ("studio", None, NOW + timedelta(days=1)),
    "reminder_trial_converts": ("bottega", None, NOW + timedelta(days=1)),
    "reminder_cancellation": ("atelier", CANCELLING, NOW + timedelta(days=14)),
    "reminder_cancellation_trial": (
        "bottega",
        SITUATIONS["cancel_subscription_trial"],
        NOW + timedelta(days=5),
    ),
}
EVERY_REMINDER = pytest.mark.parametrize("situation", REMINDERS)


def rendered(database_url, asked, language):
    row = ask(database_url, asked, language=language)
    return row, render(row, mail_from="facturation@billing.example", now=NOW)


def rendered_reminder(database_url, situation, language):
    account, asked, now = REMINDERS[situation]
    change_account(database_url, account, language=language)
    if asked is not None:
        ask(database_url, asked, language=language)
    row = reminded(database_url, account, now=now)
    return render(row, mail_from="facturation@billing.example", now=now)


def expected(situation, language):
    return (EXPECTED / language / f"{situation}.txt").read_text(encoding="utf-8")


def said(email):
    return f"{email['Subject']}\n\n{text_of(email)}"


def text_of(email):
    return email.get_body(("plain",)).get_content()


def html_of(email):
    return email.get_body(("html",)).get_content()


def words(text):
    """Split at ordinary spaces only: those that hold words together must be the same too."""
    return re.split(r"[ \n]+", text.strip(" \n"))


def without_tags(html):
    body = html.partition("<body>")[2]
    inside_a_line = r"</?(?:strong|a)\b[^>]*>"
    return unescape(re.sub(r"<[^>]+>", " ", re.sub(inside_a_line, "", body)))


def bare(text):
    """Give the words of a text without the signs of its lists."""
    return words(re.sub(r"^- ", "", text, flags=re.MULTILINE))


# A06, A07, A11, A13, A18, A21, A23, A44, A47-A49, E2, E4, E5, E8, E13, E14, E18
@LANGUAGES
@EVERY_SITUATION
def test_the_confirmation_is_worded_as_agreed(database_url, situation, language):
    row, email = rendered(database_url, SITUATIONS[situation], language)

    number = row["payload"]["reference"]
    assert re.fullmatch(r"OP-[0-9A-F]{8}", number)
    assert said(email).replace(number, "OP-XXXXXXXX") == expected(situation, language)


@LANGUAGES
@EVERY_SITUATION
def test_the_html_says_the_same_words_as_the_text(database_url, situation, language):
    _, email = rendered(database_url, SITUATIONS[situation], language)

    assert words(without_tags(html_of(email))) == bare(text_of(email))


# A16, A18, E11, E13, E14, E15
@LANGUAGES
@EVERY_REMINDER
def test_the_reminder_is_worded_as_agreed(database_url, situation, language):
    email = rendered_reminder(database_url, situation, language)

    assert said(email) == expected(situation, language)
    assert words(without_tags(html_of(email))) == bare(text_of(email))


@LANGUAGES
def test_the_html_stands_alone_and_names_its_language(database_url, language):
    _, email = rendered(database_url, CANCELLING, language)

    html = html_of(email)
    assert f'<html lang="{language}">' in html
    assert f"<title>{email['Subject']}</title>" in html
    assert not re.search(r"<(img|script|link|iframe)|src=|url\(|@import", html)


def test_the_headers_say_whence_whither_and_that_it_is_automatic(database_url):
    reactivating = Asked(person=STUDIO, operation=REACTIVATE, number=3)

    row, email = rendered(database_url, reactivating, "it")

    assert email["From"] == "facturation@billing.example"
    assert email["To"] == "fatturazione@studio.example"
    assert email["Date"].datetime == NOW
    assert email["Message-ID"] == f"<{row['id']}@billing.example>"
    assert email["Auto-Submitted"] == "auto-generated"
    assert email["Content-Language"] == "it"
    assert [part.get_content_type() for part in email.iter_parts()] == ["text/plain", "text/html"]


def test_a_name_on_the_sender_leaves_the_message_id_as_it_is(database_url):
    carry_out(database_url, ATELIER, CANCEL, 1)
    row = claimed(database_url)

    email = render(row, mail_from="Facturation <facturation@billing.example>", now=NOW)

    assert email["Message-ID"] == f"<{row['id']}@billing.example>"


def test_what_a_customer_has_named_cannot_become_markup(database_url):
    carry_out(database_url, ATELIER, CANCEL, 1)
    row = claimed(database_url)
    row["payload"]["account"] = "Dupont & <b>Fils</b>"

    email = render(row, mail_from="facturation@billing.example", now=NOW)

    assert "Dupont &amp; &lt;b&gt;Fils&lt;/b&gt;" in html_of(email)
    assert "Compte\u00a0: Dupont & <b>Fils</b>\n" in text_of(email)


@pytest.mark.parametrize("person_name", ["Camille", "Royer", "titulaire"])
def test_nobody_is_named(database_url, person_name):
    _, email = rendered(database_url, CANCELLING, "fr")

    assert person_name not in text_of(email) + html_of(email)


@pytest.mark.parametrize("template", sorted(TEMPLATES.rglob("*.txt")), ids=lambda each: each.stem)
def test_the_text_is_set_as_each_language_wants(template):
    text = re.sub(r"{%.*?%}|{{.*?}}", "…", template.read_text(encoding="utf-8"))

    assert "'" not in text
    if template.parent.name == "fr":
        assert not re.search(r"(?<!\u00a0):|(?<!\u202f)[;!?]|«(?!\u00a0)|(?<!\u00a0)»", text)
    else:
        assert not re.search(r"\s[:;!?»]|«\s", text)

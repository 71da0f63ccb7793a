"""What customers read after an operation: word for word, in both languages."""

import re
from html import unescape
from pathlib import Path

import pytest

from mail.render import TEMPLATES, render
from tests.mail.operations import (
    ATELIER,
    BOTTEGA,
    CANCEL,
    NOW,
    REACTIVATE,
    STUDIO,
    WITHDRAW,
    carry_out,
    claimed,
)

EXPECTED = Path(__file__).with_name("expected")

SITUATIONS = [
    pytest.param(ATELIER, CANCEL, 1, id="cancel_subscription"),
    pytest.param(ATELIER, WITHDRAW, 2, id="withdraw_cancellation"),
    pytest.param(ATELIER, REACTIVATE, 3, id="reactivate_subscription"),
    pytest.param(BOTTEGA, CANCEL, 1, id="cancel_subscription_trial"),
    pytest.param(BOTTEGA, WITHDRAW, 1, id="withdraw_cancellation_trial"),
]
LANGUAGES = pytest.mark.parametrize("language", ["fr", "it"])


def rendered(database_url, person, operation, number, language):
    if (person, operation) == (BOTTEGA, WITHDRAW):
        carry_out(database_url, person, CANCEL, number)
        claimed(database_url)
    carry_out(database_url, person, operation, number, language=language)
    row = claimed(database_url)
    return row, render(row, mail_from="facturation@billing.example", now=NOW)


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


# A06, A07, A11, A13, A18, A21, A23, E2, E4, E5, E14
@LANGUAGES
@pytest.mark.parametrize(("person", "operation", "number"), SITUATIONS)
def test_the_confirmation_is_worded_as_agreed(
    database_url, request, person, operation, number, language
):
    row, email = rendered(database_url, person, operation, number, language)

    name = request.node.callspec.id.removesuffix(f"-{language}")
    wanted = (EXPECTED / language / f"{name}.txt").read_text(encoding="utf-8")
    said = f"{email['Subject']}\n\n{text_of(email)}"
    assert said.replace(row["payload"]["reference"], "REFERENCE") == wanted


@LANGUAGES
@pytest.mark.parametrize(("person", "operation", "number"), SITUATIONS)
def test_the_html_says_the_same_words_as_the_text(
    database_url, person, operation, number, language
):
    _, email = rendered(database_url, person, operation, number, language)

    text = re.sub(r"^- ", "", text_of(email), flags=re.MULTILINE)
    assert words(without_tags(html_of(email))) == words(text)


@LANGUAGES
def test_the_html_stands_alone_and_names_its_language(database_url, language):
    _, email = rendered(database_url, ATELIER, CANCEL, 1, language)

    html = html_of(email)
    assert f'<html lang="{language}">' in html
    assert f"<title>{email['Subject']}</title>" in html
    assert not re.search(r"<(img|script|link|iframe)|src=|url\(|@import", html)


def test_the_headers_say_whence_whither_and_that_it_is_automatic(database_url):
    row, email = rendered(database_url, STUDIO, REACTIVATE, 3, "it")

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
    _, email = rendered(database_url, ATELIER, CANCEL, 1, "fr")

    assert person_name not in text_of(email) + html_of(email)


@pytest.mark.parametrize("template", sorted(TEMPLATES.rglob("*.txt")), ids=lambda each: each.stem)
def test_the_text_is_set_as_each_language_wants(template):
    text = re.sub(r"{%.*?%}|{{.*?}}", "…", template.read_text(encoding="utf-8"))

    assert "'" not in text
    if template.parent.name == "fr":
        assert not re.search(r"(?<!\u00a0):|(?<!\u202f)[;!?]|«(?!\u00a0)|(?<!\u00a0)»", text)
    else:
        assert not re.search(r"\s[:;!?»]|«\s", text)

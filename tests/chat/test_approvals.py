"""The page behind an approver's link, as a browser, a mail scanner and a stranger meet it."""

import base64
import hashlib
import re
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
import requests
from sqlalchemy import update

from store import accounts, approvals, outbox, schema, subscriptions
from store.audit import Context
from store.engine import transaction
from subscriptions.change_subscription import Change
from subscriptions.decisions import Wish
from subscriptions.model import Subscription
from subscriptions.roles import Operation
from tests.services import NOW, Services
from tests.store.acting import emails, make_corporate, rows_of, set_role

CANCEL, CHANGE = Operation.CANCEL_SUBSCRIPTION, Operation.CHANGE_SUBSCRIPTION
MEMBER, CONTACT = "user_atelier_membre", "user_atelier_facturation"
RESCUE = "sub_atelier_1"
TIMEOUT = 10


@pytest.fixture(autouse=True)
def _as_new(services: Services) -> None:
    services.reset()


def ask(
    services: Services,
    operation: Operation = CANCEL,
    wish: Wish | None = None,
    *,
    language: str = "fr",
    earlier: timedelta = timedelta(0),
) -> str:
    """Send a member's request, and give the address of the link in its e-mail."""
    now = datetime.fromisoformat(NOW) - earlier
    context = Context(conversation_id="conv_one", channel="rest", language=language, now=now)
    with transaction(services.database_url) as connection:
        approvals.request(
            connection,
            accounts.person(connection, MEMBER),
            context,
            operation,
            RESCUE,
            wish,
            public_url=services.url,
        )
    [letter] = [
        row
        for row in rows_of(services.database_url, schema.outbox)
        if row["template"] == "approval"
    ]
    return str(letter["payload"]["approval"]["link"])


def press(url: str, answer: str, page: str | None = None) -> requests.Response:
    """Press a button of the page, as it was read."""
    page = requests.get(url, timeout=TIMEOUT).text if page is None else page
    found = re.search(r'name="seen" value="(\w+)"', page)
    form = {"answer": answer, "seen": found.group(1) if found else ""}
    return requests.post(url, data=form, timeout=TIMEOUT)


def rescue(services: Services) -> Subscription:
    with transaction(services.database_url) as connection:
        account = accounts.person(connection, MEMBER).account
        now = datetime.fromisoformat(NOW)
        return subscriptions.one(connection, account, RESCUE, now=now)


def words(answer: requests.Response) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", answer.text.partition("<body>")[2]))


def test_the_page_says_who_asks_for_what_and_what_it_comes_to(services: Services) -> None:
    page = requests.get(ask(services, CHANGE, Change(seats=8)), timeout=TIMEOUT)

    assert page.status_code == 200
    assert '<html lang="fr">' in page.text
    said = words(page)
    for part in (
        "membre@atelier.example, qui utilise le compte Atelier Lumière, souhaite modifier",
        "Votre rôle sur ce compte\u00a0: le contact de facturation",
        "RescueAssist Pro (mensuel, 5 postes)",
        "RescueAssist Pro (mensuel, 8 postes)",
        "TVA 20",
        "Total dû",
        "17 mars 2026 inclus",
    ):
        assert part in said, part
    assert re.findall(r'<button[^>]*value="(\w+)"', page.text) == ["approve", "decline"]


def test_the_page_speaks_the_language_of_the_conversation(services: Services) -> None:
    page = requests.get(ask(services, language="it"), timeout=TIMEOUT)

    assert '<html lang="it">' in page.text
    assert "desidera annullare una sottoscrizione" in words(page)
    assert "Approva la richiesta" in words(page)


def test_a_scanner_that_follows_the_link_changes_nothing(services: Services) -> None:
    url = ask(services)
    before = rescue(services)

    for _ in range(3):
        assert requests.get(f"{url}?utm_source=mail", timeout=TIMEOUT).status_code == 200
        requests.head(url, timeout=TIMEOUT)

    assert rescue(services) == before
    assert len(emails(services.database_url)) == 1


def test_a_form_without_an_answer_changes_nothing(services: Services) -> None:
    url = ask(services)

    for form in ({}, {"answer": "perhaps"}):
        assert requests.post(url, data=form, timeout=TIMEOUT).status_code == 200
    assert press(url, "approve", page="").status_code == 409  # nothing was read
    assert rescue(services).renews


# A06, A07, E7
def test_approving_does_it_once(services: Services) -> None:
    url = ask(services)

    done, again = press(url, "approve"), press(url, "approve")

    assert done.status_code == 200
    assert "Demande approuvée" in words(done)
    assert re.search(r"OP-[0-9A-F]{8}", words(done))
    assert again.status_code == requests.get(url, timeout=TIMEOUT).status_code == 410
    assert "déjà été approuvée" in words(again)
    assert not rescue(services).renews
    assert sorted(each["template"] for each in emails(services.database_url)) == [
        "approval",
        "approval_decided",
        "cancel_subscription",
    ]


# A05
def test_declining_leaves_everything_as_it_is(services: Services) -> None:
    url = ask(services)

    declined = press(url, "decline")

    assert declined.status_code == 200
    assert "Rien n’a été modifié" in words(declined)
    assert "déjà été refusée" in words(press(url, "approve"))
    assert rescue(services).renews


def test_an_old_link_is_over(services: Services) -> None:  # E10
    url = ask(services, earlier=timedelta(days=8))

    for answer in (requests.get(url, timeout=TIMEOUT), press(url, "approve")):
        assert answer.status_code == 410
        assert "Lien expiré" in words(answer)
    assert rescue(services).renews


@pytest.mark.parametrize("token", ["unknown", "%00", "x" * 500, "..%2F..%2Fhealth"])
def test_a_link_that_nobody_sent_leads_nowhere(services: Services, token: str) -> None:
    answer = requests.get(f"{services.url}/approvals/{token}", timeout=TIMEOUT)

    assert answer.status_code == 404
    if "Demande" in answer.text:
        assert 'lang="fr"' in answer.text
        assert 'lang="it"' in answer.text


# E22, E23
@pytest.mark.parametrize(
    ("meanwhile", "said"),
    [
        pytest.param(
            lambda url: set_role(url, CONTACT, "member"), "Votre rôle", id="the-role-is-gone"
        ),
        pytest.param(make_corporate, "compte Corporate", id="the-account-is-corporate"),
        pytest.param(
            lambda url: _set_renews(url, False), "La situation a changé", id="it-is-cancelled"
        ),
    ],
)
def test_what_is_no_longer_possible_is_not_done(
    services: Services, meanwhile: Any, said: str
) -> None:
    url = ask(services)
    page = requests.get(url, timeout=TIMEOUT).text
    meanwhile(services.database_url)

    for answer in (requests.get(url, timeout=TIMEOUT), press(url, "approve", page)):
        assert answer.status_code == 409
        assert said in words(answer)
    assert len(emails(services.database_url)) == 1


# E22
def test_what_changed_since_it_was_read_is_read_again(services: Services) -> None:
    url = ask(services, CHANGE, Change(seats_by=2))
    page = requests.get(url, timeout=TIMEOUT).text
    with transaction(services.database_url) as connection:
        table = schema.subscription
        connection.execute(update(table).where(table.c.id == RESCUE).values(seats=6, version=9))

    again = press(url, "approve", page)

    assert again.status_code == 409
    assert "8 postes" in words(again)
    assert rescue(services).seats == 6
    assert press(url, "approve", again.text).status_code == 200
    assert rescue(services).seats == 8


def test_the_page_keeps_its_secret_and_runs_nothing(services: Services) -> None:
    url = ask(services)

    for answer in (requests.get(url, timeout=TIMEOUT), press(url, "decline")):
        policy = answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'none'" in policy
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "Set-Cookie" not in answer.headers
        assert not re.search(r"<script|<img|<link|http", answer.text)


def test_the_style_is_the_one_the_policy_allows(services: Services) -> None:

    page = requests.get(ask(services), timeout=TIMEOUT)

    style = page.text.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in page.headers["Content-Security-Policy"]


def test_what_a_customer_has_named_cannot_become_markup(services: Services) -> None:
    url = ask(services)
    with transaction(services.database_url) as connection:
        accounts.update_account(connection, "acc_atelier", name="<script>alert(1)</script>")

    page = requests.get(url, timeout=TIMEOUT).text

    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_the_letter_is_the_only_place_of_the_secret(services: Services) -> None:
    token = ask(services).rpartition("/")[2]

    with transaction(services.database_url) as connection:
        assert token not in str(outbox.emails(connection))
    assert token not in services.billing("audit", "facturation@atelier.example", "--json")


def _set_renews(url: str, renews: bool) -> None:
    table = schema.subscription
    with transaction(url) as connection:
        connection.execute(update(table).where(table.c.id == RESCUE).values(renews=renews))

"""What a browser gets behind a link to a receipt."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from sanic.response import HTTPResponse
from sqlalchemy import update

from chat.receipts import Receipts
from store import accounts, invoices, schema
from store.engine import transaction
from store.invoices import Invoice
from tests import databases
from trust.receipt_link import LIFETIME, ReceiptLink, make_token

SECRET = b"0123456789abcdef0123456789abcdef"
HOLDER = "user_atelier_titulaire"


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    with databases.seeded("sqlite", tmp_path) as url:
        yield url


def newest(url: str) -> Invoice:
    with transaction(url) as connection:
        return invoices.history(connection, accounts.person(connection, HOLDER).account)[0]


def token(url: str, *, age: timedelta = timedelta(0), **other: str) -> str:
    usual = {
        "invoice_id": newest(url).id,
        "account_id": "acc_atelier",
        "person_id": HOLDER,
        "language": "fr",
    }
    link = ReceiptLink(**{**usual, **other})
    return make_token(link, SECRET, now=datetime.now(timezone.utc) - age)


async def get(url: str, token: str) -> HTTPResponse:
    request: Any = None  # nothing of the request is read but its path
    return await Receipts(url, SECRET).show(request, token)


def text_of(answer: HTTPResponse) -> str:
    pages = PdfReader(BytesIO(answer.body)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


# A60
@pytest.mark.parametrize(
    ("language", "name", "title"), [("fr", "facture", "Reçu"), ("it", "fattura", "Ricevuta")]
)
async def test_gives_the_document_and_keeps_it_private(
    url: str, language: str, name: str, title: str
) -> None:
    answer = await get(url, token(url, language=language))

    number = newest(url).number
    assert answer.status == 200
    assert answer.content_type == "application/pdf"
    assert answer.headers["Content-Disposition"] == f'inline; filename="{name}-{number}.pdf"'
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert title in text_of(answer)
    assert number in text_of(answer)


async def test_says_what_holds_when_it_is_opened(url: str) -> None:
    made = token(url)
    table = schema.billing_contact
    with transaction(url) as connection:
        connection.execute(
            update(table).where(table.c.account_id == "acc_atelier").values(company="Atelier Nuit")
        )

    assert "Atelier Nuit" in text_of(await get(url, made))
    assert "Atelier Nuit" in text_of(await get(url, made))


@pytest.mark.parametrize(
    ("language", "told"),
    [("fr", "Ce lien n’est plus valable"), ("it", "Questo link non è più valido")],
)
async def test_an_expired_link_says_so_in_its_language(url: str, language: str, told: str) -> None:
    answer = await get(url, token(url, language=language, age=LIFETIME * 2))

    page = answer.body.decode()
    assert answer.status == 410
    assert told in page
    assert f'<html lang="{language}">' in page
    assert page.count("<section") == 1
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("forged", ["nonsense", "a.b.c", "<script>"])
async def test_what_is_no_link_of_ours_is_answered_in_both_languages(
    url: str, forged: str
) -> None:
    answer = await get(url, forged)

    page = answer.body.decode()
    assert answer.status == 404
    assert "Ce lien ne mène à aucun document." in page
    assert "Questo link non porta ad alcun documento." in page
    assert forged not in page
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"invoice_id": "inv_none"}, id="no-such-invoice"),
        pytest.param({"account_id": "acc_studio"}, id="another-account"),
        pytest.param({"person_id": "user_studio_titolare"}, id="a-person-of-another-account"),
        pytest.param({"person_id": "user_nobody"}, id="nobody"),
        pytest.param({"person_id": "user_atelier_facturation"}, id="not-the-account-holder"),
    ],
)
async def test_a_link_to_what_is_not_theirs_opens_nothing(url: str, other: dict[str, str]) -> None:
    assert (await get(url, token(url, **other))).status == 404


# E22
async def test_a_role_that_was_taken_away_opens_nothing_any_more(url: str) -> None:
    made = token(url)
    with transaction(url) as connection:
        connection.execute(
            update(schema.person).where(schema.person.c.id == HOLDER).values(role="member")
        )

    assert (await get(url, made)).status == 404

"""Receipts behind their links: a document, or a page that says why there is none (A60).

A link is made where the account holder asked for it, and lives for minutes. Role, account and
invoice are read again here: a receipt says what holds when it is opened, to whom may see it.
"""

import asyncio
from collections.abc import Sequence
from html import escape
from pathlib import Path
from string import Template

from sanic import response
from sanic.request import Request
from sanic.response import HTTPResponse

from documents.receipt import Receipt, file_name, receipt_of, render
from store import accounts, invoices
from store.accounts import UnknownPersonError
from store.engine import DatabaseUnreachableError, transaction
from subscriptions.roles import Allowed, Operation, guard
from trust.receipt_link import LIFETIME, ExpiredLink, ReceiptLink, read_token
from wording import Words

_PAGE = Path(__file__).with_name("receipts.html")
_PRIVATE = {
    "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}
_OF_PAGES = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
_MINUTES = str(int(LIFETIME.total_seconds() // 60))


class Receipts:
    """Answers `GET /receipts/<token>`."""

    def __init__(self, database_url: str, secret: bytes) -> None:
        self._url = database_url
        self._secret = secret

    async def show(self, request: Request, token: str) -> HTTPResponse:
        link = read_token(token, self._secret)
        match link:
            case None:
                return _page(404, "unknown", ("fr", "it"))
            case ExpiredLink(language=language):
                return _page(410, "expired", (language,))
        try:
            document = await asyncio.to_thread(self._document, link)
        except DatabaseUnreachableError:
            return _page(503, "later", (link.language,))
        if document is None:
            return _page(404, "unknown", (link.language,))
        name, content = document
        return response.raw(
            content,
            content_type="application/pdf",
            headers={**_PRIVATE, "Content-Disposition": f'inline; filename="{name}"'},
        )

    def _document(self, link: ReceiptLink) -> tuple[str, bytes] | None:
        """Give the file's name and content, if the account still has that invoice."""
        receipt = self._read(link)
        if receipt is None:
            return None
        words = Words(link.language)
        return file_name(receipt, words), render(receipt, words)

    def _read(self, link: ReceiptLink) -> Receipt | None:
        with transaction(self._url) as connection:
            try:
                person = accounts.person(connection, link.person_id)
            except UnknownPersonError:
                return None
            account = person.account
            verdict = guard(Operation.GET_RECEIPT, role=person.role, kind=account.kind)
            if account.id != link.account_id or not isinstance(verdict, Allowed):
                return None
            invoice = invoices.one(connection, account, link.invoice_id)
            if invoice is None:
                return None
            return receipt_of(invoice, account, accounts.billing_contact(connection, account.id))


def _page(status: int, problem: str, languages: Sequence[str]) -> HTTPResponse:
    sections = "\n".join(_section(problem, Words(language)) for language in languages)
    first = Words(languages[0])
    title = escape(first.label("receipt_page_title"))
    page = Template(_PAGE.read_text(encoding="utf-8")).substitute(
        language=first.language, title=title, sections=sections
    )
    return response.html(page, status=status, headers={**_PRIVATE, **_OF_PAGES})


def _section(problem: str, words: Words) -> str:
    title = escape(words.label("receipt_page_title"))
    text = escape(words.label(f"receipt_page_{problem}", minutes=_MINUTES))
    return f'<section lang="{words.language}">\n<h1>{title}</h1>\n<p>{text}</p>\n</section>'

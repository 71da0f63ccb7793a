"""The page behind an approver's link: what is asked, and two buttons that answer it once.

Looking changes nothing, since mail scanners follow links; only a sent form does. The secret
in the address is all that lets anybody answer: there is no cookie that a foreign page could
make use of.
"""

import asyncio
import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse
from typing_extensions import assert_never

import clock
from documents.approval import reviewed
from store import approvals
from store.approvals import (
    AlreadyDecided,
    Approved,
    Asked,
    Declined,
    Expired,
    NotPossible,
)
from store.engine import DatabaseUnreachableError, transaction
from wording import Words

Answer = Literal["approve", "decline"]
Shown = Asked | Approved | Declined | AlreadyDecided | Expired | NotPossible

_STYLE = """
body { font: 1.1rem/1.6 system-ui, sans-serif; color: #1a1a1a; background: #fff;
  max-width: 42rem; margin: 3rem auto; padding: 0 1rem }
section + section { border-top: 1px solid #767676; margin-top: 2rem; padding-top: 1rem }
h2 { font-size: 1.1rem }
li, p { overflow-wrap: anywhere }
form { display: flex; flex-wrap: wrap; gap: 1rem; margin-top: 1.5rem }
button { font: inherit; padding: .6rem 1.2rem; min-height: 44px; cursor: pointer;
  color: #0b57a4; background: #fff; border: 2px solid #0b57a4; border-radius: 4px }
button.approve { color: #fff; background: #0b57a4 }
button:focus-visible { outline: 3px solid #1a1a1a; outline-offset: 2px }
"""
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
}
_STATES = frozenset({"role", "corporate"})


@dataclass(frozen=True, kw_only=True)
class _Section:
    """What the page says, in one language."""

    words: Words
    title: str
    texts: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class _Question:
    """What is to be answered. `seen` tells, with the answer, what was read."""

    lines: Sequence[str]
    note: str
    seen: str


class Approvals:
    """Answers `GET` and `POST /approvals/<token>`."""

    def __init__(self, database_url: str) -> None:
        self._url = database_url

    def attach(self, app: Sanic) -> None:
        """Register both on the application."""
        app.add_route(self.show, "/approvals/<token:str>")
        app.add_route(self.answer, "/approvals/<token:str>", methods=["POST"], name="approve")

    async def show(self, _request: Request, token: str) -> HTTPResponse:
        """Show what is asked; nothing changes."""
        return await self._respond(token, None, "")

    async def answer(self, request: Request, token: str) -> HTTPResponse:
        """Do what was answered; a form without an answer only shows the page again."""
        given = (request.form or {}).get("answer")
        answer: Answer | None = given if given in ("approve", "decline") else None
        return await self._respond(token, answer, (request.form or {}).get("seen") or "")

    async def _respond(self, token: str, answer: Answer | None, seen: str) -> HTTPResponse:
        try:
            found = await asyncio.to_thread(self._take, token, answer, seen)
        except DatabaseUnreachableError:
            return _page(503, [_plain("later", Words(each)) for each in ("fr", "it")])
        if found is None:
            return _page(404, [_plain("unknown", Words(each)) for each in ("fr", "it")])
        shown, language = found
        return _shown(shown, Words(language), answered=answer is not None)

    def _take(self, token: str, answer: Answer | None, seen: str) -> tuple[Shown, str] | None:
        """Look at the request or answer it; give what came of it, and its language."""
        now = clock.now()
        with transaction(self._url) as connection:
            approval = approvals.find(connection, token)
            if approval is None:
                return None
            if answer is None:
                return approvals.look(connection, approval, now=now), approval.language
            decided = approvals.decide(
                connection, approval, approve=answer == "approve", seen=seen, now=now
            )
        return decided, approval.language


def _shown(shown: Shown, words: Words, *, answered: bool) -> HTTPResponse:
    match shown:
        case Asked():
            return _asked(shown, words, read_again=answered)
        case Approved(done=done):
            return _page(200, [_plain("approved", words, number=done.number)])
        case Declined():
            return _page(200, [_plain("declined", words)])
        case Expired():
            return _page(410, [_plain("expired", words)])
        case AlreadyDecided(approved=approved):
            how = "approved" if approved else "declined"
            return _page(410, [_plain("used", words, variant=f"_{how}")])
        case NotPossible(reason=reason):
            variant = f"_{reason if reason in _STATES else 'state'}"
            return _page(409, [_plain("not_possible", words, variant=variant)])
    assert_never(shown)


def _asked(asked: Asked, words: Words, *, read_again: bool) -> HTTPResponse:
    account = asked.approver.account
    task = words.label(f"task_{asked.request.operation.value}")
    texts = [
        words.label(
            "approval_page_asks",
            requester=asked.requester.email,
            account=account.name,
            task=task,
        ),
        words.label("approval_page_role", role=words.label(f"role_{asked.approver.role.value}")),
    ]
    if read_again:
        texts.insert(0, words.label("approval_page_read_again"))
    section = _Section(words=words, title=words.label("approval_page_title"), texts=texts)
    question = _Question(
        lines=reviewed(asked.outcome, asked.request.subscription, account.card_last4, words),
        note=words.label("approval_page_note", **words.days(last_day=asked.last_day)),
        seen=asked.fingerprint,
    )
    return _page(409 if read_again else 200, [section], question)


def _plain(name: str, words: Words, *, variant: str = "", **blanks: str) -> _Section:
    return _Section(
        words=words,
        title=words.label(f"approval_page_{name}_title"),
        texts=[words.label(f"approval_page_{name}{variant}", **blanks)],
    )


def _page(
    status: int, sections: Sequence[_Section], asked: _Question | None = None
) -> HTTPResponse:
    template = _environment().get_template("approval.html")
    html = template.render(sections=sections, asked=asked, style=Markup(_STYLE))
    return response.html(html, status=status, headers=_HEADERS)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

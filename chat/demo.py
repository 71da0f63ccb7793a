"""Signing in as a demo user on the help page, where a company has its own sign-in.

It exists only with `BILLING_DEMO=yes`, which `make run` sets, and gives tokens only while the
database holds the demo accounts and no other.
"""

import asyncio

from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from chat.tokens import make_token
from settings import Settings
from store import accounts, demo
from store.engine import DatabaseUnreachableError, transaction

_SECONDS = 900
_PRIVATE = {"Cache-Control": "no-store"}


class Demo:
    """Answers `GET /demo/token?as=EMAIL`, as a site's own token endpoint does."""

    def __init__(self, loaded: Settings, secret: bytes) -> None:
        self._url = loaded.database_url
        self._secret = secret

    def attach(self, app: Sanic) -> None:
        """Serve the endpoint."""
        app.add_route(self._token, "/demo/token")

    async def people(self) -> list[tuple[str, str, str]]:
        """Give the users one can be: address, account's name, role."""
        try:
            return await asyncio.to_thread(self._people)
        except DatabaseUnreachableError:
            return []

    def _people(self) -> list[tuple[str, str, str]]:
        with transaction(self._url) as connection:
            return demo.people(connection)

    async def _token(self, request: Request) -> HTTPResponse:
        email = request.args.get("as", "")
        if email not in [known for known, _, _ in await self.people()]:
            return response.json({"error": "nobody is signed in"}, status=401, headers=_PRIVATE)
        subject = await asyncio.to_thread(self._id_of, email)
        token, expires_at = make_token(self._secret, subject=subject, sid=None, ttl=_SECONDS)
        return response.json({"token": token, "expires_at": expires_at}, headers=_PRIVATE)

    def _id_of(self, email: str) -> str:
        with transaction(self._url) as connection:
            return accounts.person_by_email(connection, email).id

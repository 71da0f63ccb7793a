"""Signing in with the company's own OpenID Connect provider (authorisation code with PKCE)."""

from typing import Any

import httpx2
from authlib.integrations.starlette_client import OAuth, OAuthError
from joserfc.errors import JoseError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

import clock
from desk.context import Desk
from desk.pages import page
from desk.sign_in import begin_session
from settings import OpenIdConnect
from store import desk_audit, staff
from store.engine import transaction

BEGIN = "/sign-in/elsewhere"
DONE = "/sign-in/elsewhere/done"
_RANKED = tuple(reversed(staff.ROLES))


def routes(desk: Desk, provider: OpenIdConnect | None) -> list[Route]:
    """Give the routes, if a provider is set."""
    if provider is None:
        return []
    pages = _Pages(desk, provider)
    return [Route(BEGIN, pages.begin), Route(DONE, pages.done)]


class _Pages:
    def __init__(self, desk: Desk, provider: OpenIdConnect) -> None:
        self._desk = desk
        self._provider = provider
        registered = OAuth()
        registered.register(
            "provider",
            server_metadata_url=f"{provider.issuer}/.well-known/openid-configuration",
            client_id=provider.client_id,
            client_secret=provider.client_secret,
            client_kwargs={"scope": "openid email profile", "code_challenge_method": "S256"},
        )
        self._client = registered.create_client("provider")

    async def begin(self, request: Request) -> Response:
        try:
            back = f"{self._desk.settings.desk_url}{DONE}"
            answer: Response = await self._client.authorize_redirect(request, back)
        except httpx2.HTTPError:
            return self._refused(request, "sign_in.provider_away", status=503)
        return answer

    async def done(self, request: Request) -> Response:
        """Take the provider's word for who it is; the desk decides what they may do."""
        wanted = {
            "iss": {"essential": True, "values": [self._provider.issuer]},
            "aud": {"essential": True, "values": [self._provider.client_id]},
        }
        try:
            token = await self._client.authorize_access_token(request, claims_options=wanted)
        except httpx2.HTTPError:
            return self._refused(request, "sign_in.provider_away", status=503)
        except (OAuthError, JoseError):
            return self._refused(request, "sign_in.not_proved", status=401)
        claims: dict[str, Any] = token.get("userinfo") or {}
        email = str(claims.get("email", "")).casefold()
        if not email or claims.get("email_verified") is not True:
            return self._refused(request, "sign_in.no_verified_email", status=403)
        role = self._role(claims)
        if role is None:
            return self._refused(request, "sign_in.no_role", status=403, email=email)
        return self._enter(request, email, str(claims.get("name") or email), role)

    def _role(self, claims: dict[str, Any]) -> str | None:
        """The highest role that somebody's groups give."""
        groups = claims.get(self._provider.claim) or []
        given = {
            self._provider.roles.get(str(group))
            for group in ([groups] if isinstance(groups, str) else groups)
        }
        return next((role for role in _RANKED if role in given), None)

    def _enter(self, request: Request, email: str, name: str, role: str) -> Response:
        settings = self._desk.settings
        with transaction(settings.database_url) as connection:
            try:
                person = staff.by_email(connection, email)
            except staff.UnknownStaffError:
                person = staff.add(connection, email=email, name=name, role=role)
            if person.role != role:
                staff.change(connection, person.id, role=role)
            if not person.disabled:
                secure = settings.secure_cookies
                return begin_session(connection, request, person, "/", secure=secure)
        return self._refused(request, "sign_in.no_role", status=403, email=email)

    def _refused(
        self, request: Request, problem: str, *, status: int, email: str | None = None
    ) -> Response:
        with transaction(self._desk.settings.database_url) as connection:
            desk_audit.record(
                connection,
                None,
                "openid_refused",
                object=email,
                detail={"problem": problem.partition(".")[2]},
                address=request.client.host if request.client else None,
                now=clock.now(),
            )
        return page(request, "sign_in_refused.html", status=status, problem=problem)

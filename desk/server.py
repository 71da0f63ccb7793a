"""The support desk's process: `python -m desk.server`."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import Response

import settings
from desk.context import Desk
from desk.headers import SecurityHeaders
from desk.pages import page
from desk.refreshing import refreshing
from desk.routes import routes
from settings import Settings
from store.corrections import DecidedMeanwhileError
from store.engine import DatabaseUnreachableError
from store.staff import UnknownStaffError
from trust import keys

logger = logging.getLogger(__name__)

_TEMPLATES = {403: "forbidden.html", 404: "not_found.html", 409: "meanwhile.html"}


def create_app(loaded: Settings) -> Starlette:
    """Build the application."""
    desk = Desk(settings=loaded)

    @asynccontextmanager
    async def alive(_app: Starlette) -> AsyncIterator[None]:
        async with refreshing(loaded.database_url):
            yield

    app = Starlette(
        lifespan=alive,
        routes=routes(desk),
        middleware=[Middleware(SecurityHeaders), *_state_of_signing_in(loaded)],
        exception_handlers={
            HTTPException: _not_served,
            DatabaseUnreachableError: _unreachable,
            DecidedMeanwhileError: _meanwhile,
            UnknownStaffError: _not_there,
            500: _failed,
        },
    )
    app.state.desk = desk
    return app


def _state_of_signing_in(loaded: Settings) -> list[Middleware]:
    """A signed cookie of a few minutes, for who is away at the company's provider."""
    if settings.desk_openid() is None:
        return []
    return [
        Middleware(
            SessionMiddleware,
            secret_key=keys.desk_secret(loaded).decode(),
            session_cookie="desk_openid",
            max_age=600,
            https_only=loaded.secure_cookies,
        )
    ]


async def _not_served(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    template = _TEMPLATES.get(error.status_code, "failed.html")
    return page(request, template, status=error.status_code)


async def _not_there(request: Request, _error: Exception) -> Response:
    return page(request, "not_found.html", status=404)


async def _meanwhile(request: Request, _error: Exception) -> Response:
    return page(request, "meanwhile.html", status=409)


async def _unreachable(request: Request, error: Exception) -> Response:
    logger.warning("a page could not be shown: %s", error)
    return page(request, "unreachable.html", status=503)


async def _failed(request: Request, _error: Exception) -> Response:
    return page(request, "failed.html", status=500)


def main() -> None:
    """Serve until told to stop."""
    loaded = settings.load()
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    uvicorn.run(
        create_app(loaded),
        host=loaded.host,
        port=loaded.desk_port,
        log_level="warning",
        access_log=False,
        ws="none",
        timeout_graceful_shutdown=3,
    )


if __name__ == "__main__":
    main()

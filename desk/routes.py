"""Every address of the desk; each part of it adds its own."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

import settings
from desk import (
    account,
    audit,
    built,
    conversation_reviews,
    conversations,
    figures,
    handoff_deeds,
    handoffs,
    health,
    inbox,
    openid,
    people,
    reports,
    sign_in,
)
from desk.context import Desk
from desk.corrections import inbox as corrections
from desk.corrections import proposing
from desk.guard import needs


def routes(desk: Desk) -> list[Route | Mount]:
    """Give all routes."""
    provider = settings.desk_openid()
    local = settings.desk_has_local_accounts()
    return [
        Route("/", needs("agent")(_home), name="home"),
        Route("/health", health.answering(desk), name="health"),
        Mount(built.ADDRESS, StaticFiles(directory=built.DIRECTORY)),
        *sign_in.routes(desk, elsewhere=provider is not None, local=local),
        *openid.routes(desk, provider),
        *account.routes(desk),
        *inbox.routes(desk),
        *handoffs.routes(desk),
        *handoff_deeds.routes(desk),
        *people.routes(desk),
        *audit.routes(desk),
        *conversations.routes(desk),
        *conversation_reviews.routes(desk),
        *proposing.routes(desk),
        *corrections.routes(desk),
        *reports.routes(desk),
        *figures.routes(desk),
    ]


def _home(_request: Request) -> Response:
    return RedirectResponse("/inbox", 303)

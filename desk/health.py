"""Whether the desk would answer: its own database does."""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from desk.context import Desk
from store import engine


def answering(desk: Desk) -> Callable[[Request], Awaitable[Response]]:
    """Give the endpoint of `/health`: 200, or 503 with what is wrong."""

    async def health(_request: Request) -> Response:
        problems = []
        try:
            await asyncio.to_thread(engine.check, desk.settings.database_url)
        except engine.DatabaseUnreachableError as error:
            problems.append(str(error))
        body = {"ready": not problems, "problems": problems}
        return JSONResponse(body, status_code=503 if problems else 200)

    return health

"""The action server's process: the SDK's executor behind a signature, on loopback.

`python -m actions.server` starts it. The SDK's own server answers anybody, and echoes whole
conversations in its errors; this one does neither.
"""

import asyncio
import json
import logging

from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException
from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

import actions
import settings
from settings import Settings
from store import engine
from trust import keys, signature

logger = logging.getLogger(__name__)

_LARGEST_CALL = 2 * 1024 * 1024
_KEEP_ALIVE_SECONDS = 60


def create_app(loaded: Settings) -> Sanic:
    """Build the application."""
    app = Sanic("billing_actions", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = _LARGEST_CALL
    app.config.KEEP_ALIVE_TIMEOUT = _KEEP_ALIVE_SECONDS
    executor = ActionExecutor()
    executor.register_package(actions)
    secret = keys.action_secret(loaded)

    @app.get("/health")
    async def health(_request: Request) -> HTTPResponse:
        try:
            await asyncio.to_thread(engine.check, loaded.database_url)
        except engine.DatabaseUnreachableError as error:
            return response.json({"ready": False, "problem": str(error)}, status=503)
        return response.json({"ready": True})

    @app.post("/webhook")
    async def webhook(request: Request) -> HTTPResponse:
        given = request.headers.get(signature.HEADER, "")
        if not signature.is_valid(given, request.body, secret):
            return response.json({"error": "not signed by the assistant"}, status=403)
        try:
            result = await executor.run(json.loads(request.body))
        except ActionExecutionRejection as error:
            declined = {"error": error.message, "action_name": error.action_name}
            return response.json(declined, status=400)
        except ActionNotFoundException as error:
            return response.json({"error": error.message}, status=404)
        except Exception:
            logger.exception("an action failed")
            return response.json({"error": "the action failed"}, status=500)
        return response.json(result)

    return app


def main() -> None:
    """Serve until told to stop."""
    loaded = settings.load()
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    app = create_app(loaded)
    app.run(host="127.0.0.1", port=loaded.action_port, access_log=False)


if __name__ == "__main__":
    main()

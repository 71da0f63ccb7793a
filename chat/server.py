"""The assistant's process: Rasa with our channel, and nothing else of it reachable.

Rasa's own HTTP API, root page and stock channels are not registered. `python -m chat.server`
starts it.
"""

import asyncio
import logging
from pathlib import Path
from typing import Any

import structlog
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.core.tracker_store import SQLTrackerStore
from rasa.model import get_latest_model
from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

import settings
from chat import rasa_patches
from chat.action_endpoint import SignedEndpoint
from chat.approvals import Approvals
from chat.channel import SupportChannel
from chat.demo import Demo
from chat.page import HelpPage
from chat.processor import Processor
from chat.receipts import Receipts
from chat.reception import Reception
from chat.sockets import Sockets
from chat.tokens import TokenVerifier
from chat.turns import turns_for
from chat.widget_files import WidgetFiles
from settings import Settings
from store import engine, trackers
from trust import keys
from trust.redaction import RedactingFilter

logger = logging.getLogger(__name__)

MODELS = Path("models")
_LARGEST_REQUEST = 64 * 1024
_SECONDS_TO_FINISH = 20.0
_SECONDS_BETWEEN_LOOKS = 0.2
_SECONDS_BETWEEN_RETURNS = 1.0
_LOOKS_FOR_ACTIONS = 150


class NoModelError(FileNotFoundError):
    """There is no trained model to serve."""


def _tracker_store(loaded: Settings, domain: Any) -> SQLTrackerStore:
    path = engine.sqlite_path(loaded.tracker_database_url)
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        made = SQLTrackerStore(domain, dialect="sqlite", db=str(path))
    else:
        made = SQLTrackerStore(domain, host=loaded.tracker_database_url)
    trackers.share_engine(made, loaded.tracker_database_url)
    return made


def _load_processor(loaded: Settings, endpoint: SignedEndpoint) -> Processor:
    model = get_latest_model(str(MODELS))
    if model is None:
        raise NoModelError(f"no model in {MODELS.absolute()}: run `make train` first")
    words = TemplatedNaturalLanguageGenerator({})
    processor = Processor(
        model_path=model,
        tracker_store=_tracker_store(loaded, None),
        lock_store=InMemoryLockStore(),  # never used: turns are taken in the reception
        action_endpoint=endpoint,
        generator=words,
    )
    processor.tracker_store.domain = processor.domain
    words.responses = processor.domain.responses
    return processor


class _Service:
    """What the running process holds."""

    def __init__(self, loaded: Settings) -> None:
        self.settings = loaded
        self.endpoint = SignedEndpoint(
            f"http://127.0.0.1:{loaded.action_port}/webhook", keys.action_secret(loaded)
        )
        verifier = TokenVerifier(
            secret=keys.token_secret(loaded), jwks=loaded.token_jwks, issuer=loaded.token_issuer
        )
        self.channel = SupportChannel(verifier=verifier, secure_cookies=loaded.secure_cookies)
        self.sockets = Sockets(self.channel, loaded.allowed_origins, loaded.database_url)

    async def start(self, app: Sanic, _loop: Any) -> None:
        processor = await asyncio.to_thread(_load_processor, self.settings, self.endpoint)
        await self._wait_for_actions()
        reception = Reception(
            database_url=self.settings.database_url,
            processor=processor,
            turns=turns_for(self.settings.redis_url),
            private_key=keys.assertion_private_key(self.settings),
            windows=self.sockets.windows,
        )
        self.channel.reception = reception
        app.add_task(self._come_back(reception))

    @staticmethod
    async def _come_back(reception: Reception) -> None:
        """Look for conversations given back, for as long as this process lives."""
        while True:
            await asyncio.sleep(_SECONDS_BETWEEN_RETURNS)
            try:
                await reception.come_back()
            except engine.DatabaseUnreachableError as error:
                logger.warning("conversations given back have to wait: %s", error)

    async def _wait_for_actions(self) -> None:
        """Let windows that wait for a restart connect only when their messages can be answered."""
        for _ in range(_LOOKS_FOR_ACTIONS):
            if await self.endpoint.is_up():
                return
            await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
        logger.warning("the action server does not answer yet")

    async def stop(self, _app: Sanic, _loop: Any) -> None:
        if self.channel.reception is not None:
            await self.channel.reception.finish(_SECONDS_TO_FINISH)
        await self.endpoint.close()

    async def health(self, _request: Request) -> HTTPResponse:
        """Answer 200 only when a message would be answered."""
        problems = []
        if self.channel.reception is None:
            problems.append("the model is not loaded")
        for url in (self.settings.database_url, self.settings.tracker_database_url):
            try:
                await asyncio.to_thread(engine.check, url)
            except engine.DatabaseUnreachableError as error:
                problems.append(str(error))
        if not await self.endpoint.is_up():
            problems.append("the action server does not answer")
        status = 503 if problems else 200
        return response.json({"ready": not problems, "problems": problems}, status=status)


def create_app(loaded: Settings) -> Sanic:
    """Build the application: the channel, the help page, health."""
    rasa_patches.apply()
    app = Sanic("billing_assistant", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = _LARGEST_REQUEST
    app.config.RESPONSE_TIMEOUT = 60
    service = _Service(loaded)
    app.blueprint(service.channel.blueprint(_unused), url_prefix="/webhooks/rest")
    service.sockets.attach(app)
    app.add_route(service.health, "/health")
    files = WidgetFiles()
    files.attach(app)
    # With a JWKS, tokens are not ours to sign.
    is_demo = loaded.demo and loaded.token_jwks is None
    demo = Demo(loaded, keys.token_secret(loaded)) if is_demo else None
    if demo is not None:
        demo.attach(app)
    app.add_route(HelpPage(files, demo).show, "/")
    receipts = Receipts(loaded.database_url, keys.link_secret(loaded))
    app.add_route(receipts.show, "/receipts/<token:str>")
    Approvals(loaded.database_url).attach(app)
    app.register_listener(service.start, "before_server_start")
    app.register_listener(service.stop, "before_server_stop")
    return app


async def _unused(_message: Any) -> None:
    raise AssertionError("messages go through the reception")


def _quieten_logs() -> None:
    """Log warnings only: Rasa's debug log prints customers' words."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    for handler in logging.getLogger().handlers:
        handler.addFilter(RedactingFilter())
    # Rasa's own renderer shows the values of variables beside a traceback: customers' words.
    plain = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        processors=[structlog.processors.add_log_level, plain],
    )


def main() -> None:
    """Serve until told to stop."""
    loaded = settings.load()
    _quieten_logs()
    app = create_app(loaded)
    app.run(host=loaded.host, port=loaded.port, access_log=False)


if __name__ == "__main__":
    main()

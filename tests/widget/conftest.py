"""Services with the demo sign-in, a browser, and windows whose pages must not complain."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, async_playwright

from tests.services import Services, free_port, running
from tests.widget.site import Site, serving
from tests.widget.window import Window, device, help_page, launch

OpenDevice = Callable[..., Awaitable[BrowserContext]]
OpenWindow = Callable[..., Awaitable[Window]]


@pytest.fixture(scope="session")
def demo_services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Services, int]]:
    directory = tmp_path_factory.mktemp("widget")
    site_port = free_port()
    with running(
        directory,
        f"sqlite:///{directory / 'billing.db'}",
        BILLING_DEMO="yes",
        BILLING_ALLOWED_ORIGINS=f"http://127.0.0.1:{site_port}",
    ) as services:
        yield services, site_port


@pytest.fixture
def shop(demo_services: tuple[Services, int]) -> Services:
    """The running product with the demo's sign-in, as it is after `make run`."""
    services, _ = demo_services
    services.reset()
    return services


@pytest.fixture
def site(demo_services: tuple[Services, int], shop: Services) -> Iterator[Site]:
    """A company's own site, whose customer is Atelier Lumière's billing contact."""
    _, port = demo_services
    with serving(Site(shop, port=port, email="facturation@atelier.example")) as site:
        yield site


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await launch(playwright)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def open_device(browser: Browser) -> AsyncIterator[OpenDevice]:
    """Open further devices: browsers that share nothing."""
    async with AsyncExitStack() as opened:

        async def open_one(**options: Any) -> BrowserContext:
            return await opened.enter_async_context(device(browser, **options))

        yield open_one


@pytest_asyncio.fixture(loop_scope="session")
async def open_window(
    open_device: OpenDevice, request: pytest.FixtureRequest
) -> AsyncIterator[OpenWindow]:
    """Open windows, and fail the test if a page complained: errors, or policy violations."""
    windows: list[Window] = []

    async def open_one(url: str, context: BrowserContext | None = None, **options: Any) -> Window:
        window = await Window.at(context or await open_device(**options), url)
        windows.append(window)
        return window

    yield open_one
    is_outage = request.node.get_closest_marker("outage") is not None
    complaints = [each.unexpected(lost_connections=is_outage) for each in windows]
    assert complaints == [[] for _ in windows]


@pytest_asyncio.fixture(loop_scope="session")
async def window(shop: Services, open_window: OpenWindow) -> Window:
    """The help page, as the billing contact of Atelier Lumière, with the chat open."""
    opened = await open_window(help_page(shop, "fr", "facturation@atelier.example"))
    return await opened.open()

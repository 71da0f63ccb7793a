"""How long whole pages of the desk take at the server: guard, store, template."""

from dataclasses import replace
from functools import partial

from starlette.testclient import TestClient

import clock
import settings
from bench.desk import invented
from bench.desk.measure import LIST_AIM, SEARCH_AIM, Measured, timed
from desk.forms import SESSION_COOKIE
from desk.server import create_app
from store import staff, staff_sessions
from store.engine import transaction

_PAGES = {
    "page: no filter": ("/conversations", LIST_AIM),
    "page: four filters": (
        "/conversations?language=fr&sign=fallback&sign=unreviewed&task=cancel_subscription",
        LIST_AIM,
    ),
    "page: long ago": ("/conversations?language=it&before=2000", LIST_AIM),
    "page: frequent words": ("/conversations?words=abonnement+facture", SEARCH_AIM),
    "page: rare word": (f"/conversations?words={invented.RARE_WORD}", SEARCH_AIM),
    "page: 40 turns of 500": (f"/conversations/{invented.LONG}", LIST_AIM),
}


def everything(url: str, tracker_url: str) -> list[Measured]:
    """Ask for each page several times over, as a reviewer."""
    urls = {"database_url": url, "tracker_database_url": tracker_url}
    app = create_app(replace(settings.load(), **urls))  # type: ignore[arg-type]
    with transaction(url) as connection:
        person = staff.add(connection, email="b@desk.example", name="B", role="reviewer")
        token = staff_sessions.begin(connection, person.id, now=clock.now())
    client = TestClient(app, cookies={SESSION_COOKIE: token})
    return [
        timed(name, aim, partial(_get, client, address)) for name, (address, aim) in _PAGES.items()
    ]


def _get(client: TestClient, address: str) -> int:
    """Ask for a page, and give the size of what is answered."""
    answered = client.get(address)
    assert answered.status_code == 200, answered.status_code
    return len(answered.content)

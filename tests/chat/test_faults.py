"""An action server that is down, slow or failing: never "it is done", never silence."""

import json
import os
import signal
import time
from collections.abc import Iterator

import psutil
import pytest
import requests

from tests.customer import Customer
from tests.services import Services, running

CONTACT = "facturation@atelier.example"
SORRY = "problème technique"


@pytest.fixture(scope="module")
def own_services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """Services of this file's own, since it harms them."""
    directory = tmp_path_factory.mktemp("faults")
    with running(directory, f"sqlite:///{directory / 'billing.db'}") as services:
        yield services


def _action_server(services: Services) -> psutil.Process:
    children = psutil.Process(services.process.pid).children(recursive=True)
    return next(each for each in children if "actions.server" in each.cmdline())


def _statuses(services: Services) -> dict[str, str]:
    account = json.loads(services.billing("account", CONTACT, "--json"))
    return {each["product"]: each["status"] for each in account["subscriptions"]}


def test_a_slow_action_server_fails_the_turn_and_the_same_words_work_later(
    own_services: Services,
) -> None:
    own_services.reset()
    customer = Customer(own_services, CONTACT)
    customer.says("annuler rescueassist")
    server = _action_server(own_services)
    os.kill(server.pid, signal.SIGSTOP)
    try:
        failed = customer.hears("oui")
    finally:
        os.kill(server.pid, signal.SIGCONT)

    assert SORRY in failed
    assert "C’est fait" not in failed
    time.sleep(1)  # let the held call end, whatever it did
    again = customer.hears("oui")
    assert "C’est fait" in again
    emails = json.loads(own_services.billing("outbox", CONTACT, "--json"))
    assert [each["template"] for each in emails] == ["cancel_subscription"]
    assert _statuses(own_services)["RescueAssist"] == "pending_cancellation"


def test_a_dead_action_server_is_told_and_stops_the_services(own_services: Services) -> None:
    own_services.reset()
    customer = Customer(own_services, CONTACT)
    customer.says("annuler rescueassist")
    server = _action_server(own_services)
    os.kill(own_services.process.pid, signal.SIGSTOP)  # so that nothing is stopped meanwhile
    try:
        os.kill(server.pid, signal.SIGKILL)
        time.sleep(0.5)
        assert SORRY in customer.hears("oui")
        assert SORRY in customer.hears("montrez-moi mes abonnements")
        health = requests.get(f"{own_services.url}/health", timeout=20)
        assert health.status_code == 503
        assert "action server" in health.json()["problems"][0]
    finally:
        os.kill(own_services.process.pid, signal.SIGCONT)

    assert own_services.process.wait(timeout=40) == 1
    assert _statuses(own_services)["RescueAssist"] == "active"


def test_the_logs_hold_no_words_of_customers(own_services: Services) -> None:
    """Runs last: reads what the stopped services printed."""
    printed = own_services.log.read_text(encoding="utf-8")

    assert "annuler rescueassist" not in printed
    assert "billing: the action server stopped" in printed

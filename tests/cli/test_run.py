"""What can go wrong at the start is one clear line and an exit code other than zero."""

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.services import ROOT, Services, environment_for


def _run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cli.main", *arguments],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_port_already_taken(tmp_path: Path) -> None:
    environment = environment_for(tmp_path, f"sqlite:///{tmp_path / 'billing.db'}")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(environment["BILLING_PORT"])))
        taken.listen()
        done = _run(environment, "run")

    assert done.returncode == 1
    assert done.stderr == f"billing: port {environment['BILLING_PORT']} is already in use\n"


def test_an_unreachable_database(tmp_path: Path) -> None:
    url = "postgresql://somebody:secret@127.0.0.1:9/nowhere"
    done = _run(environment_for(tmp_path, url), "run")

    assert done.returncode == 1
    assert done.stderr.startswith("billing: the database does not answer: postgresql://")
    assert done.stderr.count("\n") == 1
    assert "secret" not in done.stderr


def test_a_setting_that_cannot_be_used(tmp_path: Path) -> None:
    environment = environment_for(tmp_path, f"sqlite:///{tmp_path / 'billing.db'}")
    done = _run(environment | {"BILLING_PORT": "many"}, "run")

    assert done.returncode == 1
    assert done.stderr == "billing: BILLING_PORT must be a whole number, not 'many'\n"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("account", "nobody@nowhere.example"), "no such user: nobody@nowhere.example"),
        (("handoffs", "release", "handoff_x"), "no open hand-off 'handoff_x'"),
    ],
)
def test_what_is_not_there(services: Services, arguments: tuple[str, ...], line: str) -> None:
    done = _run(services.environment, *arguments)

    assert done.returncode == 1
    assert done.stderr == f"billing: {line}\n"


def test_the_account_has_the_promised_shape(services: Services) -> None:
    services.reset()
    shown = json.loads(services.billing("account", "titolare@bottega.example", "--json"))

    assert shown["account"] == {
        "id": "acc_bottega",
        "name": "Bottega Nova",
        "kind": "online",
        "payment": "card",
        "language": "it",
        "country": "IT",
        "card": {"brand": "visa", "last4": "1881"},
    }
    assert shown["user"] == {"email": "titolare@bottega.example", "role": "account_holder"}
    assert shown["billing_contact"]["email"] == "titolare@bottega.example"
    [trial] = shown["subscriptions"]
    assert trial.keys() == {
        "id", "product", "tier", "seats", "billing_cycle", "status", "period_start",
        "period_end", "price",
    }  # fmt: skip
    assert (trial["status"], trial["billing_cycle"]) == ("trialing", None)


def test_a_hand_off_is_listed_and_released(services: Services) -> None:
    from tests.customer import Customer

    services.reset()
    customer = Customer(services, "facturation@groupe.example")
    customer.says("résiliez gotowebinar")
    [open_one] = json.loads(services.billing("handoffs", "--json"))

    assert open_one["account"] == "Groupe Delorme"
    assert open_one["reason"] == "corporate"
    assert open_one["representative"]
    assert customer.says("il y a quelqu'un ?") == []
    services.billing("handoffs", "release", open_one["id"])
    assert json.loads(services.billing("handoffs", "--json")) == []
    assert customer.says("bonjour") != []


def test_chat_in_the_terminal(services: Services) -> None:
    services.reset()
    done = subprocess.run(
        [sys.executable, "-m", "cli.main", "chat", "--as", "facturation@atelier.example"],
        env=services.environment,
        cwd=ROOT,
        input="annuler rescueassist\n[1]\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    assert "[1] Oui, annuler" in done.stdout
    assert "C’est fait" in done.stdout

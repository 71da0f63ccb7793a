"""`billing vat check | list`, against a VIES of our own that answers as the real one may."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

import clock
import settings
from cli import vies
from cli.main import main
from cli.vies import Answer, NoAnswer
from store import accounts
from store.engine import transaction
from tests import databases

FRENCH, ITALIAN = "FR40303265045", "IT00743110157"
OTHER = "IT12345670017"
SELLER = "FR83404833048"
YES = {"valid": True, "requestIdentifier": "WAPIAAAAZAbCdEf1"}
NO = {"valid": False, "requestIdentifier": ""}


@dataclass
class Vies:
    """What the false VIES answers, and what it was asked.

    :param answer: sent as JSON, or as it is if it is bytes; `None` is silence.
    :param meanwhile: called before it answers.
    """

    url: str = ""
    status: int = 200
    answer: Any = field(default_factory=lambda: dict(YES))
    location: str | None = None
    meanwhile: Callable[[], None] = lambda: None
    asked: list[dict[str, str]] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> Iterator[Vies]:
    """A false VIES, to which the settings point."""
    told = Vies()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            told.asked.append(json.loads(self.rfile.read(length)))
            told.meanwhile()
            if told.answer is None:
                told.closing.wait(10)
                return
            raw = told.answer
            body = raw if isinstance(raw, bytes) else json.dumps(raw).encode()
            self.send_response(told.status)
            if told.location is not None:
                self.send_header("Location", told.location)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        told.url = f"http://127.0.0.1:{server.server_port}/check-vat-number"
        monkeypatch.setenv("BILLING_VIES_URL", told.url)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        monkeypatch.delenv("BILLING_SELLER_VAT_NUMBER", raising=False)
        yield told
        told.closing.set()
        server.shutdown()


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The database that the command is set to: Studio Bianchi's number alone waits in it."""
    with databases.seeded("sqlite", tmp_path) as url:
        monkeypatch.setenv("BILLING_DATABASE_URL", url)
        monkeypatch.setattr(clock, "now", lambda: databases.NOW)
        with transaction(url) as connection:
            for key in ("atelier", "bottega", "groupe", "gruppo", "imprimerie"):
                accounts.update_account(connection, f"acc_{key}", vat_status="none")
        yield url


@pytest.fixture
def billing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., str]:
    """Run the command and give what it prints."""

    def run(*options: str) -> str:
        monkeypatch.setattr("sys.argv", ["billing", "vat", *options])
        assert main() == 0
        return capsys.readouterr().out

    return run


def known(billing: Callable[..., str]) -> dict[str, Any]:
    """Give the line of Studio Bianchi in `billing vat list`."""
    rows: list[dict[str, Any]] = json.loads(billing("list", "--json"))
    return next(row for row in rows if row["account"] == "acc_studio")


PENDING = {
    "account": "acc_studio",
    "name": "Studio Bianchi",
    "number": ITALIAN,
    "status": "pending",
    "checked_at": None,
    "consultation": None,
}


# E18
@pytest.mark.usefixtures("database")
class TestAClearAnswer:
    def test_yes_verifies_the_number(self, register: Vies, billing: Callable[..., str]) -> None:
        [told] = json.loads(billing("check", "--json"))

        assert told == {
            "account": "acc_studio",
            "name": "Studio Bianchi",
            "number": ITALIAN,
            "result": "verified",
            "consultation": "WAPIAAAAZAbCdEf1",
            "reason": None,
        }
        assert known(billing) == PENDING | {
            "status": "verified",
            "checked_at": "2026-03-10T09:00:00+00:00",
            "consultation": "WAPIAAAAZAbCdEf1",
        }
        assert len(register.asked) == 1

    def test_no_leaves_it_unverified(self, register: Vies, billing: Callable[..., str]) -> None:
        register.answer = NO

        [told] = json.loads(billing("check", "--json"))

        assert (told["result"], told["consultation"]) == ("unverified", None)
        assert known(billing) == PENDING | {
            "status": "unverified",
            "checked_at": "2026-03-10T09:00:00+00:00",
        }

    def test_what_is_answered_is_not_asked_again(
        self, register: Vies, billing: Callable[..., str]
    ) -> None:
        billing("check")

        assert billing("check") == "(nothing)\n"
        assert len(register.asked) == 1

    @pytest.mark.usefixtures("register")
    def test_people_read_one_line_a_number(self, billing: Callable[..., str]) -> None:
        assert billing("check") == (
            f"account=acc_studio  name=Studio Bianchi  number={ITALIAN}"
            "  result=verified  consultation=WAPIAAAAZAbCdEf1\n"
        )


# E18: VIES down, or not to be understood, is neither yes nor no.
@pytest.mark.usefixtures("database")
class TestNoClearAnswer:
    @pytest.mark.parametrize(
        ("status", "answer", "reason"),
        [
            pytest.param(
                200,
                {"actionSucceed": False, "errorWrappers": [{"error": "MS_UNAVAILABLE"}]},
                "MS_UNAVAILABLE",
                id="member-state-away",
            ),
            pytest.param(
                500,
                {"actionSucceed": False, "errorWrappers": [{"error": "SERVICE_UNAVAILABLE"}]},
                "SERVICE_UNAVAILABLE",
                id="service-away",
            ),
            pytest.param(
                200, NO | {"userError": "TIMEOUT"}, "TIMEOUT", id="no-that-is-a-time-out"
            ),
            pytest.param(
                200, NO | {"userError": "IP_BLOCKED"}, "IP_BLOCKED", id="no-that-is-a-refusal"
            ),
            pytest.param(
                200,
                {"actionSucceed": False, "errorWrappers": [{"error": "INVALID_REQUESTER_INFO"}]},
                "INVALID_REQUESTER_INFO",
                id="seller-unknown",
            ),
        ],
    )
    def test_an_error_of_vies_is_told_by_its_code(
        self,
        register: Vies,
        billing: Callable[..., str],
        status: int,
        answer: dict[str, Any],
        reason: str,
    ) -> None:
        register.status, register.answer = status, answer

        [told] = json.loads(billing("check", "--json"))

        assert (told["result"], told["reason"]) == ("unanswered", reason)
        assert known(billing) == PENDING

    @pytest.mark.parametrize(
        ("status", "answer"),
        [
            pytest.param(200, b"<html>Maintenance</html>", id="a-page"),
            pytest.param(200, b"", id="nothing"),
            pytest.param(200, b"\xff\xfe\x00", id="no-text"),
            pytest.param(200, [YES], id="a-list"),
            pytest.param(200, {}, id="no-field"),
            pytest.param(200, {"valid": "true"}, id="yes-as-text"),
            pytest.param(200, {"valid": 1}, id="yes-as-number"),
            pytest.param(200, {"valid": None}, id="null"),
            pytest.param(200, YES | {"actionSucceed": False}, id="yes-that-failed"),
            pytest.param(200, YES | {"errorWrappers": ["?"]}, id="yes-with-an-error"),
            pytest.param(200, YES | {"userError": "INVALID"}, id="yes-and-no"),
            pytest.param(200, NO | {"userError": "VALID"}, id="no-and-yes"),
            pytest.param(200, YES | {"userError": "\x1b[2J"}, id="no-code"),
            pytest.param(200, YES | {"requestIdentifier": "W" * 65}, id="long-consultation"),
            pytest.param(200, YES | {"requestIdentifier": 7}, id="consultation-as-number"),
            pytest.param(503, YES, id="yes-of-a-proxy"),
        ],
    )
    def test_garbage_leaves_it_pending(
        self, register: Vies, billing: Callable[..., str], status: int, answer: Any
    ) -> None:
        register.status, register.answer = status, answer

        [told] = json.loads(billing("check", "--json"))

        assert told["result"] == "unanswered"
        assert told["reason"] == f"an answer that cannot be read (HTTP {status})"
        assert known(billing) == PENDING

    def test_silence_is_not_waited_for(
        self, register: Vies, billing: Callable[..., str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(vies, "TIMEOUT_SECONDS", 0.2)
        register.answer = None

        [told] = json.loads(billing("check", "--json"))

        assert told["reason"] == "no answer within 0.2 seconds"
        assert known(billing) == PENDING

    @pytest.mark.usefixtures("register")
    def test_a_closed_door_is_told(
        self, billing: Callable[..., str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("BILLING_VIES_URL", "http://127.0.0.1:1/check")

        [told] = json.loads(billing("check", "--json"))

        assert told["reason"] == "VIES cannot be reached (ConnectionError)"
        assert known(billing) == PENDING

    def test_numbers_are_sent_nowhere_else(
        self, register: Vies, billing: Callable[..., str]
    ) -> None:
        register.status, register.location = 307, f"{register.url}/elsewhere"

        [told] = json.loads(billing("check", "--json"))

        assert told["result"] == "unanswered"
        assert len(register.asked) == 1

    def test_it_is_asked_again_by_the_next_check(
        self, register: Vies, billing: Callable[..., str]
    ) -> None:
        register.answer = b""
        billing("check")
        register.answer = YES

        [told] = json.loads(billing("check", "--json"))

        assert told["result"] == "verified"


# E6, E18
def test_an_answer_about_a_number_changed_meanwhile_does_not_count(
    database: str, register: Vies, billing: Callable[..., str]
) -> None:
    def change_number() -> None:  # as `effects` does; it would wait if a transaction were open
        with transaction(database) as connection:
            before = accounts.billing_contact(connection, "acc_studio")
            after = replace(before, vat_number=OTHER)
            accounts.save_billing_contact(connection, "acc_studio", before, after)
            accounts.update_account(connection, "acc_studio", vat_status="pending")

    register.meanwhile = change_number

    [told] = json.loads(billing("check", "--json"))

    assert (told["number"], told["result"], told["consultation"]) == (
        ITALIAN,
        "changed_meanwhile",
        None,
    )
    assert known(billing) == PENDING | {"number": OTHER}


# E18
def test_one_number_without_an_answer_does_not_hold_up_the_others(
    database: str, register: Vies, billing: Callable[..., str]
) -> None:
    with transaction(database) as connection:
        accounts.update_account(connection, "acc_atelier", vat_status="pending")

    def by_country() -> None:
        away = register.asked[-1]["countryCode"] == "FR"
        register.answer = {"errorWrappers": [{"error": "MS_UNAVAILABLE"}]} if away else YES

    register.meanwhile = by_country

    told = json.loads(billing("check", "--json"))

    assert [(each["account"], each["result"]) for each in told] == [
        ("acc_atelier", "unanswered"),
        ("acc_studio", "verified"),
    ]


# E18
class TestWhatIsSent:
    def test_without_a_sellers_number_the_customers_alone(self, register: Vies) -> None:
        register.answer = {"valid": True}

        assert vies.ask(register.url, FRENCH, requester=None) == Answer(
            valid=True, consultation=None
        )
        assert register.asked == [{"countryCode": "FR", "vatNumber": "40303265045"}]

    @pytest.mark.usefixtures("database")
    def test_the_sellers_number_is_the_one_of_the_settings(
        self, register: Vies, billing: Callable[..., str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("BILLING_SELLER_VAT_NUMBER", "fr 83 404 833 048")

        billing("check")

        assert register.asked == [
            {
                "countryCode": "IT",
                "vatNumber": "00743110157",
                "requesterMemberStateCode": "FR",
                "requesterNumber": "83404833048",
            }
        ]

    @pytest.mark.usefixtures("database")
    def test_the_list_asks_nobody(self, register: Vies, billing: Callable[..., str]) -> None:
        assert f"number={ITALIAN}  status=pending" in billing("list")
        assert register.asked == []

    def test_what_is_no_vat_number_stays_here(
        self, database: str, register: Vies, billing: Callable[..., str]
    ) -> None:
        with transaction(database) as connection:
            before = accounts.billing_contact(connection, "acc_studio")
            after = replace(before, vat_number="+39 02 1234567")
            accounts.save_billing_contact(connection, "acc_studio", before, after)

        [told] = json.loads(billing("check", "--json"))

        assert (told["result"], told["reason"]) == ("unanswered", "not a VAT number")
        assert register.asked == []


# E18
class TestSettings:
    def test_vies_is_that_of_the_commission(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("BILLING_VIES_URL", raising=False)
        monkeypatch.delenv("BILLING_SELLER_VAT_NUMBER", raising=False)

        assert settings.vies_url().startswith("https://ec.europa.eu/taxation_customs/vies/")
        assert settings.seller_vat_number() is None

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            pytest.param("BILLING_SELLER_VAT_NUMBER", "FR41303265045", id="check-digit"),
            pytest.param("BILLING_VIES_URL", "ec.europa.eu", id="no-address"),
        ],
    )
    @pytest.mark.usefixtures("database")
    def test_a_value_that_cannot_be_used_asks_nobody(
        self,
        register: Vies,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
        name: str,
        value: str,
    ) -> None:
        monkeypatch.setenv(name, value)
        monkeypatch.setattr("sys.argv", ["billing", "vat", "check"])

        assert main() == 1

        assert name in capsys.readouterr().err
        assert register.asked == []


# E18
def test_neither_yes_nor_no_has_its_reason(register: Vies) -> None:
    register.answer = {"errorWrappers": [{"error": "MS_MAX_CONCURRENT_REQ"}]}

    answered = vies.ask(register.url, ITALIAN, requester=SELLER)

    assert answered == NoAnswer(reason="MS_MAX_CONCURRENT_REQ")

"""The REST side of the channel, as clients meet it."""

import json
from concurrent.futures import ThreadPoolExecutor

import jwt
import pytest
import requests

from store import conversations, outbox
from store.engine import transaction
from tests.customer import Customer
from tests.services import Services

CONTACT = "facturation@atelier.example"
INTRODUCTION = {"fr": "assistant automatisé", "it": "assistente automatico"}


@pytest.fixture(autouse=True)
def _as_new(services: Services) -> None:
    services.reset()


def _status(services: Services, product: str) -> str:
    account = json.loads(services.billing("account", CONTACT, "--json"))
    found = [each for each in account["subscriptions"] if each["product"] == product]
    return str(found[0]["status"])


def _answer_to(services: Services, authorization: str) -> requests.Response:
    return requests.post(
        f"{services.url}/webhooks/rest/webhook",
        json={"message": "bonjour"},
        headers={"Authorization": authorization},
        timeout=30,
    )


class TestIdentity:
    def test_an_expired_token_is_refused(self, services: Services) -> None:
        token = services.token(CONTACT, ttl=-5)

        assert _answer_to(services, f"Bearer {token}").status_code == 401

    @pytest.mark.parametrize(
        "claims",
        [
            pytest.param({"aud": "another-service"}, id="for-another-audience"),
            pytest.param({"exp": None}, id="that-never-ends"),
            pytest.param({"sub": ""}, id="of-nobody"),
            pytest.param({"sub": None}, id="without-a-subject"),
            pytest.param({"jti": None}, id="without-an-id"),
        ],
    )
    def test_a_token_with_other_claims_is_refused(
        self, services: Services, claims: dict[str, str | None]
    ) -> None:
        secret = (services.directory / "secrets" / "token-secret").read_bytes()
        good = jwt.decode(
            services.token(CONTACT), secret, algorithms=["HS256"], audience="billing-assistant"
        )
        changed = {key: value for key, value in {**good, **claims}.items() if value is not None}
        token = jwt.encode(changed, secret, algorithm="HS256")

        assert _answer_to(services, f"Bearer {token}").status_code == 401

    def test_a_token_of_another_key_or_none_is_refused(self, services: Services) -> None:
        claims = jwt.decode(services.token(CONTACT), options={"verify_signature": False})
        forged = jwt.encode(claims, "another secret of thirty-two characters", algorithm="HS256")
        unsigned = jwt.encode(claims, "", algorithm="none")

        for token in (forged, unsigned, "nonsense", ""):
            assert _answer_to(services, f"Bearer {token}").status_code == 401
        assert _answer_to(services, "Basic dXNlcjpwYXNz").status_code == 401

    def test_the_sender_of_the_body_is_not_trusted(self, services: Services) -> None:
        alice = Customer(services, CONTACT, sid="alice")
        mallory = Customer(services, "membre@atelier.example", sid="mallory")
        conversation = alice.says("annuler rescueassist")[0]["recipient_id"]

        mallory.says("oui", sender=conversation, sender_id=conversation)

        assert _status(services, "RescueAssist") == "active"
        assert mallory.says("bonjour", sender=conversation)[0]["recipient_id"] != conversation

    def test_the_sid_tells_conversations_of_one_person_apart(self, services: Services) -> None:
        one, two = Customer(services, CONTACT, sid="1"), Customer(services, CONTACT, sid="2")
        one.says("annuler rescueassist")

        assert "rien à confirmer" in two.hears("oui")
        assert _status(services, "RescueAssist") == "active"

    def test_a_visitor_keeps_the_conversation_by_a_cookie_scripts_cannot_read(
        self, services: Services
    ) -> None:
        visitor = Customer(services, language="fr")
        first = visitor.says("bonjour")[0]["recipient_id"]

        assert visitor.says("merci")[0]["recipient_id"] == first
        cookie = next(iter(visitor.session.cookies))
        assert cookie.has_nonstandard_attr("HttpOnly")
        assert Customer(services).says("bonjour")[0]["recipient_id"] != first


class TestFirstReply:
    @pytest.mark.parametrize(
        ("message", "language"),
        [
            ("bonjour", "fr"),
            ("buongiorno", "it"),
            ("", "fr"),
            ("x" * 3000, "fr"),
            ("vorrei disdire " * 300, "it"),
            ("voici ma carte bancaire 4111 1111 1111 1111", "fr"),
            ("btn_unknown", "fr"),
            ("😀😀😀", "fr"),
        ],
    )
    def test_says_that_this_is_an_automated_assistant(
        self, services: Services, message: str, language: str
    ) -> None:
        visitor = Customer(services)

        assert INTRODUCTION[language] in visitor.says(message)[0]["text"]
        assert INTRODUCTION[language] not in visitor.hears("merci")


class TestBadInput:
    @pytest.mark.parametrize(
        "body",
        [
            {"text": "bonjour"},
            {"message": 12},
            {"message": None},
            ["bonjour"],
            {"message": "bonjour", "message_id": 7},
            {"message": "bonjour", "message_id": "x" * 129},
        ],
    )
    def test_what_is_no_message_is_a_clear_400(self, services: Services, body: object) -> None:
        answer = Customer(services, CONTACT).post(body)

        assert answer.status_code == 400
        assert "expected" in answer.json()["error"] or "must be" in answer.json()["error"]

    def test_a_body_that_is_not_json_is_a_400(self, services: Services) -> None:
        answer = requests.post(
            f"{services.url}/webhooks/rest/webhook", data=b"{message", timeout=30
        )

        assert answer.status_code == 400

    def test_a_message_too_long_says_so_and_keeps_the_task(self, services: Services) -> None:
        customer = Customer(services, CONTACT)
        customer.says("annuler rescueassist")

        assert "trop long" in customer.hears("je vous raconte " * 200)
        assert "C’est fait" in customer.hears("oui")

    @pytest.mark.parametrize(
        "typed", ["/affirm", "／affirm", "\u2003/affirm", "/ affirm", "/affirm@1.0", "//affirm{}"]
    )
    def test_a_command_confirms_nothing(self, services: Services, typed: str) -> None:
        """Only words and our own buttons answer a review; commands are words."""
        customer = Customer(services, CONTACT)
        customer.says("annuler rescueassist")
        customer.says("/restart")
        customer.says('/inform{"subscription": "sub_atelier_5"}')

        customer.says(typed)

        conversation = customer.says("bonjour")[0]["recipient_id"]
        with transaction(services.database_url) as connection:
            rows = conversations.transcript(connection, conversation)
        texts = [row["text"] for row in rows if row["author"] == "customer"]
        assert len(texts) == 5
        assert not any(text.startswith("/") for text in texts)


class TestButtons:
    def test_payloads_are_opaque_and_used_once(self, services: Services) -> None:
        customer = Customer(services, CONTACT)
        customer.says("annuler rescueassist")
        yes = customer.buttons["Oui, annuler"]

        assert yes.startswith("btn_")
        assert "affirm" not in yes
        assert "C’est fait" in customer.hears(yes)
        assert "plus disponible" in customer.hears(yes) or "plus propos" in customer.hears(yes)

    def test_an_old_button_confirms_nothing_later(self, services: Services) -> None:
        customer = Customer(services, CONTACT)
        customer.says("annuler rescueassist")
        old = customer.buttons["Oui, annuler"]
        customer.says("non")
        customer.says("annuler LogMeIn Central annuel")

        customer.says(old)

        assert _status(services, "RescueAssist") == "active"
        assert _status(services, "LogMeIn Central") == "active"

    def test_a_button_of_another_conversation_is_nothing(self, services: Services) -> None:
        alice, bob = Customer(services, CONTACT, sid="a"), Customer(services, CONTACT, sid="b")
        alice.says("annuler rescueassist")

        bob.says(alice.buttons["Oui, annuler"])

        assert _status(services, "RescueAssist") == "active"


class TestOnce:
    def test_a_message_sent_again_gives_the_same_reply(self, services: Services) -> None:
        customer = Customer(services, CONTACT)
        customer.says("annuler rescueassist", message_id="m1")
        done = customer.says("oui", message_id="m2")

        assert customer.says("oui", message_id="m2") == done
        assert customer.says("annuler rescueassist", message_id="m1")[-1]["buttons"]

    def test_twenty_yeses_at_once_cancel_once(self, services: Services) -> None:
        customer = Customer(services, CONTACT)
        customer.says("annuler rescueassist")

        with ThreadPoolExecutor(20) as pool:
            answers = list(pool.map(lambda _: customer.post({"message": "oui"}), range(20)))

        assert {answer.status_code for answer in answers} == {200}
        assert _status(services, "RescueAssist") == "pending_cancellation"
        with transaction(services.database_url) as connection:
            assert len(outbox.emails(connection)) == 1


class TestTranscript:
    def test_keeps_what_nlu_predicted_and_no_card_number(self, services: Services) -> None:
        customer = Customer(services, CONTACT)
        said = customer.says("ma carte 4111 1111 1111 1111 : annulez rescueassist")

        with transaction(services.database_url) as connection:
            rows = conversations.transcript(connection, said[0]["recipient_id"])
        assert rows[0]["understood"]["intent"]["name"]
        assert rows[0]["understood"]["intent_ranking"]
        files = [path for path in services.directory.rglob("*") if path.is_file()]
        assert not any(b"4111 1111" in path.read_bytes() for path in files)


class TestOtherRoutes:
    def test_the_page_and_health_are_ours(self, services: Services) -> None:
        page = requests.get(services.url, timeout=10)

        assert 'src="/widget.js"' in page.text
        assert "Rasa" not in page.text
        assert requests.get(f"{services.url}/health", timeout=10).json()["ready"] is True

    @pytest.mark.parametrize(
        "path",
        ["/version", "/status", "/conversations/x/tracker", "/model/parse", "/webhooks/callback"],
    )
    def test_rasas_own_api_is_not_there(self, services: Services, path: str) -> None:
        assert requests.get(f"{services.url}{path}", timeout=10).status_code == 404

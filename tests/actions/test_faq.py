"""Answers to questions: which one, with which addresses and offers, and one's own facts."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import yaml
from rasa_sdk.executor import CollectingDispatcher

import wording
from actions.faq import CORPORATE, OFFERS, answer_also, answer_question, concerned
from actions.speech import Speech
from actions.turn import Turn
from store.audit import Context
from subscriptions.roles import READS
from tests import databases
from tests.actions.situations import ACCOUNT, CENTRAL, RESCUE, TODAY, TRAINING, TRIAL, WEBINAR

ROOT = wording.DOMAIN_FILE.parent
RESPONSES = yaml.safe_load(wording.DOMAIN_FILE.read_text(encoding="utf-8"))["responses"]
QUESTIONS = sorted(file.stem for file in (ROOT / "data/nlu/fr/faq").glob("*.yml"))

ONLINE, CORPORATE_FR, CORPORATE_IT = (
    "user_atelier_facturation",
    "user_groupe_facturation",
    "user_gruppo_fatturazione",
)
MEMBER = "user_atelier_membre"
PRODUCTS = ("RescueAssist", "GoToWebinar", "LogMeIn Central", "GoToMeeting")


@pytest.fixture(scope="module")
def database_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo accounts as on the morning of 10 March 2026."""
    with databases.seeded("sqlite", tmp_path_factory.mktemp("faq")) as url:
        yield url


def _turn(url: str, person: str | None, text: str, also: tuple[str, ...] = ()) -> Turn:
    return Turn(
        database_url=url,
        person_id=person,
        context=Context(
            conversation_id="conversation", channel="rest", language="fr", now=databases.NOW
        ),
        text=text,
        intent="faq",
        entities=[{"entity": "product", "value": name} for name in PRODUCTS if name in text],
        also=[{"intent": each} for each in also],
        is_first=True,
    )


def _answers(url: str, person: str | None, name: str, text: str = "") -> list[dict[str, Any]]:
    """Give all that is said to a question: responses with their blanks and buttons."""
    dispatcher = CollectingDispatcher()
    answer_question(f"faq/{name}", _turn(url, person, text), Speech(dispatcher, "fr"))
    return list(dispatcher.messages)


def _response(url: str, person: str | None, name: str, text: str = "") -> str:
    return str(_answers(url, person, name, text)[0]["response"])


def _texts(name: str) -> list[str]:
    """Give what is answered in French and in Italian."""
    return [each["text"] for each in RESPONSES[f"utter_faq/{name}"]]


def _payloads(answer: dict[str, Any]) -> list[str]:
    return [each["payload"] for each in answer["buttons"]]


class TestWhoAsks:
    # A30, A34
    @pytest.mark.parametrize("person", [CORPORATE_FR, CORPORATE_IT])
    @pytest.mark.parametrize("name", sorted(CORPORATE))
    def test_a_corporate_account_gets_its_own_answer(
        self, database_url: str, person: str, name: str
    ) -> None:
        assert _response(database_url, person, name) == f"utter_faq/{name}_corporate"

    # A34
    @pytest.mark.parametrize("person", [ONLINE, MEMBER, None, "nobody-known"])
    @pytest.mark.parametrize("name", QUESTIONS)
    def test_everybody_else_gets_the_plain_one(
        self, database_url: str, person: str | None, name: str
    ) -> None:
        assert _response(database_url, person, name) == f"utter_faq/{name}"

    # A34: what customers say of their account is not what it is.
    @pytest.mark.parametrize(
        "text",
        [
            "nous sommes un compte Corporate, comment annuler ?",
            "siamo un account Corporate, come si annulla?",
        ],
    )
    def test_words_do_not_make_an_account_corporate(self, database_url: str, text: str) -> None:
        assert _response(database_url, ONLINE, "how_to_cancel", text) == "utter_faq/how_to_cancel"

    # A34
    def test_a_question_that_is_the_same_for_all_has_one_answer(self, database_url: str) -> None:
        same = set(QUESTIONS) - CORPORATE

        assert {_response(database_url, CORPORATE_FR, name) for name in same} == {
            f"utter_faq/{name}" for name in same
        }

    # A34
    def test_the_answers_written_are_those_that_are_given(self) -> None:
        written = {name for name in RESPONSES if name.startswith("utter_faq/")}

        assert written == {f"utter_faq/{name}" for name in QUESTIONS} | {
            f"utter_faq/{name}_corporate" for name in CORPORATE
        }


class TestAddresses:
    # A33, A72, A8.3
    @pytest.mark.parametrize(
        ("text", "line"),
        [
            pytest.param("", None, id="no-product"),
            pytest.param("RescueAssist", "goto", id="goto"),
            pytest.param("LogMeIn Central", "logmein", id="logmein"),
            pytest.param("RescueAssist ou LogMeIn Central", None, id="products-of-two-lines"),
        ],
    )
    def test_are_those_of_the_line_of_the_product_named(
        self, database_url: str, text: str, line: str | None
    ) -> None:
        (answer,) = _answers(database_url, None, "billing_center_login", text)

        assert wording.links(line).items() <= answer.items()


class TestWords:
    # A33
    @pytest.mark.parametrize(
        "name", ["corporate_portal", "online_or_corporate_corporate", "how_to_cancel_corporate"]
    )
    def test_the_address_of_the_corporate_portal_is_given(self, name: str) -> None:
        assert all("{corporate_portal}" in text for text in _texts(name))

    # A72, A8.3
    @pytest.mark.parametrize("name", ["billing_center_login", "how_to_cancel", "how_to_add"])
    def test_the_address_of_the_billing_center_is_given(self, name: str) -> None:
        assert all("{billing_center}" in text for text in _texts(name))

    # A72, A8.4
    def test_the_path_to_cancelling_names_the_menu_item(self) -> None:
        french, italian = _texts("how_to_cancel")

        assert "« Annuler l’abonnement »" in french.replace("\u00a0", " ")
        assert "«Annulla sottoscrizione»" in italian

    # A60, A72
    def test_the_path_to_a_receipt_is_told(self) -> None:
        french, italian = _texts("who_can_act")

        assert "Facturation > Historique de facturation > Imprimer un reçu" in french
        assert "Fatturazione > Cronologia di fatturazione > Stampa ricevuta" in italian

    # A52
    def test_who_sees_grey_fields_is_told_by_the_name_of_their_profile(self) -> None:
        french, italian = _texts("who_can_act")

        assert "« Utilisateur de… »" in french.replace("\u00a0", " ")
        assert "«Utente di…»" in italian

    # A14, A8.10
    @pytest.mark.parametrize("name", ["swap_product", "swap_product_corporate"])
    def test_a_swap_is_told_as_two_subscriptions_that_are_both_paid(self, name: str) -> None:
        french, italian = _texts(name)

        assert "tant que les deux abonnements sont en cours, chacun est payant" in french
        assert "finché sono in corso, entrambe sono a pagamento" in italian

    # A56, A57, A58
    @pytest.mark.parametrize("name", ["billing_update_delay", "billing_update_delay_corporate"])
    def test_the_delay_of_a_case_is_told_with_what_follows(self, name: str) -> None:
        french, italian = _texts(name)

        assert "5 à 7 jours ouvrables" in french
        assert "à l’adresse e-mail indiquée pour le dossier" in french
        assert "la prochaine facture portera les nouvelles données" in french
        assert "da 5 a 7 giorni lavorativi" in italian
        assert "all’indirizzo e-mail indicato per la pratica" in italian
        assert "la prossima fattura riporterà i nuovi dati" in italian

    # A62, A8.12
    def test_closing_the_account_is_told_from_cancelling(self) -> None:
        for each in RESPONSES["utter_faq/close_account"]:
            payloads = [button["payload"] for button in each["buttons"]]
            assert payloads == ["/talk_to_representative", "/cancel_subscription"]

    # A8.9
    def test_a_corporate_contact_has_one_name_a_language(self) -> None:
        for name, (french, italian) in RESPONSES.items():
            assert "technicien" not in french["text"], name
            assert "consulente" not in italian["text"], name

    # A32, A8.9
    @pytest.mark.parametrize("name", sorted(CORPORATE))
    def test_the_dedicated_representative_comes_first(self, name: str) -> None:
        french, italian = _texts(f"{name}_corporate")

        assert "conseiller attitré" in french.partition("services des comptes Corporate")[0]
        assert "rappresentante dedicato" in italian.partition("servizi per gli account")[0]


class TestOffers:
    # A72
    @pytest.mark.parametrize(
        ("name", "payloads"),
        [
            ("how_to_cancel", ["/cancel_subscription"]),
            ("how_to_add", ["/add_subscription", "/start_trial"]),
            ("vat_number", ["/update_billing_contact"]),
            ("billing_update_delay", ["/update_billing_contact"]),
            ("auto_renewal", ["/show_subscriptions"]),
            ("refund", []),
        ],
    )
    def test_what_one_asks_how_to_do_can_be_done_here(
        self, database_url: str, name: str, payloads: list[str]
    ) -> None:
        assert _payloads(_answers(database_url, ONLINE, name)[0]) == payloads

    # A72
    def test_an_offer_is_about_the_product_named(self, database_url: str) -> None:
        answer = _answers(database_url, None, "how_to_add", "GoToMeeting")[0]

        assert _payloads(answer) == [
            '/add_subscription{"product": "GoToMeeting"}',
            '/start_trial{"product": "GoToMeeting"}',
        ]

    # A72
    def test_of_two_products_an_offer_takes_neither(self, database_url: str) -> None:
        answer = _answers(database_url, None, "how_to_cancel", "GoToMeeting ou GoToWebinar")[0]

        assert _payloads(answer) == ["/cancel_subscription"]

    # A30, E23
    @pytest.mark.parametrize("name", sorted(OFFERS))
    def test_a_corporate_account_is_offered_no_change(self, database_url: str, name: str) -> None:
        answer = _answers(database_url, CORPORATE_FR, name)[0]

        reads = {f"/{operation.value}" for operation in READS}
        assert set(_payloads(answer)) <= reads


class TestOnesOwnFacts:
    # A01, A17
    @pytest.mark.parametrize(
        ("name", "named", "own"),
        [
            pytest.param("auto_renewal", [], [RESCUE, WEBINAR], id="those-that-renew"),
            pytest.param("trial_end", [], [TRIAL], id="the-trials"),
            pytest.param("when_effective", [], [], id="none-without-a-product"),
            pytest.param("what_happens_on_cancel", [], [], id="none-to-what-happens"),
            pytest.param("when_effective", ["RescueAssist"], [RESCUE], id="the-one-named"),
            pytest.param("what_happens_on_cancel", ["GoToWebinar"], [WEBINAR], id="named-here"),
            pytest.param("auto_renewal", ["LogMeIn Central"], [CENTRAL], id="even-cancelled"),
            pytest.param("trial_end", ["GoToTraining"], [TRAINING], id="even-expired"),
            pytest.param(
                "when_effective", ["GoToWebinar", "RescueAssist"], [RESCUE, WEBINAR], id="both"
            ),
            pytest.param("auto_renewal", ["Rescue"], [], id="a-product-they-do-not-have"),
            pytest.param("refund", ["RescueAssist"], [], id="nothing-of-ones-own-to-say"),
        ],
    )
    def test_are_of_the_subscriptions_that_the_question_is_about(
        self, name: str, named: list[str], own: list[Any]
    ) -> None:
        assert concerned(name, named, ACCOUNT, today=TODAY) == own

    # A16, A17
    def test_a_trial_that_is_over_is_no_news(self) -> None:
        over = replace(TRIAL, period=TRAINING.period, anchor=TRAINING.period.start)

        assert concerned("trial_end", [], [over], today=TODAY) == []

    # A01, A17, A61
    @pytest.mark.parametrize("person", [ONLINE, MEMBER])
    def test_follow_the_answer_with_status_and_date(self, database_url: str, person: str) -> None:
        answer, yours = _answers(database_url, person, "when_effective", "RescueAssist")

        assert answer["response"] == "utter_faq/when_effective"
        assert yours["response"] == "utter_faq_yours"
        assert "RescueAssist Pro (mensuel, 5 postes)" in yours["subscriptions"]
        assert "renouvellement automatique le 28 mars 2026" in yours["subscriptions"]

    # A01, A34
    def test_a_corporate_account_has_them_too(self, database_url: str) -> None:
        answer, yours = _answers(database_url, CORPORATE_IT, "auto_renewal")

        assert answer["response"] == "utter_faq/auto_renewal_corporate"
        assert "RescueAssist" in yours["subscriptions"]

    # A70: a visitor has said nothing that proves who they are.
    def test_a_visitor_gets_none(self, database_url: str) -> None:
        assert len(_answers(database_url, None, "auto_renewal", "RescueAssist")) == 1


# A34
def test_questions_beside_a_request_are_answered_in_their_order(database_url: str) -> None:
    dispatcher = CollectingDispatcher()
    also = ("faq/refund", "cancel_subscription", "faq/how_to_cancel")

    answer_also(_turn(database_url, CORPORATE_FR, "", also), Speech(dispatcher, "fr"))

    assert [each["response"] for each in dispatcher.messages] == [
        "utter_faq/refund",
        "utter_faq/how_to_cancel_corporate",
    ]

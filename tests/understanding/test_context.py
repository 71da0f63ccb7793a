"""What an intent becomes in the light of the moment."""

from typing import Any

import pytest

from understanding.context import in_context

FORM = "cancel_subscription_form"


def _parsed(text: str, intent: str, confidence: float = 0.9, **more: Any) -> dict[str, Any]:
    return {"text": text, "intent": {"name": intent, "confidence": confidence}, **more}


def _heard(
    text: str,
    intent: str,
    *,
    asked: str | None = None,
    form: str | None = None,
    first: bool = False,
    **more: Any,
) -> str:
    parsed = in_context(_parsed(text, intent, **more), asked=asked, form=form, first=first)
    return str(parsed["intent"]["name"])


def _also(text: str, part: str, intent: str) -> dict[str, Any]:
    start = text.index(part)
    return {"intent": intent, "start": start, "end": start + len(part), "confidence": 0.9}


class TestTheMoment:
    @pytest.mark.parametrize("text", ["ciao", "Ciao!"])
    @pytest.mark.parametrize(("first", "meant"), [(True, "greet"), (False, "goodbye")])
    def test_ciao_opens_or_ends(self, text: str, first: bool, meant: str) -> None:
        assert _heard(text, "greet", first=first) == meant

    @pytest.mark.parametrize(
        "text",
        ["annuler", "Annule !", "annulez svp", "annulla", "annullare", "annulli per favore"],
    )
    def test_cancel_alone_abandons_the_task_in_hand(self, text: str) -> None:
        assert _heard(text, "cancel_subscription", form=FORM) == "abandon_task"
        assert _heard(text, "cancel_subscription") == "cancel_subscription"

    @pytest.mark.parametrize(
        "text", ["attendez", "oui mais attendez", "un instant svp", "aspetti", "sì, un attimo"]
    )
    @pytest.mark.parametrize("asked", ["subscription", "confirmed"])
    def test_asking_to_wait_is_no_answer(self, text: str, asked: str) -> None:
        assert _heard(text, "affirm", asked=asked, form=FORM) == "nlu_fallback"

    @pytest.mark.parametrize("text", ["annulez le premier", "disdica il secondo"])
    def test_a_verb_with_a_place_of_the_list_is_within_scope(self, text: str) -> None:
        assert _heard(text, "out_of_scope") == "cancel_subscription"

    @pytest.mark.parametrize("text", ["RescueAssist à résilier", "RescueAssist da disdire"])
    def test_the_verb_of_a_task_counts_when_nothing_was_asked(self, text: str) -> None:
        assert _heard(text, "inform") == "cancel_subscription"
        assert _heard(text, "inform", asked="subscription", form=FORM) == "inform"

    @pytest.mark.parametrize("text", ["réactiver GoToMeeting", "GoToMeeting, riattivare"])
    def test_so_does_the_verb_of_reactivating(self, text: str) -> None:
        assert _heard(text, "nlu_fallback") == "reactivate_subscription"

    @pytest.mark.parametrize("text", ["oui, combien ça coûte", "grazie, quanto costa"])
    def test_a_request_outweighs_a_yes_to_no_question(self, text: str) -> None:
        also = [_also(text, text.split(", ")[1], "faq/refund")]
        parsed = _parsed(text, "affirm", also=also)
        heard = in_context(parsed, asked=None, form=None, first=False)

        assert heard["intent"]["full_retrieval_intent_name"] == "faq/refund"
        assert heard["also"] == []


class TestTheReview:
    @pytest.mark.parametrize(
        "text", ["oui", "oui, annulez ma souscription", "sì", "sì, annulla", "confermo"]
    )
    def test_a_plain_yes_confirms_whatever_it_was_taken_for(self, text: str) -> None:
        assert _heard(text, "cancel_subscription", asked="confirmed", form=FORM) == "affirm"  # A04

    @pytest.mark.parametrize(
        "text", ["oui mais", "oui ?", "sì ma", "sì ma dopo", "va bene, ma", "ok merci"]
    )
    def test_any_other_yes_is_asked_again(self, text: str) -> None:
        assert _heard(text, "affirm", asked="confirmed", form=FORM) == "nlu_fallback"  # A04

    @pytest.mark.parametrize("text", ["non", "non merci", "no", "no grazie", "ok je le garde"])
    def test_a_no_declines(self, text: str) -> None:
        assert _heard(text, "affirm", asked="confirmed", form=FORM) == "deny"  # A05

    @pytest.mark.parametrize(
        ("text", "intent"),
        [
            ("non, réactivez GoToMeeting", "reactivate_subscription"),
            ("no, vorrei parlare con un operatore", "talk_to_representative"),
            ("non, est-ce remboursé", "faq"),
        ],
    )
    def test_a_request_after_a_no_is_heard(self, text: str, intent: str) -> None:
        assert _heard(text, intent, asked="confirmed", form=FORM) == intent

    @pytest.mark.parametrize(
        ("text", "question", "meant"),
        [
            ("oui, et quand est-ce effectif ?", "et quand est-ce effectif ?", "affirm"),
            ("sì, e da quando vale?", "e da quando vale?", "affirm"),
            ("ok mais quand est-ce effectif ?", "quand est-ce effectif ?", "faq"),
            ("sì ma da quando vale?", "da quando vale?", "faq"),
        ],
    )
    def test_a_yes_before_a_question_counts_only_if_plain(
        self, text: str, question: str, meant: str
    ) -> None:
        also = [_also(text, question, "faq/when_effective")]

        assert _heard(text, "affirm", asked="confirmed", form=FORM, also=also) == meant


class TestNegations:
    @pytest.mark.parametrize(
        "text",
        [
            "je ne veux pas annuler",
            "n'annulez pas GoToWebinar",
            "ne résiliez surtout pas",
            "je ne voudrais pas l'annuler",
            "il ne faut pas résilier",
            "non voglio disdire",
            "non annullate RescueAssist",
            "non dovete disdire",
        ],
    )
    def test_a_negated_wish_is_not_the_wish(self, text: str) -> None:
        assert _heard(text, "cancel_subscription") == "deny"
        assert _heard(text, "cancel_subscription", asked="confirmed", form=FORM) == "deny"

    @pytest.mark.parametrize("text", ["je ne veux plus résilier", "non voglio più disdire"])
    def test_no_longer_wishing_to_cancel_withdraws(self, text: str) -> None:
        assert _heard(text, "cancel_subscription") == "withdraw_cancellation"

    @pytest.mark.parametrize(
        "text",
        [
            "annulez l'annulation",
            "retirez ma demande d'annulation",
            "supprimer la résiliation",
            "annullare la disdetta",
            "revocate l'annullamento",
        ],
    )
    def test_cancelling_a_cancellation_withdraws_it(self, text: str) -> None:
        assert _heard(text, "cancel_subscription") == "withdraw_cancellation"

    @pytest.mark.parametrize(
        "text", ["je veux arrêter mon essai", "vorrei terminare la prova gratuita"]
    )
    def test_ending_a_trial_is_not_starting_one(self, text: str) -> None:
        assert _heard(text, "start_trial") == "cancel_subscription"

    @pytest.mark.parametrize("text", ["je veux résilier", "vorrei disdire RescueAssist"])
    def test_a_plain_wish_stays_as_it_is(self, text: str) -> None:
        parsed = _parsed(text, "cancel_subscription")

        assert in_context(parsed, asked=None, form=None, first=True) == parsed


class TestDoubts:
    @pytest.mark.parametrize(
        ("confidence", "meant"), [(0.6, "nlu_fallback"), (0.7, "talk_to_representative")]
    )
    @pytest.mark.parametrize("asked", [None, "subscription", "confirmed"])
    def test_a_handoff_is_not_begun_on_a_doubt(
        self, confidence: float, meant: str, asked: str | None
    ) -> None:
        form = None if asked is None else FORM
        options: dict[str, Any] = {"asked": asked, "form": form, "confidence": confidence}

        assert _heard("un opérateur", "talk_to_representative", **options) == meant


def _full(name: str) -> dict[str, Any]:
    """Give an intent as the parse has it, with the question of a "faq"."""
    short = name.partition("/")[0]
    full = {} if short == name else {"full_retrieval_intent_name": name}
    return {"name": short, "confidence": 0.9, **full}


class TestAdding:
    # A41, A72: who wants it done is not told how to do it.
    @pytest.mark.parametrize(
        "text",
        [
            "je veux ajouter un produit",
            "nous souhaitons ajouter GoToTraining",
            "j'aimerais acheter un autre produit",
            "je voudrais souscrire à Rescue",
            "vorrei aggiungere un prodotto",
            "vogliamo acquistare GoToTraining",
            "desidero ordinare Rescue",
        ],
    )
    def test_a_wish_to_add_is_no_question(self, text: str) -> None:
        parsed = {"text": text, "intent": _full("faq/how_to_add")}

        heard = in_context(parsed, asked=None, form=None, first=True)

        assert heard["intent"]["name"] == "add_subscription"

    # A72
    @pytest.mark.parametrize(
        "text",
        [
            "comment ajouter un produit ?",
            "comment ajouter",
            "je voudrais savoir comment ajouter un produit",
            "où puis-je ajouter un produit ? je veux ajouter Rescue",
            "quelles sont les étapes, je veux ajouter un produit",
            "come aggiungere un prodotto?",
            "vorrei sapere come aggiungere un prodotto",
            "dove posso aggiungere un prodotto? vorrei aggiungere Rescue",
        ],
    )
    def test_a_question_how_stays_a_question(self, text: str) -> None:
        parsed = {"text": text, "intent": _full("faq/how_to_add")}

        assert in_context(parsed, asked=None, form=None, first=True) == parsed

    @pytest.mark.parametrize("question", ["faq/refund", "faq/vat", "faq/how_to_cancel"])
    def test_another_question_stays_as_it_is(self, question: str) -> None:
        parsed = {"text": "je veux ajouter un produit", "intent": _full(question)}

        assert in_context(parsed, asked=None, form=None, first=True) == parsed

    def test_in_the_middle_of_a_task_the_question_is_answered(self) -> None:
        parsed = {"text": "je veux ajouter un produit", "intent": _full("faq/how_to_add")}

        assert in_context(parsed, asked="details", form=FORM, first=False) == parsed


class TestSeats:
    # A8.11, E8
    @pytest.mark.parametrize(
        ("text", "role", "meant"),
        [
            ("ajoutez 3 postes à RescueAssist", "by", "change_subscription"),
            ("aggiunga 3 postazioni a RescueAssist", "by", "change_subscription"),
            ("ajouter RescueAssist, 3 postes", "to", "add_subscription"),
            ("aggiungere RescueAssist, 3 postazioni", "to", "add_subscription"),
        ],
    )
    @pytest.mark.parametrize("form", [None, FORM])
    def test_so_many_more_are_more_of_what_is_there(
        self, text: str, role: str, meant: str, form: str | None
    ) -> None:
        seats = [{"entity": "seats", "value": 3, "role": role}]

        assert _heard(text, "add_subscription", form=form, entities=seats) == meant

    def test_without_seats_it_is_another_product(self) -> None:
        product = [{"entity": "product", "value": "Rescue"}]

        assert _heard("ajouter Rescue", "add_subscription", entities=product) == "add_subscription"

    @pytest.mark.parametrize("intent", ["start_trial", "cancel_subscription", "inform"])
    def test_other_wishes_keep_their_name(self, intent: str) -> None:
        seats = [{"entity": "seats", "value": 3, "role": "by"}]

        assert _heard("3 postes de plus", intent, entities=seats) == intent


DONE = "cancel_subscription"


class TestUndoing:
    SENTENCES = pytest.mark.parametrize(
        ("text", "intent"),
        [
            ("annulez ce que je viens de faire", "cancel_subscription"),
            ("annulez la dernière opération", "abandon_task"),
            ("revenez en arrière", "nlu_fallback"),
            ("annulli quello che ho appena fatto", "cancel_subscription"),
            ("annulla l'ultima operazione", "withdraw_cancellation"),
            ("torni indietro", "nlu_fallback"),
        ],
    )

    @SENTENCES
    def test_what_was_done_is_taken_back(self, text: str, intent: str) -> None:
        heard = in_context(
            _parsed(text, intent),
            asked=None,
            form=None,
            first=False,
            last_done=DONE,
        )

        assert heard["intent"]["name"] == "undo"

    @SENTENCES
    @pytest.mark.parametrize("asked", ["subscription", "details", "confirmed"])
    def test_not_while_something_is_being_asked(self, text: str, intent: str, asked: str) -> None:
        heard = in_context(
            _parsed(text, intent),
            asked=asked,
            form=FORM,
            first=False,
            last_done=DONE,
        )

        assert heard["intent"]["name"] != "undo"

    @SENTENCES
    def test_also_when_nothing_was_done_so_that_this_is_said(self, text: str, intent: str) -> None:
        heard = in_context(_parsed(text, intent), asked=None, form=None, first=False)

        assert heard["intent"]["name"] == "undo"

    @pytest.mark.parametrize("text", ["annuler RescueAssist", "disdire RescueAssist"])
    def test_another_cancellation_is_a_cancellation(self, text: str) -> None:
        parsed = _parsed(text, "cancel_subscription")

        assert in_context(parsed, asked=None, form=None, first=False, last_done=DONE) == parsed

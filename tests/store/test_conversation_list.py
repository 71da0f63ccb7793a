"""Every filter of the list finds what it names and nothing else, on both engines."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from store import conversation_list, fact_refresh, feedback, handoffs, operations, reviews
from store.conversations import Conversation, Reply
from store.engine import reading, transaction
from store.list_filters import Filters
from subscriptions.roles import Operation
from tests.databases import NOW
from tests.store.acting import (
    ACTIVE,
    CANCEL,
    CONTACT,
    EXPIRED,
    HOLDER,
    MEMBER,
    carry_out,
    context,
    open_conversation,
    review,
)
from tests.store.reviewing import facts, hold, listed, subject_of, understood
from tests.store.talking import answer, receive

FERRI = "user_gruppo_titolare"


def hand_over(url: str, conversation: Conversation, person: str) -> None:
    with transaction(url) as connection:
        operations.begin(
            connection, person, context(conversation.id), Operation.CANCEL_SUBSCRIPTION
        )


def be_refused(url: str, conversation: Conversation) -> None:
    review(url, CANCEL, ACTIVE, person=MEMBER, conversation=conversation.id)


def cancel(url: str, conversation: Conversation) -> None:
    carry_out(url, CANCEL, ACTIVE, conversation=conversation.id)


def give_feedback(url: str, conversation: Conversation, *, helpful: bool) -> None:
    turn = receive(url, conversation, "oui").turn
    made = understood("affirm") | {"finished": "cancel_subscription"}
    answer(url, conversation, turn, Reply(text="C’est fait.", buttons=[]), understood=made)
    with transaction(url) as connection:
        feedback.give(connection, conversation.id, turn, helpful=helpful, words=None, now=NOW)


Setup = Callable[[str], Conversation]


def _held(then: Callable[..., object] | None = None, *more: object, **how: object) -> Setup:
    def set_up(url: str) -> Conversation:
        conversation = hold(url, "bonjour", sid="wanted", **how)  # type: ignore[arg-type]
        if then is not None:
            then(url, conversation, *more)
        return conversation

    return set_up


def _reviewed(url: str, conversation: Conversation) -> None:
    with transaction(url) as connection:
        reviews.mark_reviewed(connection, conversation.id, by="Anna", now=NOW)


def _flagged(url: str, conversation: Conversation) -> None:
    with transaction(url) as connection:
        reviews.flag(connection, conversation.id, flagged=True)


def _tagged(url: str, conversation: Conversation) -> None:
    with transaction(url) as connection:
        reviews.add_tag(connection, conversation.id, "À revoir")


def _unhappy(url: str, conversation: Conversation) -> None:
    give_feedback(url, conversation, helpful=False)


def _happy(url: str, conversation: Conversation) -> None:
    give_feedback(url, conversation, helpful=True)


def _corporate(url: str, conversation: Conversation) -> None:
    hand_over(url, conversation, FERRI)


ODD = understood("nlu_fallback", 0.31, ("cancel_subscription", 0.2))
IN_DOUBT = understood("nlu_fallback", 0.48, doubt=["cancel_subscription", "faq/refund"])


@pytest.mark.parametrize(
    ("set_up", "filters"),
    [
        pytest.param(_held(heard=understood("faq/refund")), {"intent": "faq/refund"}, id="intent"),
        pytest.param(_held(heard=understood("deny", 0.42)), {"below": 0.43}, id="confidence"),
        pytest.param(_held(heard=ODD), {"signs": ("fallback",)}, id="fallback"),
        pytest.param(_held(heard=IN_DOUBT), {"signs": ("doubt",)}, id="doubt"),
        pytest.param(_held(state="failed"), {"signs": ("failed",)}, id="failed"),
        pytest.param(_held(be_refused), {"signs": ("refused",)}, id="refused"),
        pytest.param(_held(_corporate), {"signs": ("handed_off",)}, id="handed-off"),
        pytest.param(_held(_unhappy), {"signs": ("unhappy",)}, id="unhappy"),
        pytest.param(_held(_happy), {"signs": ("happy",)}, id="happy"),
        pytest.param(_held(_reviewed), {"signs": ("reviewed",)}, id="reviewed"),
        pytest.param(_held(_flagged), {"signs": ("flagged",)}, id="flagged"),
        pytest.param(_held(_tagged), {"tag": "à revoir"}, id="tag"),
        pytest.param(_held(cancel), {"task": "cancel_subscription"}, id="task"),
        pytest.param(_held(cancel), {"outcome": "done"}, id="outcome"),
        pytest.param(
            _held(cancel),
            {"task": "cancel_subscription", "outcome": "done"},
            id="task-and-outcome",
        ),
        pytest.param(
            _held(subject=subject_of("user_studio_titolare")),
            {"whose": "Titolare@studio.example"},
            id="person",
        ),
        pytest.param(
            _held(subject=subject_of("user_studio_titolare")), {"whose": "bianchi"}, id="account"
        ),
        pytest.param(
            _held(subject=subject_of("user_studio_titolare")), {"whose": "studio."}, id="domain"
        ),
        pytest.param(_held(reply="Grazie mille"), {"words": "mille"}, id="words"),
        pytest.param(
            _held(_unhappy, heard=ODD),
            {"signs": ("fallback", "unhappy"), "below": 0.4, "language": "fr", "words": "bonj"},
            id="several-at-once",
        ),
    ],
)
def test_finds_only_what_it_names(
    database_url: str, set_up: Setup, filters: dict[str, object]
) -> None:
    hold(database_url, "bonjour", sid="another")
    wanted = set_up(database_url)
    hold(database_url, "bonjour", sid="a-third")

    assert listed(database_url, **filters) == [wanted.id]


def test_a_language_is_that_of_the_conversation(database_url: str) -> None:
    here = hold(database_url, "bonjour")

    assert listed(database_url, language="fr") == [here.id]
    assert listed(database_url, language="it") == []


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_dates_are_those_of_the_beginning(database_url: str, days: int) -> None:
    here = hold(database_url, "bonjour")
    since, until = NOW + timedelta(days=days), NOW + timedelta(days=days + 1)

    assert listed(database_url, since=since, until=until) == ([here.id] if days == 0 else [])


@pytest.mark.parametrize("whose", ["nobody@nowhere.example", "100%", "_", "\x00'"])
def test_nobody_is_found_by_a_strange_name(database_url: str, whose: str) -> None:
    hold(database_url, "bonjour")

    assert listed(database_url, whose=whose.replace("\x00", "")) == []


def test_an_outcome_of_another_task_is_not_that_of_this_one(database_url: str) -> None:
    here = hold(database_url, "bonjour")
    cancel(database_url, here)

    assert listed(database_url, task="start_trial", outcome="done") == []
    assert listed(database_url, task="cancel_subscription", outcome="refused") == []


def test_pages_follow_one_another_both_ways_without_gaps(database_url: str) -> None:
    made = [hold(database_url, "bonjour", sid=str(each)).id for each in range(7)]
    fact_refresh.refresh_all(database_url)
    newest_first = made[::-1]

    with reading(database_url) as connection:
        first = conversation_list.page(connection, Filters(language="fr"), size=3)
        second = conversation_list.page(
            connection, Filters(language="fr"), before=first.older, size=3
        )
        third = conversation_list.page(
            connection, Filters(language="fr"), before=second.older, size=3
        )
        back = conversation_list.page(
            connection, Filters(language="fr"), after=third.newer, size=3
        )
    pages = [
        [row["conversation_id"] for row in each.rows] for each in (first, second, third, back)
    ]

    assert pages == [newest_first[:3], newest_first[3:6], newest_first[6:], newest_first[3:6]]
    assert first.newer is None
    assert third.older is None


def test_neighbours_are_those_of_the_filtered_list(database_url: str) -> None:
    oldest = hold(database_url, "un", sid="1", heard=ODD)
    middle = hold(database_url, "deux", sid="2", heard=ODD)
    hold(database_url, "trois", sid="3")
    newest = hold(database_url, "quatre", sid="4", heard=ODD)
    number = facts(database_url, middle)["number"]

    with reading(database_url) as connection:
        found = conversation_list.neighbours(
            connection, Filters(signs=("fallback",), words="u"), number
        )
        every = conversation_list.neighbours(connection, Filters(signs=("fallback",)), number)

    assert every == (newest.id, oldest.id)
    assert found == (None, oldest.id)


def test_counts(database_url: str) -> None:
    for each in range(3):
        hold(database_url, "bonjour", sid=str(each))
    fact_refresh.refresh_all(database_url)

    with reading(database_url) as connection:
        counts = [
            conversation_list.count(connection, Filters(**filters))
            for filters in ({}, {"language": "fr"}, {"words": "bonjour"}, {"whose": "nobody"})
        ]

    assert counts == [3, 3, 3, 0]


class TestFacts:
    def test_count_what_was_said_and_understood(self, database_url: str) -> None:
        here = hold(database_url, "je veux annuler", "oui", heard=understood("affirm", 0.83))
        hold(database_url, "quoi", heard=ODD)
        found = facts(database_url, here)

        shown = ("messages", "asked", "opening", "lowest_confidence", "fallbacks", "intents")
        assert [found[name] for name in shown] == [
            6, 3, "je veux annuler", 0.31, 1, ["affirm", "nlu_fallback"],
        ]  # fmt: skip
        assert (found["person_id"], found["account_id"]) == (HOLDER, "acc_atelier")

    def test_of_a_button_have_no_confidence(self, database_url: str) -> None:
        pressed = {"intent": {"name": "affirm", "confidence": 1.0}}

        found = facts(database_url, hold(database_url, "Oui", heard=pressed))

        assert found["lowest_confidence"] is None
        assert found["intents"] == ["affirm"]

    def test_of_a_visitor_name_nobody(self, database_url: str) -> None:
        found = facts(database_url, hold(database_url, "bonjour", subject="visitor:1"))

        assert (found["person_id"], found["account_id"]) == (None, None)

    def test_follow_a_failed_turn_that_is_sent_again(self, database_url: str) -> None:
        here = open_conversation(database_url, subject=subject_of(HOLDER))
        turn = receive(database_url, here, client_id="m1").turn
        answer(database_url, here, turn, Reply(text="Problème.", buttons=[]), state="failed")
        assert facts(database_url, here)["failed"] == 1

        turn = receive(database_url, here, client_id="m1").turn
        answer(database_url, here, turn, Reply(text="Bonjour.", buttons=[]))

        found = facts(database_url, here)
        assert (found["failed"], found["messages"]) == (0, 2)
        assert listed(database_url, words="problème") == []

    @pytest.mark.parametrize(
        "odd",
        [
            None, [], "text", {"intent": None}, {"intent": "greet"}, {"intent": {"name": 3}},
            {"intent_ranking": [{"name": "x"}, None, 3], "entities": {}, "language": "fr"},
            {"intent": {"name": "x", "confidence": "high"}, "doubt": "y", "also": [{}]},
        ],
    )  # fmt: skip
    def test_are_worked_out_from_odd_predictions_too(self, database_url: str, odd: object) -> None:
        here = open_conversation(database_url, subject=subject_of(HOLDER))
        turn = receive(database_url, here).turn
        answer(database_url, here, turn, understood=odd)  # type: ignore[arg-type]

        assert facts(database_url, here)["asked"] == 1

    def test_change_with_the_account_of_what_happened(self, database_url: str) -> None:
        here = hold(database_url, "bonjour")
        be_refused(database_url, here)
        cancel(database_url, here)
        review(database_url, CANCEL, EXPIRED, person=CONTACT, conversation=here.id)
        _corporate(database_url, here)

        found = facts(database_url, here)

        assert (found["done"], found["refused"], found["handed_off"]) == (1, 1, 1)
        assert found["tasks"][0] == ["cancel_subscription", "done"]
        with transaction(database_url) as connection:
            [handoff] = handoffs.open_handoffs(connection)
            handoffs.release(connection, handoff["id"], now=NOW)
        assert facts(database_url, here)["handed_off"] == 1

    def test_are_the_same_when_worked_out_anew(self, database_url: str) -> None:
        here = hold(database_url, "bonjour")
        cancel(database_url, here)
        before = facts(database_url, here)

        fact_refresh.rebuild(database_url)

        assert facts(database_url, here) == before


class TestReviews:
    def test_a_conversation_that_goes_on_is_to_be_reviewed_again(self, database_url: str) -> None:
        here = hold(database_url, "bonjour")
        _reviewed(database_url, here)
        assert listed(database_url, signs=("reviewed",)) == [here.id]

        hold(database_url, "encore une question")

        assert listed(database_url, signs=("reviewed",)) == []
        assert listed(database_url, signs=("unreviewed",)) == [here.id]

    def test_can_be_taken_back(self, database_url: str) -> None:
        here = hold(database_url, "bonjour")
        _reviewed(database_url, here)
        _flagged(database_url, here)
        _tagged(database_url, here)
        with transaction(database_url) as connection:
            reviews.mark_unreviewed(connection, here.id)
            reviews.flag(connection, here.id, flagged=False)
            reviews.remove_tag(connection, here.id, "à revoir")

        found = facts(database_url, here)
        assert (found["reviewed"], found["flagged"], found["tags"]) == (False, False, [])

    def test_notes_keep_who_and_when(self, database_url: str) -> None:
        here = hold(database_url, "bonjour")
        with transaction(database_url) as connection:
            reviews.add_note(connection, here.id, "À montrer.", author="Anna", now=NOW)
            found = reviews.of_conversation(connection, here.id)

        [note] = found.notes
        assert (note["author"], note["text"], note["at"]) == ("Anna", "À montrer.", NOW)

    def test_a_tag_is_short_and_plain(self, database_url: str) -> None:
        here = hold(database_url, "bonjour")
        with transaction(database_url) as connection:
            for typed in ("  Facture   TVA ", "facture tva", "x" * 200, "  "):
                reviews.add_tag(connection, here.id, typed)
            found = reviews.of_conversation(connection, here.id).tags
            every = conversation_list.values_of(connection, "tag")

        assert found == ["facture tva", "x" * 40]
        assert every == ["facture tva", "x" * 40]

"""Words are found whatever their accents, capitals and apostrophes, on both engines."""

import pytest

from store.passages import marked, passage
from store.words import understand
from tests.store.reviewing import hold, listed

SAID = "Je veux résilier l’abonnement GoToMeeting de l'équipe, cœur à cœur : 100 % d’accord !"


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("résilier", id="as-written"),
        pytest.param("RESILIER", id="without-accents-in-capitals"),
        pytest.param("abonn", id="a-beginning"),
        pytest.param("d'abonnement", id="another-elision"),
        pytest.param("l’équipe", id="curly-apostrophe"),
        pytest.param("equipe résilier", id="several-words-in-any-order"),
        pytest.param('"veux résilier"', id="in-quotes"),
        pytest.param("« de l'équipe »", id="in-guillemets"),
        pytest.param("coeur", id="a-ligature"),
        pytest.param("100", id="a-number"),
        pytest.param('"veux" gotomeet', id="quoted-and-loose"),
        pytest.param("re\u0301silier", id="decomposed"),
    ],
)
def test_finds(database_url: str, typed: str) -> None:
    there = hold(database_url, SAID)

    assert listed(database_url, words=typed) == [there.id]


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("silier", id="not-the-end-of-a-word"),
        pytest.param('"abonn"', id="quoted-is-exact"),
        pytest.param('"résilier veux"', id="another-order-in-quotes"),
        pytest.param("résilier prolonger", id="one-of-two-words"),
        pytest.param('"accord merci"', id="not-across-two-messages"),
        pytest.param("' OR 1=1 --", id="sql"),
        pytest.param('résilier" OR customer:*', id="fts5-syntax"),
    ],
)
def test_does_not_find(database_url: str, typed: str) -> None:
    hold(database_url, SAID, "Merci")

    assert listed(database_url, words=typed) == []


@pytest.mark.parametrize("typed", ["", "  ", "!!! ***", '"', "NEAR(", "(", "^", "-", "\x00", "'"])
def test_signs_alone_ask_for_nothing_and_fail_nowhere(database_url: str, typed: str) -> None:
    hold(database_url, SAID)

    listed(database_url, words=typed)


def test_operators_of_the_engines_are_words_like_others(database_url: str) -> None:
    there = hold(database_url, "ni AND ni NOT, résilier OR pas : near")

    assert listed(database_url, words="not and near !resilier | :*") == [there.id]


def test_can_look_at_the_customers_words_alone(database_url: str) -> None:
    there = hold(database_url, "Bonjour", reply="Votre abonnement est actif.")

    assert listed(database_url, words="abonnement") == [there.id]
    assert listed(database_url, words="abonnement", said_by="customer") == []
    assert listed(database_url, words="bonjour", said_by="customer") == [there.id]


def test_very_long_and_strange_messages_are_indexed(database_url: str) -> None:
    there = hold(
        database_url, "é" * 5000, "mot " * 30_000, "'; DROP TABLE x; -- \\ ' \" \x01 日本"
    )

    assert listed(database_url, words="drop table") == []  # beyond what is indexed of one
    assert listed(database_url, words="mot") == [there.id]


def test_words_of_scripts_of_every_kind_are_found(database_url: str) -> None:
    there = hold(database_url, "'; DROP TABLE x; -- \\ ' \" Привет 日本 straße")

    for typed in ("drop table", "привет", "日本", "STRASSE"):
        assert listed(database_url, words=typed) == [there.id], typed


def test_a_passage_shows_what_was_found_and_its_surroundings() -> None:
    text = "a" * 100 + " résilier <b>l’abonnement</b> " + "z" * 300

    pieces = passage(text, understand("abonn resilier"))

    assert pieces is not None
    assert [piece.text for piece in pieces if piece.hit] == ["résilier", "abonnement"]
    assert pieces[0].text == "…"
    assert pieces[-1].text.endswith("…")
    assert len("".join(piece.text for piece in pieces)) < 250


def test_marking_a_text_changes_nothing_of_it() -> None:
    pieces = marked(SAID, understand("abonn coeur"))

    assert "".join(piece.text for piece in pieces) == SAID
    assert [piece.text for piece in pieces if piece.hit] == ["abonnement", "cœur", "cœur"]


def test_no_passage_where_nothing_was_found() -> None:
    assert passage("bonjour", understand("merci")) is None

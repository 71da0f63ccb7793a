"""Accepted corrections as changes of the training files: a diff to commit, never a live model."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import Any

from desk.corrections import alike, marks
from desk.corrections.sentences import Known, read


@dataclass(frozen=True, kw_only=True)
class Change:
    """The text of one training file before and after."""

    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Patch:
    """What accepted corrections change.

    :param files: by their path below the folder of training sentences.
    :param written: the corrections whose sentences stand in the files afterwards.
    :param refused: those that cannot be written, with the reasons, as `alike.Findings` has them.
    """

    files: Mapping[str, Change]
    written: tuple[int, ...]
    refused: Mapping[int, tuple[str, ...]]


def of(corrections: Iterable[Mapping[str, Any]], folder: Path) -> Patch:
    """Make the patch of accepted corrections, in the order in which they were proposed.

    A correction that stands in its file already counts as written: a patch may have been applied
    by other means.
    """
    learnt = read(folder)
    added: dict[str, list[str]] = {}
    waiting: list[Known] = []
    written: list[int] = []
    refused: dict[int, tuple[str, ...]] = {}
    for row in sorted(corrections, key=lambda each: int(each["number"])):
        asked = known(row)
        findings = alike.look(asked, learnt, waiting=waiting)
        if set(findings.refusals) - {"copy"}:
            refused[row["number"]] = findings.refusals
            continue
        written.append(row["number"])
        if not findings.copies:
            waiting.append(asked)
            line = f"    - {marks.marked(row['sentence'], row['mentions'])}\n"
            added.setdefault(f"{asked.language}/{asked.intent}.yml", []).append(line)
    return Patch(
        files={path: _changed(folder / path, lines) for path, lines in sorted(added.items())},
        written=tuple(written),
        refused=refused,
    )


def standing(corrections: Iterable[Mapping[str, Any]], folder: Path) -> list[int]:
    """Give those corrections whose sentences stand in the files under their intent."""
    there = {(one.language, one.intent, one.bare) for one in read(folder).sentences}
    return [
        row["number"]
        for row in corrections
        if (row["language"], row["intent"], known(row).bare) in there
    ]


def known(row: Mapping[str, Any]) -> Known:
    """Give the sentence that a correction teaches."""
    return Known(text=row["sentence"], intent=row["intent"], language=row["language"])


def diff(patch: Patch, prefix: str = "data/nlu") -> str:
    """Give a patch in the form that `git apply` accepts at the root of a checkout."""
    return "".join(
        line for path, change in patch.files.items() for line in _diff(f"{prefix}/{path}", change)
    )


def write(patch: Patch, folder: Path) -> list[Path]:
    """Write the changed files of a checkout, and give their paths."""
    for path, change in patch.files.items():
        (folder / path).write_text(change.after, encoding="utf-8")
    return [folder / path for path in patch.files]


def _changed(file: Path, lines: Sequence[str]) -> Change:
    before = file.read_text(encoding="utf-8")
    return Change(before=before, after=before + "".join(lines))


def _diff(path: str, change: Change) -> list[str]:
    lines = unified_diff(
        change.before.splitlines(keepends=True),
        change.after.splitlines(keepends=True),
        f"a/{path}",
        f"b/{path}",
    )
    return [f"diff --git a/{path} b/{path}\n", *lines]

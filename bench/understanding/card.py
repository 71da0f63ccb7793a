"""The figures as a table, and the model card that holds it."""

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from bench.understanding.figures import Figures
from bench.understanding.picture import FILE as PICTURE
from bench.understanding.sentences import TestSet
from understanding.examples import written

FILE = Path("docs/model-card.md")
_TEXT = Path(__file__).with_name("card.md")

_SHARES = (
    ("accuracy", "accuracy", "88 / 86 % (aim 95 %)"),
    ("macro-F1", "macro_f1", ""),
    ("among the two likeliest", "top_2", "94 % (aim 98 %)"),
    ("out-of-scope recall", "out_of_scope_recall", "85 % (aim 95 %)"),
    ("false rejection", "false_rejection", "at most 3 %"),
    ("calibration error", "calibration_error", "at most 5 % (aim 3 %)"),
    ("foreign sentences that begin a task", "foreign_tasks", "under 2 %"),
    ("both of two requests in one message", "both_requests", ""),
    ("language", "language", "98 % (aim 99 %)"),
    ("language, three words or fewer", "language_in_few_words", "92 % (aim 95 %)"),
)
_ENTITIES = (("product", "99 %"), ("seats", "95 %"), ("others", "93 %"))
Theirs = Mapping[str, Mapping[str, Any]] | None


def table(ours: Mapping[str, Figures], theirs: Theirs) -> str:
    """One Markdown table; Rasa's recommended pipeline beside ours, where it was measured."""
    rows = [
        f"| {name} | {_both(ours, theirs, key, _percent)} | {target} |"
        for name, key, target in _SHARES
    ]
    rows += [
        f"| F1 of {entity} | {_both(ours, theirs, ('entities', entity), _percent)} | {target} |"
        for entity, target in _ENTITIES
    ]
    rows += [
        f"| {style} wording | {_both(ours, theirs, ('styles', style), _percent)} | |"
        for style in next(iter(ours.values())).styles
    ]
    rows.append(f"| `parse_message` p50, p95 | {_seconds(ours, theirs)} | at most as slow |")
    head = "| | French | Italian | Rasa's pipeline, French | Italian | target |"
    lines = [head, "| --- | --- | --- | --- | --- | --- |", *rows, ""]
    for language, figures in ours.items():
        wrong = "; ".join(
            f"{meant} for {taken} {times}" for meant, taken, times in _worst(figures)
        )
        lines.append(f"Worst confusions, {language} (understood as, meant): {wrong}.")
    return "\n".join(lines)


def _worst(figures: Figures) -> list[tuple[str, str, int]]:
    return [(taken, meant, times) for meant, taken, times in figures.confusions]


def _both(
    ours: Mapping[str, Figures],
    theirs: Theirs,
    key: str | tuple[str, str],
    shown: Callable[[float], str],
) -> str:
    mine = [shown(_value(vars(each), key)) for each in ours.values()]
    others = [shown(_value(theirs[each], key)) if theirs else "not measured" for each in ours]
    return " | ".join([*mine, *others])


def _value(figures: Mapping[str, Any], key: str | tuple[str, str]) -> float:
    if isinstance(key, str):
        return float(figures[key])
    return float(figures[key[0]].get(key[1], 0.0))


def _seconds(ours: Mapping[str, Figures], theirs: Theirs) -> str:
    mine = [_pair(theirs[each]["ours_seconds"] if theirs else ours[each].seconds) for each in ours]
    others = [_pair(theirs[each]["seconds"]) if theirs else "not measured" for each in ours]
    return " | ".join([*mine, *others])


def _pair(seconds: Any) -> str:
    return ", ".join(f"{one * 1000:.0f} ms" for one in seconds)


def _percent(share: float) -> str:
    return f"{share:.1%}".replace("%", " %")


def write(figures: str, tests: list[TestSet], file: Path = FILE) -> None:
    """Write the model card: its fixed text with the figures in their places."""
    learnt = Counter(one.language for one in written())
    blanks = {
        "TABLE": figures,
        "LEARNT": " and ".join(f"{learnt[each.language]:,} ({each.language})" for each in tests),
        "TESTED": " and ".join(f"{len(each.asked):,} ({each.language})" for each in tests),
        "PICTURE": PICTURE.name,
    }
    text = _TEXT.read_text(encoding="utf-8")
    for name, value in blanks.items():
        text = text.replace(f"{{{name}}}", value)
    file.write_text(text, encoding="utf-8")

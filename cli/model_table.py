"""A report of two models as lines for a terminal."""

from collections.abc import Iterator
from typing import Any

_SHOWN = 20


def of(report: dict[str, Any]) -> str:
    """Give what changes, what breaks, and the figures of the tests."""
    lines = [*_known(report), *_past(report), *_tests(report), *_stories(report)]
    return "\n".join(lines)


def _known(report: dict[str, Any]) -> Iterator[str]:
    if "known" not in report:
        return
    known = report["known"]
    yield (
        f"of {known['asked']} messages whose meaning is known, right before:"
        f" {known['right_before']}, after: {known['right_after']}"
    )
    for name in ("broken", "mended", "still_wrong"):
        yield from _messages(name.replace("_", " "), known[name])


def _past(report: dict[str, Any]) -> Iterator[str]:
    if "past" not in report:
        return
    yield f"of {report['past']['asked']} past messages:"
    titles = {
        "intents": "understood otherwise",
        "entities": "naming something else",
        "into_doubt": "falling into doubt",
        "out_of_doubt": "coming out of doubt",
    }
    for key, title in titles.items():
        yield from _messages(title, report["past"][key])


def _messages(title: str, found: dict[str, Any]) -> Iterator[str]:
    yield f"  {title}: {found['count']}"
    for one in found["messages"][:_SHOWN]:
        old, new = one["old"], one["new"]
        yield (
            f"    {one['text']!r}: {old['intent']} {old['sure']:.2f}"
            f" -> {new['intent']} {new['sure']:.2f}"
        )


def _tests(report: dict[str, Any]) -> Iterator[str]:
    for language, both in report.get("tests", {}).items():
        yield f"blind tests, {language}"
        for key, old in both["old"].items():
            if isinstance(old, float):
                new = both["new"][key]
                yield f"  {key.replace('_', ' '):<24}{old:8.1%}{new:8.1%}{new - old:+8.1%}"


def _stories(report: dict[str, Any]) -> Iterator[str]:
    for name, found in report.get("stories", {}).items():
        passed = found["stories"] - len(found["failed"])
        failed = "".join(f"\n  fails: {each}" for each in found["failed"])
        yield f"stories, {name} model: {passed} of {found['stories']} pass{failed}"

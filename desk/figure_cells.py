"""Figures as a page shows them: a text in the reader's language, and the number it is drawn by."""

from dataclasses import dataclass

from babel.numbers import format_decimal, format_percent

from desk.labels import Labels
from store.figures import Counts, Waiting

_SHARES = {
    "containment": ("contained", "used"),
    "fallback_rate": ("fallbacks", "asked"),
    "unsure_rate": ("unsure", "guessed"),
}
_PLAIN = ("conversations", "messages", "done", "refused", "handed_off", "doubts")
FIGURES = ("containment", "satisfaction", "fallback_rate", "unsure_rate", *_PLAIN)
WAITS = ("handoffs", "kept_promise", "median_wait", "p90_wait")


@dataclass(frozen=True)
class Cell:
    """`number` is a share from 0 to 1, a count or minutes; none where nothing was to count."""

    text: str
    number: float | None


def counted(counts: Counts, name: str, labels: Labels) -> Cell:
    """Give one of `FIGURES`."""
    if name in _PLAIN:
        return plain(getattr(counts, name), labels)
    if name == "satisfaction":
        return share(counts.helpful, counts.helpful + counts.unhelpful, labels)
    part, whole = _SHARES[name]
    return share(getattr(counts, part), getattr(counts, whole), labels)


def waited(waits: Waiting, name: str, labels: Labels) -> Cell:
    """Give one of `WAITS`."""
    if name == "handoffs":
        text = labels("figures.replied", replied=waits.replied, opened=waits.opened)
        return Cell(text, waits.opened)
    if name == "kept_promise":
        return share(waits.on_time, waits.owed, labels)
    seconds = waits.median if name == "median_wait" else waits.p90
    if seconds is None:
        return Cell("–", None)
    minutes = round(seconds / 60, 1)
    said = format_decimal(minutes, locale=labels.language)
    return Cell(labels("figures.minutes", minutes=said), minutes)


def plain(number: int, labels: Labels) -> Cell:
    """Give a count."""
    return Cell(str(format_decimal(number, locale=labels.language)), number)


def percent(number: float | None, labels: Labels) -> Cell:
    """Give a share by itself."""
    return Cell("–" if number is None else _percent(number, labels), number)


def share(part: int, whole: int, labels: Labels) -> Cell:
    """Give a share with what it was divided from."""
    if not whole:
        return Cell("–", None)
    said = _percent(part / whole, labels)
    return Cell(labels("figures.share", share=said, part=part, whole=whole), part / whole)


def _percent(number: float, labels: Labels) -> str:
    form = "0.0\u202f%" if labels.language == "fr" else "0.0%"
    return str(format_percent(number, form, locale=labels.language))

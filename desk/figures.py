"""What the assistant achieved: a page of figures, and the same as files for spreadsheets."""

from babel.numbers import format_decimal, format_percent
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

import clock
import settings
from desk.context import Desk
from desk.csv_file import csv_file
from desk.guard import needs
from desk.labels import Labels
from desk.pages import language_of, page
from desk.periods import PRESETS, Period, asked_for
from store import figures
from store.engine import reading
from store.figures import Counts, Waiting

_MOST_ROWS = 50_000
_SHARES = {
    "containment": ("contained", "used"),
    "fallback_rate": ("fallbacks", "asked"),
    "unsure_rate": ("unsure", "guessed"),
}
_PLAIN = ("conversations", "messages", "done", "refused", "handed_off", "doubts")
FIGURES = ("containment", "satisfaction", "fallback_rate", "unsure_rate", *_PLAIN)
_WAITS = ("handoffs", "kept_promise", "median_wait", "p90_wait")


def routes(desk: Desk) -> list[Route]:
    """Give the routes of the figures."""
    pages = _Pages(desk)
    agent = needs("agent")
    return [
        Route("/figures", agent(pages.show), name="figures"),
        Route("/figures/figures.csv", agent(pages.table), name="figures_csv"),
        Route("/figures/conversations.csv", agent(pages.conversations), name="figures_rows_csv"),
    ]


class _Pages:
    def __init__(self, desk: Desk) -> None:
        self._url = desk.settings.database_url
        self._hours = settings.opening_hours()

    def show(self, request: Request) -> Response:
        period = _period(request)
        cuts = period.cuts()
        spans = [period.span, period.before.span, *(cut.span for cut in cuts)]
        with reading(self._url) as connection:
            now, before, *each = figures.count(connection, spans)
            waits = [figures.waiting(connection, span, self._hours.due) for span in spans[:2]]
            languages = figures.by_language(connection, period.span)
        labels = Labels(language_of(request))
        return page(
            request,
            "figures.html",
            period=period,
            presets=PRESETS,
            names=FIGURES,
            totals=[
                (name, _shown(now, name, labels), _shown(before, name, labels)) for name in FIGURES
            ]
            + [
                (name, _wait(waits[0], name, labels), _wait(waits[1], name, labels))
                for name in _WAITS
            ],
            cuts=[
                (cut, [_shown(one, name, labels) for name in FIGURES])
                for cut, one in zip(cuts, each, strict=True)
            ],
            languages_found=[
                (language, [_shown(one, name, labels) for name in FIGURES])
                for language, one in languages.items()
            ],
        )

    def table(self, request: Request) -> Response:
        cuts = _period(request).cuts()
        with reading(self._url) as connection:
            each = figures.count(connection, [cut.span for cut in cuts])
        names = list(Counts.__dataclass_fields__)
        return csv_file(
            "figures.csv",
            ("first_day", "last_day", *names),
            (
                (cut.first.isoformat(), cut.last.isoformat(), *(getattr(one, n) for n in names))
                for cut, one in zip(cuts, each, strict=True)
            ),
        )

    def conversations(self, request: Request) -> Response:
        with reading(self._url) as connection:
            rows = figures.rows_of(connection, _period(request).span, limit=_MOST_ROWS)
        lines = [
            row | {at: row[at].isoformat() for at in ("started_at", "last_at")} for row in rows
        ]
        return csv_file(
            "conversations.csv", figures.COLUMNS, (tuple(line.values()) for line in lines)
        )


def _period(request: Request) -> Period:
    query = request.query_params
    return asked_for(query.get("days"), query.get("since"), query.get("until"), now=clock.now())


def _shown(counts: Counts, name: str, labels: Labels) -> str:
    if name in _PLAIN:
        return str(format_decimal(getattr(counts, name), locale=labels.language))
    if name == "satisfaction":
        return _share(counts.helpful, counts.helpful + counts.unhelpful, labels)
    part, whole = _SHARES[name]
    return _share(getattr(counts, part), getattr(counts, whole), labels)


def _share(part: int, whole: int, labels: Labels) -> str:
    if not whole:
        return "–"
    share = format_percent(
        part / whole, "0.0\u202f%" if labels.language == "fr" else "0.0%", locale=labels.language
    )
    return labels("figures.share", share=share, part=part, whole=whole)


def _wait(waits: Waiting, name: str, labels: Labels) -> str:
    if name == "handoffs":
        return labels("figures.replied", replied=waits.replied, opened=waits.opened)
    if name == "kept_promise":
        return _share(waits.in_time, waits.replied, labels)
    seconds = waits.median if name == "median_wait" else waits.p90
    if seconds is None:
        return "–"
    minutes = format_decimal(round(seconds / 60, 1), locale=labels.language)
    return labels("figures.minutes", minutes=minutes)

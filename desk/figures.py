"""What the assistant achieved: a page of figures, and the same as files for spreadsheets."""

from typing import Any, NamedTuple

from babel.dates import format_skeleton
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

import clock
import settings
from desk import built, charts, figure_cells
from desk.context import Desk
from desk.csv_file import csv_file
from desk.figure_cells import FIGURES, WAITS, Cell
from desk.guard import needs
from desk.known_words import TASKS
from desk.labels import Labels
from desk.pages import language_of, page
from desk.periods import PRESETS, Period, asked_for
from store import desk_audit, figures
from store.engine import reading, transaction
from store.figures import Counts, Span, Waiting
from store.list_filters import OUTCOMES

_MOST_ROWS = 50_000
_SPOKEN = ("fr", "it")


def routes(desk: Desk) -> list[Route]:
    """Give the routes of the figures."""
    pages = _Pages(desk)
    agent, reviewer = needs("agent"), needs("reviewer")
    return [
        Route("/figures", agent(pages.show), name="figures"),
        Route("/figures/figures.csv", agent(pages.table), name="figures_csv"),
        Route("/figures/tasks.csv", agent(pages.tasks), name="figures_tasks_csv"),
        Route(
            "/figures/conversations.csv", reviewer(pages.conversations), name="figures_rows_csv"
        ),
    ]


class _Asked(NamedTuple):
    period: Period
    language: str | None


class _Pages:
    def __init__(self, desk: Desk) -> None:
        self._url = desk.settings.database_url
        self._due = settings.opening_hours().due

    def show(self, request: Request) -> Response:
        asked = _asked(request)
        cuts = asked.period.cuts()
        spans = [asked.period.span, asked.period.before.span, *(cut.span for cut in cuts)]
        labels = Labels(language_of(request))
        with reading(self._url) as connection:
            now, before, *of_cuts = figures.count(connection, spans, asked.language)
            totals = self._totals(connection, asked, now, labels)
            earlier = asked._replace(period=asked.period.before)
            totals_before = self._totals(connection, earlier, before, labels)
            waits = [self._waits(connection, cut.span, asked.language) for cut in cuts]
            languages = figures.by_language(connection, asked.period.span)
            tasks = figures.tasks(connection, asked.period.span, asked.language)
        return page(
            request,
            "figures.html",
            chart_script=built.charts(),
            charts_over_time=charts.OVER_TIME,
            charts_by_language=charts.BY_LANGUAGE,
            asked=asked,
            period=asked.period,
            presets=PRESETS,
            spoken=_SPOKEN,
            names=FIGURES,
            waits=WAITS,
            named_tasks=TASKS,
            outcomes=OUTCOMES,
            totals=[(name, found, totals_before[name]) for name, found in totals.items()],
            cuts=[
                (cut, _tick(cut, asked.period, labels), _row(counts, labels, wait))
                for cut, counts, wait in zip(cuts, of_cuts, waits, strict=True)
            ],
            languages_found=[
                (name, None, _row(counts, labels)) for name, counts in languages.items()
            ],
            tasks=[
                (task, [figure_cells.plain(found[outcome], labels) for outcome in OUTCOMES])
                for task, found in tasks.items()
            ],
        )

    def _totals(
        self, connection: Any, asked: _Asked, counts: Counts, labels: Labels
    ) -> dict[str, Cell]:
        whole = (asked.period.span, asked.language)
        waits = self._waits(connection, *whole)
        sure = figures.confidence(connection, *whole)
        return {
            **{name: figure_cells.counted(counts, name, labels) for name in FIGURES},
            "confidence": figure_cells.percent(sure, labels),
            "comments": figure_cells.plain(figures.comments(connection, *whole), labels),
            **{name: figure_cells.waited(waits, name, labels) for name in WAITS},
        }

    def _waits(self, connection: Any, span: Span, language: str | None) -> Waiting:
        return figures.waiting(connection, span, language, due=self._due, now=clock.now())

    def table(self, request: Request) -> Response:
        asked = _asked(request)
        cuts = asked.period.cuts()
        with reading(self._url) as connection:
            each = figures.count(connection, [cut.span for cut in cuts], asked.language)
        self._record(request, "figures.csv", asked)
        names = list(Counts.__dataclass_fields__)
        return csv_file(
            "figures.csv",
            ("first_day", "last_day", *names),
            (
                (cut.first.isoformat(), cut.last.isoformat(), *(getattr(one, n) for n in names))
                for cut, one in zip(cuts, each, strict=True)
            ),
        )

    def tasks(self, request: Request) -> Response:
        asked = _asked(request)
        with reading(self._url) as connection:
            found = figures.tasks(connection, asked.period.span, asked.language)
        self._record(request, "tasks.csv", asked)
        rows = ((task, *(times[each] for each in OUTCOMES)) for task, times in found.items())
        return csv_file("tasks.csv", ("task", *OUTCOMES), rows)

    def conversations(self, request: Request) -> Response:
        asked = _asked(request)
        with reading(self._url) as connection:
            rows = figures.rows_of(connection, asked.period.span, asked.language, limit=_MOST_ROWS)
        self._record(request, "conversations.csv", asked)
        lines = [
            row | {at: row[at].isoformat() for at in ("started_at", "last_at")} for row in rows
        ]
        return csv_file(
            "conversations.csv", figures.COLUMNS, (tuple(line.values()) for line in lines)
        )

    def _record(self, request: Request, file: str, asked: _Asked) -> None:
        """A file leaves the desk: who took which, and of what period."""
        days = {"since": asked.period.first.isoformat(), "until": asked.period.last.isoformat()}
        with transaction(self._url) as connection:
            desk_audit.record(
                connection,
                request.state.staff,
                "figures_downloaded",
                object=file,
                detail=days,
                now=clock.now(),
            )


def _asked(request: Request) -> _Asked:
    query = request.query_params
    spoken = query.get("language")
    return _Asked(
        asked_for(query.get("days"), query.get("since"), query.get("until"), now=clock.now()),
        spoken if spoken in _SPOKEN else None,
    )


def _row(counts: Counts, labels: Labels, waits: Waiting | None = None) -> list[Cell]:
    found = [figure_cells.counted(counts, name, labels) for name in FIGURES]
    if waits is not None:
        found += [figure_cells.waited(waits, name, labels) for name in WAITS]
    return found


def _tick(cut: Period, period: Period, labels: Labels) -> str:
    """The days of a cut in few letters: its first day, or the month."""
    skeleton = "yMMM" if period.in_months else "MMMd"
    return str(format_skeleton(skeleton, cut.first, locale=labels.language))

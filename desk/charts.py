"""Which charts the page of figures draws, each from columns of a table of that page."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Chart:
    """One drawing; what it says is `figures.chart.<name>`, its upright axis `figures.axis.<axis>`.

    :param form: `bars`, `stacked` bars or `lines`.
    :param columns: names of figures, whose cells in the table are what is drawn.
    :param axis: `share` is drawn from 0 to 100 %; any other from 0 to the highest.
    """

    name: str
    form: str
    columns: tuple[str, ...]
    axis: str


OVER_TIME = (
    Chart("conversations", "bars", ("conversations",), "conversations"),
    Chart("containment", "lines", ("containment",), "share"),
    Chart("tasks", "stacked", ("done", "refused", "handed_off"), "tasks"),
    Chart("satisfaction", "lines", ("satisfaction",), "share"),
    Chart("understanding", "lines", ("fallback_rate", "unsure_rate"), "share"),
    Chart("waits", "lines", ("median_wait", "p90_wait"), "minutes"),
)
BY_LANGUAGE = (
    Chart("language_conversations", "bars", ("conversations",), "conversations"),
    Chart("language_shares", "bars", ("containment", "satisfaction", "fallback_rate"), "share"),
)

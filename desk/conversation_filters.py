"""The filters of the list of conversations, as they stand in its address.

An address is a permanent link to a filtered list. What it asks wrongly is left out, never an
error: links are typed, cut and shared.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from starlette.requests import Request

from store.list_filters import OUTCOMES, SIGNS, Filters

ZONE = ZoneInfo("Europe/Paris")
"""In which the days of a filter are meant."""

LANGUAGES = ("fr", "it")
_LONGEST = 200


@dataclass(frozen=True)
class Asked:
    """What an address asks for.

    :param fields: the form's fields that are filled in, cleaned.
    :param signs: those that are ticked.
    """

    fields: Mapping[str, str]
    signs: tuple[str, ...]
    filters: Filters

    def get(self, name: str) -> str:
        return self.fields.get(name, "")

    @property
    def query(self) -> str:
        """Give the query of the permanent link to this list, its first page."""
        return self.with_more()

    def with_more(self, **more: str | int | None) -> str:
        """Give the query with further fields, such as the number a page begins at."""
        pairs: list[tuple[str, str]] = [*self.fields.items()]
        pairs += [("sign", each) for each in self.signs]
        pairs += [(name, str(value)) for name, value in more.items() if value is not None]
        return urlencode(pairs)


def read(pairs: Iterable[tuple[str, str]]) -> Asked:
    """Read the query of an address."""
    given = [(name, _clean(value)) for name, value in pairs]
    signs = tuple(
        each for each in SIGNS if each in {value for name, value in given if name == "sign"}
    )
    fields: dict[str, str] = {}
    filters = Filters(signs=signs)
    single = {name: value for name, value in given if value}
    for name, parse in _FIELDS.items():
        value = parse(single.get(name, ""))
        if value is not None:
            fields[name] = single[name]
            filters = replace(filters, **{name: value})  # type: ignore[arg-type]
    if not filters.words:  # then nobody's words are asked for
        fields.pop("said_by", None)
        filters = replace(filters, said_by="anyone")
    return Asked(fields, signs, filters)


def cursor(pairs: Mapping[str, str]) -> dict[str, int]:
    """Read from which number a page is to go on, if it is not the first."""
    for name in ("before", "after"):
        if pairs.get(name, "").isdecimal() and len(pairs[name]) < 12:
            return {name: int(pairs[name])}
    return {}


def asked_by(request: Request) -> Asked:
    """Read the filters in the address of a request."""
    return read(request.query_params.multi_items())


def conversation_id(request: Request) -> str:
    """Give the conversation's id in the address, which may be anything."""
    return plain(request.path_params["conversation_id"])[:64]


def with_query(path: str, query: str) -> str:
    """Give a path with its query, if there is one."""
    return f"{path}?{query}" if query else path


def plain(typed: str) -> str:
    """Give a text without control characters, which PostgreSQL cannot store."""
    return "".join(each for each in typed if each.isprintable() or each == "\n").strip()


def _clean(value: str) -> str:
    printable = "".join(each if each.isprintable() else " " for each in value)
    return " ".join(printable.split())[:_LONGEST]


def _text(value: str) -> str | None:
    return value or None


def _language(value: str) -> str | None:
    return value if value in LANGUAGES else None


def _outcome(value: str) -> str | None:
    return value if value in OUTCOMES else None


def _who(value: str) -> str | None:
    return value if value == "customer" else None


def _share(value: str) -> float | None:
    """Read a confidence: 0.6, 0,6 and 60 mean the same."""
    plain = value.replace(",", ".").rstrip("% ")
    if not plain.replace(".", "", 1).isdecimal() or not plain.isascii():
        return None
    number = float(plain)
    share = number / 100 if number > 1 else number
    return share if 0 < share <= 1 else None


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _since(value: str) -> datetime | None:
    day = _day(value)
    return None if day is None else _midnight(day)


def _until(value: str) -> datetime | None:
    """Give the end of a day: the last day that is asked for counts."""
    day = _day(value)
    return None if day is None or day == date.max else _midnight(day + timedelta(days=1))


def _midnight(day: date) -> datetime | None:
    if not 1970 <= day.year < 9999:
        return None
    return datetime.combine(day, time(), ZONE).astimezone(timezone.utc)


_FIELDS = {
    "words": _text,
    "said_by": _who,
    "whose": _text,
    "language": _language,
    "intent": _text,
    "below": _share,
    "task": _text,
    "outcome": _outcome,
    "tag": _text,
    "since": _since,
    "until": _until,
}
"""Each field of the form, named as the filter it fills."""

"""The period that figures are about: days of the desk's zone, cut into days, weeks or months."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from desk.pages import ZONE
from store.figures import Span

PRESETS = (7, 30, 90)
_LONGEST = 731
_MOST_DAYS = 31
_MOST_DAYS_IN_WEEKS = 184


@dataclass(frozen=True)
class Period:
    """From the first day to the last, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def span(self) -> Span:
        return Span(_midnight(self.first), _midnight(self.last + timedelta(days=1)))

    @property
    def before(self) -> "Period":
        """The period as long that ends where this one begins."""
        return Period(self.first - timedelta(days=self.days), self.first - timedelta(days=1))

    @property
    def in_months(self) -> bool:
        """Whether the period is so long that it is cut into months."""
        return self.days > _MOST_DAYS_IN_WEEKS

    def cuts(self) -> list["Period"]:
        """Cut into days, or of a longer period into weeks from Monday, or months."""
        found = []
        first = self.first
        while first <= self.last:
            last = min(self._end_of_cut(first), self.last)
            found.append(Period(first, last))
            first = last + timedelta(days=1)
        return found

    def _end_of_cut(self, first: date) -> date:
        if self.days <= _MOST_DAYS:
            return first
        if not self.in_months:
            return first + timedelta(days=6 - first.weekday())
        return (first.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def asked_for(days: str | None, since: str | None, until: str | None, *, now: datetime) -> Period:
    """Read a period from an address; of what is no period, the last thirty days."""
    today = now.astimezone(ZONE).date()
    try:
        own = Period(date.fromisoformat(since or ""), date.fromisoformat(until or ""))
        if 1 <= own.days <= _LONGEST and own.first.year > 2000:
            return own
    except ValueError:
        pass
    length = next((each for each in PRESETS if str(each) == days), 30)
    return Period(today - timedelta(days=length - 1), today)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZONE)

"""When people answer, and until when a first answer is owed.

Opening hours are those of one office: the same every working day, none on its holidays.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from subscriptions.dates import ONE_DAY
from subscriptions.working_days import is_working_day


@dataclass(frozen=True, kw_only=True)
class OpeningHours:
    """Open from `opens` to `closes`, local time of `zone`, on the working days of `country`."""

    opens: time
    closes: time
    zone: ZoneInfo
    country: str

    def is_open(self, at: datetime) -> bool:
        """Tell whether somebody is there to answer at this instant."""
        begins, ends = self._day(at.astimezone(self.zone).date())
        return begins is not None and begins <= at < ends

    def next_opening(self, at: datetime) -> datetime:
        """Give the instant from which somebody is there: `at` itself during opening hours."""
        day = at.astimezone(self.zone).date()
        while True:
            begins, ends = self._day(day)
            if begins is not None and at < ends:
                return max(at, begins)
            day += ONE_DAY

    def due(self, asked: datetime) -> datetime:
        """Give the instant until which a first answer is owed: one opening day later.

        Only time during opening hours counts: what is asked on Tuesday at 15:00 is due on
        Wednesday at 15:00, what is asked on a Saturday at Monday's closing.
        """
        left, at = self._length(), asked
        while True:
            at = self.next_opening(at)
            _, ends = self._day(at.astimezone(self.zone).date())
            if at + left <= ends:
                return at + left
            left -= ends - at
            at = ends

    def _length(self) -> timedelta:
        some_day = date(2000, 1, 3)  # only the difference of the two times counts
        return datetime.combine(some_day, self.closes) - datetime.combine(some_day, self.opens)

    def _day(self, day: date) -> tuple[datetime | None, datetime]:
        """Give when a day begins and ends; it does not begin when it is not worked."""
        ends = datetime.combine(day, self.closes, self.zone)
        if not is_working_day(day, self.country):
            return None, ends
        return datetime.combine(day, self.opens, self.zone), ends

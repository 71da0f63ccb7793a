"""Which hand-offs somebody sees where, and what was promised to whom. Pure: no store, no web."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from store.inbox import Entry
from store.staff import Staff
from subscriptions.opening_hours import OpeningHours


@dataclass(frozen=True, kw_only=True)
class Row:
    """A hand-off in the inbox.

    :param due: until when a first answer is owed; `None` once it was given.
    :param waits: how long the customer has waited for it, or did wait.
    """

    entry: Entry
    due: datetime | None
    is_overdue: bool
    waits: timedelta


@dataclass(frozen=True, kw_only=True)
class Sections:
    """The inbox of one colleague; each part begins with what is due first."""

    mine: list[Row] = field(default_factory=list)
    team: list[Row] = field(default_factory=list)
    pool: list[Row] = field(default_factory=list)
    others: list[Row] = field(default_factory=list)

    @property
    def waiting(self) -> int:
        """How many this colleague could take now."""
        return len(self.team) + len(self.pool)

    @property
    def overdue(self) -> int:
        """How many customers were promised an answer that has not come."""
        everything = (*self.mine, *self.team, *self.pool, *self.others)
        return sum(each.is_overdue for each in everything)


def row(entry: Entry, hours: OpeningHours, now: datetime) -> Row:
    """Work out what is owed for a hand-off."""
    answered = entry.first_reply_at or entry.ended_at
    due = None if answered else hours.due(entry.opened_at)
    return Row(
        entry=entry,
        due=due,
        is_overdue=due is not None and due < now,
        waits=(answered or now) - entry.opened_at,
    )


def sections(
    entries: Sequence[Entry], staff: Staff, hours: OpeningHours, now: datetime
) -> Sections:
    """Sort open hand-offs into the parts of somebody's inbox.

    One that a team answers for is shown to that team, to admins, and to everybody once it is
    overdue, so that none is lost while a team is away.
    """
    found = Sections()
    for each in sorted((row(each, hours, now) for each in entries), key=_order):
        place = _place(each, staff, found)
        if place is not None:
            place.append(each)
    return found


def _place(each: Row, staff: Staff, found: Sections) -> list[Row] | None:
    entry = each.entry
    if entry.claimed_by is not None:
        return found.mine if entry.claimed_by == staff.id else found.others
    if entry.team is None or (each.is_overdue and entry.team not in staff.teams):
        return found.pool
    if entry.team in staff.teams:
        return found.team
    return found.others if staff.role == "admin" else None


def _order(each: Row) -> tuple[bool, datetime]:
    """What is owed comes first, by its promise; what was answered, by when it was opened."""
    return each.due is None, each.due or each.entry.opened_at

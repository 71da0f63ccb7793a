"""Reports of what a new model changes, and which models an admin lets go live."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection

from store import correction_schema

_table = correction_schema.model_report


class NoReportError(LookupError):
    """There is no such report, or none of this model."""


class NotApprovedError(PermissionError):
    """No admin has approved a report of this model."""


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Two models: the SHA-256 of their files, and what the files are called."""

    old_model: str
    new_model: str
    old_name: str
    new_name: str


def add(
    connection: Connection, compared: Compared, report: dict[str, Any], *, now: datetime
) -> int:
    """Store a report, and give its number."""
    made = {**vars(compared), "report": report, "made_at": now, "publishable": False}
    return int(connection.execute(insert(_table).values(made)).inserted_primary_key[0])


def listing(connection: Connection, *, most: int = 50) -> list[dict[str, Any]]:
    """Read the latest reports, newest first."""
    found = select(_table).order_by(_table.c.number.desc()).limit(most)
    return [dict(row) for row in connection.execute(found).mappings()]


def by_number(connection: Connection, number: int) -> dict[str, Any]:
    """Read one report.

    :raises NoReportError: if there is none.
    """
    found = select(_table).where(_table.c.number == number)
    row = connection.execute(found).mappings().one_or_none()
    if row is None:
        raise NoReportError(f"no model report {number}")
    return dict(row)


def approve(connection: Connection, number: int, *, by: str, now: datetime) -> None:
    """Let the new model of a report go live. The caller makes sure that `by` is an admin.

    :raises NoReportError: if there is no such report.
    """
    approval = {"publishable": True, "approved_by": by, "approved_at": now}
    known = _table.c.number == number
    if connection.execute(update(_table).where(known).values(approval)).rowcount != 1:
        raise NoReportError(f"no model report {number}")


def approved(connection: Connection, model: str) -> dict[str, Any]:
    """Give the latest approved report of a model.

    :param model: the SHA-256 of its file.
    :raises NoReportError: if it was never compared.
    :raises NotApprovedError: if no admin has approved it.
    """
    found = select(_table).where(_table.c.new_model == model).order_by(_table.c.number.desc())
    reports = [dict(row) for row in connection.execute(found).mappings()]
    if not reports:
        raise NoReportError("this model has no report: run `billing desk compare` first")
    for report in reports:
        if report["publishable"]:
            return report
    raise NotApprovedError("no admin has approved the report of this model")


def mark_published(connection: Connection, number: int, *, now: datetime) -> None:
    """Note that the new model of a report was put in place."""
    connection.execute(update(_table).where(_table.c.number == number).values(published_at=now))

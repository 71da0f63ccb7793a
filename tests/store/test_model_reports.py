"""A model goes live only when an admin has approved a report of it."""

import pytest

from store import model_reports
from store.engine import reading, transaction
from store.model_reports import Compared, NoReportError, NotApprovedError
from tests.databases import NOW

COMPARED = Compared(
    old_model="a" * 64, new_model="b" * 64, old_name="billing.tar.gz", new_name="new.tar.gz"
)


def add(url: str) -> int:
    with transaction(url) as connection:
        return model_reports.add(connection, COMPARED, {"changed": 3}, now=NOW)


def approve(url: str, number: int) -> None:
    with transaction(url) as connection:
        model_reports.approve(connection, number, by="Grace", now=NOW)


def test_a_report_is_kept_as_it_was_made(database_url: str) -> None:
    number = add(database_url)

    with reading(database_url) as connection:
        [row] = model_reports.listing(connection)
        assert row == model_reports.by_number(connection, number)
    assert (row["report"], row["publishable"], row["made_at"]) == ({"changed": 3}, False, NOW)


def test_a_model_that_was_never_compared_is_not_published(database_url: str) -> None:
    with reading(database_url) as connection, pytest.raises(NoReportError):
        model_reports.approved(connection, "b" * 64)


def test_a_report_alone_does_not_publish(database_url: str) -> None:
    add(database_url)

    with reading(database_url) as connection, pytest.raises(NotApprovedError):
        model_reports.approved(connection, "b" * 64)


def test_an_approved_report_lets_its_new_model_go_live_but_not_the_old_one(
    database_url: str,
) -> None:
    number = add(database_url)
    approve(database_url, number)

    with reading(database_url) as connection:
        row = model_reports.approved(connection, "b" * 64)
        assert (row["number"], row["approved_by"]) == (number, "Grace")
        with pytest.raises(NoReportError):
            model_reports.approved(connection, "a" * 64)


def test_only_a_report_that_exists_can_be_approved(database_url: str) -> None:
    with pytest.raises(NoReportError):
        approve(database_url, 404)

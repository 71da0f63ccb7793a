"""Products that an account has ever used: noted once, by whatever made it a use."""

from functools import partial

from store import product_uses, schema
from store.engine import transaction
from tests.databases import NOW
from tests.store.acting import ATELIER, at_once, rows_of
from tests.store.ordering import used

STUDIO = "acc_studio"


def note(url: str, product: str, account: str = ATELIER) -> bool:
    with transaction(url) as connection:
        return product_uses.note(connection, account, product, now=NOW)


# E16
def test_only_the_first_use_is_the_first(database_url: str) -> None:
    assert [note(database_url, "Rescue") for _ in range(3)] == [True, False, False]
    assert "Rescue" in used(database_url, ATELIER)


# E16
def test_each_account_has_its_own(database_url: str) -> None:
    note(database_url, "Rescue")

    assert "Rescue" not in used(database_url, STUDIO)
    assert note(database_url, "Rescue", STUDIO)


# E6, E16
def test_of_many_at_once_one_is_the_first(database_url: str) -> None:
    first = at_once([partial(note, database_url, "Rescue")] * 8)

    assert sorted(first) == [False] * 7 + [True]


# E21: what comes after it in the same transaction is still written.
def test_a_use_that_was_known_spoils_nothing_else(database_url: str) -> None:
    with transaction(database_url) as connection:
        again = product_uses.note(connection, ATELIER, "RescueAssist", now=NOW)
        first = product_uses.note(connection, ATELIER, "Rescue", now=NOW)

    assert (again, first) == (False, True)
    assert "Rescue" in used(database_url, ATELIER)


# E16
def test_what_the_demo_accounts_hold_is_used(database_url: str) -> None:
    held = {
        (row["account_id"], row["product"]) for row in rows_of(database_url, schema.subscription)
    }

    noted = {
        (row["account_id"], row["product"]) for row in rows_of(database_url, schema.product_use)
    }
    assert noted == held

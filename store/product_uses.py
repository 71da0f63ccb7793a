"""Which products an account has ever tried or bought: the rows that forbid a second trial."""

from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from store import schema

_table = schema.product_use


def note(connection: Connection, account_id: str, product: str, *, now: datetime) -> bool:
    """Note that an account uses a product; `False` if it did before.

    The table's key decides, so that of two trials at the same moment one is refused (E16).
    """
    try:
        with connection.begin_nested():
            connection.execute(
                insert(_table).values(account_id=account_id, product=product, since=now)
            )
    except IntegrityError:
        return False
    return True


def of_account(connection: Connection, account_id: str) -> frozenset[str]:
    """Give the products that an account has ever tried or bought."""
    chosen = select(_table.c.product).where(_table.c.account_id == account_id)
    return frozenset(connection.execute(chosen).scalars())

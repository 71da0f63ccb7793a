"""The VAT numbers of accounts, and what VIES said of them (E18).

No customer takes part in a check, so that it has no row in the audit: the account keeps the
result, its instant and its consultation number, and the log names it.
"""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.engine import Connection

from store import schema
from subscriptions.vat import VatStatus

log = logging.getLogger(__name__)

_account, _contact = schema.account, schema.billing_contact


@dataclass(frozen=True, kw_only=True)
class VatNumber:
    """The VAT number of an account and what is known of it.

    :param checked_at: instant of the answer of VIES; `None` as long as it is awaited.
    :param consultation: number that proves the check to a tax office, if VIES gave one.
    """

    account_id: str
    account_name: str
    number: str
    status: VatStatus
    checked_at: datetime | None
    consultation: str | None


_NUMBERS = (
    select(
        _account.c.id,
        _account.c.name,
        _contact.c.vat_number,
        _account.c.vat_status,
        _account.c.vat_checked_at,
        _account.c.vat_consultation,
    )
    .join_from(_account, _contact)
    .where(_contact.c.vat_number.is_not(None))
    .order_by(_account.c.id)
)


def every(connection: Connection) -> list[VatNumber]:
    """Read the VAT number of every account that has one."""
    return [_read(row) for row in connection.execute(_NUMBERS).mappings()]


def pending(connection: Connection) -> list[VatNumber]:
    """Read the VAT numbers that VIES has not verified or refused yet."""
    waiting = _NUMBERS.where(_account.c.vat_status == VatStatus.PENDING.value)
    return [_read(row) for row in connection.execute(waiting).mappings()]


def record(
    connection: Connection,
    account_id: str,
    number: str,
    *,
    verified: bool,
    consultation: str | None,
    now: datetime,
) -> bool:
    """Store what VIES said of a number; `False` if it is no longer the one that waits (E6)."""
    # Who changes the number touches its account afterwards. With the account's row held, the
    # number read next is the last one, or its change is about to make the account pending.
    held = (
        select(_account.c.id)
        .where(_account.c.id == account_id, _account.c.vat_status == VatStatus.PENDING.value)
        .with_for_update()
    )
    if connection.execute(held).first() is None:
        return False
    current = select(_contact.c.vat_number).where(_contact.c.account_id == account_id)
    if connection.execute(current).scalar_one() != number:
        return False
    status = VatStatus.VERIFIED if verified else VatStatus.UNVERIFIED
    connection.execute(
        update(_account)
        .where(_account.c.id == account_id)
        .values(vat_status=status.value, vat_checked_at=now, vat_consultation=consultation)
    )
    log.info("VAT number of %s: %s, consultation %s", account_id, status.value, consultation)
    return True


def _read(row: Any) -> VatNumber:
    status = VatStatus(row["vat_status"])
    # What is left of the check of a former number says nothing of this one.
    checked = status in (VatStatus.VERIFIED, VatStatus.UNVERIFIED)
    return VatNumber(
        account_id=row["id"],
        account_name=row["name"],
        number=row["vat_number"],
        status=status,
        checked_at=row["vat_checked_at"] if checked else None,
        consultation=row["vat_consultation"] if checked else None,
    )

"""`billing vat check | list`: VAT numbers, and what VIES, the EU's register, says of them (E18).

VIES is asked by `billing vat check` alone, which an operator or their timer runs.
"""

import logging
import re
from argparse import Namespace
from dataclasses import dataclass
from typing import Any

import requests

import clock
import settings
from cli.database import reachable_database
from store import vat_checks
from store.engine import transaction
from store.vat_checks import VatNumber
from subscriptions.vat import normalised

TIMEOUT_SECONDS = 10.0
"""How long VIES may stay silent. Itself it waits for the register of the member state."""

_CODE = re.compile("[A-Z0-9_]{1,64}")
_LONGEST_CONSULTATION = 64


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A clear yes or no.

    :param consultation: number that proves the check to a tax office, if VIES gave one.
    """

    valid: bool
    consultation: str | None


@dataclass(frozen=True, kw_only=True)
class NoAnswer:
    """Neither yes nor no: to be asked again later. `reason` may be a code of VIES."""

    reason: str


def ask(url: str, number: str, *, requester: str | None) -> Answer | NoAnswer:
    """Ask VIES whether a VAT number is in use; nothing but the two numbers is sent.

    :param number: in its one form, such as FR40303265045.
    :param requester: the seller's own number, for which VIES gives a consultation number.
    """
    asked = {"countryCode": number[:2], "vatNumber": number[2:]}
    if requester is not None:
        asked |= {"requesterMemberStateCode": requester[:2], "requesterNumber": requester[2:]}
    try:
        response = requests.post(url, json=asked, timeout=TIMEOUT_SECONDS, allow_redirects=False)
    except requests.Timeout:
        return NoAnswer(reason=f"no answer within {TIMEOUT_SECONDS:g} seconds")
    except requests.RequestException as error:
        return NoAnswer(reason=f"VIES cannot be reached ({type(error).__name__})")
    return _read(response)


def _read(response: requests.Response) -> Answer | NoAnswer:
    try:
        body = response.json()
    except ValueError:
        body = None
    code = _error_code(body)
    if code is not None:
        return NoAnswer(reason=code)
    answer = _clear_answer(body)
    if answer is None or response.status_code != requests.codes.ok:
        return NoAnswer(reason=f"an answer that cannot be read (HTTP {response.status_code})")
    return answer


def _error_code(body: Any) -> str | None:
    """Give the code of what went wrong, such as MS_UNAVAILABLE; `None` if there is none."""
    match body:
        case {"errorWrappers": [{"error": str(code)}, *_]} if _CODE.fullmatch(code):
            return code
        case {"userError": str(code)} if _CODE.fullmatch(code):
            return None if code in ("VALID", "INVALID") else code
    return None


def _clear_answer(body: Any) -> Answer | None:
    """Read a yes or no; `None` if anything in the answer speaks against it."""
    if not isinstance(body, dict):
        return None
    valid, consultation = body.get("valid"), body.get("requestIdentifier") or None
    if not isinstance(valid, bool):
        return None
    if body.get("errorWrappers") or body.get("actionSucceed") is False:
        return None
    if body.get("userError") not in (None, "", "VALID" if valid else "INVALID"):
        return None
    if consultation is None:
        return Answer(valid=valid, consultation=None)
    if not isinstance(consultation, str) or len(consultation) > _LONGEST_CONSULTATION:
        return None
    return Answer(valid=valid, consultation=consultation)


def check(_options: Namespace) -> list[dict[str, Any]]:
    """Ask VIES about every number that waits, and tell what became of each.

    Each answer is stored at once. `result` is `verified`, `unverified`, `unanswered` (it
    stays pending) or `changed_meanwhile` (the answer was about another number).

    :raises SettingError: if the address of VIES or the seller's number cannot be used.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    url = reachable_database()
    vies, requester = settings.vies_url(), settings.seller_vat_number()
    with transaction(url) as connection:
        waiting = vat_checks.pending(connection)
    return [
        {
            "account": each.account_id,
            "name": each.account_name,
            "number": each.number,
            **_check(url, each, vies, requester),
        }
        for each in waiting
    ]


def _check(url: str, held: VatNumber, vies: str, requester: str | None) -> dict[str, str | None]:
    """Check one number. No transaction is open while VIES thinks: it may think for long."""
    number = normalised(held.number)
    if number is None:
        return {"result": "unanswered", "consultation": None, "reason": "not a VAT number"}
    answer = ask(vies, number, requester=requester)
    if isinstance(answer, NoAnswer):
        return {"result": "unanswered", "consultation": None, "reason": answer.reason}
    with transaction(url) as connection:
        stored = vat_checks.record(
            connection,
            held.account_id,
            held.number,
            verified=answer.valid,
            consultation=answer.consultation,
            now=clock.now(),
        )
    if not stored:
        return {"result": "changed_meanwhile", "consultation": None, "reason": None}
    result = "verified" if answer.valid else "unverified"
    return {"result": result, "consultation": answer.consultation, "reason": None}


def listing(_options: Namespace) -> list[dict[str, Any]]:
    """Give the VAT number of every account that has one; nobody is asked."""
    with transaction(reachable_database()) as connection:
        numbers = vat_checks.every(connection)
    return [
        {
            "account": each.account_id,
            "name": each.account_name,
            "number": each.number,
            "status": each.status.value,
            "checked_at": None if each.checked_at is None else each.checked_at.isoformat(),
            "consultation": each.consultation,
        }
        for each in numbers
    ]

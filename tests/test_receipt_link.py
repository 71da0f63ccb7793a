"""A link to a receipt opens that receipt, for a quarter of an hour, and nothing else."""

from datetime import datetime, timedelta, timezone

import jwt
import pytest

from trust.receipt_link import LIFETIME, ExpiredLink, ReceiptLink, make_token, read_token

SECRET = b"0123456789abcdef0123456789abcdef"
LINK = ReceiptLink(invoice_id="inv_1", account_id="acc_1", person_id="user_1", language="it")


def _now() -> datetime:
    return datetime.now(timezone.utc)


def test_opens_what_it_was_made_for_as_often_as_wanted() -> None:
    token = make_token(LINK, SECRET, now=_now())

    assert [read_token(token, SECRET) for _ in range(3)] == [LINK] * 3


@pytest.mark.parametrize(
    ("age", "opened"),
    [
        pytest.param(LIFETIME - timedelta(seconds=30), LINK, id="within-its-time"),
        pytest.param(LIFETIME + timedelta(seconds=1), ExpiredLink(language="it"), id="after-it"),
    ],
)
def test_lives_for_a_quarter_of_an_hour(age: timedelta, opened: ReceiptLink | ExpiredLink) -> None:
    assert read_token(make_token(LINK, SECRET, now=_now() - age), SECRET) == opened


@pytest.mark.parametrize(
    "claims",
    [
        pytest.param({"aud": "billing-assistant"}, id="a-token-for-the-chat"),
        pytest.param({"exp": None}, id="that-never-ends"),
        pytest.param({"sub": None}, id="for-nobody"),
        pytest.param({"invoice": None}, id="to-no-invoice"),
    ],
)
def test_a_token_with_other_claims_opens_nothing(claims: dict[str, str | None]) -> None:
    good = jwt.decode(
        make_token(LINK, SECRET, now=_now()), SECRET, algorithms=["HS256"], audience="receipts"
    )
    changed = {key: value for key, value in {**good, **claims}.items() if value is not None}

    assert read_token(jwt.encode(changed, SECRET, algorithm="HS256"), SECRET) is None


@pytest.mark.parametrize("age", [timedelta(0), LIFETIME * 2], ids=["fresh", "expired"])
def test_what_another_secret_or_none_has_signed_opens_nothing(age: timedelta) -> None:
    forged = make_token(LINK, b"another secret of thirty-two bytes", now=_now() - age)
    claims = jwt.decode(forged, options={"verify_signature": False})
    unsigned = jwt.encode(claims, "", algorithm="none")

    assert [read_token(each, SECRET) for each in (forged, unsigned, "nonsense", "")] == [None] * 4

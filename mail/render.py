"""One outbox row in, one e-mail out: the stored result in the conversation's language (A07).

Nothing is read but the row, so that a retry, even days later, says exactly the same.
"""

from collections.abc import Mapping
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parseaddr
from functools import cache
from pathlib import Path
from typing import Any, get_args

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from store import codec
from subscriptions.outcomes import Granted
from wording import Words, links

TEMPLATES = Path(__file__).with_name("templates")

_OUTCOMES = {kind.operation.value: kind.__name__ for kind in get_args(Granted)}
"""What each template tells of: templates have the names of operations."""


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(enabled_extensions=("html",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _outcome(row: Mapping[str, Any]) -> Granted:
    payload = row["payload"]
    fields = {**payload["facts"], "after": payload["subscription"]}
    outcome = codec.from_json({"type": _OUTCOMES[row["template"]], "fields": fields})
    assert isinstance(outcome, Granted)
    return outcome


def _blanks(row: Mapping[str, Any]) -> dict[str, Any]:
    words = Words(row["language"])
    outcome = _outcome(row)
    subscription = outcome.after
    period = subscription.period
    return {
        "words": words,
        "subscription": subscription,
        "plan": words.plan(subscription),
        "charge": outcome.charge,
        "account": row["payload"]["account"],
        "reference": row["payload"]["reference"],
        **words.days(first_day=period.start, last_day=period.last_day, renews_on=period.end),
        **links(),
    }


def render(row: Mapping[str, Any], *, mail_from: str, now: datetime) -> EmailMessage:
    """Word the e-mail of an outbox row, as text and as HTML.

    Its Message-ID comes from the row's id alone: should an e-mail ever leave twice, mail
    programs see that it is one and the same.
    """
    name = f"{row['language']}/{row['template']}"
    blanks = _blanks(row)
    text = _environment().get_template(f"{name}.txt")
    html = _environment().get_template(f"{name}.html")
    subject = "".join(text.blocks["subject"](text.new_context(blanks))).strip()
    domain = parseaddr(mail_from)[1].rpartition("@")[2]

    email = EmailMessage()
    email["Subject"] = subject
    email["From"] = mail_from
    email["To"] = Address(addr_spec=row["recipient"])
    email["Date"] = now
    email["Message-ID"] = f"<{row['id']}@{domain}>"
    email["Auto-Submitted"] = "auto-generated"
    email.set_content(text.render(blanks), cte="quoted-printable")
    email.add_alternative(
        html.render(blanks, subject=subject), subtype="html", cte="quoted-printable"
    )
    email["Content-Language"] = row["language"]  # earlier, it would move into the text part
    return email

"""Word-for-word conversations: replayed for real, with all that they changed in the store.

A file holds conversations. `## name` begins one, `as EMAIL` (or `as nobody`) says who
writes, `page fr` the language of their page. `> words` is the customer, `> [title]` a button
pressed; the lines after it are the assistant's. The lines `= ...` at the end are everything
that the conversation changed in the store.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from store import accounts, audit, handoffs, outbox
from store import subscriptions as rows
from store.demo import ACCOUNTS
from store.engine import transaction
from subscriptions.dates import local_day
from tests.customer import Customer
from tests.services import NOW, Services


@dataclass
class Conversation:
    """One conversation as written in a file."""

    file: Path
    name: str
    who: str | None
    page: str | None
    text: str

    @property
    def customers_lines(self) -> list[str]:
        return [line[2:] for line in self.text.splitlines() if line.startswith("> ")]


def read(file: Path) -> list[Conversation]:
    """Read the conversations of a file."""
    found = []
    for block in file.read_text(encoding="utf-8").split("## ")[1:]:
        name, _, rest = block.partition("\n")
        head, _, _ = rest.partition("> ")
        settings = dict(line.split(" ", 1) for line in head.splitlines() if line.strip())
        who = None if settings["as"] == "nobody" else settings["as"]
        found.append(
            Conversation(
                file=file, name=name, who=who, page=settings.get("page"), text=rest.strip()
            )
        )
    return found


def replay(services: Services, conversation: Conversation) -> str:
    """Hold the conversation anew and give what it came to, in the form of the file."""
    services.reset()
    before = _state(services)
    customer = Customer(services, conversation.who, language=conversation.page)
    lines = [f"as {conversation.who or 'nobody'}"]
    if conversation.page is not None:
        lines.append(f"page {conversation.page}")
    for said in conversation.customers_lines:
        lines.append(f"> {said}")
        pressed = said.startswith("[") and said.endswith("]")
        replies = customer.presses(said[1:-1]) if pressed else customer.says(said)
        lines += [line for reply in replies for line in _shown(reply)]
    lines += _changes(before, _state(services))
    return "\n".join(lines)


def _shown(reply: dict[str, Any]) -> list[str]:
    lines = reply["text"].splitlines()
    titles = [f"[{each['title']}]" for each in reply.get("buttons", [])]
    return [*lines, " ".join(titles)] if titles else lines


def _state(services: Services) -> dict[str, Any]:
    now = datetime.fromisoformat(NOW)
    state: dict[str, Any] = {"subscriptions": {}, "audit": [], "emails": [], "handoffs": []}
    with transaction(services.database_url) as connection:
        for demo in ACCOUNTS:
            holder = accounts.person_by_email(
                connection, f"{next(iter(demo.people))}@{demo.domain}"
            )
            for each in rows.of_account(connection, holder.account, now=now):
                today = local_day(now, holder.account.zone)
                described = f"{each.status(today).value} until {each.period.last_day}"
                name = " ".join(filter(None, (demo.name, each.product, each.tier)))
                state["subscriptions"][name] = described
            state["audit"] += audit.of_account(connection, holder.account.id)
        state["emails"] = outbox.emails(connection)
        state["handoffs"] = handoffs.open_handoffs(connection)
    return state


def _changes(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    lines = []
    for name, now in after["subscriptions"].items():
        if now != before["subscriptions"][name]:
            lines.append(f"= {name}: {before['subscriptions'][name]} -> {now}")
    for row in after["audit"]:
        reason = f" ({row['reason']})" if row["reason"] else ""
        lines.append(f"= audit: {row['role']} {row['operation']} {row['outcome']}{reason}")
    for row in after["emails"]:
        lines.append(f"= e-mail: {row['template']} in {row['language']} to {row['to']}")
    for row in after["handoffs"]:
        lines.append(f"= hand-off: {row['reason']} to {row['representative']}")
    return lines or ["= nothing changed"]


def record(services: Services, conversation: Conversation) -> None:
    """Rewrite a conversation with what it comes to now, to be read before it is kept."""
    came_to = replay(services, conversation)
    whole = conversation.file.read_text(encoding="utf-8")
    rewritten = whole.replace(conversation.text, came_to)
    conversation.file.write_text(rewritten, encoding="utf-8")
    conversation.text = came_to

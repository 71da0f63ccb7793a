"""Word-for-word conversations: replayed for real, with all that they changed in the store.

A file holds conversations. `## name` begins one; then come, in this order, `as EMAIL` (or
`as nobody`), who writes; if need be `page fr`, the language of their page; and
`rules A03 A20-A22`, the rules of `docs/rules.md` that it proves. `> words` is the customer,
`> [title]` a button pressed; the lines after it are the assistant's. The lines `= ...` at the
end are everything that the conversation changed in the store.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from desk.story import covered
from store import accounts, audit, handoffs, outbox, tickets
from store import subscriptions as rows
from store.demo import ACCOUNTS
from store.engine import transaction
from subscriptions.dates import local_day
from subscriptions.model import Subscription
from tests.customer import Customer
from tests.services import NOW, Services


@dataclass
class Conversation:
    """One conversation as written in a file."""

    file: Path
    name: str
    who: str | None
    page: str | None
    rules: str | None
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
                file=file,
                name=name,
                who=who,
                page=settings.get("page"),
                rules=settings.get("rules"),
                text=rest.strip(),
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
    if conversation.rules is not None:
        lines.append(f"rules {conversation.rules}")
    for said in conversation.customers_lines:
        lines.append(f"> {said}")
        pressed = said.startswith("[") and said.endswith("]")
        replies = customer.presses(said[1:-1]) if pressed else customer.says(said)
        lines += [line for reply in replies for line in _shown(reply)]
    lines += _changes(before, _state(services))
    return "\n".join(lines)


def _shown(reply: dict[str, Any]) -> list[str]:
    lines = [covered(line) for line in reply["text"].splitlines()]
    titles = [f"[{each['title']}]" for each in reply.get("buttons", [])]
    return [*lines, " ".join(titles)] if titles else lines


def _state(services: Services) -> dict[str, Any]:
    now = datetime.fromisoformat(NOW)
    state: dict[str, Any] = {"subscriptions": {}, "audit": [], "emails": [], "handoffs": []}
    state["contacts"], state["tickets"] = {}, []
    with transaction(services.database_url) as connection:
        for demo in ACCOUNTS:
            holder = accounts.person_by_email(
                connection, f"{next(iter(demo.people))}@{demo.domain}"
            )
            for each in rows.of_account(connection, holder.account, now=now):
                today = local_day(now, holder.account.zone)
                state["subscriptions"][each.id] = _described(demo.name, each, today)
            state["audit"] += audit.of_account(connection, holder.account.id)
            contact = accounts.billing_contact(connection, holder.account.id)
            roles = accounts.roles_of(connection, holder.account.id)
            state["contacts"][demo.name] = asdict(contact) | {
                email: role.value for email, role in roles.items()
            }
            state["tickets"] += tickets.of_account(connection, holder.account.id)
        state["emails"] = outbox.emails(connection)
        state["handoffs"] = handoffs.open_handoffs(connection)
    return state


def _described(account: str, each: Subscription, today: date) -> tuple[str, str]:
    """Give the name of a subscription and the state that it is in."""
    name = " ".join(filter(None, (account, each.product, each.tier)))
    cycle = "trial" if each.billing_cycle is None else each.billing_cycle.value
    state = f"{each.status(today).value} until {each.period.last_day}"
    return name, f"{state} ({each.seats} seats, {cycle})"


def _changes(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    lines = []
    new = after["subscriptions"].keys() - before["subscriptions"].keys()
    named = sorted(
        after["subscriptions"].items(), key=lambda each: each[1] if each[0] in new else ()
    )
    for id_, (name, now) in named:
        _, was = before["subscriptions"].get(id_, (name, "new"))
        if now != was:
            lines.append(f"= {name}: {was} -> {now}")
    for name, now in after["contacts"].items():
        for field, value in now.items():
            was = before["contacts"][name][field]
            if value != was:
                lines.append(f"= {name} {field}: {was} -> {value}")
    for row in after["audit"]:
        reason = f" ({row['reason']})" if row["reason"] else ""
        lines.append(f"= audit: {row['role']} {row['operation']} {row['outcome']}{reason}")
    for row in sorted(after["emails"], key=lambda each: (each["template"], each["to"])):
        lines.append(f"= e-mail: {row['template']} in {row['language']} to {row['to']}")
    for row in after["tickets"]:
        wanted = ", ".join(
            f"{name} {value}"
            for name, value in row["requested"].items()
            if value != row["current"][name]
        )
        lines.append(f"= ticket: {wanted}, confirmed to {row['contact_email']}")
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

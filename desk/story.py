"""A conversation as a test: the word-for-word form of `tests/conversations`.

Played again with the same model on the demo accounts, it comes to the same words and changes.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from desk.corrections import personal
from store.conversation_facts import heard
from store.story import Told

_REDACTED = "[••••]"
_A_TEST_CARD = "4111 1111 1111 1111"
"""Played again, it is masked as the number was that stood in its place."""


def text(told: Told, name: str) -> str:
    """Give a conversation in the form of a file of `tests/conversations`.

    Ends where people of the company begin to answer: nobody answers in a test.

    :param name: in English, what the conversation shows.
    """
    lines = [f"as {told.who or 'nobody'}"]
    offered: set[str] = set()
    for row in told.messages:
        if row["author"] == "representative" or row["state"] == "received":
            break
        if row["author"] == "customer":
            lines.append(f"> {_said(told, row, offered)}")
            offered = set()
        else:
            lines += _replied(told, row)
            offered |= {each["title"] for each in row["buttons"] or ()}
    return "\n".join([f"## {' '.join(name.split())}", *lines, *changes(told)]) + "\n"


def changes(told: Told) -> list[str]:
    """Give what a conversation changed, each on its line."""
    lines = [f"= {what}: {was} -> {now}" for what, was, now in told.subscriptions]
    lines += [f"= {what}: {was} -> {now}" for what, was, now in told.contacts]
    for row in told.audit:
        reason = f" ({row['reason']})" if row["reason"] else ""
        lines.append(f"= audit: {row['role']} {row['operation']} {row['outcome']}{reason}")
    for row in told.emails:
        lines.append(f"= e-mail: {row['template']} in {row['language']} to {row['recipient']}")
    lines += [
        f"= ticket: {_wanted(row)}, confirmed to {row['contact_email']}" for row in told.tickets
    ]
    for row in told.handoffs:
        lines.append(f"= hand-off: {row['reason']} to {row['representative']}")
    return [_ours(told, line) for line in lines] or ["= nothing changed"]


def covered(line: str) -> str:
    """Cover what is another one each time: the end of an invoice's number, a receipt's link."""
    numbers = re.sub(r"\b(F\d{6}|OP)-[0-9A-F]{8}\b", r"\1-XXXXXXXX", line)
    numbers = re.sub(r"\b(T\d{8})-[0-9A-F]{6}\b", r"\1-XXXXXX", numbers)
    return re.sub(r"https?://\S+/receipts/\S+", "LINK", numbers)


def _said(told: Told, row: Mapping[str, Any], offered: set[str]) -> str:
    words = " ".join(row["text"].split())
    guess = heard(row["understood"])
    if words in offered and (not guess.guessed or guess.confidence == 1):
        return f"[{words}]"  # pressed: what is typed is never understood with certainty
    words = words.replace(_REDACTED, _A_TEST_CARD)
    if told.instead:
        words = _without_personal(told, words)
    return words


def _replied(told: Told, row: Mapping[str, Any]) -> Iterator[str]:
    for line in (row["text"] or "").splitlines():
        yield _ours(told, covered(line))
    if row["buttons"]:
        yield " ".join(f"[{each['title']}]" for each in row["buttons"])


def _without_personal(told: Told, words: str) -> str:
    """Give a real customer's words without what is theirs alone."""
    words = _ours(told, words)
    ours = set(told.instead.values())
    found = personal.look(words, told.language, vocabulary=None)
    return personal.replaced(words, [each for each in found if each.text not in ours])


def _ours(told: Told, words: str) -> str:
    if not told.instead:
        return words
    instead = {real.casefold(): ours for real, ours in told.instead.items()}
    longest_first = sorted(told.instead, key=len, reverse=True)
    pattern = "|".join(rf"(?<!\w){re.escape(real)}(?!\w)" for real in longest_first)
    return re.sub(pattern, lambda it: instead[it.group().casefold()], words, flags=re.IGNORECASE)


def _wanted(row: Mapping[str, Any]) -> str:
    return ", ".join(
        f"{name} {value}"
        for name, value in row["requested"].items()
        if value != row["current"].get(name)
    )

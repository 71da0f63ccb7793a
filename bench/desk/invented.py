"""Invented conversations with all their rows, the same on every run."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

from bench.desk.sentences import Sentence, assistant_says, customers_say

FIRST_DAY = datetime(2025, 1, 1, 7, 0, tzinfo=timezone.utc)
LONG = "conv_long"
"""The id of one conversation that has 500 turns."""
RARE_WORD = "zibaldone"
"""A word that one conversation in five thousand has."""

ACCOUNTS = 4000
_TASKS = (
    "cancel_subscription",
    "change_subscription",
    "add_subscription",
    "start_trial",
    "update_billing_contact",
    "reactivate_subscription",
)
_TAGS = ("à revoir", "tva", "malentendu", "prix", "bravo")


@dataclass
class Rows:
    """The rows of some conversations, by table; `events` are Rasa's."""

    tables: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def add(self, table: str, **row: Any) -> None:
        self.tables.setdefault(table, []).append(row)


def accounts() -> Rows:
    """Invent accounts with two people each."""
    rows, dice = Rows(), random.Random(1)
    for each in range(ACCOUNTS):
        language = "fr" if each % 3 else "it"
        word = dice.choice(customers_say(language)).text.split()[0].strip(".,!?").title()
        corporate = each % 25 == 0
        rows.add(
            "account",
            id=f"acc_{each}",
            name=f"{word} {each}",
            kind="corporate" if corporate else "online",
            payment="card",
            language=language,
            country=language.upper(),
            time_zone="Europe/Paris",
            representative=f"Service Grands Comptes {each % 7}" if corporate else None,
        )
        for role in ("account_holder", "billing_contact"):
            rows.add(
                "person",
                id=f"user_{each}_{role}",
                account_id=f"acc_{each}",
                email=f"{role}@client{each}.example",
                role=role,
            )
    return rows


def conversations(number: int) -> Iterator[Rows]:
    """Invent that many conversations, oldest first."""
    for each in range(number):
        yield _Invented(each, number).rows


class _Invented:
    def __init__(self, place: int, number: int) -> None:
        self._dice = random.Random(place)
        self._place = place
        self.rows = Rows()
        self._id = LONG if place == number - 1 else f"conv_{place:032x}"
        self._account = self._dice.randrange(ACCOUNTS)
        self._language = "fr" if self._account % 3 else "it"
        visitor = self._dice.random() < 0.15
        self._person = (
            f"user_{self._account}_{self._dice.choice(('account_holder', 'billing_contact'))}"
        )
        started = FIRST_DAY + timedelta(minutes=10 * place * 50_000 // number)
        self._at = started
        self.rows.add(
            "conversation",
            id=self._id,
            subject=f"visitor:{place}" if visitor else f"person:{self._person}",
            sid=f"sid{place}",
            language=self._language,
            owner="assistant",
            started_at=started,
        )
        turns = 500 if self._id == LONG else self._dice.choice((2, 3, 4, 4, 5, 5, 5, 6, 7, 9))
        for turn in range(turns):
            self._take_turn(turn, self._dice.choice(customers_say(self._language)))
        if not visitor:
            self._finish()

    def _take_turn(self, turn: int, said: Sentence) -> None:
        dice, turn_id = self._dice, f"turn_{self._place:x}_{turn}"
        text = said.text
        if turn == 1 and self._place % 5000 == 77:
            text += f" {RARE_WORD}"
        if dice.random() < 0.03:
            text += f" OP-{self._place:08X}"
        state = "failed" if dice.random() < 0.004 else "answered"
        understood = self._understood(said)
        self._say(turn_id, "customer", text, state=state, understood=understood)
        reply = dice.choice(assistant_says(self._language))
        self._say(turn_id, "assistant", reply, state=state)
        self._event("user", text=text, message_id=turn_id, parse_data={**understood, "text": text})
        self._event("slot", name="language", value=self._language)
        self._event("action", name=f"action_{said.intent.split('/')[0]}", policy="RulePolicy")
        self._event("bot", text=reply, data={"buttons": None, "custom": None})

    def _understood(self, said: Sentence) -> dict[str, Any]:
        dice = self._dice
        sure = dice.betavariate(9, 1)
        others = [each.intent for each in dice.sample(customers_say(self._language), 9)]
        ranking = [{"name": said.intent, "confidence": sure}] + [
            {"name": name, "confidence": (1 - sure) / 9} for name in others
        ]
        intent = {"name": said.intent, "confidence": sure}
        doubt = {}
        if sure < 0.6:
            intent = {"name": "nlu_fallback", "confidence": sure}
            doubt = {"doubt": [said.intent, others[0]]} if dice.random() < 0.6 else {}
        return {
            "intent": intent,
            "intent_ranking": ranking,
            "entities": [],
            "language": {"name": self._language, "confidence": 0.99},
            **doubt,
        }

    def _say(self, turn: str, author: str, text: str, **more: Any) -> None:
        self._at += timedelta(seconds=self._dice.randrange(1, 40))
        self.rows.add(
            "message",
            conversation_id=self._id,
            at=self._at,
            author=author,
            text=text,
            turn=turn,
            language=self._language,
            state=more["state"],
            understood=more.get("understood"),
        )

    def _event(self, kind: str, **data: Any) -> None:
        timestamp = self._at.timestamp()
        intent = (data.get("parse_data") or {}).get("intent") or {}
        self.rows.add(
            "events",
            sender_id=self._id,
            type_name=kind,
            timestamp=timestamp,
            intent_name=intent.get("name"),
            action_name=data.get("name"),
            data=json.dumps({"event": kind, "timestamp": timestamp, **data}),
        )

    def _finish(self) -> None:
        """End with what happened: done, refused, handed off; feedback; review."""
        dice, task = self._dice, self._dice.choice(_TASKS)
        fate = dice.random()
        if fate < 0.45:
            self._audit(task, "done", proposal=f"prop_{self._place}")
            if dice.random() < 0.3:
                self.rows.add(
                    "feedback",
                    conversation_id=self._id,
                    turn=f"turn_{self._place:x}_1",
                    operation=task,
                    helpful=dice.random() < 0.8,
                    at=self._at,
                )
        elif fate < 0.53:
            self._audit(task, "refused", reason="role")
        elif fate < 0.6:
            self._hand_off(task)
        elif fate < 0.65:
            self._audit(task, "unchanged", reason="AlreadyPending")
        if dice.random() < 0.02:
            tag = {"conversation_id": self._id, "tag": dice.choice(_TAGS)}
            self.rows.add("review_tag", **tag)
        if dice.random() < 0.05:
            self.rows.add(
                "review",
                conversation_id=self._id,
                flagged=dice.random() < 0.1,
                reviewed_at=self._at,
                reviewed_by="Anna",
                reviewed_to=2**30,
            )

    def _hand_off(self, task: str) -> None:
        reason = self._dice.choice(("requested", "not_understood", "corporate", "reduction"))
        self._audit(task, "handed_off", reason=reason)
        self.rows.add(
            "handoff",
            id=f"handoff_{self._place}",
            conversation_id=self._id,
            account_id=f"acc_{self._account}",
            person_id=self._person,
            role="account_holder",
            reason=reason,
            request={"operation": task},
            status="released",
            opened_at=self._at,
            released_at=self._at + timedelta(minutes=9),
        )

    def _audit(
        self, task: str, outcome: str, *, reason: str | None = None, proposal: str | None = None
    ) -> None:
        account = f"acc_{self._account}"
        self.rows.add(
            "audit",
            at=self._at,
            account_id=account,
            person_id=self._person,
            role="account_holder",
            channel="socketio",
            conversation_id=self._id,
            operation=task,
            proposal_id=proposal,
            outcome=outcome,
            reason=reason,
            before={"id": "sub", "seats": 3, "renews": True} if outcome == "done" else None,
            after={"id": "sub", "seats": 3, "renews": False} if outcome == "done" else None,
        )
        if proposal is None:
            return
        self.rows.add(
            "outbox",
            id=f"out_{self._place}",
            account_id=account,
            kind="email",
            template=task,
            language=self._language,
            recipient=f"account_holder@client{self._account}.example",
            payload={"reference": "OP-1"},
            dedupe_key=f"{proposal}:email:0",
            status="sent",
            attempts=1,
            queued_at=self._at,
            next_at=self._at,
            sent_at=self._at,
        )

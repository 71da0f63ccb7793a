"""Rasa's table of events, as its SQLTrackerStore makes it, with a few events."""

import json
from collections.abc import Sequence

from sqlalchemy import inspect, text

from store.engine import transaction

EVENTS: Sequence[tuple[str, str | None]] = [
    ("user", json.dumps({"event": "user", "text": "annuler", "message_id": "turn_a"})),
    ("action", json.dumps({"name": "cancel_subscription_form", "policy": "policy_1_RulePolicy"})),
    ("active_loop", json.dumps({"name": "cancel_subscription_form"})),
    ("slot", json.dumps({"name": "subscription", "value": "sub_1"})),
    ("bot", json.dumps({"text": "Confirmez-vous ?"})),
    ("user", json.dumps({"event": "user", "text": "oui", "message_id": "turn_b"})),
    ("slot", json.dumps({"name": "confirmed", "value": True})),
]


def record_events(url: str, sender: str, events: Sequence[tuple[str, str | None]]) -> None:
    """Write events of one conversation, the way Rasa does."""
    with transaction(url) as connection:
        if not inspect(connection).has_table("events"):
            key = {"sqlite": "INTEGER", "postgresql": "SERIAL"}[connection.dialect.name]
            connection.execute(
                text(
                    f"CREATE TABLE events (id {key} PRIMARY KEY, sender_id VARCHAR(255),"
                    " type_name VARCHAR(255), timestamp FLOAT, intent_name VARCHAR(255),"
                    " action_name VARCHAR(255), data TEXT)"
                )
            )
        connection.execute(
            text("INSERT INTO events (sender_id, type_name, data) VALUES (:sender, :kind, :data)"),
            [{"sender": sender, "kind": kind, "data": data} for kind, data in events],
        )


def drop_events(url: str) -> None:
    """Leave the database without Rasa's table, for the tests that use it again."""
    with transaction(url) as connection:
        connection.execute(text("DROP TABLE IF EXISTS events"))

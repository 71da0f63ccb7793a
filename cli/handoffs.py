"""`billing handoffs`, `billing handoffs say ID TEXT` and `billing handoffs release ID`."""

from argparse import Namespace
from typing import Any

import clock
from cli.database import reachable_database
from store import handoffs
from store.engine import transaction


def listing(_options: Namespace) -> list[dict[str, Any]]:
    """Give the open hand-offs, oldest first."""
    with transaction(reachable_database()) as connection:
        return handoffs.open_handoffs(connection)


def say(options: Namespace) -> dict[str, str]:
    """Speak to the customer as the representative, in every window they have open."""
    with transaction(reachable_database()) as connection:
        handoffs.say(connection, options.id, options.text, now=clock.now())
    return {"id": options.id, "said": options.text}


def release(options: Namespace) -> dict[str, str]:
    """Give a conversation back to the assistant."""
    with transaction(reachable_database()) as connection:
        handoffs.release(connection, options.id, now=clock.now())
    return {"id": options.id, "status": "released"}

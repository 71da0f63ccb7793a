"""`billing feedback`: what customers think of the tasks that were carried out for them."""

from argparse import Namespace
from typing import Any

from cli.database import reachable_database
from store import feedback
from store.engine import transaction


def listing(_options: Namespace) -> list[dict[str, Any]]:
    """Give all feedback, oldest first."""
    with transaction(reachable_database()) as connection:
        return feedback.everything(connection)

"""`billing desk facts rebuild`: work out anew what conversations are filtered and searched by."""

from argparse import Namespace

from cli.database import reachable_database
from store import fact_refresh


def rebuild(_options: Namespace) -> dict[str, int]:
    """Work the facts of every conversation out anew, while everything runs."""
    return {"conversations": fact_refresh.rebuild(reachable_database())}

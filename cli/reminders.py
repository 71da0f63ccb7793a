"""`billing reminders run`."""

from argparse import Namespace

import clock
from cli.accounts import Plain
from cli.database import reachable_database
from store import reminders


def run(_options: Namespace) -> Plain:
    """Queue the reminders that are due now; those sent before are not queued again."""
    queued = reminders.queue_due(reachable_database(), now=clock.now())
    return Plain(queued, f"reminders queued: {len(queued)}")

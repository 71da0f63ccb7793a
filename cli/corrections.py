"""`billing desk patch`: accepted corrections, written to the training sentences of a checkout."""

from argparse import Namespace
from typing import Any

import clock
import settings
from cli.accounts import Plain
from cli.database import reachable_database
from desk.corrections import patch as patches
from store import corrections
from store.engine import reading, transaction


def patch(options: Namespace) -> dict[str, Any] | Plain:
    """Write what was accepted and mark it as written, or with `--diff` only show it."""
    folder = settings.training_data()
    url = reachable_database()
    with reading(url) as connection:
        accepted = corrections.in_state(connection, corrections.ACCEPTED)
    made = patches.of(accepted, folder)  # takes its time: not while it keeps customers waiting
    if options.diff:
        return Plain(_told(made), patches.diff(made).rstrip("\n"))
    with transaction(url) as connection:
        corrections.mark_written(connection, made.written, now=clock.now())
        patches.write(made, folder)  # last: if it fails, nothing is marked
    return _told(made)


def _told(made: patches.Patch) -> dict[str, Any]:
    return {
        "files": list(made.files),
        "written": list(made.written),
        "refused": {str(number): list(reasons) for number, reasons in made.refused.items()},
    }

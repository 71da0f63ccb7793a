"""`python -m bench.desk [--conversations N]`: the desk with a long past, on both engines."""

import argparse
import json
import tempfile
import time
from dataclasses import asdict
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from bench.desk import load, measure, pages, turns
from bench.desk.measure import Measured
from bench.desk.turns import Turns
from tests.databases import ENGINES, empty

RESULTS = Path(__file__).parent.parent / "results"
_RULE = "-" * 86


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.desk", description=__doc__)
    parser.add_argument("--conversations", type=int, default=load.CONVERSATIONS)
    return parser.parse_args()


def _measure(engine: str, directory: Path, number: int) -> dict[str, Any]:
    with empty(engine, directory) as url:
        tracker_url = f"sqlite:///{directory / 'trackers.db'}" if engine == "sqlite" else url
        began = time.monotonic()
        events = load.fill(url, tracker_url, number)
        return {
            "events": events,
            "seconds_to_fill": time.monotonic() - began,
            "pages": [
                *measure.everything(url, tracker_url),
                *pages.everything(url, tracker_url),
            ],
            "turns": turns.measure(url),
        }


def table(results: dict[str, dict[str, Any]]) -> str:
    """Give all figures side by side."""
    heading = f"{'milliseconds':40}" + "".join(
        f"{each + ' median':>14}{'max':>8}" for each in results
    )
    lines = [heading, _RULE]
    for rows in zip(*(each["pages"] for each in results.values()), strict=True):
        lines.append(f"{rows[0].name:40}{''.join(map(_page, rows))}")
    lines.append(_RULE)
    for rows in zip(*(each["turns"] for each in results.values()), strict=True):
        lines.append(f"{rows[0].name:40}{''.join(map(_turn, rows))}")
    return "\n".join(lines)


def _page(measured: Measured) -> str:
    verdict = " " if measured.longest < measured.aim else "!"
    return f"{measured.median:14.1f}{measured.longest:7.1f}{verdict}"


def _turn(taken: Turns) -> str:
    return f"{taken.median:14.1f}{taken.longest:7.1f} "


def main() -> None:
    """Fill a database of each engine and time the desk on it."""
    options = _options()
    results = {}
    for engine in ENGINES:
        with tempfile.TemporaryDirectory(prefix="bench-desk-") as directory:
            results[engine] = _measure(engine, Path(directory), options.conversations)
    print(table(results))
    events = next(iter(results.values()))["events"]
    print(f"\n{options.conversations} conversations, {events} events; aims:")
    print(f"lists {measure.LIST_AIM:.0f} ms, searches {measure.SEARCH_AIM:.0f} ms")
    RESULTS.mkdir(exist_ok=True)
    kept = RESULTS / f"desk-{datetime.now(timezone.utc):%Y-%m-%dT%H%M%S}.json"
    kept.write_text(json.dumps(results, default=asdict, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()

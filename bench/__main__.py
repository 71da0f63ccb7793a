"""`python -m bench [--quick]`: measure, print one table, and keep the figures as JSON."""

import argparse
import json
import os
import tempfile
from dataclasses import asdict
from datetime import datetime, timezone
from pathlib import Path

from bench import chat_window, report, training
from bench.bare_bot import BareBot
from bench.conversation import interleave
from bench.processes import Start
from bench.product import Product
from bench.report import Results

RESULTS = Path(__file__).parent / "results"
_CORES = 2
_ROUNDS, _ROUNDS_QUICK = 30, 5
_WARM_UP, _WARM_UP_QUICK = 3, 1
_VISITS, _VISITS_QUICK = 20, 3


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer turns, no timed training")
    return parser.parse_args()


def _keep_to_two_cores() -> None:
    """Hold this process, and all that it starts, to two cores, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:_CORES])


def measure(directory: Path, *, quick: bool) -> Results:
    """Train, start both assistants, and ask them turn about."""
    trained_in = None if quick else training.time_to_train(directory)
    training.make_current()
    product = Product(directory / "product")
    bare = BareBot(directory / "bare")
    bare.train()
    # One after the other: two starts at once would slow each other down.
    with bare.running() as bare_start, product.running() as start:
        interleave(bare, product, rounds=_WARM_UP_QUICK if quick else _WARM_UP, name="warm-up")
        rounds = _ROUNDS_QUICK if quick else _ROUNDS
        turns = interleave(bare, product, rounds=rounds, name="measured")
        product.check_writes(turns)
        visits = _VISITS_QUICK if quick else _VISITS
        return Results(
            turns=turns,
            seconds_to_train=trained_in,
            starts=[Start("product", start), Start("bare bot", bare_start)],
            memory=[*product.memory(), *bare.memory()],
            window=chat_window.measure(f"{product.url}/?as=visitor", rounds=visits),
        )


def main() -> None:
    """Run the benchmarks."""
    options = _options()
    _keep_to_two_cores()
    began = datetime.now(timezone.utc)
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="bench-") as directory:
        results = measure(Path(directory), quick=options.quick)
    print(report.table(results))
    RESULTS.mkdir(exist_ok=True)
    kept = RESULTS / f"{began:%Y-%m-%dT%H%M%S}.json"
    about = {"at": began.isoformat(), "quick": options.quick, "load_before": load}
    figures = {**about, "summary": report.summary(results), "raw": asdict(results)}
    kept.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    print(f"\nload before the run {load:.1f}; figures in {kept}")


if __name__ == "__main__":
    main()

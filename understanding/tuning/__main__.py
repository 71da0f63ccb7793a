"""`make encoder`: tune the sentence encoder to the training sentences, and calibrate on them.

First on four fifths of them, which shows on the last fifth what the tuning is worth and how far
confidence is to be trusted; then on all, which is what is kept.
"""

import argparse
from time import monotonic

from understanding import examples
from understanding.encoder import FILE
from understanding.tuned_from import TunedFrom
from understanding.tuning import held_out
from understanding.tuning.recipe import Recipe, tune


def main() -> None:
    """Write `understanding/encoder.npz` and `encoder.json`."""
    options = argparse.ArgumentParser(prog="make encoder", description=__doc__)
    options.parse_args()
    began = monotonic()
    everything = examples.written()
    print(f"{len(everything)} sentences; first without a fifth of them", flush=True)
    calibration, table = held_out.measure(everything, Recipe(), tell=_tell)
    print("\n".join(table))
    print("now with all of them", flush=True)
    encoder = tune(everything, Recipe(), tell=_tell)
    encoder.save(FILE)
    TunedFrom.of(everything, calibration).save()
    megabytes = FILE.stat().st_size / 1e6
    print(f"{FILE.name}: {megabytes:.1f} MB after {(monotonic() - began) / 60:.0f} minutes")


def _tell(line: str) -> None:
    print(f"  {line}", flush=True)


if __name__ == "__main__":
    main()

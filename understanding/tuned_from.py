"""What the tuned encoder was learnt from, and how its confidence was calibrated."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from understanding.calibration import Calibration
from understanding.encoder import FILE, normalise
from understanding.examples import Example

RECORD = FILE.with_suffix(".json")
_DIGITS = 10  # of a digest, in hexadecimal: two sentences in a million million share one


@dataclass(frozen=True, kw_only=True)
class TunedFrom:
    """The record beside the weights.

    :param weights: SHA-256 of the file of weights.
    :param sentences: a digest of each sentence with its intent, so that one can tell which
        sentences of today the encoder has learnt, without storing them twice.
    """

    weights: str
    sentences: frozenset[str]
    calibration: Calibration

    @classmethod
    def of(cls, examples: Iterable[Example], calibration: Calibration) -> "TunedFrom":
        """The record of the weights that have just been written."""
        return cls(
            weights=weights_now(),
            sentences=frozenset(map(digest, examples)),
            calibration=calibration,
        )

    @classmethod
    def load(cls, path: Path = RECORD) -> "TunedFrom":
        """Read what `save` wrote."""
        stored = json.loads(path.read_text(encoding="ascii"))
        return cls(
            weights=stored["weights"],
            sentences=frozenset(stored["sentences"].split()),
            calibration=Calibration(**stored["calibration"]),
        )

    def save(self, path: Path = RECORD) -> None:
        """Write the record; the same sentences give the same bytes."""
        stored = {
            "weights": self.weights,
            "calibration": asdict(self.calibration),
            "sentences": " ".join(sorted(self.sentences)),
        }
        path.write_text(json.dumps(stored, indent=1) + "\n", encoding="ascii")

    def share_known(self, examples: Iterable[Example]) -> float:
        """The share of `examples` that the encoder has learnt."""
        known = [digest(one) in self.sentences for one in examples]
        return sum(known) / len(known)


def digest(example: Example) -> str:
    """The digest of a sentence and its intent."""
    told = f"{example.intent}\n{normalise(example.text)}"
    return hashlib.sha256(told.encode()).hexdigest()[:_DIGITS]


def weights_now() -> str:
    """SHA-256 of the file of weights."""
    return hashlib.sha256(FILE.read_bytes()).hexdigest()

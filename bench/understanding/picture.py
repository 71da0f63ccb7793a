"""Which intents are taken for which, as a picture."""

from pathlib import Path

import matplotlib
import numpy as np

from bench.understanding.heard import Hearing
from bench.understanding.sentences import TestSet

FILE = Path("docs/confusions.png")
_INCHES = 11


def confusions(tests: list[TestSet], heard: dict[str, Hearing], file: Path = FILE) -> None:
    """Draw both languages together; a row is what was meant, a column what was understood."""
    matplotlib.use("Agg")
    from matplotlib import pyplot

    names = sorted({one.intent for each in tests for one in each.asked})
    counts = np.zeros((len(names), len(names)))
    for each in tests:
        for one, made in zip(each.asked, heard[each.language].asked, strict=True):
            if made.intent in names:
                counts[names.index(one.intent), names.index(made.intent)] += 1
    shares = counts / counts.sum(axis=1, keepdims=True)
    figure, axes = pyplot.subplots(figsize=(_INCHES, _INCHES), layout="constrained")
    axes.imshow(np.sqrt(shares), cmap="Blues", vmin=0, vmax=1)
    axes.set_xticks(range(len(names)), names, rotation=90, fontsize=7)
    axes.set_yticks(range(len(names)), names, fontsize=7)
    axes.set_xlabel("understood")
    axes.set_ylabel("meant")
    for row, column in zip(*np.nonzero(counts), strict=True):
        colour = "white" if shares[row, column] > 0.4 else "black"
        text = f"{counts[row, column]:.0f}"
        axes.text(column, row, text, ha="center", va="center", fontsize=5, color=colour)
    figure.savefig(file, dpi=110)
    pyplot.close(figure)

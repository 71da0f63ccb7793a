"""`make understanding`: measure the trained model, print a table, write the model card."""

import argparse
import asyncio
import tempfile
from pathlib import Path

from rasa.core.agent import Agent

from bench.understanding import card, figures, heard, picture, recommended, sentences
from bench.understanding.recommended import Remembered

MODEL = Path("models/billing.tar.gz")


def main() -> None:
    """Measure, print, and write `docs/model-card.md` with its picture."""
    options = argparse.ArgumentParser(prog="python -m bench.understanding", description=__doc__)
    options.add_argument(
        "--recommended", action="store_true", help="train Rasa's recommended pipeline anew"
    )
    options.add_argument(
        "--times", action="store_true", help="measure only the times beside it anew"
    )
    chosen = options.parse_args()
    asyncio.run(_measure(anew=chosen.recommended, times=chosen.times))


async def _measure(*, anew: bool, times: bool) -> None:
    agent = heard.load(MODEL)
    tests = [sentences.read(language) for language in sentences.LANGUAGES]
    heard_all = {each.language: await heard.hear(agent, each) for each in tests}
    ours = {each.language: figures.measure(each, heard_all[each.language]) for each in tests}
    theirs = await _compared(agent, tests, times) if anew or times else recommended.remembered()
    table = card.table(ours, theirs)
    print(table)
    picture.confusions(tests, heard_all)
    card.write(table, tests)


async def _compared(agent: Agent, tests: list[sentences.TestSet], times: bool) -> Remembered:
    measure = recommended.time_again if times else recommended.measure
    with tempfile.TemporaryDirectory(prefix="recommended-") as directory:
        return await measure(Path(directory), agent, tests)


if __name__ == "__main__":
    main()

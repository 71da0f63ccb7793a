"""`python -m bench.understanding.parting`: on the messages that its numbers were chosen by."""

import asyncio
from pathlib import Path

import yaml

from bench.understanding.heard import listen_to, load
from bench.understanding.sentences import LANGUAGES

MODEL = Path("models/billing.tar.gz")
FOLDER = Path(__file__).parent


async def _measure() -> None:
    agent = load(MODEL)
    for language in LANGUAGES:
        stored = yaml.safe_load((FOLDER / f"{language}.yml").read_text(encoding="utf-8"))
        heard = await listen_to(agent, [one["text"] for one in stored])
        told = [
            (set(one["intents"]), {made.intent, *made.also})
            for one, made in zip(stored, heard, strict=True)
        ]
        both = [wanted <= got for wanted, got in told if len(wanted) == 2]
        parted = [len(got) > 1 for wanted, got in told if len(wanted) == 1]
        print(
            f"{language}: both heard in {sum(both)} of {len(both)} messages with two requests, "
            f"two heard in {sum(parted)} of {len(parted)} with one"
        )


if __name__ == "__main__":
    asyncio.run(_measure())

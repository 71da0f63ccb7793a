"""`python -m cli.validate`: Rasa's own check of domain, rules and training data, made strict.

Any warning fails, but for five that this layout explains: responses spoken by actions are
"not used in any story" (tests/test_house.py holds them to the actions instead); our
classifier answers retrieval intents without Rasa's ResponseSelector; Rasa merges the
domain with a copy of itself to find those intents, which it then calls duplicated; and
intents that only a button or the moment gives have no sentences; and one word may name two
things ("pro"), which would matter to Rasa's synonyms alone, and these are not used.
"""

import os
import re
import subprocess
import sys

_COMMAND = ["rasa", "data", "validate", "--fail-on-warnings"]
_EXPECTED = (
    "Found inconsistent entity synonyms",
    "is not used in any story or rule",
    "does not include a response selector component",
    "duplicated intents have been found across multiple domain files: faq",
    "The intent 'request_approval' is listed in the domain file, but is not found",
    "The intent 'undo' is listed in the domain file, but is not found",
)
_OURS = re.compile(r"UserWarning|\bWARNING\b|\bERROR\b|Exception")


def main() -> int:
    """Run the check; print what is wrong; give the exit code."""
    environment = os.environ | {"PYTHONPATH": os.getcwd(), "RASA_TELEMETRY_ENABLED": "false"}
    done = subprocess.run(
        [sys.executable, "-m", *_COMMAND],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = (done.stdout + done.stderr).splitlines()
    wrong = [
        line
        for line in lines
        if _OURS.search(line) and not any(expected in line for expected in _EXPECTED)
    ]
    for line in wrong:
        print(line, file=sys.stderr)
    if done.returncode != 0 and not wrong:
        print(done.stdout + done.stderr, file=sys.stderr)
    if done.returncode == 0 and not wrong:
        print("domain, rules and training data are valid")
    return 1 if wrong or done.returncode else 0


if __name__ == "__main__":
    sys.exit(main())

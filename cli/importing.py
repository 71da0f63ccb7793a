"""`billing import FILE [--apply]`: real customers, checked as a whole and stored as a whole."""

import re
from argparse import Namespace
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import clock
import settings
from cli import database, import_csv, import_json
from cli.accounts import Plain
from cli.import_checks import Checked, check, check_stored
from cli.import_rows import Contents, Problem
from store import importing, migrate
from store.engine import transaction

_READERS: dict[str, Callable[[str], Contents]] = {
    ".csv": import_csv.read,
    ".json": import_json.read,
}


class UnreadableFileError(OSError):
    """The import file is not there, or nothing that can be imported."""


@dataclass(frozen=True)
class Refused(Plain):
    """The report of a file that has problems: the command failed."""


def import_file(options: Namespace) -> Plain:
    """Check a file and, with `--apply`, store it if nothing is wrong with it.

    :raises UnreadableFileError: if there is no such file.
    :raises StoredMeanwhileError: if another import stored the same at this moment.
    """
    url = database.reachable_database()
    contents = _contents(Path(options.file))
    now = clock.now()
    checked = check(contents, now=now)
    stored = False
    if options.apply and not contents.problems:
        database.prepare(settings.load())
    if migrate.is_prepared(url):
        with transaction(url) as connection:
            check_stored(checked, importing.taken(connection), contents)
            if options.apply and not contents.problems:
                importing.store(connection, checked.accounts, now=now)
                stored = True
    return _report(checked, contents, stored=stored)


def _contents(file: Path) -> Contents:
    reader = _READERS.get(file.suffix.lower())
    if reader is None:
        raise UnreadableFileError(f"{file.name}: must end in {' or '.join(_READERS)}")
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise UnreadableFileError(f"{file}: {error.strerror}") from None
    try:
        return reader(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        contents = Contents()
        line = raw.count(b"\n", 0, error.start) + 1
        contents.reject(f"line {line}", "is not UTF-8: save the file as UTF-8")
        return contents


def _report(checked: Checked, contents: Contents, *, stored: bool) -> Plain:
    counts = {f"{kind}s": len(rows) for kind, rows in checked.rows.items()}
    problems = sorted(contents.problems, key=_place)
    value = {**counts, "stored": stored, "problems": [asdict(each) for each in problems]}
    lines = [f"{each.where}: {each.reason}" for each in problems]
    if problems:
        end = f"nothing was stored; problems: {len(problems)}"
    elif stored:
        end = "stored"
    else:
        end = "can be stored: add --apply"
    found = ", ".join(f"{kind}: {count}" for kind, count in counts.items())
    text = "\n".join([*lines, f"{found} - {end}"])
    return Refused(value, text) if problems else Plain(value, text)


def _place(problem: Problem) -> list[int]:
    """Order problems as their rows stand in the file."""
    return [int(number) for number in re.findall("[0-9]+", problem.where)]

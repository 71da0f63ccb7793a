"""Reading an import file of comma- or semicolon-separated lines, one for each row."""

import csv
import io
from collections.abc import Iterator

from cli.import_fields import FIELDS
from cli.import_rows import Contents, Entry, Row, shown

_COLUMNS = {"record", "account"}.union(*FIELDS.values())

_Lines = Iterator[tuple[str, list[str]]]


def read(text: str) -> Contents:
    """Read the rows and put them together by account, wherever their lines stand."""
    contents = Contents()
    accounts: list[Row] = []
    belonging: dict[str, dict[str, list[Row]]] = {"user": {}, "subscription": {}}
    for record, owner, row in _rows(text, contents):
        if record == "account":
            accounts.append(row)
        else:
            belonging[record].setdefault(owner, []).append(row)
    for account in accounts:
        # Taken out: rows belong to the first of two accounts with one id, not to both.
        users, subscriptions = (
            tuple(found.pop(account.values.get("id", ""), ())) for found in belonging.values()
        )
        contents.entries.append(Entry(account=account, users=users, subscriptions=subscriptions))
    _reject_orphans(belonging, contents)
    return contents


def _reject_orphans(belonging: dict[str, dict[str, list[Row]]], contents: Contents) -> None:
    for found in belonging.values():
        for owner, rows in found.items():
            reason = f"no account row {shown(owner)} could be read" if owner else "is missing"
            for row in rows:
                if "account" not in row.refused:
                    contents.reject(row.where, f"account: {reason}")


def _rows(text: str, contents: Contents) -> Iterator[tuple[str, str, Row]]:
    """Give each row with its kind and the id of the account that it belongs to."""
    lines = _lines(text, contents)
    where, header = next(lines, ("line 1", []))
    names = [name.strip() for name in header]
    if not _is_header(where, names, contents):
        return
    unknown = set(names) - _COLUMNS
    for name in sorted(unknown):
        contents.reject(where, f"unknown column {shown(name)}")
    for where, cells in lines:
        if len(cells) != len(names):
            contents.reject(where, f"has {len(cells)} cells, but there are {len(names)} columns")
            continue
        row = contents.row(where, zip(names, cells, strict=True))
        for name in unknown & row.values.keys():
            del row.values[name]
        record = row.values.pop("record", "")
        if record not in FIELDS:
            contents.reject(where, f"record: must be one of {', '.join(FIELDS)}")
            continue
        owner = "" if record == "account" else row.values.pop("account", "")
        yield record, owner, row


def _is_header(where: str, names: list[str], contents: Contents) -> bool:
    if "record" not in names:
        contents.reject(where, "there is no column `record`: the first line names the columns")
        return False
    twice = {name for name in names if names.count(name) > 1}
    for name in sorted(twice):
        contents.reject(where, f"column {shown(name)} is there twice")
    return not twice


def _lines(text: str, contents: Contents) -> _Lines:
    """Give the cells of each line that has any, with the line at which they begin."""
    first = next(filter(str.strip, text.splitlines()), "")
    delimiter = ";" if ";" in first else ","  # no column's name holds either
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                yield f"line {begins}", cells
            begins = reader.line_num + 1
    except csv.Error as error:
        contents.reject(f"line {begins}", f"cannot be read, nor can what follows: {error}")

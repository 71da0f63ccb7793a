"""`billing desk train | compare | publish`: a new model is compared before it goes live."""

import json
import os
import shutil
import subprocess
import sys
from argparse import Namespace
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

import clock
from cli import fingerprint, model_table, run
from cli.accounts import Plain
from cli.database import reachable_database
from store import desk_audit, model_reports, past_messages
from store.engine import reading, transaction
from store.model_reports import Compared

CANDIDATES = fingerprint.MODELS / "candidates"
LIVE = fingerprint.MODELS / "billing.tar.gz"
PARTS = ("past", "tests", "stories")


class CannotCompareError(RuntimeError):
    """Two models could not be compared; the message says why, in one line."""


class OtherSourcesError(RuntimeError):
    """A model was not trained from the sentences and code of this checkout."""


def train(options: Namespace) -> dict[str, str]:
    """Train a model of this checkout beside the one in use, and note what it comes from."""
    marks = fingerprint.marks()
    model = run.train(CANDIDATES, options.name, anew=not fingerprint.understanding_is_current())
    _marks_of(model).write_text(json.dumps(marks), encoding="ascii")
    return {"model": str(model)}


def compare(options: Namespace) -> Plain:
    """Report what changes from one model to another, and store the report for the desk."""
    old, new = _file(options.old), _file(options.new)
    url = reachable_database()
    with reading(url) as connection:
        asked = {
            "past": [asdict(each) for each in past_messages.said(connection, most=options.most)],
            "known": [asdict(each) for each in past_messages.known(connection, most=options.most)],
        }
    compared = Compared(
        old_model=_digest(old), new_model=_digest(new), old_name=old.name, new_name=new.name
    )
    report = _report(old, new, options.only or [], asked)
    with transaction(url) as connection:
        number = model_reports.add(connection, compared, report, now=clock.now())
    value = {"number": number, **vars(compared), **report}
    return Plain(value, f"report {number}: {old} -> {new}\n{model_table.of(report)}")


def publish(options: Namespace) -> dict[str, Any]:
    """Put a model in place for the next start, if an admin has approved a report of it.

    A running assistant has read its model and keeps it: the file is exchanged, not rewritten.

    :raises OtherSourcesError: if `billing run` would train another model in its place.
    """
    model = _file(options.model)
    marks = _marks_of(model)
    url = reachable_database()
    with transaction(url) as connection:
        report = model_reports.approved(connection, _digest(model))
        if not (marks.exists() and json.loads(marks.read_text("ascii")) == fingerprint.marks()):
            raise OtherSourcesError(
                f"{model} was trained from other sentences or code than this checkout has:"
                " `billing desk train` trains one that stays"
            )
        model_reports.mark_published(connection, report["number"], now=clock.now())
        desk_audit.record(
            connection,
            None,
            "model_published",
            object=str(report["number"]),
            detail={"model": report["new_model"], "approved_by": report["approved_by"]},
            now=clock.now(),
        )
        beside = LIVE.with_suffix(".publishing")
        shutil.copyfile(model, beside)
        os.replace(beside, LIVE)
        fingerprint.remember()
    return {"published": str(model), "report": report["number"]}


def _report(old: Path, new: Path, only: list[str], asked: Any) -> dict[str, Any]:
    parts = [word for part in only for word in ("--only", part)]
    done = subprocess.run(
        [sys.executable, "-m", "bench.models", str(old), str(new), *parts],
        input=json.dumps(asked),
        env=os.environ | run.ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        why = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
        raise CannotCompareError(f"the models could not be compared: {why[0]}")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _file(name: str) -> Path:
    file = Path(name)
    if not file.is_file():
        raise CannotCompareError(f"no model {name!r}")
    return file


def _digest(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()


def _marks_of(model: Path) -> Path:
    return model.with_name(model.name.removesuffix(".tar.gz") + ".trained-from.json")

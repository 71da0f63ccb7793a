"""`billing desk publish`: only an approved model of this checkout goes live, and whole."""

import json
from argparse import Namespace
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from cli import fingerprint, models
from cli.models import CannotCompareError, OtherSourcesError
from store import desk_audit, model_reports
from store.engine import reading, transaction
from store.model_reports import Compared, NoReportError, NotApprovedError
from tests import databases
from tests.databases import NOW
from tests.services import ROOT

NEW = "models/candidates/new.tar.gz"


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A database, in a checkout with a model in use and a new one."""
    checkout = tmp_path / "checkout"
    (checkout / "models" / "candidates").mkdir(parents=True)
    for each in ROOT.iterdir():
        if each.name != "models" and not each.name.startswith("."):
            (checkout / each.name).symlink_to(each)
    monkeypatch.chdir(checkout)
    models.LIVE.write_bytes(b"old")
    Path(NEW).write_bytes(b"new")
    trained_from(fingerprint.marks())
    with databases.seeded("sqlite", tmp_path) as url:
        monkeypatch.setenv("BILLING_DATABASE_URL", url)
        yield url


def trained_from(marks: dict[str, str]) -> None:
    Path("models/candidates/new.trained-from.json").write_text(json.dumps(marks))


def report(url: str, *, approved: bool) -> None:
    compared = Compared(
        old_model=sha256(b"old").hexdigest(),
        new_model=sha256(b"new").hexdigest(),
        old_name="billing.tar.gz",
        new_name="new.tar.gz",
    )
    with transaction(url) as connection:
        number = model_reports.add(connection, compared, {}, now=NOW)
        if approved:
            model_reports.approve(connection, number, by="Grace", now=NOW)


def publish(model: str = NEW) -> object:
    return models.publish(Namespace(model=model))


def test_an_approved_model_is_put_in_place_and_audited(url: str) -> None:
    report(url, approved=True)
    opened = models.LIVE.open("rb")  # as by an assistant that runs

    publish()

    assert models.LIVE.read_bytes() == b"new"
    assert opened.read() == b"old"
    assert fingerprint.is_current()  # `billing run` will not train another one
    with reading(url) as connection:
        [published] = model_reports.listing(connection)
        [audited] = desk_audit.page(connection)[:1]
    assert published["published_at"] is not None
    assert audited["action"] == "model_published"
    assert audited["detail"]["approved_by"] == "Grace"


@pytest.mark.usefixtures("url")
def test_a_model_that_was_never_compared_is_not_published() -> None:
    with pytest.raises(NoReportError):
        publish()

    assert models.LIVE.read_bytes() == b"old"


def test_a_model_that_no_admin_has_approved_is_not_published(url: str) -> None:
    report(url, approved=False)

    with pytest.raises(NotApprovedError):
        publish()

    assert models.LIVE.read_bytes() == b"old"


def test_an_approval_is_of_one_file_and_not_of_a_name(url: str) -> None:
    report(url, approved=True)
    Path(NEW).write_bytes(b"trained again under the same name")

    with pytest.raises(NoReportError):
        publish()


def test_a_model_of_other_sentences_is_not_published(url: str) -> None:
    report(url, approved=True)
    trained_from({"understanding": "other", "dialogue": "other"})

    with pytest.raises(OtherSourcesError):
        publish()

    assert models.LIVE.read_bytes() == b"old"
    with reading(url) as connection:
        [row] = model_reports.listing(connection)
    assert row["published_at"] is None


@pytest.mark.usefixtures("url")
def test_a_file_that_is_not_there_is_one_clear_error() -> None:
    with pytest.raises(CannotCompareError, match="no model 'nowhere'"):
        publish("nowhere")

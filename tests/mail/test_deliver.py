"""Where e-mails can go: a directory of files, or an SMTP server named by its address."""

from email import policy
from email.parser import BytesParser

import pytest

from mail.deliver import FileDelivery, SmtpDelivery, SmtpUrlError
from mail.render import render
from tests.mail.operations import ATELIER, CANCEL, NOW, carry_out, claimed


@pytest.fixture
def email(database_url):
    carry_out(database_url, ATELIER, CANCEL, 1)
    return render(claimed(database_url), mail_from="facturation@billing.example", now=NOW)


def lines_of(email):
    return email.get_body(("plain",)).get_content().splitlines()


def test_a_file_holds_the_whole_email_under_its_outbox_id(tmp_path, email):
    outbox_directory = tmp_path / "not" / "yet" / "there"

    FileDelivery(outbox_directory).deliver(email)

    [file] = outbox_directory.iterdir()
    read = BytesParser(policy=policy.default).parsebytes(file.read_bytes())
    assert email["Message-ID"] == f"<{file.stem}@billing.example>"
    assert file.suffix == ".eml"
    assert (
        read["Subject"] == email["Subject"] == "Confirmation d’annulation\u00a0: RescueAssist Pro"
    )
    assert lines_of(read) == lines_of(email)


def test_writing_twice_leaves_one_file(tmp_path, email):
    delivery = FileDelivery(tmp_path / "outbox")

    delivery.deliver(email)
    delivery.deliver(email)

    assert len(list((tmp_path / "outbox").iterdir())) == 1


@pytest.mark.parametrize(
    "url",
    [
        "mail.example:25",
        "http://user:secret@mail.example",
        "smtp://",
        "smtp://user:secret@mail.example:port",
    ],
)
def test_an_address_that_cannot_be_used_is_refused_without_showing_its_password(url):
    with pytest.raises(SmtpUrlError) as refusal:
        SmtpDelivery(url)

    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize(
    "url",
    [
        "smtp://mail.example",
        "smtps://user:p%40ss@mail.example",
        "smtp+starttls://user:p%40ss@mail.example:2525",
    ],
)
def test_the_three_kinds_of_address_are_known(url):
    SmtpDelivery(url)

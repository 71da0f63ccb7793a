"""The operator's command, `billing`."""

import argparse
import json
import sys
from collections.abc import Callable
from typing import Any

from cli import (
    accounts,
    chat,
    corrections,
    database,
    facts,
    feedback,
    handoffs,
    importing,
    models,
    reminders,
    run,
    staff,
    tickets,
    vies,
)
from settings import SettingError
from store.accounts import UnknownPersonError
from store.demo import ForeignDataError
from store.engine import DatabaseUnreachableError
from store.handoffs import UnknownHandoffError
from store.importing import StoredMeanwhileError
from store.model_reports import NoReportError, NotApprovedError
from store.staff import LANGUAGES, ROLES, StaffExistsError, UnknownStaffError
from store.tickets import UnknownTicketError
from trust.keys import MissingKeyError

Command = Callable[[argparse.Namespace], Any]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="billing", description=__doc__)
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--json", action="store_true", help="print JSON")
    verbs = parser.add_subparsers(required=True, metavar="COMMAND")

    def verb(name: str, command: Command, text: str, **options: Any) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = verbs.add_parser(
            name, help=text, parents=[shared], **options
        )
        made.set_defaults(command=command)
        return made

    token = verb("token", accounts.token, "a token that signs EMAIL in")
    token.add_argument("email")
    token.add_argument("--ttl", type=int, default=3600, help="seconds it is valid for")
    token.add_argument("--sid", help="names one of several conversations of the person")

    talk = verb("chat", chat.talk, "a conversation with the running assistant")
    talk.add_argument("--as", dest="email", metavar="EMAIL", help="nobody: an anonymous visitor")
    talk.add_argument("--language", choices=("fr", "it"))
    talk.add_argument("--sid")

    verb("account", accounts.account, "the account of EMAIL").add_argument("email")
    verb("audit", accounts.audit_trail, "the audit of EMAIL's account").add_argument("email")
    outbox = verb("outbox", accounts.emails, "the e-mails, of EMAIL's account or all")
    outbox.add_argument("email", nargs="?")

    handoff = verb("handoffs", handoffs.listing, "open hand-offs")
    handoff_verbs = handoff.add_subparsers(metavar="say ID TEXT | release ID")
    say = handoff_verbs.add_parser(
        "say", help="speak to the customer as the representative", parents=[shared]
    )
    say.add_argument("id")
    say.add_argument("text")
    say.set_defaults(command=handoffs.say)
    release = handoff_verbs.add_parser(
        "release", help="give a conversation back to the assistant", parents=[shared]
    )
    release.add_argument("id")
    release.set_defaults(command=handoffs.release)

    verb("feedback", feedback.listing, "what customers think of finished tasks")

    ticket = verb("tickets", tickets.tickets_of, "tickets of EMAIL's account, or all")
    ticket.add_argument("what", nargs="*", metavar="EMAIL | confirm NUMBER")

    db = verbs.add_parser("db", help="the database").add_subparsers(required=True)
    upgrade = db.add_parser("upgrade", help="apply missing migrations", parents=[shared])
    upgrade.set_defaults(command=database.upgrade)
    seed = db.add_parser("seed", help="store the demo accounts", parents=[shared])
    seed.add_argument("--reset", action="store_true", help="put them back to their first state")
    seed.set_defaults(command=database.seed)

    imported = verb("import", importing.import_file, "check the customers in FILE, or store them")
    imported.add_argument("file", metavar="FILE", help="a .csv or .json file, see docs/import.md")
    imported.add_argument("--apply", action="store_true", help="store them, if all are right")

    reminder = verbs.add_parser("reminders", help="e-mails before a trial or a plan ends")
    remind = reminder.add_subparsers(required=True).add_parser(
        "run", help="queue those that are due", parents=[shared]
    )
    remind.set_defaults(command=reminders.run)

    vat = verbs.add_parser("vat", help="VAT numbers").add_subparsers(required=True)
    vat_list = vat.add_parser("list", help="those of all accounts", parents=[shared])
    vat_list.set_defaults(command=vies.listing)
    vat_check = vat.add_parser("check", help="ask VIES about the pending ones", parents=[shared])
    vat_check.set_defaults(command=vies.check)

    desk = verbs.add_parser("desk", help="the support desk").add_subparsers(required=True)
    desk_facts = desk.add_parser("facts", help="what its lists are filtered by")
    rebuild = desk_facts.add_subparsers(required=True).add_parser(
        "rebuild", help="work it out anew", parents=[shared]
    )
    rebuild.set_defaults(command=facts.rebuild)

    patch = desk.add_parser(
        "patch", help="write accepted corrections to the training sentences", parents=[shared]
    )
    patch.add_argument("--diff", action="store_true", help="only print them, as git applies them")
    patch.set_defaults(command=corrections.patch)
    candidate = desk.add_parser(
        "train", help="train a model beside the one in use", parents=[shared]
    )
    candidate.add_argument("name", help="of the model in models/candidates")
    candidate.set_defaults(command=models.train)
    compare = desk.add_parser(
        "compare", help="report what changes from model OLD to model NEW", parents=[shared]
    )
    compare.add_argument("old")
    compare.add_argument("new")
    compare.add_argument(
        "--only", action="append", choices=models.PARTS, help="leave the other parts out"
    )
    compare.add_argument("--most", type=int, default=1000, help="past messages that are replayed")
    compare.set_defaults(command=models.compare)
    publish = desk.add_parser(
        "publish", help="put an approved model in place for the next start", parents=[shared]
    )
    publish.add_argument("model")
    publish.set_defaults(command=models.publish)

    people = verb("staff", staff.listing, "the people of the support desk")
    of_staff = people.add_subparsers(metavar="add | password | disable EMAIL")
    added = of_staff.add_parser("add", help="add a person", parents=[shared])
    added.add_argument("email")
    added.add_argument("--name", required=True)
    added.add_argument("--role", choices=ROLES, default="agent")
    added.add_argument("--language", choices=LANGUAGES, default="fr")
    added.add_argument("--team", action="append", help="a representative's name; may be repeated")
    added.add_argument("--password", action="store_true", help="ask for it, or read it from input")
    added.set_defaults(command=staff.add)
    for name, command, text in (
        ("password", staff.new_password, "a new password, to be changed at the next sign-in"),
        ("disable", staff.disable, "let a person sign in no more"),
    ):
        about = of_staff.add_parser(name, help=text, parents=[shared])
        about.add_argument("email")
        about.set_defaults(command=command)

    verb("run", run.run, "start every service, until Ctrl-C")
    verb("train", run.train_if_needed, "train the model, if what it comes from has changed")
    return parser


_EXPECTED_ERRORS = (
    DatabaseUnreachableError,
    ForeignDataError,
    MissingKeyError,
    SettingError,
    StoredMeanwhileError,
    UnknownHandoffError,
    StaffExistsError,
    UnknownPersonError,
    UnknownStaffError,
    UnknownTicketError,
    importing.UnreadableFileError,
    models.CannotCompareError,
    models.OtherSourcesError,
    NoReportError,
    NotApprovedError,
    run.CannotStartError,
    staff.BadPasswordError,
)


def main() -> int:
    """Run the command line; an expected problem is one clear line and exit code 1."""
    options = _parser().parse_args()
    try:
        result = options.command(options)
    except _EXPECTED_ERRORS as error:
        print(f"billing: {error}", file=sys.stderr)
        return 1
    if result is not None:
        print(_shown(result, as_json=options.json))
    return 1 if isinstance(result, importing.Refused) else 0


def _shown(result: Any, *, as_json: bool) -> str:
    if isinstance(result, accounts.Plain) and not as_json:
        return result.text
    value = result.value if isinstance(result, accounts.Plain) else result
    if as_json or not isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, indent=2)
    return "\n".join(_row(each) for each in value) or "(nothing)"


def _row(row: dict[str, Any]) -> str:
    shown = {key: value for key, value in row.items() if value is not None}
    return "  ".join(f"{key}={_cell(value)}" for key, value in shown.items())


def _cell(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)


if __name__ == "__main__":
    sys.exit(main())

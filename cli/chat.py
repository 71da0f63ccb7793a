"""`billing chat`: a conversation in the terminal with the running assistant."""

import sys
from argparse import Namespace

import requests

import settings
from chat.tokens import make_token
from cli.database import reachable_database
from cli.run import CannotStartError
from store import accounts
from store.engine import transaction
from trust import keys

_LONG = 12 * 3600


def talk(options: Namespace) -> None:
    """Read lines, print the replies; a number presses a button; end of file ends."""
    loaded = settings.load()
    session = requests.Session()
    if options.email:
        with transaction(reachable_database()) as connection:
            person = accounts.person_by_email(connection, options.email)
        secret = keys.token_secret(loaded)
        token, _ = make_token(secret, subject=person.id, sid=options.sid, ttl=_LONG)
        session.headers["Authorization"] = f"Bearer {token}"
    url = f"http://127.0.0.1:{loaded.port}/webhooks/rest/webhook"
    buttons: list[dict[str, str]] = []
    for line in sys.stdin:
        typed = line.strip()
        chosen = _pressed(typed, buttons)
        body = {"message": chosen or typed, "metadata": {"language": options.language}}
        try:
            answer = session.post(url, json=body, timeout=60)
        except requests.ConnectionError:
            raise CannotStartError(
                "the assistant does not answer: start it with `make run`"
            ) from None
        replies = answer.json()
        buttons = [each for reply in replies for each in reply.get("buttons", [])]
        for reply in replies:
            print(reply.get("text", ""))
        for number, button in enumerate(buttons, start=1):
            print(f"  [{number}] {button['title']}")


def _pressed(typed: str, buttons: list[dict[str, str]]) -> str | None:
    """Give the payload of the button whose number was typed in brackets, such as `[1]`."""
    inside = typed.removeprefix("[").removesuffix("]")
    if typed == inside or not inside.isdecimal():
        return None
    index = int(inside) - 1
    return buttons[index]["payload"] if 0 <= index < len(buttons) else None

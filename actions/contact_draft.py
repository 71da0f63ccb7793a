"""New contact details in the making, read from what the customer says. Pure: no store, no words.

A draft holds the values given so far, in the form in which they are stored, under the names of
`ContactWish`. `_asked` lists the fields that are to be changed, in the order in which they were
named; `_name_only` notes that the contact's name is corrected and no role moves; `_address`
keeps an address that was not whole, since the next message may bring the rest.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from actions import contact_message
from actions.contact_message import FIELD, PERSON, Message, Moment, Values, message
from actions.said import Said
from subscriptions.contact_details import (
    Accepted,
    ContactField,
    ContactProblem,
    Rejected,
    check,
)
from subscriptions.facts import Facts, Payment

Draft = dict[str, Any]

_NAME = re.compile(r"\bnom[ei]?\b")
_WRONG = re.compile(
    r"^\W*(?:non?|pas)\b|\b(?:faux|fausse|erron\w+|sbagliat\w+|incorrect\w*|scorrett\w+|errat\w+|"
    r"tromp\w+|erreur|errore|corrig\w+|corregg\w+|rectifi\w+)\b"
)
_MISSPELT = re.compile(
    r"\b(?:corrig\w+|corregg\w+|rectifi\w+|orthograph\w+|ortograf\w+|coquille|faute|erreur|"
    r"errore|refuso)\b"
)
_ONLY_NAME = re.compile(
    r"\b(?:seulement|juste|uniquement|que|solo|soltanto|solamente) (?:le |il )?nom[ei]?\b"
)
_NOT_WHOLE = (ContactProblem.POSTAL_CODE, ContactProblem.STREET)


@dataclass
class Reading:
    """A draft after a message.

    :param heard: whether the message said anything about the details.
    :param rejected: what was given and cannot be taken; it is asked for again.
    """

    draft: Draft
    heard: bool
    rejected: list[Rejected] = field(default_factory=list)


def read(draft: Draft, said: Said, asking: str | None, known: Facts) -> Reading:
    """Take a message into the draft. `asking` is the question that it follows."""
    typed = message(said)
    taken: Draft = {**draft, "_asked": list(draft.get("_asked", []))}
    named = contact_message.fields(typed, asking)
    dropped = _drop(taken, typed)
    negated = set(typed.negated())
    meant = [each for each in named if each.value not in negated]
    if meant or negated <= {*taken["_asked"], *dropped}:
        named = meant
    values = contact_message.values(typed, named, _moment(taken, asking, known))
    heard = _want(taken, typed, [str(each.value) for each in named], values)
    kept = _keep_role(taken, said, typed, asking)
    rejections = [_take(taken, name, raws, known.country) for name, raws in values.items()]
    return Reading(
        draft=taken,
        heard=bool(dropped or values or heard or kept),
        rejected=[each for each in rejections if each is not None],
    )


def answers(said: Said, asking: str | None) -> bool:
    """Tell whether a message that sounds like another request answers the question."""
    return contact_message.answers(message(said), asking)


def _moment(draft: Draft, asking: str | None, known: Facts) -> Moment:
    invoice = known.payment is Payment.INVOICE
    return Moment(
        asking=asking,
        wanted=draft["_asked"],
        begun=draft.get("_address"),
        case_email="case_email" in draft if invoice else None,
        now=known.contact,
    )


def _drop(draft: Draft, typed: Message) -> set[str]:
    """Leave out fields that are no longer to be changed, as long as others are."""
    dropped = set(typed.negated()) & set(draft["_asked"])
    if dropped == set(draft["_asked"]):
        return set()
    draft["_asked"] = [name for name in draft["_asked"] if name not in dropped]
    for name in dropped:
        _forget(draft, name)
    return dropped


def _forget(draft: Draft, name: str) -> None:
    belonging = {PERSON: ("contact_email", "_name_only"), "address": ("_address",)}
    for each in (name, *belonging.get(name, ())):
        draft.pop(each, None)


def _want(draft: Draft, typed: Message, named: Sequence[str], values: Values) -> bool:
    """Note the fields to be changed; give whether there is a new one, or one to ask again."""
    owners = [PERSON if name == "contact_email" else name for name in values]
    wanted = dict.fromkeys([*named, *(name for name in owners if name != "case_email")])
    fresh = [name for name in wanted if name not in draft["_asked"]]
    draft["_asked"].extend(fresh)
    wrong = not values and _WRONG.search(typed.folded) is not None
    again = [name for name in wanted if wrong and name in draft]
    for name in again:
        _forget(draft, name)
    return bool(fresh or again)


def _keep_role(draft: Draft, said: Said, typed: Message, asking: str | None) -> bool:
    """Note that only the name of the contact is to be changed; give whether that was said."""
    if asking == "contact_email" and (
        said.first("choice") == "name_only" or _ONLY_NAME.search(typed.folded)
    ):
        draft["_name_only"] = True
        return True
    if PERSON in draft["_asked"] and _NAME.search(typed.folded) and _MISSPELT.search(typed.folded):
        draft["_name_only"] = True
    return False


def _take(draft: Draft, name: str, raws: Sequence[str], country: str) -> Rejected | None:
    """Take the first reading that can be stored; else let the value be asked for again."""
    verdicts = [check(FIELD[name], raw, country=country) for raw in raws]
    accepted = next((each for each in verdicts if isinstance(each, Accepted)), None)
    if accepted is not None:
        draft[name] = accepted.value
        draft.pop({"address": "_address", "contact_email": "_name_only"}.get(name, ""), None)
        return None
    draft.pop(name, None)
    begun = draft.get("_address") if name == ContactField.ADDRESS.value else None
    goes_on = begun is not None and raws[-1].startswith(begun)
    rejected = verdicts[-1 if goes_on else 0]
    assert isinstance(rejected, Rejected)
    if rejected.problem in _NOT_WHOLE:
        draft["_address"] = raws[-1 if goes_on else 0]
    return rejected

"""What one message gives of new contact details: which fields, which values. Pure.

Nothing is checked here: values are as they were typed.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from actions import contact_text
from actions.said import Said
from subscriptions.contact_details import Accepted, ContactField, check, split_person
from subscriptions.facts import BillingContact
from understanding.finder import find_mentions
from understanding.folding import compose, fold
from understanding.mention import Mention
from understanding.positions import position

Values = dict[str, list[str]]
"""What was typed, under the names of `ContactWish`: readings, the likeliest first."""

PERSON = ContactField.CONTACT_PERSON.value
FIELD = {
    **{each.value: each for each in ContactField},
    "contact_email": ContactField.EMAIL,
    "case_email": ContactField.EMAIL,
}
"""The field by whose form a value is checked."""

_FREE = {ContactField.ADDRESS.value, ContactField.COMPANY.value, PERSON}
_DIGITS = {ContactField.PHONE.value, ContactField.VAT_NUMBER.value}
_TYPED = ("address", "phone", "vat_number", "company")
_OPEN_INTENTS = frozenset(
    {"inform", "nlu_fallback", "out_of_scope", "complain"}
    | {"update_billing_contact", "change_subscription"}
)
"""What a value in free text may sound like."""

_COUNTRIES = ("FR", "IT")
_GENITIVE = re.compile(r"\b(?:de|di|du|de la|del|della|dell'|des|dei) (?:\w+ )?$")
_NAME_OF = re.compile(r"\bnom[ei]?\b")
_NEGATED = re.compile(
    r"\b(?:pas|sans|senza|niente|non|laiss\w+(?: tomber)?|oubli\w+|lasci\w+(?: stare)?)"
    r"(?: besoin)?(?: de| d')?(?: ?(?:changer|modifier|cambiare|modificare))?"
    r"(?: (?:le|la|les|du|il|lo|i|gli))? ?(?:l')?$"
)
_CASE = re.compile(r"\b(?:confirmation|dossier|conferma|ticket|pratica)\b")
_EMAIL_ATTEMPT = re.compile(r"[^\s<>(),;:]*@[^\s<>(),;:]*")
_LEAST_DIGITS = 4
_MOSTLY = 0.5


@dataclass(frozen=True, kw_only=True)
class Moment:
    """What is known when a message comes in.

    :param asking: the question that it follows.
    :param wanted: the fields that are to be changed.
    :param begun: an address that was not whole.
    :param case_email: an address for the end of a case was given, `None` if there is no case.
    """

    asking: str | None
    wanted: Sequence[str]
    begun: str | None
    case_email: bool | None
    now: BillingContact


@dataclass(frozen=True, kw_only=True)
class Message:
    """A message and what it names. Only the customer's own words have places in the text."""

    text: str
    folded: str
    intent: str
    mentions: Sequence[Mention]

    @property
    def is_button(self) -> bool:
        return self.text.startswith("/")

    def of(self, entity: str) -> list[Mention]:
        return [each for each in self.mentions if each.entity == entity]

    def negated(self) -> list[str]:
        """Give the fields that are not to be changed: "finalement pas le téléphone"."""
        fields = self.of("contact_field")
        return [str(each.value) for each in fields if _NEGATED.search(self.folded[: each.start])]


def message(said: Said) -> Message:
    """Read a message. Mentions are looked for anew: it may be a part of a longer one."""
    text = compose(said.text)
    mentions = find_mentions(text)
    if text.startswith("/"):
        mentions = [
            Mention(entity=each["entity"], value=each["value"], start=0, end=0)
            for each in said.entities
        ]
    return Message(text=text, folded=fold(text), intent=said.intent, mentions=mentions)


# --- Which fields


def fields(said: Message, asking: str | None) -> list[Mention]:
    """Give the fields named, without a contact who only says whose field it is."""
    named = [each for each in said.of("contact_field") if not _is_owner(said, each)]
    names = {str(each.value) for each in named}
    if said.of("email") and not said.of("address") and not names & {"email", PERSON}:
        # "nouvelle adresse : julie@exemple.fr"
        named = [each for each in named if each.value != ContactField.ADDRESS.value]
    if not named and asking == "field":
        return _pointed_at(said)
    return named


def _is_owner(said: Message, mention: Mention) -> bool:
    """Tell "le téléphone du contact" from "le nom du contact"."""
    before = said.folded[: mention.start]
    after_another = any(each.start < mention.start for each in said.of("contact_field"))
    of_it = _GENITIVE.search(before) is not None and _NAME_OF.search(before) is None
    return mention.value == PERSON and after_another and of_it


def _pointed_at(said: Message) -> list[Mention]:
    """Give the field that "le deuxième" means: they are shown in this order."""
    place = None if said.is_button else position(said.text)
    order = list(ContactField)
    if place is None or not (place % (len(order) + 1)) > 0:
        return []
    chosen = order[place - 1] if place > 0 else order[-1]
    return [Mention(entity="contact_field", value=chosen.value, start=0, end=0)]


# --- Which values


def values(said: Message, named: Sequence[Mention], moment: Moment) -> Values:
    """Give the values that a message gives."""
    found = {**_typed(said, named, moment), **_emails(said, named, moment)}
    asking = moment.asking
    others = [each for each in named if each.value != asking]
    whole = None if others else _whole(said, asking)
    if whole is not None and asking is not None:
        return found | _of_whole(whole, asking, said, found, moment)
    if not found and not named and _is_attempt(said, asking):
        return {str(asking): [contact_text.bare(said.text, FIELD[str(asking)])]}
    if any(each.value == PERSON for each in named) and not said.is_button:
        name = contact_text.person_named(said.text, said.mentions, but=moment.now.contact_person)
        return found if name is None else {**found, PERSON: [name]}
    return found


def answers(said: Message, asking: str | None) -> bool:
    """Tell whether a message that sounds like another request is little else than a value."""
    if asking is None or "?" in said.text:
        return False
    typed = [each for entity in (*_TYPED, "email") for each in said.of(entity)]
    length = sum(each.end - each.start for each in typed)
    enough = length >= _MOSTLY * max(1, len(said.text.strip()))
    return enough or _whole(said, asking) is not None


def _typed(said: Message, named: Sequence[Mention], moment: Moment) -> Values:
    found: Values = {}
    for entity in _TYPED:
        if mentions := said.of(entity):
            name = _meant(entity, named, moment.asking)
            found[name] = _readings(said, mentions, str(getattr(moment.now, name) or ""))
    return found


def _meant(entity: str, named: Sequence[Mention], asking: str | None) -> str:
    """Tell a telephone from a VAT number, which may look alike, by what was asked."""
    unsure = entity in _DIGITS and not any(each.value in _DIGITS for each in named)
    return asking if unsure and asking in _DIGITS and asking is not None else entity


def _readings(said: Message, mentions: Sequence[Mention], now: str) -> list[str]:
    """Give the value that is not the present one; of an address also what follows it."""
    chosen = _new(mentions, now)
    readings = [str(chosen.value)]
    if chosen.entity == ContactField.ADDRESS.value and not said.is_button:
        later = [each.start for each in said.mentions if each.start >= chosen.end]
        rest = said.text[chosen.start : min(later, default=len(said.text))]
        readings.append(contact_text.bare(re.split(r"[;!?]|\.\s", rest)[0], ContactField.ADDRESS))
    return readings


def _new(mentions: Sequence[Mention], now: str) -> Mention:
    """Give the last one that is not `now`: who replaces a value may name the old one too."""
    new = [each for each in mentions if fold(str(each.value)) != fold(now)]
    return (new or list(mentions))[-1]


def _emails(said: Message, named: Sequence[Mention], moment: Moment) -> Values:
    by_target: dict[str, list[Mention]] = {}
    for each in said.of("email") or _attempted_emails(said, named, moment):
        by_target.setdefault(_target(said, each, named, moment), []).append(each)
    return {
        target: [str(_new(mentions, moment.now.email).value)]
        for target, mentions in by_target.items()
    }


def _attempted_emails(said: Message, named: Iterable[Mention], moment: Moment) -> list[Mention]:
    """Give what was meant as an e-mail address, where one may be meant."""
    expected = {*moment.wanted, moment.asking, *(each.value for each in named)}
    if said.is_button or not expected & {"email", PERSON, "contact_email", "case_email"}:
        return []
    return [
        Mention(entity="email", value=each.group().rstrip("."), start=each.start(), end=each.end())
        for each in _EMAIL_ATTEMPT.finditer(said.text)
    ]


def _target(said: Message, email: Mention, named: Sequence[Mention], moment: Moment) -> str:
    """Tell whose address it is: the record's, the new contact's, or the case's (A57)."""
    owners = {"email": "email", PERSON: "contact_email"}
    near = [each for each in named if each.value in owners]
    before = [each for each in near if each.start <= email.start]
    if near:
        return owners[str((before[-1] if before else near[0]).value)]
    has_case = moment.case_email is not None
    if has_case and (moment.asking == "case_email" or _CASE.search(said.folded)):
        return "case_email"
    if moment.asking in (PERSON, "contact_email"):
        return "contact_email"
    if "email" not in moment.wanted and PERSON in moment.wanted:
        return "contact_email"
    return "case_email" if moment.case_email and "email" not in moment.wanted else "email"


def _is_attempt(said: Message, asking: str | None) -> bool:
    """Tell a telephone or VAT number that was typed wrongly."""
    digits = sum(map(str.isdigit, said.text))
    return asking in _DIGITS and digits >= _LEAST_DIGITS and not said.is_button


def _whole(said: Message, asking: str | None) -> str | None:
    """Give the message as the answer to a question in free text, if it is one."""
    if asking not in _FREE or asking is None or said.is_button:
        return None
    besides = {"address", "phone", "vat_number", "email"} - {asking}
    if asking == PERSON:
        besides.remove("email")
    if any(said.of(entity) for entity in besides) or contact_text.is_no_answer(said.text):
        return None
    value = contact_text.bare(said.text, FIELD[asking])
    named = (said.folded[each.start : each.end] for each in said.of("contact_field"))
    if not value or any(name in fold(value) for name in named):
        return None  # "je change l'adresse" gives no value yet
    free = said.intent in _OPEN_INTENTS
    return value if free or _is_surely(FIELD[asking], value, said.intent) else None


def _is_surely(asked: ContactField, value: str, intent: str) -> bool:
    """Tell whether it can only be a value, whatever request it sounds like."""
    if asked is ContactField.ADDRESS:
        read = (check(asked, value, country=country) for country in _COUNTRIES)
        return any(isinstance(each, Accepted) for each in read)
    name = split_person(value)[0] or "" if asked is ContactField.CONTACT_PERSON else value
    least = 1 if intent in ("affirm", "deny") else 2
    return len(name.split()) >= least and contact_text.looks_like_a_name(name)


def _of_whole(whole: str, asking: str, said: Message, found: Values, moment: Moment) -> Values:
    if asking == PERSON:
        name, email = split_person(whole)
        given = {PERSON: name, "contact_email": email}
        return {each: [value] for each, value in given.items() if value is not None}
    if asking == ContactField.COMPANY.value:
        typed = found.get(asking, [whole])
        return {asking: [contact_text.bare(each, ContactField.COMPANY) for each in typed]}
    readings = [whole, *found.get(asking, [])]
    if moment.begun is not None and not said.of("address"):
        readings.append(f"{moment.begun}, {whole}")
    return {asking: readings}

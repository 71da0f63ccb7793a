"""The contact and billing details a customer types: their form is looked at, and tidied.

What is accepted is in the one form in which it is stored and compared; what is rejected says
why, so that the assistant can tell what it needs (A55).
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import cache

import phonenumbers
from babel import Locale
from email_validator import EmailNotValidError, validate_email
from stdnum.eu import vat
from stdnum.exceptions import InvalidChecksum, ValidationError

from subscriptions.vat import normalised


class ContactField(str, Enum):
    """One of the details; the value is its name in `BillingContact`."""

    ADDRESS = "address"
    PHONE = "phone"
    EMAIL = "email"
    COMPANY = "company"
    CONTACT_PERSON = "contact_person"
    VAT_NUMBER = "vat_number"


class ContactProblem(str, Enum):
    """Why a value cannot be taken."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    EMAIL_FORM = "email_form"
    PHONE_FORM = "phone_form"
    POSTAL_CODE = "postal_code"
    """The postal code is missing, or not of its country's form."""
    STREET = "street"
    """There is a postal code, but not both a street and a town."""
    VAT_FORM = "vat_form"
    VAT_CHECK = "vat_check"
    """It looks like a VAT number, but its check digits are wrong: a typing error."""
    NAME_FORM = "name_form"


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """The value in the form in which it is stored."""

    value: str


@dataclass(frozen=True, kw_only=True)
class Rejected:
    """The value cannot be taken."""

    field: ContactField
    problem: ContactProblem


LONGEST: dict[ContactField, int] = {
    ContactField.ADDRESS: 300,
    ContactField.PHONE: 32,
    ContactField.EMAIL: 254,
    ContactField.COMPANY: 200,
    ContactField.CONTACT_PERSON: 200,
    ContactField.VAT_NUMBER: 32,
}
"""In characters; no longer than their columns."""


def check(field: ContactField, raw: str, *, country: str) -> Accepted | Rejected:
    """Look at the form of what was typed for `field`, and tidy it.

    :param country: of the account, such as FR: what is not said is taken to be of it.
    """
    if not raw.strip():
        return Rejected(field=field, problem=ContactProblem.EMPTY)
    if len(raw.strip()) > LONGEST[field]:
        return Rejected(field=field, problem=ContactProblem.TOO_LONG)
    found = _READERS[field](raw.strip(), country)
    if isinstance(found, ContactProblem):
        return Rejected(field=field, problem=found)
    if len(found) > LONGEST[field]:
        return Rejected(field=field, problem=ContactProblem.TOO_LONG)
    return Accepted(value=found)


def split_person(raw: str) -> tuple[str | None, str | None]:
    """Part "Julie Martin, julie@x.fr" into name and e-mail address, as typed; either may miss."""
    text = " ".join(raw.split())
    found = _EMAIL_IN_TEXT.search(text)
    if found is None:
        return _name_in(text), None
    before = _EMAIL_LABEL.sub("", text[: found.start()])
    after = text[found.end() :].lstrip(" >).")
    return _name_in(f"{before.rstrip(' <(')} {after}"), found.group().rstrip(".")


_EMAIL_IN_TEXT = re.compile(r'(?<![^ <>(),;:"])[^ <>(),;:"@]+@[^ <>(),;:"]*')
_EMAIL_LABEL = re.compile(
    r"[ ,;(-](?:adresse |indirizzo )?(?:e-?mail|mail|courriel) ?:?[ <]*$", re.IGNORECASE
)


def _name_in(text: str) -> str | None:
    return text.strip(' ,;:<>()"-–') or None


# --- E-mail, telephone, VAT number


def _email(raw: str, _country: str) -> str | ContactProblem:
    try:
        # A test environment may write to .test addresses; .example is always allowed.
        checked = validate_email(
            raw, check_deliverability=False, test_environment=True, allow_smtputf8=False
        )
    except EmailNotValidError:
        return ContactProblem.EMAIL_FORM
    return checked.normalized


def _phone(raw: str, country: str) -> str | ContactProblem:
    # 00 is not the way abroad in every country, but everywhere it is meant as one.
    typed = f"+{raw[2:]}" if raw.startswith("00") else raw
    try:
        number = phonenumbers.parse(typed, country)
    except phonenumbers.NumberParseException:
        return ContactProblem.PHONE_FORM
    if not phonenumbers.is_valid_number(number):
        return ContactProblem.PHONE_FORM
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _vat_number(raw: str, country: str) -> str | ContactProblem:
    number = raw if raw[:2].isalpha() else f"{'EL' if country == 'GR' else country}{raw}"
    return normalised(number) or _vat_problem(number)


def _vat_problem(number: str) -> ContactProblem:
    try:
        vat.validate(number)
    except InvalidChecksum:
        return ContactProblem.VAT_CHECK
    except ValidationError:
        pass
    return ContactProblem.VAT_FORM


# --- Names


def _company(raw: str, _country: str) -> str | ContactProblem:
    if any(map(_is_control, raw)) or not any(map(str.isalnum, raw)):
        return ContactProblem.NAME_FORM
    return raw


def _is_control(char: str) -> bool:
    """Tell line breaks, and what has no shape but changes what is shown around it."""
    return unicodedata.category(char)[0] == "C" or char in "\u2028\u2029"


_NAME = re.compile(r"(?=(?:.*[^\W\d_]){2})(?:[^\W\d_]|[ .,'’&()/-])+")


def _contact_person(raw: str, country: str) -> str | ContactProblem:
    name, email = split_person(unicodedata.normalize("NFC", raw))
    if email is not None and isinstance(problem := _email(email, country), ContactProblem):
        return problem
    if name is None or not _NAME.fullmatch(name):
        return ContactProblem.NAME_FORM
    return name


# --- Address

_POSTAL_CODES = {
    "FR": r"(?:0[1-9]|[1-8]\d|9[0-8])\d{3}",
    "MC": r"980\d{2}",
    "IT": r"\d{5}",
    "BE": r"[1-9]\d{3}",
    "CH": r"[1-9]\d{3}",
    "CA": r"[abceghj-nprstvxy]\d[a-z][ -]?\d[a-z]\d",
}
_SOME_CODE = r"(?=[a-z-]*\d)[a-z\d-]{3,10}"
"""For all other countries: at least three characters with a digit among them."""

_OTHER_NUMBER = r"(?<!\bbp )(?<!\bcs )(?<!\btsa )"
"""French post-office boxes have as many digits as a postal code."""

_WITH_PROVINCES = {"IT", "CA"}
_PROVINCE = re.compile(r"[A-Z]{2}")
_HOUSE_NUMBER = re.compile(r"\d+ *(?:bis|ter|quater|\w)?", re.IGNORECASE)
_BETWEEN_PARTS = re.compile(r"[,;()]| [-–] ")
_WORDS_WITHOUT_PARTS = 4
_LONGEST_COUNTRY_NAME = 5  # words
_TOWN_STATES = {"LU", "MC", "SM", "VA"}
"""Their name after the postal code is the town's."""


def _address(raw: str, country: str) -> str | ContactProblem:
    lines = (" ".join(_without_controls(line).split()).strip(" ,;") for line in raw.splitlines())
    tidy = ", ".join(filter(None, lines))
    named, rest = _without_country(tidy)
    # The name of a country may also be a street's, so the account's own form stays good.
    countries = [country] + [each for each in (named,) if each and each != country]
    code = next(filter(None, (_postal_code(rest, each) for each in countries)), None)
    if code is None:
        return ContactProblem.POSTAL_CODE
    around = f"{rest[: code.start()]},{rest[code.end() :]}"
    return tidy if _has_street_and_town(around, countries) else ContactProblem.STREET


def _without_controls(line: str) -> str:
    return "".join(" " if _is_control(char) else char for char in line)


def _postal_code(address: str, country: str) -> re.Match[str] | None:
    form = _POSTAL_CODES.get(country, _SOME_CODE)
    return re.search(rf"{_OTHER_NUMBER}(?<!\w){form}(?!\w)", address, re.IGNORECASE)


def _without_country(address: str) -> tuple[str | None, str]:
    """Give the country whose name ends the address, and what goes before that name."""
    words = address.split(" ")
    for count in range(min(_LONGEST_COUNTRY_NAME, len(words) - 1), 0, -1):
        code = _country_codes().get(_folded(" ".join(words[-count:]).strip("().")))
        if code in _TOWN_STATES:
            return code, address
        if code is not None:
            return code, " ".join(words[:-count])
    return None, address


@cache
def _country_codes() -> dict[str, str]:
    """Countries by their folded French, Italian and English names."""
    return {
        _folded(name): code
        for language in ("en", "it", "fr")
        for code, name in Locale(language).territories.items()
        if code.isalpha()
    }


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold()


def _has_street_and_town(around: str, countries: list[str]) -> bool:
    """Look for both in an address of which postal code and country were taken away."""
    parts = [part.strip(" .-–") for part in _BETWEEN_PARTS.split(around)]
    if _WITH_PROVINCES.intersection(countries):
        parts = [part for part in parts if not _PROVINCE.fullmatch(part)]
    named = [part for part in parts if not _HOUSE_NUMBER.fullmatch(part) and _has_letters(part)]
    if len(named) == 1:
        # "350 rue Prince-Arthur Ouest Montréal QC H2X 1Y4": nothing tells street from town.
        return sum(map(_has_letters, named[0].split())) >= _WORDS_WITHOUT_PARTS
    return len(named) > 1


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))


_READERS: dict[ContactField, Callable[[str, str], str | ContactProblem]] = {
    ContactField.ADDRESS: _address,
    ContactField.PHONE: _phone,
    ContactField.EMAIL: _email,
    ContactField.COMPANY: _company,
    ContactField.CONTACT_PERSON: _contact_person,
    ContactField.VAT_NUMBER: _vat_number,
}

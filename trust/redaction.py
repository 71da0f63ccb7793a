"""Payment card and bank account numbers, taken out before anything is kept or logged."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from trust.account_numbers import account_numbers, without_harmless
from trust.card_details import card_details
from trust.folding import Span, blanked, fold

MASK = "[••••]"
PUNCTUATION = " ./_-,;:"


@dataclass(frozen=True)
class Redacted:
    """A text without its secrets; `found` names them: card, cvv, expiry, iban."""

    text: str
    found: frozenset[str]


def redact(text: str) -> Redacted:
    """Mask every card number, its security code and expiry, and every IBAN in `text`.

    A card is 13 to 19 digits, however separated, that pass Luhn and start like a card network;
    a SIRET may look the same and is masked too. What is not masked stays as typed.
    """
    folded, origins = fold(text)
    return _masked(text, origins, _secrets(folded))


def redact_joined(previous: str, text: str) -> Redacted:
    """Redact `text`, also where it finishes a card number or IBAN begun in `previous`.

    `previous` may be several earlier messages, joined by spaces; nothing of it is returned.
    """
    folded, origins = fold(text)
    earlier = fold(previous)[0].rstrip(PUNCTUATION) + " "
    head = len(folded) - len(folded.lstrip(PUNCTUATION))
    split = [
        Span(head, head + span.end - len(earlier), span.kind)
        for span in account_numbers(earlier + folded[head:])
        if span.start < len(earlier) < span.end
    ]
    return _masked(text, origins, split + _secrets(blanked(folded, split)))


class RedactingFilter(logging.Filter):
    """A second net: no log record leaves with a card number or an IBAN in it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Redact the message, the traceback and the stack; let every record pass."""
        try:
            message = record.getMessage()
        except Exception:  # logging would print such a record's arguments as they are
            message = f"{record.msg} {record.args}"
        redacted = redact(message)
        if redacted.found:
            record.msg, record.args = redacted.text, None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = redact(record.exc_text).text
        if record.stack_info:
            record.stack_info = redact(record.stack_info).text
        return True


def _secrets(folded: str) -> list[Span]:
    if not any(map(str.isdecimal, folded)):
        return []
    numbers = account_numbers(folded)
    return numbers + card_details(blanked(without_harmless(folded), numbers))


def _masked(text: str, origins: list[int], spans: Iterable[Span]) -> Redacted:
    pieces: list[str] = []
    found, kept_from = set(), 0
    for start, end, kind in sorted(spans):
        found.add(kind)
        first, beyond = origins[start], max(origins[end], origins[end - 1] + 1)
        if first > kept_from or not pieces:
            pieces += [text[kept_from:first], MASK]
        kept_from = max(kept_from, beyond)
    return Redacted("".join([*pieces, text[kept_from:]]), frozenset(found))

"""All that a message names, found by rules, in the language-free values of the domain."""

from understanding import products
from understanding.addresses import find_addresses
from understanding.announced import find_companies
from understanding.contact_fields import find_contact_fields
from understanding.corrections import without_taken_back
from understanding.cycles import find_cycles
from understanding.details import find_emails, find_phones, find_vat_numbers
from understanding.folding import compose, fold
from understanding.languages import find_languages
from understanding.lexicon import find_months
from understanding.mention import Mention, outside
from understanding.plans import find_tiers
from understanding.seats import find_seats


def find_mentions(text: str) -> list[Mention]:
    """The entities of a message in the order in which it names them."""
    text = compose(text)
    folded = fold(text)
    named = [
        Mention(entity="product", value=one.product, start=one.start, end=one.end)
        for one in products.find(text)
    ]
    typed = _typed_details(text, folded)
    free = [
        *find_seats(folded),
        *find_cycles(folded),
        *find_tiers(text, folded, named),
        *find_months(folded),
        *find_languages(folded),
    ]
    mentions = [
        *typed,
        *_clear_of(typed, named),
        *_clear_of([*typed, *named], free),
        *find_contact_fields(folded, typed),
    ]
    mentions.sort(key=lambda mention: (mention.start, mention.end))
    return without_taken_back(folded, mentions)


def _typed_details(text: str, folded: str) -> list[Mention]:
    """What the customer typed to be copied; digits in it count nothing else."""
    emails = find_emails(text, folded)
    vat_numbers = _clear_of(emails, find_vat_numbers(text, folded))
    phones = find_phones(text, folded, [*emails, *vat_numbers])
    details = [*emails, *vat_numbers, *phones]
    addresses = _clear_of(details, find_addresses(text, folded))
    details += addresses
    return details + _clear_of(details, find_companies(text, folded))


def _clear_of(taken: list[Mention], mentions: list[Mention]) -> list[Mention]:
    return [mention for mention in mentions if outside(taken, mention.start, mention.end)]

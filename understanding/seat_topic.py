"""Whether a message speaks of a subscription, and of changing it."""

import re
from dataclasses import dataclass

from understanding.seat_words import OFTEN_SEATS

_FEW_CHARACTERS = 40
_PLAN = re.compile(
    rf"\b(?:{OFTEN_SEATS}|l?'?abonn?emm?ents?|l?abos?|contrats?|forfai[ts]?|formules?|"
    rf"plan|pian[oi]|"
    r"abb?onament[oi]|sottoscrizion[ei]|contratt[oi]|pacchetto|offre|"
    r"webinar|meeting|training|central|logmein|log me in|rescue\w*|go ?to ?\w+|"
    r"remote support|supporto remoto|gtm|gtt|gtw|essai|prova|effectifs|"
    r"(?:pai?[ey]\w*|pag\w+)(?: que)? (?:pour|pr|per|x))\b"
)
_ALTERED = re.compile(
    r"\b(?:ajust\w+|adapt(?:er|ez)|adegu(?:are|ate)|adatt(?:are|ate)|r?a?baiss(?:er|"
    r"ez)\w*|abbass(?:are|ate)|"
    r"redui\w+|ridu\w+|augment(?:er|ez)|aument(?:are|ate)|diminu\w+|allarg\w+|elarg\w+|estend\w+|"
    r"etend\w+|ampli(?:are|ate|er|ez)|agrandi\w*|gonflez?|grossir|ajoutez?|rajoutez?|"
    r"retirez|aggiung\w+|"
    r"togli\w+|aggiornat[oaei]|aggiornare|intervenir|actualis\w+|sistemate|corrige\w+|"
    r"arrang\w+|passez-\w+|passateci)\b"
)
_SEATS_COUNTED = re.compile(
    r"\b(?:postes|licences|licenses|sieges|places|posti|postazioni|licenze|utenze|"
    r"(?:paghiamo|payons|paie|pago) (?:per|pour|x|pr))\b"
)

_ELSEWHERE = re.compile(
    r"\b(?:indicatif|prefisso|code postal|codice postale|cap|civico|numero de (?:tel|rue)\w*)\b"
)


@dataclass(frozen=True, kw_only=True)
class Topic:
    """What a message speaks of.

    :param named: a subscription, a product or seats.
    :param altered: a change of a subscription.
    :param seats: seats in the plural, which are counted.
    :param short: nothing but a few words.
    :param numbers: how many numbers it has.
    :param elsewhere: a number of another kind.
    """

    named: bool
    altered: bool
    seats: bool
    short: bool
    elsewhere: bool
    numbers: int

    @property
    def plan(self) -> bool:
        """Whether a number without a noun may count seats."""
        return (self.named or self.altered or self.short) and not self.elsewhere

    @property
    def staffing(self) -> bool:
        """Whether "we are seven" tells how many seats are needed."""
        return self.altered or self.seats or self.short or (self.named and self.numbers > 1)


def topic_of(folded: str, numbers: int) -> Topic:
    """What the folded text of a message speaks of."""
    return Topic(
        named=_PLAN.search(folded) is not None,
        altered=_ALTERED.search(folded) is not None,
        seats=_SEATS_COUNTED.search(folded) is not None,
        numbers=numbers,
        elsewhere=_ELSEWHERE.search(folded) is not None,
        short=len(folded) <= _FEW_CHARACTERS,
    )

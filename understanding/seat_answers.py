"""Numbers that answer "how many seats?" without the word for them: "12", "alors, huit"."""

import re

from understanding.folding import listed
from understanding.numbers import Number
from understanding.seat_words import NOT_SEATS
from understanding.small_words import CHOOSING, CORRECTING, POLITE, only_small_words

_YEARS = range(1990, 2100)
_UNNAMED = re.compile(
    r"(?:\b(?:le|la|il|lo|numero|num|no|nr?|l')\.? ?|[n#]?[\u00b0#] ?)$",
)
_REFUSED = re.compile(r"\bno,? $")
_ONE_ALONE = re.compile(
    r"\W*(?:une?|uno|una)(?: (?:seule?|sol[ao]))?(?: (?:de plus|en plus|en moins|in piu|in meno))?"
    r"(?: (?:svp|merci|grazie|basta|suffit))?\W*"
)
_YOU_ARE = re.compile(r"\b(?:ci|c|tu|chi|non|ma|dove|come) sei$")
_YOU_ARE_AFTER = re.compile(
    r" (?:un|una|uno|il|la|lo|l'|tu|sicur\w|uman\w|ver[oa]|brav\w|grand\w|gentil\w|"
    r"molto|proprio|ancora|"
    r"in grado|qui|li|una)\b|l'"
)
_THANKS = re.compile(r"\b(?:grazie|grz|gra|mercis?)\b")
_LED = re.compile(
    r"^\W*(?:(?:non|no|anzi|alors|allora|ok|oui|si|erreur de ma part|en fait|beh|ben|euh)\W+)*$"
)
_THEN = re.compile(
    r"^(?: (?:en tout|in tutto|au total|in totale))?(?:,| (?:puisque|car|perche|parce|"
    r"vu que|dato|visto)\b)(?! ?\d)(?!.*\b(?:faux|non|sbagliat\w|errat\w|esatto|"
    r"confirm\w|conferm\w)\b)(?! ?(?:rue|via|avenue|place|bis))[^?]{4,}$"
)
_CONCLUDING = re.compile(
    r"\b(?:donc|quindi|percio|fanno|(?:nous |ca |ca nous )(?:fait|fera)|facciamo|disons|"
    r"mettons|c'est|(?:pas|non) (?:in )?[\w-]+ (?:mais|ma|bensi)(?: bien)?)(?: a| in)? $"
)
_DENIED = re.compile(r",? (?:non|no|pas)\W*$|,? ?(?:e|est|c'est) (?:sbagliat\w|faux|errat\w)\b")
_TAIL = re.compile(
    r"(?: (?:en tout|in tutto|au total|personnes|persone|posti|postes|"
    r"tondi|esatti|tout rond))?\W*$"
)
_REFERRED = re.compile(
    r"^ (?:de plus|de moins|in piu|in meno|en plus|en moins) (?:qu|rispetto|di adesso|di ora)"
)
_ANSWERING = (
    POLITE
    | CORRECTING
    | (CHOOSING - {"il", "la", "le", "lo", "l"})
    | frozenset(
        listed("""
        tout total totale tutto totali bastano basta bastera suffit suffiront suffisent servono
        serve servirebbero ne environ circa sommes siamo est seul seule seuls solo sola soli
        altri altre altro altra autres autre encore ancora plus plu piu moins meno che
        scrivere ecrire aggiungi aggiungine aggiungete aggiungiamo ajoute ajoutez ajouter togli
        toglietene togline togliamo tolga tolgo tolgono enlevez enleve retirez retire faut me ci
        mi nous lieu sera serons saremo ajustez ajuste portami
        maintenant ora adesso totale almeno moins soit exactement esattamente y aura avere avoir
        abbiamo avons ai ho invece gia macche mica ce n da ad passage erreur part tondi rond
        commencer commencons debut cominciare cominciamo iniziare iniziamo
        esatti fissi mettons serait seront saranno anche
        """)
    )
)


def is_bare_answer(folded: str, counted: list[Number], ends: list[int]) -> bool:
    """Whether a message is its numbers and words that add nothing.

    :param ends: where each number ends with the people that it counts.
    """
    if not counted or any(is_no_count(folded, number) for number in counted):
        return False
    if _DENIED.match(folded, counted[-1].end):
        return False
    spans = [(number.start, end) for number, end in zip(counted, ends, strict=True)]
    if not only_small_words(folded, spans, _ANSWERING):
        return False
    return not all(number.article for number in counted) or bool(_ONE_ALONE.fullmatch(folded))


def leading_answer(folded: str, counted: list[Number]) -> Number | None:
    """The number that a message opens with, before it says why: "8, Karim nous quitte"."""
    if not counted or counted[0].article or is_no_count(folded, counted[0]):
        return None
    first = counted[0]
    after = folded[first.end :]
    if not _LED.match(folded[: first.start]):
        return None
    return first if _THEN.match(after) or _REFERRED.match(after) else None


def concluding_answer(folded: str, counted: list[Number]) -> Number | None:
    """The number in which a count ends: "moi, Paul et les deux stagiaires, donc quatre"."""
    last = counted[-1]
    if last.article or is_no_count(folded, last) or not _TAIL.match(folded, last.end):
        return None
    return last if _CONCLUDING.search(folded[: last.start]) else None


def is_no_count(folded: str, number: Number) -> bool:
    """Years, "03" for March, and places in a list are no numbers of seats."""
    before = folded[: number.start]
    if _UNNAMED.search(before):
        return not _REFUSED.search(before)
    if is_everyday(folded, number) or number.value in _YEARS:
        return True
    if NOT_SEATS.match(folded, number.end):
        return True
    return folded[number.start] == "0" or (number.end - number.start > 4 and number.value > 9999)


def is_everyday(folded: str, number: Number) -> bool:
    """Whether "sei" is "you are" and "mille" a thousand thanks."""
    if number.value == 1000:
        return _THANKS.search(folded) is not None
    if folded[number.start : number.end] != "sei":
        return False
    return bool(_YOU_ARE.search(folded[: number.end]) or _YOU_ARE_AFTER.match(folded, number.end))

"""Which element of a list just shown a customer points at."""

import re

from understanding.folding import compose, fold, listed
from understanding.numbers import numbers
from understanding.small_words import CHOOSING, CORRECTING, POLITE, only_small_words

LAST = -1
_MOST = 30
_MOST_NUMBERS = 10

_ORDINALS = (
    ("premiere?", "prim[oa]", "1ere?", "1re"),
    ("deuxiemes?", "second[oae]?", "deusieme"),
    ("troisieme", "terz[oa]"),
    ("quatrieme", "quart[oa]"),
    ("cinquieme", "quint[oa]"),
    ("sixieme", "sest[oa]"),
    ("septieme", "settim[oa]"),
    ("huitieme", "ottav[oa]"),
    ("neuvieme", "nona"),
    ("dixieme", "decim[oa]"),
)
_ORDINAL_WORDS = "|".join(
    f"(?P<n{place}>{'|'.join(names)})" for place, names in enumerate(_ORDINALS, start=1)
)
_DIGIT_ORDINAL = r"(?P<digits>\d{1,2}) ?(?:iemes?|emes?|ere?|er|re|nd|nde|e|o|a|\u00b0)"
_ARTICLE = r"(?:le|la|il|lo|l'|au|du|al|alla|del|della|sul|sulla|ma|mon|celui|celle|quello|quella)"
_LISTED = (
    r"(?:abonn?ements?|abos?|souscriptions?|lignes?|elements?|options?|choix|produits?|formules?|"
    r"factures?|recus?|propositions?|reponses?|abb?onament[oi]|sottoscrizion[ei]|rig[ah]e?|"
    r"element[oi]|opzion[ei]|prodott[oi]|pian[oi]|fattur[ae]|ricevut[ae]|voc[ei]|scelta|"
    r"propost[ae])"
)
_ENDS = (
    r"(?: ?[,.;:!?)]| ?$| (?:de|dans|sur|en partant de) (?:la|cette|votre) liste| (?:della|nella|"
    r"in) "
    r"(?:lista|elenco)| dell'elenco| de la liste| svp| stp| merci| grazie| per favore| s'il|"
    r" pas\b|"
    r" non\b| et\b| e\b| ch'| che (?:ha|hai|avete|e|vedo)\b| que (?:vous|tu)\b| qu'| en haut|"
    r" in alto|"
    r" alors| allora| plutot| des (?:deux|trois|quatre)| dei | delle | tra | parmi )"
)
_ORDINAL = re.compile(
    rf"\b{_ARTICLE} ?(?:{_ORDINAL_WORDS}|{_DIGIT_ORDINAL})(?: {_LISTED})?(?={_ENDS})"
)
_BARE_ORDINAL = re.compile(rf"(?:{_ORDINAL_WORDS}|{_DIGIT_ORDINAL})(?: {_LISTED})?")
_LAST = re.compile(
    rf"(?<!avant-)(?<!avant )\b(?:l[ae] |l'|ma |mon |al|del|sul)?(?:l')?(?P<last>derniere?|"
    rf"dernier|ultim[oa])"
    rf"(?: (?!factur|fattur|recu|ricevut){_LISTED})?(?={_ENDS})"
)
_AT_THE_END = re.compile(
    r"\b(?:in fondo|per ultim[oa](?! [a-z])|tout en bas|(?:celui|celle) (?:du|d'en|en|"
    r"tout en) bas|tout a la fin|"
    r"en dernier de la liste|in basso)\b"
)
_AT_THE_TOP = re.compile(
    r"\b(?:quell[oa] (?:in alto|in cima)|(?:celui|celle) (?:du|d'en|en|tout en) haut|in cima|"
    r"tout en haut)\b"
)
_NUMBERED = re.compile(
    r"(?:\b(?:numero|num|nr|option|opzione|choix|scelta|ligne|riga|n\.?)|(?<!\w)n?\u00b0|#) ?$"
)
_POINTING = re.compile(r"(?:^|[^\w])(?:le|la|il|lo|l') ?$")
_BOTH = re.compile(r"(?:^|\W)le $")
_ITALIAN_PLURALS = frozenset(
    {"due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci"}
)
_TURNED_DOWN = re.compile(r"\b(?:non|pas|et non|e non|invece del?|au lieu d[eu]) $")
_FREE = (
    POLITE
    | CORRECTING
    | CHOOSING
    | frozenset(
        listed("""
        numero num nr n option opzione choix scelta ligne riga annuler annulez annule annulla
        annullate annullare resilier resiliez disdire disdite disdici cancella cancellare supprimez
        supprimer reactivez reactiver riattivare riattiva rinnova modifier modifiez modifica
        abonnement abbonamento produit prodotto liste lista elenco dans nella della
        """)
    )
)


def position(text: str) -> int | None:
    """The place pointed at, counted from 1, or -1 for the last; None when none is.

    Of several the one not turned down: "non la seconda, la terza" is 3.
    """
    folded = fold(compose(text)).strip()
    places = [*_ordinals(folded), *_cardinals(folded)]
    if _AT_THE_END.search(folded):
        places.append((0, LAST))
    if _AT_THE_TOP.search(folded):
        places.append((0, 1))
    if not places:
        return None
    wanted = [place for start, place in places if not _TURNED_DOWN.search(folded[:start])]
    return (wanted or [place for _, place in places])[0]


def _ordinals(folded: str) -> list[tuple[int, int]]:
    """ "La deuxième", "il primo della lista", "l'ultima": where they stand and what they say."""
    found = [(match.start(), _place(match)) for match in _ORDINAL.finditer(folded)]
    found += [(match.start(), LAST) for match in _LAST.finditer(folded)]
    if not found:
        found = [
            (match.start(), _place(match))
            for match in _BARE_ORDINAL.finditer(folded)
            if only_small_words(folded, [match.span()], POLITE)
        ]
    return sorted(found)


def _place(match: re.Match[str]) -> int:
    if match["digits"]:
        return int(match["digits"])
    return int(str(match.lastgroup).removeprefix("n"))


def _cardinals(folded: str) -> list[tuple[int, int]]:
    """ "Le 2", "numero due" or a bare "2", in a message that says nothing else."""
    counted = [number for number in numbers(folded) if 0 < number.value <= _MOST]
    if len(counted) > _MOST_NUMBERS:
        return []
    if not only_small_words(folded, [(number.start, number.end) for number in counted], _FREE):
        return []
    places = []
    for number in counted:
        before = folded[: number.start]
        written = folded[number.start : number.end]
        if _BOTH.search(before) and written in _ITALIAN_PLURALS:
            continue
        alone = only_small_words(folded, [(number.start, number.end)], POLITE)
        if (alone and written != "un") or _NUMBERED.search(before) or _POINTING.search(before):
            places.append((len(_POINTING.sub("", before)), number.value))
    return places

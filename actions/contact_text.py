"""The value within an answer given in plain words: "c'est le 12 rue X, merci". Pure.

Looked at without accents and capitals; positions count in the text as it was typed.
"""

import re
from collections.abc import Sequence

from subscriptions.contact_details import ContactField
from understanding.folding import fold
from understanding.mention import Mention, outside

_COURTESY = (
    r"(?:bonjour|bonsoir|buongiorno|salve|bien sur|certo|alors|allora|donc|dunque|plutot|"
    r"piuttosto|anzi|en fait|in realta|pardon|scusi|scusate|desolee?)"
)
_YES_OR_NO = (
    r"(?:ok|oui|si|non?)(?:\s*[,.;:!]+\s*|\s+"
    r"(?=c'est|plutot|piuttosto|anzi|en fait|in realta|pardon|scusi|merci|grazie|svp)|$)"
)
"""With a comma: "No Limits" and "Si" are names too."""
_NOUN = (
    r"(?:adresse|indirizzo|nom|nome|raison sociale|ragione sociale|denominazione|societe|"
    r"entreprise|azienda|ditta|societa|contact|contatto|referente|interlocuteur|"
    r"interlocutrice|responsable|responsabile|personne|persona)"
)
_IS = (
    r"(?: ?[:=]|(?: ?,)? (?:c'est|est|sera|serait|devient|s'appelle|sara|sarebbe|diventa|"
    r"si chiama|e|e')(?: (?:desormais|maintenant|dorenavant|ora|adesso))?)(?= )"
)
_OPENINGS = (
    re.compile(rf"\W*{_COURTESY}(?:[\s,.;:!]+|$)"),
    re.compile(rf"\W*{_YES_OR_NO}"),
    re.compile(
        r"\W*(?:c'est|ce sera|ce serait|il s'agit de|mettez|mettre|notez|indiquez|voici|voila|"
        r"sarebbe|sara|mettete|metta|scriva|scrivete|indichi|ecco)"
        r"(?: plutot| desormais| maintenant| ora| adesso)?(?:[\s,:]+)"
    ),
    re.compile(
        r"\W*(?:(?:la|le|notre|mon|ma|il|lo|mio|mia|nostra|nostro|nouvelle?|nouvel|nuov[ao]) |l')*"
        rf"{_NOUN}(?: (?:de|du|d'|del|della|dell'|di)(?: ?(?:la|l'|contact|contatto|societe|"
        r"entreprise|facturation|fatturazione|azienda|ditta|societa|notre|nostra))*)*"
        rf"(?: postale| complete| completo)?{_IS}\W*"
    ),
)
_WITH_ACCENT = re.compile("\\W*[\u00e8\u00c8]'? (?:ora |adesso )?")
_PLACE = re.compile(r"\W*(?:au|aux|a|al|in|le|il)\s+(?=\d|via |rue |viale |corso |piazza )")
_CLOSING = re.compile(
    r"(?:(?:[\s,;!]|\.(?=\s))*\b(?:merci(?: beaucoup| bien| d'avance| a vous)?|svp|stp|"
    r"s'il (?:vous|te) plait|grazie(?: mille| tante)?|"
    r"per (?:favore|piacere|cortesia)|cordialement))?[\s,;!]*$"
)
_NO_ANSWER = re.compile(
    r"\W*(?:je|j'|on (?:va|ne|peut)|nous (?:ne|n'|avons|allons)|vous (?:ne|n'|avez|pouvez)|io|ho|"
    r"non (?:lo )?(?:so|ricordo|saprei)|boh|euh|attend\w*|aspett\w*|pas (?:encore|maintenant)|"
    r"(?:un|une) (?:instant|moment|seconde|minute|attimo|momento|secondo|minuto)|"
    r"aucune? (?:idee|nouvelle)|pourquoi|perche|comment|peu importe|vorrei|voglio)\b"
)
_ABBREVIATED = re.compile(r"\.\w+\.$|\b\w{1,4}\.$")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SMALL = 3
"""Letters of the longest word that a name may hold in small letters: "de", "du", "les"."""


def bare(text: str, field: ContactField) -> str:
    """Give what is left of an answer without courtesy and "la nouvelle adresse est"."""
    folded, start = fold(text), 0
    going_on = True
    while going_on:
        going_on = False
        for opening in (*_OPENINGS, _WITH_ACCENT):
            subject = text if opening is _WITH_ACCENT else folded
            found = opening.match(subject, start)
            if found is not None and found.end() > start:
                start, going_on = found.end(), True
    if field is ContactField.ADDRESS:
        place = _PLACE.match(folded, start)
        start = place.end() if place else start
    ending = _CLOSING.search(folded, start)
    value = text[start : ending.start() if ending else len(text)]
    value = value.strip(' \n\t,;:!"«»“”')
    if value.endswith(".") and not _ABBREVIATED.search(value):
        value = value.rstrip(".")
    return value


def is_no_answer(text: str) -> bool:
    """Tell "je ne sais pas", "attendez" and questions: they are no names, nor addresses."""
    return "?" in text or _NO_ANSWER.match(fold(text)) is not None


def looks_like_a_name(text: str) -> bool:
    """Tell whether all but small words begin with a capital or a digit: "Atelier du Port"."""
    words = re.findall(r"[\w][\w'’&.-]*", text)
    return bool(words) and all(
        not word[0].islower() or len(word.split("'")[0].split("’")[0]) <= _SMALL for word in words
    )


def person_named(text: str, mentions: Sequence[Mention], *, but: str) -> str | None:
    """Give the one person whose name stands in a sentence, if it is clear who.

    The first word of a sentence has a capital anyway, so it is not counted.

    :param but: the contact of now, who may be named too.
    """
    if text.isupper():
        return None
    runs: list[list[re.Match[str]]] = []
    for word in _WORD.finditer(text):
        begins = re.search(r"(?:^|[.!?:;]\s*)\W*$", text[: word.start()]) is not None
        named = word.group()[0].isupper() and outside(mentions, *word.span())
        if not named or (begins and not text[: word.start()].rstrip().endswith(":")):
            continue
        if runs and text[runs[-1][-1].end() : word.start()] == " ":
            runs[-1].append(word)
        else:
            runs.append([word])
    names = {text[run[0].start() : run[-1].end()] for run in runs if len(run) > 1}
    others = [name for name in names if fold(name) != fold(but)]
    return others[0] if len(others) == 1 else None

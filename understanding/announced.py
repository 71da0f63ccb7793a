"""Company names where a customer clearly gives one."""

import re

from understanding.company_names import LEGAL_FORM, announced_name, whole_name
from understanding.mention import Mention

_HEAD = (
    r"(?:societe|entreprise|boite|compagnie|association|cabinet|raison sociale|firme|societa|"
    r"ditta|"
    r"azienda|impresa|ragione sociale|studio|denominazione|intestazione)"
)
_CALLED = re.compile(
    rf"\b(?:nom|nome|nouveau nom|nuovo nome)? ?(?:de |d'|del |dell'|della )?(?:l'|la |notre |ma |"
    rf"mon |"
    rf"nostra |nostro |mia |il )?{_HEAD}(?: (?:de facturation|correcte?|corretta))?"
    rf"(?: (?:s'appelle|si chiama|devient|est devenue|diventa|e diventata)(?: maintenant|"
    rf" desormais| ora)? |"
    rf" ?: ?)"
    rf"(?=\S)"
)
_IS_CALLED = re.compile(
    rf"\b(?:nom|nome)\b[^.;:?!@]{{0,40}} (?:est|e|c'est|sara|sera) (?=\S)|"
    rf"\b{_HEAD} (?:est|e|c'est|diventa|devient) (?=\S)"
)
_WE_ARE_CALLED = re.compile(r"\b(?:on s'appelle|nous nous appelons|ci chiamiamo) (?=\S)")
_END_OF_NAME = re.compile(
    r"\n|[;!?]|, |\. |\.$|,$| (?:maintenant|desormais|dorenavant|svp|stp|merci|s'il vous|adesso|"
    r"ora|grazie|"
    r"per favore|et pas|e non|et non|depuis|dal|au lieu|invece|pas )"
)
_WHOLE_NAME = re.compile(rf"[\w][\w&.' -]{{1,60}}? {LEGAL_FORM}\W*")

_NO_COMPANY = re.compile(
    r"\b(?:mon|mio|son) nom|\bnom\w? (?:de la rue|de rue|della via)|(?:^|[ :])(?:nouveau nom|"
    r"nuovo nome|y faut|il faut|vorrei|je |si scrive|s'ecrit)|\b(?:avec|con|qui|che) \w+"
)
_IT_IS_SO = re.compile(r".*\bc(?:e|'est)?\b.*\bsa\W*|.*\b(?:alla|devenue|o|ou|c'e)\b.*")
_SPEAKING_OF_FORMS = re.compile(
    r"^(?:comment|come|je|on|nous|notre|nostra|ma|la mia|siamo|sono|c'est|vorrei|il|we)\b|"
    r"\b(?:une?|una|en|notre|nostra|mon|ma|la|est|sommes|siamo) \S+$|(?:\S+ ){6}"
)


def find_companies(text: str, folded: str) -> list[Mention]:
    """The company's name after "s'appelle" and the like, or a message that is such a name."""
    visible = announced_name(text, folded) or whole_name(text, folded)
    if visible is not None:
        start, end = visible
        return [Mention(entity="company", value=text[start:end], start=start, end=end)]
    for pattern in (_CALLED, _WE_ARE_CALLED, _IS_CALLED):
        found = pattern.search(folded)
        if found is None:
            continue
        start = found.end()
        ending = _END_OF_NAME.search(_hide_legal_dots(folded), start)
        end = ending.start() if ending else len(text)
        name = text[start:end].strip(" \"'\u00ab\u00bb")
        if "?" in folded[end : end + 1] or _NO_COMPANY.search(folded[found.start() : end]):
            continue
        if name and (
            pattern is not _IS_CALLED
            or name[0].isdecimal()
            or (name[0].isupper() and not text.isupper())
        ):
            start = text.index(name, start)
            return [Mention(entity="company", value=name, start=start, end=start + len(name))]
    if _IT_IS_SO.fullmatch(folded):
        return []
    if _WHOLE_NAME.fullmatch(folded.strip()) and not _SPEAKING_OF_FORMS.search(folded):
        name = text.strip(" ,;!\n")
        start = text.index(name)
        return [Mention(entity="company", value=name, start=start, end=start + len(name))]
    return []


def _hide_legal_dots(folded: str) -> str:
    """The dots of "S.r.l." end no sentence."""
    return re.sub(rf"(?<= ){LEGAL_FORM}(?!\w)", lambda form: "x" * len(form.group()), folded)

"""Company names and postal addresses, where a customer clearly gives one."""

import re

from understanding.mention import Mention

_LEGAL_FORM = (
    r"(?:s\.?a\.?r\.?l|s\.?r\.?l\.?s?|s\.?p\.?a|s\.?n\.?c|s\.?a\.?s\.?u?|s\.?a|eurl|sasu|asbl|"
    r"sprl|"
    r"srl|s\.?c\.?s|sagl|gmbh|sca|scop|inc|ltee|snc|coop)\.?"
)
_HEAD = (
    r"(?:societe|entreprise|boite|compagnie|association|cabinet|raison sociale|firme|societa|"
    r"ditta|"
    r"azienda|impresa|ragione sociale|studio|denominazione|intestazione)"
)
_CALLED = re.compile(
    rf"\b(?:nom|nome|nouveau nom|nuovo nome)? ?(?:de |d'|del |dell'|della )?(?:l'|la |notre |ma |"
    rf"mon |"
    rf"nostra |nostro |mia |il )?{_HEAD}(?: (?:de facturation|correcte?|corretta))?"
    rf"(?: (?:s'appelle|si chiama|devient|est devenue|diventa|e diventata)(?: desormais| ora)? |"
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
_WHOLE_NAME = re.compile(rf"[\w][\w&.' -]{{1,60}}? {_LEGAL_FORM}\W*")

_SPEAKING_OF_FORMS = re.compile(
    r"^(?:comment|come|je|on|nous|notre|nostra|ma|la mia|siamo|sono|c'est|vorrei|il|we)\b|"
    r"\b(?:une?|una|en|notre|nostra|mon|ma|la|est|sommes|siamo) \S+$|(?:\S+ ){6}"
)

_FR_STREET = (
    r"(?:rue|avenue|av\.?|bd\.?|blvd\.?|boulevard|place|pl\.|chemin|ch\.|route|rte\.?|quai|"
    r"impasse|"
    r"allee|cours|square|passage|ruelle|faubourg|sentier|rang|montee|esplanade|promenade|voie|"
    r"zone)"
)
_IT_STREET = (
    r"(?:via|viale|v\.le|corso|c\.so|piazza|p\.za|p\.zza|piazzale|piazzetta|largo|vicolo|strada|"
    r"contrada|localita|loc\.|lungomare|borgo|salita)"
)
_NAME = r"(?:[a-z][\w.'-]*|\d{1,2} (?=[a-z]))"
_STREET = re.compile(
    rf"(?<![\w'])(?:c/o [^,\n]+, ?)?(?:"
    rf"\d{{1,5}}(?: ?(?:bis|ter|[a-d]))?,? {_FR_STREET} (?!de plus|en plus|sur |pour |de moins|"
    rf"en moins)"
    rf"(?:{_NAME} ?){{1,6}}"
    rf"|{_FR_STREET} (?:{_NAME} ){{1,6}}?\d{{1,4}}(?:[a-d]\b)?(?!\w)"
    rf"|{_IT_STREET} (?!mail|email|e-mail|bonifico|chat|telefono|sms|internet|web|pec|carta|"
    rf"di mezzo)"
    rf"(?:{_NAME} ){{1,6}}?(?:n\.? ?)?\d{{1,4}}(?:/?[a-d]\b)?(?:,? n\. ?\d+)?(?!\w)"
    rf"|{_IT_STREET} [a-z][\w.' -]{{1,40}}?, ?(?:n\.? ?)?\d{{1,4}}(?:/?[a-d]\b)?(?!\w))"
)
_AFTER_STREET = re.compile(
    r"(?:,? ?(?:bte|boite|scala|interno|int\.|case postale|cp|etage) ?\d*)?"
    r"(?:(?:,? ?- ?|, ?|\n| a | à )?(?:[a-z]{1,2}-)?(?:\d{4,5}|"
    r"[a-z]\d[a-z] ?\d[a-z]\d),? [a-z][a-z' -]*"
    r"|(?:, ?| a )[a-z][a-z'-]*(?: [a-z][a-z'-]*){0,2})?(?: ?\([a-z]{2,}\))?(?:, ?(?:\d{4,5}|"
    r"[a-z]+)(?= ?$))?"
)
_TAIL = re.compile(
    r"[ ,.]*(?: (?:et|e|pas|svp|stp|merci|grazie|per|pour|s'il|maintenant|adesso|ora|au lieu|non|"
    r"invece|depuis)\b.*)$"
)
_ANNOUNCED_ADDRESS = re.compile(
    r"\b(?:adresse|indirizzo|siege|sede|adress|addresse)(?: (?:de facturation|postale|"
    r"di fatturazione|postale|"
    r"complete|completo|exacte|est|correct[ea]?|nouvelle|nuovo))*"
    r"(?: ?: ?| (?:est|e|c'est|sera|sara|devient|diventa) (?:desormais |maintenant |ora |le |la |"
    r"au )?)"
    r"(?!faux|fausse|erron|incorrect|sbagliat|errat|vecchi|celle|quell|celui|toujours|encore|"
    r"ancora|mal)"
    r"(?=[^@\n]*\d)([^@\n;]{6,120})"
)


def find_companies(text: str, folded: str) -> list[Mention]:
    """The company's name after "s'appelle" and the like, or a message that is such a name."""
    for pattern in (_CALLED, _WE_ARE_CALLED, _IS_CALLED):
        found = pattern.search(folded)
        if found is None:
            continue
        start = found.end()
        ending = _END_OF_NAME.search(_hide_legal_dots(folded), start)
        end = ending.start() if ending else len(text)
        name = text[start:end].strip(" \"'\u00ab\u00bb")
        if "?" in folded[end : end + 1]:
            continue
        if name and (
            pattern is not _IS_CALLED
            or name[0].isdecimal()
            or (name[0].isupper() and not text.isupper())
        ):
            start = text.index(name, start)
            return [Mention(entity="company", value=name, start=start, end=start + len(name))]
    if _WHOLE_NAME.fullmatch(folded.strip()) and not _SPEAKING_OF_FORMS.search(folded):
        name = text.strip(" ,;!\n")
        start = text.index(name)
        return [Mention(entity="company", value=name, start=start, end=start + len(name))]
    return []


def _hide_legal_dots(folded: str) -> str:
    """The dots of "S.r.l." end no sentence."""
    return re.sub(rf"(?<= ){_LEGAL_FORM}(?!\w)", lambda form: "x" * len(form.group()), folded)


def find_addresses(text: str, folded: str) -> list[Mention]:
    """Streets with a number, with postcode and town if they follow, or whatever is announced."""
    found = _STREET.search(folded)
    if found is not None:
        town = _AFTER_STREET.match(folded, found.end())
        end = town.end() if town else found.end()
        return [_address(text, folded, found.start(), end)]
    announced = _ANNOUNCED_ADDRESS.search(folded)
    if announced is not None:
        return [_address(text, folded, *announced.span(1))]
    return []


def _address(text: str, folded: str, start: int, end: int) -> Mention:
    tail = _TAIL.search(folded[start:end])
    if tail is not None:
        end = start + tail.start()
    value = text[start:end].rstrip(" ,.;!?\n")
    return Mention(entity="address", value=value, start=start, end=start + len(value))

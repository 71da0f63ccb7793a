"""Languages to be spoken to in, not nationalities, nor those a customer does not want."""

import re

from understanding.folding import words
from understanding.mention import Mention

_LANGUAGES = {
    "fr": ("francais", "francese", "french", "francai", "frances", "franzosisch"),
    "it": ("italien", "italiano", "italian", "ita", "ital", "itallien", "litalien"),
    "other": (
        "anglais", "inglese", "english", "inglish", "allemand", "tedesco", "deutsch", "german",
        "espagnol", "spagnolo", "espanol", "spanish", "portugais", "portoghese", "neerlandais",
        "flamand", "olandese", "arabe", "arabo", "chinois", "cinese", "russe", "russo", "rumeno",
        "roumain", "polonais", "polacco", "romanche", "romancio",
    ),
}  # fmt: skip
_FEMININE = {
    "francaise": "fr", "italienne": "it", "italiana": "it", "anglaise": "other",
    "espagnole": "other",
}  # fmt: skip
_CODES = {"fr": "fr", "it": "it"}
_LANGUAGE_OF = {name: value for value, names in _LANGUAGES.items() for name in names}
_SPOKEN = re.compile(
    r"(?:^\W*|\b(?:en|in|le|il|lo|l'|du|au|al|all'|all|col|dall'|dal|sull'|"
    r"(?:parl|capi|scriv|ecri|caus|prefer|torna|met|pass|switch)\w*(?:-vous)?(?: en mode| a)?|"
    r"mode|"
    r"lingua|langue|version|versione|ou|o|et|e|ni|ne|non|pas|to|no|plutot|meglio|anzi|oui|si|"
    r"svp|ok|ciao|bonjour|buongiorno|spagnolo|anche|aussi|juste|solo|possibile|possible|"
    r"suisse|moi|in poi)(?: ?[,:] ?| )?|'|, )$"
)
_ASKED = re.compile(r"^ (?:possible|possibile|stp|svp|pls|please|per favore)\b")
_SAID_OF_NONSENSE = frozenset({"chinois", "arabo", "cinese", "arabe"})
_CALLED_LANGUAGE = re.compile(r"\b(?:langue|lingua|version|versione|interface)(?: in| en)? $")
_CODE_AFTER = re.compile(r"(?:^\W*|\b(?:en|in) )$")
_CODE_BEFORE = re.compile(r"(?: (?:svp|stp|pls|please|merci|grazie|per favore))?\W*$")
_GREEK_TO_ME = re.compile(r"\b(?:du) ?$")

_TO = r"(?: (?:a|en|in|d|de|un mot de))?(?: (?:il|lo|le|la|du|l)?'?)? ?$"
_NOT_KNOWN = re.compile(
    r"\b(?:(?:lis|lit|comprend\w*|parle\w*|sai[st]|connai\w*|appris|capte)"
    r" (?:pas|rien|mal|peu)(?: (?:bien|tout[^,.;?!]*|grand chose))?|"
    r"jamais appris|autre langue que|plutot que|mal en|"
    r"(?:non|nn|nessuno) (?:capi\w+|parl\w+|so|legg\w+|conosc\w+)(?: bene| molto)?)" + _TO
)
_SPOKEN_BADLY = re.compile(
    r"^ (?:pas (?:bon|bien)|(?:est|e) (?:mauvais|nul|pessimo|scarso)|avec (?:peine|difficulte)|"
    r"(?:lo |la )?(?:mastic\w+|legg\w+|capi\w+|parl\w+) (?:poco|male|appena)|poco|"
    r"non (?:lo |la )?(?:capi|parl|legg|so\b))"
)
_COMPLAINED_OF = re.compile(
    r"\b(?:pourquoi|pk|pq|perche|xke|xche|come mai)\b[^.;?!,]{0,30}\b(?:en|in|parl\w+) ?$"
)
_AS_IT_IS = re.compile(
    r"\b(?:(?:tout|tutto)(?: \w+'?\w*){0,3}|navigateur est|toujours|encore|sempre|maintenant"
    r"[^.;?!,]{0,25}|(?:ho|ai) (?:iniziato|commence)|parte sempre|parole \w+ \w+|"
    r"(?:plus|piu)(?: qu')?|diventate|(?:mi|me|lei mi) (?:rispond\w+|scriv\w+|parl\w+))"
    r" ?(?:en|in)? ?$|\bau $"
)
_DOES_NOT_HELP = re.compile(r"^[^.;?!]{0,25}\b(?:ma io|mais (?:moi )?je|et je|e non)\b")
_LEFT_AS_IT_IS = re.compile(r"^ (?:chez (?:moi|nous)|da (?:me|noi))\b")


def find_languages(folded: str) -> list[Mention]:
    """Each language wished for; of one refused nothing, of two the one to change to."""
    named = [mention for mention in _named(folded) if not _is_refused(folded, mention)]
    if len({mention.value for mention in named}) < 2:
        return named
    left = [one for one in named if not _AS_IT_IS.search(_before(folded, one))]
    return left or named


def _named(folded: str) -> list[Mention]:
    found = []
    for word, start, end in words(folded):
        value = _language(folded, word, start, end)
        if value is not None:
            found.append(Mention(entity="language", value=value, start=start, end=end))
    return found


def _language(folded: str, word: str, start: int, end: int) -> str | None:
    before, after = folded[max(0, start - 40) : start], folded[end:]
    if word in _LANGUAGE_OF:
        spoken = _SPOKEN.search(before) or _ASKED.match(after)
        idiom = _GREEK_TO_ME.search(before) and word in _SAID_OF_NONSENSE
        return _LANGUAGE_OF[word] if spoken and not idiom else None
    if word in _FEMININE:
        return _FEMININE[word] if _CALLED_LANGUAGE.search(before) else None
    if word in _CODES and _CODE_AFTER.search(before) and _CODE_BEFORE.fullmatch(after):
        return _CODES[word]
    return None


def _before(folded: str, mention: Mention) -> str:
    return folded[max(0, mention.start - 60) : mention.start]


def _is_refused(folded: str, mention: Mention) -> bool:
    before, after = _before(folded, mention), folded[mention.end : mention.end + 50]
    if _NOT_KNOWN.search(before) or _SPOKEN_BADLY.match(after) or _LEFT_AS_IT_IS.match(after):
        return True
    if _COMPLAINED_OF.search(before):
        return True
    return bool(_AS_IT_IS.search(before) and _DOES_NOT_HELP.match(after))

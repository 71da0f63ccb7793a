"""Whether a clause asks for something, or only tells how things are."""

import re

from understanding.folding import compose, fold

_CUES = re.compile(
    r"\?"
    r"|\b(?:je|on|nous)(?: (?:ne|me|m'|nous|vous|l'|le|la|les|en|y))* ?"
    r"(?:veu[xt]|voulons|voudrais?|voudrions|souhait\w+|aimerai\w+|aimerions|desir\w+|dois|doit|"
    r"devons|peu[xt]|pouvons|pourrai\w+)\b"
    r"|\bj'(?:aimerais|aurais)\b|\bbesoin\b|\bil (?:me|nous) (?:faut|faudrait)\b|\bmerci de \w+r\b"
    r"|\b(?:pou[vr]+(?:ez|iez)|peux-tu|pourrais-tu|veuillez|voulez)\b|^(?:ne )?\w+ez(?:-| )"
    r"|^(?:comment|combien|quand|ou|quel\w*|qui|pourquoi|est-ce|qu'est-ce|c'est quoi)\b"
    r"|^(?:me |m'|le |les |la )?\w{3,}(?:er|ir|re)\b"
    r"|\b(?:vorre\w+|vogli[ao]\w*|vuole|desider\w+|gradire\w*|posso|possiamo|puo|puoi|potete|"
    r"potre\w+|devo|dobbiamo|dovre\w+|bisogno)\b"
    r"|\b(?:mi|ci) (?:serv|occorr|interess|piacerebbe|pu|potre|mand|invi|pass|dic|dat|da |dia|"
    r"spieg|mostr|faccia|fate|fai)\w*"
    r"|^(?:come|quanto|quanti|quando|dove|qual\w*|chi|cosa|che cosa|perche)\b"
    r"|^\w{3,}(?:[aei]rl?[aeio]?|mi|temi|telo|atemi|etemi|itemi)\b"
)
_DENIED = re.compile(r"^(?:(?:pas|non|ne|je ne|ho|qui|que|che|si|se)\b|n'|j'ai\b|qu')")


def asks(text: str) -> bool:
    """Whether `text` has the form of a question, a wish or an order."""
    folded = fold(compose(text)).strip()
    if "?" not in folded and _DENIED.match(folded):
        return False
    return _CUES.search(folded) is not None

"""Names that are visibly those of firms: by their legal form, trade or capital letters."""

import re

LEGAL_FORM = (
    r"(?:s\.?a\.?r\.?l|s\.?r\.?l\.?s?|s\.?p\.?a|s\.?n\.?c|s\.?a\.?s\.?u?|s\.?a|eurl|sasu|asbl|"
    r"sprl|srl|s\.?c\.?s|sagl|gmbh|sca|scop|inc|ltee|snc|coop|onlus|odv|asd)\.?"
)
_TRADE = (
    r"(?:boulangerie|patisserie|boucherie|garage|menuiserie|plomberie|cabinet|etude|atelier|"
    r"ateliers|association|pharmacie|librairie|restaurant|traiteur|imprimerie|domaine|ferme|"
    r"hotel|ecole|lycee|institut|clinique|fondation|groupe|transports|societe|agence|bureau|"
    r"fiduciaire|mutuelle|laboratoires?|succession|commune|cooperative|epicerie|studio|officina|"
    r"cooperativa|panetteria|panificio|associazione|istituto|ditta|comune|pro loco|farmacia|"
    r"ristorante|pizzeria|falegnameria|tipografia|impresa|azienda agricola|trattoria|fratelli|"
    r"consorzio|fondazione|autofficina|carrozzeria|societa|gruppo|fiduciaria|holding|edil\w+|"
    r"vivai|parrocchia|polo|liceo|impianti)"
)
_WORD = r"[A-Z\u00c0-\u00dd\d][\w&.'\u2019-]*"
_LINK = (
    r"(?:&|et|e|de|du|des|di|da|del|della|dei|degli|dell'|la|le|les|il|d'|l'|en|sur|per|"
    r"sociale|viticole|agricole|nouvelle|dentistico|dott\.ssa|legale)"
)
RUN = re.compile(
    rf"{_WORD}(?:(?: {_LINK}){{0,3}} ?(?<=[ '])(?:{_WORD}|associ[a\u00e9]\w*|figli\b|fils\b|"
    rf"fille\b))*"
    rf"(?: (?i:{LEGAL_FORM})(?!\w))?"
)
_FIRM = re.compile(
    rf"\b(?:{LEGAL_FORM}(?!\w)|{_TRADE}\b)|&| e figli\b| et fils\b| et associ| e associ"
)
_OPENS_WITH_TRADE = re.compile(rf"(?:{LEGAL_FORM} |{_TRADE} )")
_SENTENCE = re.compile(
    r"[?!:]|@|\d{3}|\b(?:est|sont|e'|sono|siamo|pas|non|je|nous|vorrei|voglio|veux|a ete|chiuso|"
    r"ferme|fermee|svp|grazie|merci|comment|come|votre|vostr\w+|mon|ma|mia|mio|notre|nostr\w+|par|"
    r"pour|devenue?|telephone|telefono|goto\w*|logmein\w*|rescue\w*)\b"
)
_ANCHOR = re.compile(
    r"\b(?:(?:au|al) nom[e]? de |a nome (?:di |della |dell')|nom de (?=[a-z])|intestat\w+ a |"
    r"s'appelle (?:maintenant |desormais )?|si chiama (?:ora |adesso )?|ci chiamiamo |"
    r"(?:ora|adesso|oggi) siamo |(?:dorenavant|desormais|maintenant) c'est |remplac\w+ par |"
    r"sostitui\w+ con |aggiorna\w+ in |modificata in |cambiat\w+ in |deve esserci |il faut lire |"
    r"(?:da indicare|corretta|esatta|completa)[^.;:?!]{0,40} e |denominazione |denomination |"
    r"assorbiti dalla |non piu \w+ ma |(?:nom|nome)[^.;?!@:]{0,50}: ?|"
    r"quello vero: )(?:[\"\u00ab] ?)?"
)
_QUOTED = re.compile(
    r"[\"\u00ab\u201c] ?([A-Z\u00c0-\u00dd][^\"\u00bb\u201d]{2,60}?) ?[\"\u00bb\u201d]"
)
_OLD = re.compile(
    r"(?:lieu (?:et place )?d[eu]|invece di|non|pas|toujours|encore|ancora|marque|scritto|met|"
    r"affiche|porte|indique|case|champ|ligne|campo|casella|voce|devant|de) ?$"
)
_NO_FIRM = re.compile(r"(?:utilisateur|utente|goto|logmein|corporate|comment|come)\b")
_ABOUT_A_NAME = re.compile(
    r"\b(?:nom|denomination|intitule|raison sociale|facture|devenu|remplacez|mettez|nome|"
    r"intestazione|ragione sociale|denominazione|fatture|figurer|forme exacte)\b"
)


def whole_name(text: str, folded: str) -> tuple[int, int] | None:
    """A message that is nothing but the name of a firm, by the trade with which it opens."""
    name = folded.split(", ")[0] if folded.count(", ") else folded
    if _OPENS_WITH_TRADE.match(folded) is None or _SENTENCE.search(name) is not None:
        return None
    words = text[: len(name)].rstrip(" .").split()
    if not 2 <= len(words) <= 9 or not any(word[0].isupper() for word in words[1:]):
        return None
    return 0, len(_without_full_stop(text[: len(name)].rstrip()))


def announced_name(text: str, folded: str) -> tuple[int, int] | None:
    """A firm's name after words that give it, or the quoted one of a message about the name."""
    for anchor in reversed(list(_ANCHOR.finditer(folded))):
        name = RUN.match(text, anchor.end())
        if name is not None and _FIRM.search(folded[slice(*name.span())]):
            return name.start(), name.start() + len(_without_full_stop(name.group()))
    if "?" in folded.rstrip()[-1:] or _ABOUT_A_NAME.search(folded) is None:
        return None
    quoted = [
        one
        for one in _QUOTED.finditer(text)
        if not _OLD.search(folded[: one.start()]) and not _NO_FIRM.match(folded[one.start(1) :])
    ]
    return quoted[-1].span(1) if quoted else None


def _without_full_stop(name: str) -> str:
    """A stop after "SAS." ends the sentence, one after "S.r.l." belongs to the form."""
    return name if name.count(".") > 1 else name.rstrip(".")

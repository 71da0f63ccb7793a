"""When "webinar", "central", "meeting", "training" or "LogMeIn" alone mean the product."""

import re

from understanding.small_words import CHOOSING, CORRECTING, POLITE, only_small_words

_MAKER = re.compile(
    r"(?:conseill\w+|technicien\w*|equipe|societe|groupe|entreprise|marque|chez|travaill\w+ pour|"
    r"travaill\w+ chez|comptes?|gamme|"
    r"produits?|service client|site|support|consulent[ei]|tecnic[oi]|squadra|team|azienda|gruppo|"
    r"marchio|account|prodott[oi]|servizio clienti|sito|presso|rappresentante|operatore)"
    r"(?: de| di| da)? $"
)
_OWN_NOUN = (
    r"(?:abonn?ements?|abos?|forfaits?|souscriptions?|formules?|licences?|essais?|logiciels?|"
    r"outils?|application|abb?onament[oi]|sottoscrizion[ei]|pian[oi]|licenz[ae]|prov[ae]|trial|"
    r"software|programma|strument[oi]|postazioni|postes)"
)
_TASK_VERB = (
    r"(?:annul\w*|resili\w*|arret\w*|stopp\w*|suppr\w*|reactiv\w*|activ\w*|gard(?:e|er|ez|ons)|"
    r"pren\w*|renouvel\w*|essayer|tester|souscrire|ajout\w*|achet\w*|disd\w*|cancell\w*|"
    r"riattiv\w*|attiv\w*|rinnov\w*|tenere|tengo|teniamo|prov(?:are|o|iamo)|acquist\w*|"
    r"aggiung\w*|compr(?:are|o|iamo)|togliere|tolgo|lascio)"
)
_SUBSCRIBED = re.compile(rf"\b{_OWN_NOUN}(?: (?:a|de|di|per|pour|sur|su|al|del|en))? $")
_ACTED_ON = re.compile(rf"\b{_TASK_VERB}(?:-(?:moi|nous))? $")
_YOURS = re.compile(r"\b(?:votre|vostro|il vostro)(?: (?:produit|prodotto|service|servizio))? $")
_NAMED_AFTER = re.compile(r"(?:^|\b(?:sur|pour|su|per|et|ou|e|o|con|avec|pas|non|solo)|[,:]) $|^$")
_FREE = POLITE | CORRECTING | CHOOSING
_COMMON = re.compile(r"\b(?:webinar|meeting|training|central)\b")


def clearly_the_product(folded: str, alias: str, start: int, end: int) -> bool:
    """Whether the words before the name say that it is the product, not the common word."""
    before = folded[:start]
    if alias == "logmein":
        return _MAKER.search(before) is None
    if _is_whole_answer(folded, before):
        return True
    if alias in ("meeting", "training"):
        return False
    if _SUBSCRIBED.search(before) or _ACTED_ON.search(before) or _YOURS.search(before):
        return True
    return (
        alias == "central"
        and _NAMED_AFTER.search(before) is not None
        and not re.match(r" [a-z]+(?:e|es|s)? (?:de|di)\b", folded[end:])
    )


def _is_whole_answer(folded: str, before: str) -> bool:
    if re.search(r"\b(?:un|une|nel|dans)(?: \w+)? $", before):
        return False
    spans = [found.span() for found in _COMMON.finditer(folded)]
    return only_small_words(folded, spans, _FREE)

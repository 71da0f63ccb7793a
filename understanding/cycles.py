"""How often a customer pays: by the month or by the year."""

import re

from understanding.mention import Mention
from understanding.plan_choice import wanted

_CYCLES = {
    "monthly": re.compile(
        r"\b(?:mens(?:u|su|i)ell?e?s?|menusel(?:le)?s?|mensuell?e?ment|mensualise(?:e?s?|r|z)|"
        r"mensil[ei]?|mensilmente|menssile|mensualmente|monthly|(?:au mois(?! (?:de |d\'|"
        r"proch|dern|pass))|"
        r"au moi(?=\W*$)|(?<=paie )au moi|(?<=payer )au moi|par mois|chaque mois|"
        r"(?:tous|ts|tt|tout) les mois)|mois (?:par|apres) mois|al mese(?! (?:d|pross|scors|"
        r"pass))|ogni mese|"
        r"(?:mese )?per mese|tutti i mesi|a mese|di mese in mese)\b|/ ?(?:mois|mese)\b"
    ),
    "annual": re.compile(
        r"\b(?:ann?uell?e?s?|ann?uell?e?ment|ann?ualise(?:e?s?|r|z)|annual|ann?ual[ei]|"
        r"ann?ualmente|ann?uo|yearly|"
        r"a ?l'? ?ann?ee|au? l'an|(?:fois|volta|1 ?x) (?:dans )?l'? ?ann?(?:ee?|o)?|"
        r"par an(?:nee)?|chaque annee|"
        r"tous les ans|all'? ?anno|ogni anno|per anno|l'anno(?= invece)|"
        r"(?<!pagato )(?<!pagata )l'anno (?:intero|insieme)|"
        r"tutti gli anni|di anno in anno|(?<!paye )(?<!regle )l'annee entiere|"
        r"(?:tous les|chaque|ogni|option|opzione|impegno di|engagement de|"
        r"regla\w* (?:pour )?|prenant (?:pour )?) ?"
        r"(?:12|douze|dodici) (?:mois|mesi)|engag\w*(?: [\w']+){0,2}? (?:sur |pour |d')?un an)\b"
        r"(?! (?:proch|dern|pass|scors|pross|suiv|civil|scol))|/ ?(?:an|anno)\b"
    ),
}
_PRICE_BEFORE = re.compile(
    r"(?:\u20ac|\b(?:euros?|eur|chf|francs?|franchi|\$|\d))(?: ?ht| ?ttc)? ?$"
)
_PAYING_BEFORE = re.compile(
    r"\b(?:pa(?:ie|ye|yons|yez|yer)|pago|paghiamo|pagare|preleve\w*|debite\w*)[^.;!?]{0,30}$"
)
_TIME_BEFORE = re.compile(
    r"\b(?:debut|fin|inizio|fine|\d+ fois|(?!una )[a-z]+ volte|plusieurs fois|comme|come) $"
)
_HELD_SO_OFTEN = re.compile(
    r"\b(?:reunions?|webinaires?|riunion[ei]|webinar|meeting|sessions?|session[ei]|"
    r"factures?|fatture|"
    r"formations?|cours|cors[io]|visio\w*|conferenc?es?|conferenze|lezion[ei]|eventi) $"
)
_OTHER_YEARLY = re.compile(
    r"\b(?:controle|cloture|releve|bilan|reunion|assemblee|conference|verifica|chiusura|riunione|"
    r"assemblea|bilancio|rapporto?|budget|revisione|congres|congresso|fete|festa|declaration|"
    r"dichiarazione|audit) $"
)
_ONE_BY_ONE = re.compile(r"(?:mois|mese|anno) (?:par|per|apres)|per mese|per anno|di anno")
_LOOKING_BACK = re.compile(
    r"\b(?:combien|detail|payais|importi|quanto (?:ho|vi ho|e stato)|ho pagato|pagati|encaisse\w*|"
    r"elenco|lista|spese|somma|chiusura contabile|a ete regle)\b"
)
_RISING = re.compile(r"\b(?:augment\w*|aument\w*|rincar\w*|sal[ei]|surprise|sorpresa)\b")
_EVERY = re.compile(r"(?:chaque|ogni|tous les|tutti)\b")
_TWELVE = re.compile(r"\b(?:12|douze|dodici)\b")
_COMMITTING = re.compile(
    r"\b(?:pa[yi]er|pag(?:are|o|hiamo|ando)|regl\w+|prenant|impegno|engag\w+|option|opzione)\b"
)


def find_cycles(folded: str) -> list[Mention]:
    """Monthly or annual, unless it only qualifies a price or tells how often something happens."""
    found = [
        Mention(entity="billing_cycle", value=cycle, start=match.start(), end=match.end())
        for cycle, pattern in _CYCLES.items()
        for match in pattern.finditer(folded)
        if _is_cycle(folded, match)
    ]
    return wanted(folded, sorted(found, key=lambda mention: mention.start))


def _is_cycle(folded: str, match: re.Match[str]) -> bool:
    before = folded[: match.start()]
    if _PRICE_BEFORE.search(before):
        return _PAYING_BEFORE.search(before) is not None
    if _TIME_BEFORE.search(before) or _OTHER_YEARLY.search(before):
        return False
    if _HELD_SO_OFTEN.search(before) and match.group().startswith(("par ", "al", "a ")):
        return False
    if _ONE_BY_ONE.match(match.group()) and _LOOKING_BACK.search(folded):
        return False
    if _TWELVE.search(match.group()):
        return _COMMITTING.search(before + match.group()) is not None
    return not (_EVERY.match(match.group()) and _RISING.search(folded))

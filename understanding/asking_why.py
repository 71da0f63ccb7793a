"""Hearing what is said of a refusal: "pourquoi ?", "qui peut ?", "transmettez la demande"."""

import re

from subscriptions.roles import Operation

_I = re.IGNORECASE
_OPENS = (
    r"^\W*((et|mais|oui|ok|bah|ben|euh|non|alors|e|ma|sì|si|allora|scusi|pardon|"
    r"(je\s+(veux|voudrais)\s+)?savoir|((vorrei|voglio)\s+)?sapere)\b[\s,]*)*"
)
_WHY = (
    r"(pour\s?quoi|pk|pq|pkoi|pourkoi|perch[eé]['’]?|perchè|xch?[eéè]|xk[eéè]?|come\s+mai|"
    r"(pour|per)\s+(quelles?|quale)\s+(raisons?|motifs?|ragione|motivo)|"
    r"comment\s+(ça\s+se\s+fait|cela\s+se\s+fait|se\s+fait-il))"
)
_ALONE = r"(\s+(donc|pas|ça|cela|no|non|mai|scusi|s['’]il\s+vous\s+pla[iî]t|svp))*\W*$"
_NOT_ALLOWED = (
    r"(?=.*(\bpeu[xt]\b|\bpeut-on\b|\bpuis-je\b|\bpouvoir\b|\bpossible\b|\bdroit\b|\brefus|"
    r"\bbloqu|\bimpossible\b|\binterdi|\bautoris|\bposso\b|\bpu[oò]\b|\bpossiamo\b|"
    r"\bpossibile\b|\brifiut|\bbloccat|\bautorizz|\bconsent|\bpermess|\bdiritto\b))"
)
_WHO = (
    r"((c['’]est\s+)?qui\s+(d['’]autre\s+|donc\s+|alors\s+)?(peut|pourrait|le\s+peut|a\s+le\s+droit|"
    r"est\s+autoris)|(à|a)\s+qui\s+(dois|puis|faut|je)|je\s+(dois|peux)\s+.{0,20}(à|a)\s+qui|"
    r"chi\s+(altro\s+|allora\s+|lo\s+)?(pu[oò]|potrebbe|[eè]\s+autorizzat)|"
    r"a\s+chi\s+(devo|posso|mi)|da\s+chi\s+devo)"
)
_SENDS = (
    r"(?=.*\b(transmet|envoy|demand|fai[st]|invi|trasmett|mand|chied|richied|inoltr))"
    r"(?=.*\b(approbation|approvazione|(la|ma|cette|questa)\s+(mia\s+)?(demande|richiesta)))"
)
_LONGEST = 10
_ASKS_ALONE = re.compile(_OPENS + _WHY + _ALONE, _I)
_ASKS_WHY_NOT = re.compile(_OPENS + _WHY + r"\b" + _NOT_ALLOWED, _I)
_ASKS_WHO = re.compile(_OPENS + _WHO, _I)
_ASKS_TO_SEND = re.compile(_OPENS + _SENDS, _I)
_REFUSES = re.compile(r"\b(pas|non|ne|n['’]\w+)\b", _I)

_VERBS = (
    (
        Operation.WITHDRAW_CANCELLATION,
        r"(retir|enlev|rimuov|tog[lg]|ritir)\w*\s.{0,12}(annul|r[ée]sili|disdett)",
    ),
    (Operation.REACTIVATE_SUBSCRIPTION, r"r[ée]activ|riattiv|renouvel|rinnov"),
    (Operation.CANCEL_SUBSCRIPTION, r"\b(annul|r[ée]sili|disd|cancell|arr[êe]t|d[ée]sabonn)"),
    (Operation.START_TRIAL, r"\b(essa[iy]|prova|provare|trial)"),
    (Operation.ADD_SUBSCRIPTION, r"\b(ajout|achet|command|aggiung|acquist|comprar|ordin)"),
    (Operation.CHANGE_SUBSCRIPTION, r"\b(modif|chang|cambi|augment|aument|pass)"),
)


def asks_why(text: str) -> bool:
    """Tell whether a message asks, of what was just refused, why or who may do it.

    Longer questions are left to the classifier: they say for themselves what they are about.
    """
    if len(text.split()) > _LONGEST:
        return False
    return any(each.match(text) for each in (_ASKS_ALONE, _ASKS_WHY_NOT, _ASKS_WHO))


def asks_for_approval(text: str) -> bool:
    """Tell whether a message asks to send on what was just refused, as its button does."""
    if len(text.split()) > _LONGEST or "?" in text or _REFUSES.search(text):
        return False
    return bool(_ASKS_TO_SEND.match(text))


def task_asked_about(text: str) -> Operation | None:
    """Give the task on a subscription whose verb stands in a question; `None` without one."""
    found = (operation for operation, verb in _VERBS if re.search(verb, text, _I))
    return next(found, None)

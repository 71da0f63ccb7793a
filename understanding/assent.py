"""Whether an answer to a review is a plain yes, a plain no, or neither.

The worst mistake is to do what was not confirmed. So a yes is one only when every word of it
agrees: words of assent, of courtesy, of the task itself. Anything else ("oui mais...", "ok je
le garde", "oui ?") is asked again.
"""

import re
import unicodedata

from understanding.products import mask

YES, NO = "yes", "no"

_ASSENT = frozenset(
    """
    oui ouais oue ouep wi yes yep si sisi ok okay okey oki dac dacc accord accordo entendu exact
    exactement absolument certainement evidemment volontiers parfait confirme confirmer
    confirmez valide valider validez vasy vas allez go gogo banco carrement affirmatif
    effectivement confermo conferma confermi confermiamo confermato certo certamente esatto
    esattamente procedi proceda procediamo procedete procedere procedez procede vai vada
    perfetto volentieri assolutamente sicuro sicuramente fallo faccia fatelo faccialo avanti
    naturalmente naturellement giusto ovvio ovviamente fai allons ui
    va marche parti bene benissimo bon vert fait faites fais 👍 ✅
    """.split()  # noqa: SIM905 - a list of words reads better than a list of strings
)
_FILLERS = frozenset(
    """
    je tu vous nous on l le la les y s c d a e et ca ce cela cette cet de du des un une mon
    mes notre votre lui est sur pour moi bien tout toute faire feu suite maintenant
    immediatement svp stp plait il i gli lo li mio mia mie miei questo questa adesso ora subito
    per me pure cosi anche favore prego piacere donc alors bah ben beh eh hein allora dai
    please merci grazie abonnement abonnements abo souscription sottoscrizione abbonamento piano
    suis mille plan contratto contrat produit prodotto rescueassist pro plus starter mensuel
    annuel mensile tutto tutti tutta con
    annuale bonjour buongiorno madame monsieur signore signora altro senz che veux voglio
    vorrei souhaite voudrais desidero della del dell al di
    """.split()  # noqa: SIM905
)
_PHRASES = (
    ("bien sur", "oui"),
    ("tres bien", "oui"),
    ("ma certo", "certo"),
    ("ma si", "si"),
    ("come no", "si"),
)
"""What says yes in words that say nothing, or something else, one by one."""

_MILD = frozenset({"ok", "okay", "okey", "oki", "dac", "accord", "accordo", "entendu"})
_MILD |= frozenset({"va", "bene", "parfait", "perfetto", "bon", "benissimo"})
_THANKS = frozenset({"merci", "grazie"})
_TASK_WORDS = {
    "cancel_subscription": r"annul|resili|arret|stop|disd|cancell|interromp|terminat|desabonn",
    "withdraw_cancellation": r"retir|enlev|supprim|rimuov|togl|tolg|lev|annulation|annullamento|"
    r"resiliation|disdetta|attente|sospeso|riprist|retabli",
    "add_subscription": r"command|achet|acquist|ordin|ajout|aggiung|souscri|sottoscri|compr|"
    r"effettu|pass(e[rz]?|ons)$",
    "start_trial": r"demarr|essa[iy]|prov|avvi|inizi|commenc|lanc|gratuit",
    "change_subscription": r"modifi|chang|pass|cambi|augment|aument|ajout|aggiung|modific",
    "reactivate_subscription": r"renouvel|reactiv|rinnov|riattiv|relanc|retir|rimuov|annulation$|"
    r"annullamento",
    "update_billing_contact": r"modifi|chang|mett(?:ez|re|a|ete|i)$|jour$|actualis|corrigez$|"
    r"correggete$|corregga$|modific|cambi|aggiorn|ouvr(?:ez|ir)$|dossier$|apr(?:a|i|ite|ire)$|"
    r"ticket$|pratica$|dati$|information|informazion|coordonnees$|facturation$|fatturazione$",
}
_KEEPS = re.compile(
    r"\b(gard\w*|conserv\w*|laiss\w*|lasci\w*|teng\w*|tien\w*|tener\w*|mant\w+|rest[eoia]\w*)\b"
)
_MY = re.compile(r"\bma\s+(?=souscription|resiliation|annulation|reactivation|formule)")
"""The French "ma"; before anything else it is the Italian "but"."""
_REFUSES = re.compile(
    r"^\W*(non?|nan|nono|nope|surtout pas|jamais|mai|👎|❌)(\W|$)", re.IGNORECASE
)


def assent(text: str, operation: str) -> str | None:
    """Tell whether `text`, in answer to the review of `operation`, is "yes", "no" or neither."""
    folded = _fold(text)
    words = re.findall(r"[a-z]+|👍|✅|👎|❌|\d+|\?", _MY.sub("", folded))
    if "?" in words or not words:
        return None
    task = re.compile(rf"^({_TASK_WORDS.get(operation, '$^')})")
    about_task = [word for word in words if task.match(word)]
    agreeing = {word for word in words if word in _ASSENT}
    others = [
        word
        for word in words
        if word not in _ASSENT and word not in _FILLERS and word not in about_task
    ]
    if agreeing and not others:
        merely_acknowledges = agreeing <= _MILD and _THANKS & set(words) and not about_task
        return None if merely_acknowledges else YES
    if _REFUSES.match(folded):
        return NO
    keeps = operation == "cancel_subscription" and _KEEPS.search(folded)
    return NO if keeps else None


def refuses(text: str) -> bool:
    """Tell whether a message begins with a no."""
    return bool(_REFUSES.match(_fold(text)))


def _fold(text: str) -> str:
    masked = unicodedata.normalize("NFKD", mask(text).lower())
    folded = "".join(each for each in masked if not unicodedata.combining(each))
    for phrase, meaning in _PHRASES:
        folded = re.sub(rf"\b{phrase}\b", meaning, folded)
    return folded

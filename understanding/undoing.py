"""Whether a message asks to take back what was just done."""

import re

from understanding.folding import fold

_DONE = (
    r"(ce que (je viens|nous venons|on vient|vous venez|tu viens) de (faire|valider|commander)|"
    r"ce que (j'ai|vous avez|on a) fait|"
    r"(la|cette|ma) derniere (operation|action|modification|demande|commande)|"
    r"(le|ce) dernier (changement|ordre)|cette operation|l'operation|"
    r"quello che (ho|abbiamo|avete|hai) (appena )?(fatto|ordinato|confermato)|"
    r"l'ultima (operazione|modifica|azione)|l'ultimo ordine|(questa )?operazione)"
)
_UNDOES = re.compile(
    r"\b(annul|defai|disfa|revoc|revoqu|revien|cancell|ritir|retir|elimin)\w*(-\w+)?\b"
    rf".{{0,12}}{_DONE}"
    r"|\b(revenez|revenir|reviens|retour) en arriere\b|\btorn\w* indietro\b"
    r"|\bremet\w* (tout )?comme (avant|c'etait)\b|\brimett\w* (tutto )?come prima\b"
)


def undoes(text: str) -> bool:
    """Tell whether a text asks, in French or Italian, to take the last operation back."""
    return _UNDOES.search(fold(text)) is not None

"""Taking back what was just done: what asks for it, and what only sounds like it."""

import pytest

from understanding.undoing import undoes


@pytest.mark.parametrize(
    "text",
    [
        "annulez ce que je viens de faire",
        "Annuler ce que vous venez de faire !",
        "défaites ce que je viens de valider",
        "annulez ce que nous venons de commander",
        "annulez la dernière opération",
        "annule cette opération",
        "annulez l\u2019opération svp",
        "annule ce que j'ai fait",
        "annulez ma dernière demande",
        "annulez ma dernière commande",
        "revenez en arrière",
        "je veux revenir en arrière",
        "retour en arrière",
        "remettez comme avant",
        "remets tout comme c'était",
        "annullate quello che ho appena fatto",
        "annulli quello che ho fatto",
        "disfaccia quello che abbiamo confermato",
        "annulla l'ultima operazione",
        "annullare l\u2019ultimo ordine",
        "revochi l'operazione",
        "cancelli questa operazione",
        "torni indietro",
        "vorrei tornare indietro",
        "rimetta tutto come prima",
        "rimettete come prima",
    ],
)
def test_asks_to_take_the_last_operation_back(text):
    assert undoes(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "annuler",
        "annuler mon abonnement",
        "annulez RescueAssist",
        "annulez l'annulation",
        "je ne veux plus de cet abonnement",
        "quelle est la dernière opération ?",
        "l'opération a réussi ?",
        "ma dernière facture",
        "je reviens demain",
        "revenez vers moi",
        "comme avant",
        "annulla",
        "disdire la sottoscrizione",
        "annulla l'abbonamento RescueAssist",
        "annullare la disdetta",
        "qual è l'ultima operazione?",
        "l'ultima fattura",
        "torno subito",
        "come prima",
    ],
)
def test_asks_for_something_else(text):
    assert not undoes(text)

"""How often a customer pays and which tier they want, where two are named or none is."""

import pytest

from understanding.finder import find_mentions


def values(text, entity):
    return [mention.value for mention in find_mentions(text) if mention.entity == entity]


@pytest.mark.parametrize(
    ("text", "cycles"),
    [
        ("régler une fois l'an", ["annual"]),
        ("pagare una volta l'anno", ["annual"]),
        ("je préfère m'engager pour un an", ["annual"]),
        ("vorrei pagare l'anno intero", ["annual"]),
        ("payer tous les douze mois", ["annual"]),
        ("mensualiser notre abonnement", ["monthly"]),
        ("canone annuo", ["annual"]),
        ("pago 30 euro al mese e non lo uso", ["monthly"]),
        ("trois réunions par mois", []),
        ("due riunioni al mese", []),
        ("jusqu'à l'année prochaine", []),
        ("fino all'anno scorso", []),
        ("la clôture annuelle des comptes", []),
        ("l'elenco degli importi mese per mese", []),
        ("vos tarifs augmentent chaque année", []),
    ],
)
def test_a_cycle_is_how_the_plan_is_paid(text, cycles):
    assert values(text, "billing_cycle") == cycles


@pytest.mark.parametrize(
    ("text", "entity", "found"),
    [
        ("convertir l'abonnement mensuel en annuel", "billing_cycle", ["annual"]),
        ("trasformare il piano annuale in mensile", "billing_cycle", ["monthly"]),
        ("j'ai pris mensuel par erreur, c'est annuel", "billing_cycle", ["annual"]),
        ("à l'année plutôt qu'au mois", "billing_cycle", ["annual"]),
        ("on est en mensuel ou en annuel ?", "billing_cycle", ["monthly", "annual"]),
        ("changer notre Starter en Pro", "tier", ["pro"]),
        ("remplacer la formule Pro par la Starter", "tier", ["starter"]),
    ],
)
def test_of_two_the_one_wanted_counts(text, entity, found):
    assert values(text, entity) == found


@pytest.mark.parametrize(
    ("text", "tiers"),
    [
        ("GoToTraining plus anziché pro", ["plus"]),
        ("passez-nous en plus", ["plus"]),
        ("il piano plus costa poco", ["plus"]),
        ("le palier plus", ["plus"]),
        ("échanger Central contre Pro", []),
        ("il piano Pro di LogMeIn", []),
        ("je veux Zoomix Plus", []),
        ("un plan plus cher", []),
    ],
)
def test_a_tier_and_no_other_word(text, tiers):
    assert values(text, "tier") == tiers

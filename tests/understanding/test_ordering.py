"""Small words of an order: buying, "each", "also", a second one, and where a product begins."""

import pytest

from understanding.ordering import also, another_one, buys, last_separator, of_each


# A41
@pytest.mark.parametrize(
    "text",
    [
        "je voudrais acheter Rescue",
        "l'achat de Rescue",
        "souscrire à Rescue",
        "nous voulons nous abonner à Rescue",
        "commander deux postes",
        "vorrei acquistare Rescue",
        "l'acquisto di Rescue",
        "comprare Rescue",
        "vogliamo sottoscrivere Rescue",
        "ordinare Rescue",
    ],
)
def test_buying_is_asked_for(text):
    assert buys(text)


# A41
@pytest.mark.parametrize(
    "text",
    [
        "",
        "Rescue",
        "ajouter Rescue",
        "essayer Rescue",
        "un essai gratuit",
        "aggiungere Rescue",
        "provare Rescue",
        "una prova gratuita",
    ],
)
def test_buying_is_not_asked_for(text):
    assert not buys(text)


# A43
@pytest.mark.parametrize(
    "text",
    [
        "3 postes chacun",
        "3 licences chacune",
        "2 postes pour chaque produit",
        "toutes les deux en annuel",
        "tous les deux en annuel",
        "pareil pour Rescue",
        "3 postazioni ciascuno",
        "3 licenze ciascuna",
        "2 postazioni per ognuno",
        "entrambi annuali",
        "entrambe mensili",
        "lo stesso per Rescue",
    ],
)
def test_it_holds_for_each(text):
    assert of_each(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3 postes",
        "GoToTraining et Rescue, 3 postes",
        "le deuxième",
        "3 postazioni",
        "GoToTraining e Rescue, 3 postazioni",
        "il secondo",
    ],
)
def test_it_holds_for_one(text):
    assert not of_each(text)


# A43
@pytest.mark.parametrize(
    "text",
    [
        "ajoutez aussi Rescue",
        "rajoutez Rescue",
        "et également Rescue",
        "Rescue en plus",
        "aggiunga Rescue",
        "anche Rescue",
        "inoltre Rescue",
        "Rescue in più",
    ],
)
def test_it_comes_on_top(text):
    assert also(text)


# A45
@pytest.mark.parametrize(
    "text",
    [
        "",
        "non, Rescue",
        "plutôt Rescue",
        "Rescue plus",
        "3 postes de plus",
        "no, Rescue",
        "piuttosto Rescue",
        "invece Rescue",
    ],
)
def test_it_comes_instead(text):
    assert not also(text)


# E17
@pytest.mark.parametrize(
    "text",
    [
        "un second abonnement",
        "un deuxième",
        "un autre",
        "un nouvel abonnement",
        "séparément",
        "una seconda",
        "un'altra sottoscrizione",
        "una nuova sottoscrizione",
        "un abbonamento separato",
    ],
)
def test_a_further_one_is_wanted(text):
    assert another_one(text)


# E17
@pytest.mark.parametrize(
    "text",
    [
        "",
        "oui",
        "plus de postes",
        "augmenter le premier",
        "sì",
        "più postazioni",
        "aumentare il primo",
    ],
)
def test_the_first_one_is_wanted(text):
    assert not another_one(text)


# A43
@pytest.mark.parametrize(
    ("text", "further"),
    [
        ("GoToTraining pro et Rescue", "et Rescue"),
        ("GoToTraining, 2 postes et 3 postes Rescue", "et 3 postes Rescue"),
        ("GoToTraining pro, 3 postes Rescue", ", 3 postes Rescue"),
        ("GoToTraining puis Rescue", "puis Rescue"),
        ("GoToTraining + Rescue", "+ Rescue"),
        ("GoToTraining pro e Rescue", "e Rescue"),
        ("GoToTraining e anche Rescue", "anche Rescue"),
        ("GoToTraining; poi Rescue", "poi Rescue"),
    ],
)
def test_the_words_for_the_next_product_begin_at_the_last_link(text, further):
    place = last_separator(text, 0, text.index("Rescue"))

    assert place is not None
    assert text[place:] == further


@pytest.mark.parametrize("text", ["GoToTraining avec Rescue", "GoToTraining Rescue"])
def test_without_a_link_there_is_no_place(text):
    assert last_separator(text, 0, text.index("Rescue")) is None


def test_only_what_stands_between_is_looked_at():
    text = "deux et trois GoToTraining Rescue et LogMeIn Pro"

    assert last_separator(text, text.index("GoTo"), text.index("Rescue")) is None

"""How many seats are asked for: totals and differences, in wordings of every kind."""

import pytest

from understanding.finder import find_mentions
from understanding.folding import fold
from understanding.numbers import numbers


def seats(text):
    return [
        (mention.value, mention.role)
        for mention in find_mentions(text)
        if mention.entity == "seats"
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("mille trois cents", 1300),
        ("deux mille", 2000),
        ("milleduecento", 1200),
        ("tremila", 3000),
        ("trente et une", 31),
        ("une vingtaine", 20),
        ("una quindicina", 15),
        ("8postes", 8),
        ("x4", 4),
    ],
)
def test_a_number_is_read_whole(text, value):
    assert [number.value for number in numbers(fold(text))] == [value]


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("on remonte à 14", 14),
        ("riportateci a 9", 9),
        ("passage à 40", 40),
        ("Rescue : de 7 à 4", 4),
        ("le licenze scendono da venti a dodici", 12),
        ("notre équipe GoToMeeting passe de 6 à 13 techniciens", 13),
        ("estendete GoToTraining a 18 docenti", 18),
        ("nombre de licences : 6 -> 9", 9),
        ("ajustez LogMeIn Central à soixante ordinateurs", 60),
    ],
)
def test_what_the_number_is_moved_to(text, total):
    assert seats(text) == [(total, "to")]


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("j'ai 4 licences, il m'en faudrait 7", 7),
        ("abbiamo nove postazioni, ne teniamo cinque", 5),
        ("douze postes c'est trop, six suffiront", 6),
        ("20 licenze non bastano, ce ne vogliono 26", 26),
        ("neuf sièges plutôt que quinze", 9),
        ("sette postazioni anziché dieci", 7),
        ("on paie onze postes et on n'est plus que huit", 8),
        ("le postazioni sono 10 ma siamo rimasti in sei", 6),
    ],
)
def test_the_number_held_or_left_behind_is_not_asked_for(text, total):
    assert seats(text) == [(total, "to")]


@pytest.mark.parametrize(
    ("text", "difference"),
    [
        ("trois sièges de trop", 3),
        ("quatre licences en trop sur GoToMeeting", 4),
        ("tagliare 4 postazioni", 4),
        ("via tre utenti", 3),
        ("coupez-en cinq, licences Rescue", 5),
        ("il en faut deux autres", 2),
        ("cinq sur neuf licences à supprimer", 5),
        ("togliete 2 delle 8 postazioni", 2),
        ("réduisez notre abonnement d'une dizaine de places", 10),
        ("ampliate il piano di sei unità", 6),
        ("moins un poste", 1),
        ("quattro tecnici in più", 4),
        ("deux techniciens en moins", 2),
        ("altre 6 licenze", 6),
        ("aggiungete un tecnico a Rescue", 1),
        ("deux utilisateurs ont quitté la maison, retirez-les", 2),
        ("tre colleghe sono andate via, togliete le licenze", 3),
        ("l'équipe grandit de 4 personnes, ajoutez-les à Rescue", 4),
    ],
)
def test_so_many_more_or_fewer(text, difference):
    assert seats(text) == [(difference, "by")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("un siège de plus, donc sept au total", [(1, "by"), (7, "to")]),
        ("9, Karine est partie", [(9, "to")]),
        ("undici, li ho contati ieri", [(11, "to")]),
        ("Paul, moi et les deux stagiaires, donc quatre", [(4, "to")]),
        ("io, lui e i tre ragazzi, quindi cinque", [(5, "to")]),
        ("ce n'est pas 30 mais 13", [(13, "to")]),
        ("macché otto, dieci", [(10, "to")]),
        ("6 tecnici", [(6, "to")]),
        ("cominciamo con 5", [(5, "to")]),
        ("tre in meno rispetto a ora", [(3, "by")]),
        ("sei", [(6, "to")]),
    ],
)
def test_an_answer_may_tell_its_reason(text, found):
    assert seats(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "comment attribuer un poste à un utilisateur ?",
        "vorrei un consulente",
        "passer à un autre produit",
        "un'altra volta",
        "une licence d'essai de GoToWebinar",
        "installer l'hôte LogMeIn sur un serveur 2019",
        "un tavolo per quattro",
        "mon indicatif est +41, corrigez",
        "dodici è sbagliato",
        "sei un robot?",
        "un webinar con 500 persone",
        "3 % de 4850",
    ],
)
def test_what_counts_no_seats(text):
    assert seats(text) == []

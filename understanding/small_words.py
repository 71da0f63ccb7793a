"""The words around a bare answer that change nothing of what it says."""

from collections.abc import Iterable

from understanding.folding import listed, words

POLITE = frozenset(
    listed("""
    oui ok okay d accord bon bien alors donc euh eh bonjour bonsoir salut bjr slt merci mrc svp stp
    s il vous te plait please grazie grz per favore x cortesia pf si va bene allora quindi beh ehm
    mmh mah ciao salve buongiorno buonasera voila ecco pardon desole scusa scusi scusate esatto
    exactement parfait perfetto certo merci
    """)
)
CORRECTING = frozenset(
    listed("""
    non no nn pas plutot piuttosto anzi invece aspetta aspetti attendez attends finalement en fait
    in realta realite je me suis trompe trompee mi sono sbagliato sbagliata correggo correction
    errore mio erreur meglio mieux et e ma mais o ou c est cest volevo dire voulais dire intendevo
    ah ops oups preferisco prefere prefererais solo seulement juste uniquement soltanto
    """)
)
CHOOSING = frozenset(
    listed("""
    je on nous prends prend prendrai prendrais prenons prenez prendre veux veut voulons voudrais
    voudrait aimerais aimerait voudrions souhaite choisis choisit choisir mettez mets metti mettete
    mettiamo garde gardons vorrei vorremmo voglio vogliamo prendo prendiamo prenda scelgo direi lo
    dirais disons diciamo facciamo faccia fate faites sarebbe serait e sono il la le l un une uno
    una quello quella celui celle de du di pour per con avec al alla au a tratta agit riguarda
    concerne parlo parle mio mia mon ma notre nostro nostra chiama appelle
    """)
)


def only_small_words(
    folded: str, spans: Iterable[tuple[int, int]], allowed: frozenset[str]
) -> bool:
    """Whether nothing but `allowed` words is left once the spans are taken out."""
    rest = folded
    for start, end in spans:
        rest = rest[:start] + " " * (end - start) + rest[end:]
    return all(word in allowed for word, _, _ in words(rest))

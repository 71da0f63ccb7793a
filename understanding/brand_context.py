"""When "webinar", "meeting", "training", "central" or "LogMeIn" alone mean the product.

Customers of a subscription call it by the short name; the same word is an event of theirs when
the message speaks of taking part, of sound and picture, or of a day and an hour.
"""

import re

from understanding.small_words import CHOOSING, CORRECTING, POLITE, only_small_words

_MAKER = re.compile(
    r"(?:conseill\w+|technicien\w*|equipe|societe|groupe|entreprise|marque|chez|travaill\w+ pour|"
    r"travaill\w+ chez|comptes?|gamme|clients?|chiffre|fournisseurs?|de chez|"
    r"produits?|service client|site|support|consulent[ei]|tecnic[oi]|squadra|team|azienda|gruppo|"
    r"marchio|account|prodott[oi]|servizio clienti|sito|presso|rappresentante|operatore|clienti?|"
    r"fornitor[ei]|referente)"
    r"(?: de| di| da)? $"
)
_OWN_NOUN = (
    r"(?:abonn?ements?|abos?|forfaits?|souscriptions?|formules?|licen[cs]es?|essais?|logiciels?|"
    r"outils?|application|plans?|packs?|modules?|produits?|postes?|sieges?|contrats?|facturation|"
    r"abb?onament[oi]|abbo|sottoscrizion[ei]|pian[oi]|licenz[ae]|prov[ae]|trial|software|"
    r"programma|strument[oi]|postazion[ei]|posti|contratt[oi]|pacchett[oi]|prodott[oi]|canone)"
)
_TASK_VERB = (
    r"(?:annul\w*|resili\w*|arret\w*|stopp\w*|stop|suppr\w*|reactiv\w*|activ\w*|coup\w*|lach\w*|"
    r"gard(?:e|er|ez|ons)|pren\w*|renouvel\w*|essayer|tester|souscrire|r?ajout\w*|achet\w*|"
    r"command\w*|disd\w*|cancell\w*|chiud\w*|moll\w*|tagli\w*|riattiv\w*|attiv\w*|rinnov\w*|"
    r"ten(?:ere|go|iamo)|prov(?:are|o|iamo)|acquist\w*|aggiung\w*|compr(?:are|o|iamo)|"
    r"togli\w*|tolgo|lascio|lasci\w*)"
)
_SUBSCRIBED = re.compile(
    rf"\b{_OWN_NOUN}(?: \w+)?(?: (?:a|de|du|di|per|pour|sur|su|al|del|dei|en|le|il))* $"
)
_ACTED_ON = re.compile(rf"\b{_TASK_VERB}(?:-(?:moi|nous))?(?: (?:le|mon|il(?: mio)?|un))? $")
_EVENT = re.compile(
    r"\b(?:particip\w*|pre?enregistr\w*|enregistr\w*|inscri\w*|iscri[^v]\w*|iscriv\w*|invit\w*|"
    r"liens?|link|registr\w*|rejoin\w*|entrer|entrano|salle|sala|diaporama|diapos\w*|slide\w*|"
    r"audio|sons?|sonore|voce|micros?|microfon\w*|webcam|cameras?|telecamer\w*|ecrans?|scherm\w*|"
    r"partag\w*|condivi\w*|chat|sondages?|sondagg\w*|calend\w*|rappels?|promemoria|relator\w*|"
    r"orateur\w*|intervenants?|moderat\w*|coorganis\w*|co-organis\w*|organis[ae]\w*|organizz\w*|"
    r"anim[ae]\w*|presenta\w*|rediffus\w*|replay|streaming|auditeurs?|pubblico|spectateurs?|"
    r"evenement\w*|event[oi]|programm(?:er?|ez|ato|are)|deplac\w*|spost\w*|titre|titolo|"
    r"attestat\w*|questionnaires?|questionari\w*|hors|attente|attesa|connexion|connession\w*|"
    r"plant\w*|bloqu\w*|bloccat\w*|installa\w*|telecharg\w*|scaric\w*|mot de passe|password|"
    r"cominc\w*|inizi\w*|commenc\w*|intern[eio]s?|reunions? |riunion\w* |formateurs?|eleves|"
    r"studenti|imprim\w*|stamp\w+)"
)
_DATED = re.compile(
    r"^(?:s|i)?(?:\w* )?(?:d[ue]|del?|dell[ao]?|di|le|il|a|alle|de|d')? ?"
    r"(?:\d{1,2}\b|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunedi|martedi|mercoledi|"
    r"giovedi|venerdi|sabato|domenica|hier|demain|ieri|domani|stamattina|stasera|ce matin|"
    r"ce soir|cet apres)"
)
_IN_IT = re.compile(
    r"\b(?:pendant|durante|dans|nel|au cours d\w*|lors d\w*|mezzo a[l ]*|"
    r"(?:fai[st]|faire|faisons|fare|faccio|facciamo|fatto|tenere|tenuto) "
    r"(?:un|des|de|i|dei|il|le)?)(?: (?:le|un|mon|nos|il|mio|nostr\w|un|i|mes|son|ses))* ?$"
)
_SOME = re.compile(r"\b(?:un|une|des|ces|plusieurs|chaque|ogni|dei|questi) $")
_SEVERAL = re.compile(r"^(?:s|i)\b")
_CENTRAL_NOUN = re.compile(
    r"\b(?:bureau|siege|serveur|systeme|chauffage|point|pouvoir|organe|fichier|registre|service|"
    r"achat|gare|role|poste|verrouillage|america|grand|ordinateur) $"
)


def clearly_the_product(folded: str, alias: str, start: int, end: int) -> bool:
    """Whether the words around the name say that it is the product, not the common word."""
    before, after = folded[:start], folded[end:]
    if alias == "logmein":
        return _MAKER.search(before) is None
    if _is_whole_answer(folded, before):
        return True
    if alias == "central":
        return _CENTRAL_NOUN.search(before) is None
    several = folded[start:end].endswith("s") or _SEVERAL.match(after)
    if several or _DATED.match(after.lstrip()) or _IN_IT.search(before):
        return False
    if _SUBSCRIBED.search(before) or _ACTED_ON.search(before):
        return True
    return alias != _FRENCH and _SOME.search(before) is None and _EVENT.search(folded) is None


COMMON_NAMES = frozenset({"webinar", "webinaire", "central", "meeting", "training"})
_FRENCH = "webinaire"  # a word of the language before it was a product
_FREE = POLITE | CORRECTING | CHOOSING
_COMMON = re.compile(rf"\b(?:{'|'.join(sorted(COMMON_NAMES))})\b")


def _is_whole_answer(folded: str, before: str) -> bool:
    if re.search(r"\b(?:un|une|nel|dans)(?: \w+)? $", before):
        return False
    spans = [found.span() for found in _COMMON.finditer(folded)]
    return only_small_words(folded, spans, _FREE)

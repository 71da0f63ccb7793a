"""The words that make a number a number of seats, in folded French and Italian."""

import re

from understanding.folding import listed
from understanding.small_words import CHOOSING, CORRECTING, POLITE

_NOUN = (
    r"(?:postes?|sieges?|places?|lic?[cs]en[cs]es?|liscences?|lisences?|utill?isateurs?|users?|"
    r"acces|seats?|postazion[ei]|postasion[ei]|post[oi]|lice?n[zs][ae]|liscenz[ae]|utent[ei]|"
    r"utenz[ae])"
)
_ADJECTIVE = (
    r"(?:(?:nouve(?:aux|lles|au|lle)|autres?|nuov[aeio]|altr[aeio]|ulterior[ei]|seule?s?|"
    r"sol[aoie]|"
    r"singol[ao]|petits?)(?: |$))"
)
_ADDED = (
    r"(?:de|en|di|in) (?:plus|plu|moins|piu|meno)|de \+|en \+|in \+|\+|supplementaires?|"
    r"additionnel(?:le)?s?|aggiuntiv[aeio]|supplementar[ei]|extra|ulterior[ei]|en sus"
)
_PEOPLE = (
    r"(?:personnes?|persone|collegues?|collaborateurs?|techniciens?|agents?|employes?|salaries|"
    r"membres?|formateurs?|operateurs?|tecnic[io]|collegh[ie]|collaboratori|operator[ei]|"
    r"dipendent[ei]|formator[ei]|addett[io]|gens)"
)
_UNIT = (
    r"(?:euros?|eur|chf|francs?|franchi|fr|usd|dollars?|dollari|cents?|jours?|giorn[io]|mois|"
    r"mes[ei]|ans?|annees?|ann[io]|semaines?|settiman[ae]|heures?|h|or[ae]|minut[ei]s?|fois|"
    r"volt[ae]|"
    r"janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|"
    r"gennaio|"
    r"febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|dicembre|factures?|"
    r"fattur[ae]|abonnements?|abbonament[io]|produits?|prodott[io]|sottoscrizion[ei]|pour cent)"
)

SEAT = re.compile(rf" ?{_ADJECTIVE}{{0,2}}{_NOUN}\b(?: (?:d'utilisateurs?|utilisateurs?|utente))?")
SEAT_ANYWHERE = re.compile(rf"\b{_NOUN}\b")
PERSON = re.compile(rf" {_ADJECTIVE}?{_PEOPLE}\b")
NAMING_A_SHARE = re.compile(r"\b(?:pour|pr|per|x|con|avec|soit) $")
NOT_SEATS = re.compile(
    rf" ?(?:[\u20ac$%\u00b0/:]|{_UNIT}\b|(?:dernier|ultim|prochain|prossim|premier|prim)\w* )"
)
ADDED_AFTER = re.compile(rf"(?: ?, ?| )?(?:{_ADDED})(?!\w)")
FURTHER = re.compile(r"\b(?:nouve|autre|nuov|altr|ulterior)")
ADDED_BEFORE = re.compile(
    r"(?:\b(?:altr[iaeo]|autres?|ulteriori|encore|ancora|nouveaux|nuov[ei]|manqu\w+|manc\w+)|"
    r"(?:^| )\+) ?$"
)
ADDING = re.compile(
    r"\b(?:(?:r?ajout|rajou|enlev|enlv|retir|suppri|ot|rimuov|rimoss|toglie|togli|tolg|lev|elimin|"
    r"aggiun|agiun|agg|acqui|dai|soustr|add)\w*|(?:augment|aument|redui|ridu|diminu|baiss)\w*)"
    r"(?:-(?:moi|nous|en|les|y|m'en))*"
    r"(?: (?:moi|nous|en|y|encore|ci|mi|me|ne|nous en|a notre compte|de|di|d'|svp))* $"
    r"|\baggiun\w*(?:ne|mene|cene) $"
)
TARGET = re.compile(
    r"\b(?:pass\w*|redescend\w*|descend\w*|mont\w*|port\w*|ramen\w*|redui\w*|rédui\w*|augment\w*|"
    r"aument\w*|ridu\w*|diminu\w*|limit\w*|scend\w*|sal\w*|arriv\w*|adatt\w*|adapt\w*|etend\w*|"
    r"porta\w*|torn\w*|rev\w*|baiss\w*|ampli\w*|mett\w*|mont\w*|\d|postes?|licen[cz]\w+|siege|"
    r"posti|postazioni|utent\w|utilisateurs?|abonnement|contratto|contrat|nombre|numero)"
    r"[^.;!?]{0,45}?\b(?:a|ad) $"
    r"|\b(?:rimasti|restes|diventati|diventate|saremo|serons|totale di|total de|"
    r"sommes maintenant|sommes|"
    r"siamo|laiss\w* qu'|garder que|garder|tenere|tenerne|tengo|gard\w*|bastano|quindi|soit) "
    r"(?:ora |in |adesso |desormais |maintenant |que )?$"
)
TOO_MANY = re.compile(r",? ?(?:c'est|sont|sono|e) (?:trop|tropp[oaie])\b")
IN_ALL = re.compile(r" (?:en tout|au total|in tutto|in totale|total|totali|totale)\b")
LEFT_BEHIND = re.compile(
    r"\b(?:au lieu de|plutot que|invece (?:di|che)|anziche|al posto di|non|et pas|pas|"
    r"(?:pass\w*|descend\w*|scend\w*|sal\w*|sale|port\w*|mont\w*|riduzione|reduction|aument\w*|"
    r"augment\w*|numero[^.;]{0,20}|licenze|licences|postes|operatori sale) (?:de|da)|d[ae]) $"
)
PAID = re.compile(
    r"\b(?:paie|paye|payons|paghiamo|pago|usiamo|uso|utilis\w+)(?: (?:deja|gia|que|solo))? $"
)
HELD = re.compile(
    r"\b(?:j'ai|jai|on a|nous avons|avons|on avait|avec|abbiamo|ho|avevamo|con)(?: (?:deja|gia|"
    r"actuellement))? $"
)
ONE_WANTED = re.compile(
    r"(?:\b(?:faut|veu\w+|voul\w+|voudr\w+|aimer\w+|prend\w*|prenez|besoin d'?|serv\w+|vorr\w+|"
    r"vogli\w+|mett\w+|gard\w+|laiss\w+|avec|con|manqu\w+|manca|pour|per|bast\w+|souscri\w+|"
    r"achet\w+|acquist\w+|qu'|que|solo|seulement|qu|(?:pass|redui|ridu|descend|"
    r"scend)\w* a)(?: \w{1,5})? ?)$"
)
ONLY_ONE = re.compile(r"\b(?:seule?|sol[oa]) ")
OF_SOMETHING = re.compile(r" (?:de |d')(?!plus|moins)")
ONE_ALONE = re.compile(
    r"\W*(?:une?|uno|una)(?: (?:seule?|sol[ao]))?(?: (?:de plus|en plus|en moins|in piu|in meno))?"
    r"(?: (?:svp|merci|grazie|basta|suffit))?\W*"
)
EVERYDAY_NUMBER = re.compile(r"\b(?:ci|tu|chi|non) sei$")
THANKS = re.compile(r"\b(?:grazie|mercis?)\b")
ANSWERING = (
    POLITE
    | CORRECTING
    | (CHOOSING - {"il", "la", "le", "lo", "l"})
    | frozenset(
        listed("""
        tout total totale tutto totali bastano basta bastera suffit suffiront suffisent servono
        serve servirebbero ne environ circa sommes siamo est seul seule seuls solo sola soli
        altri altre altro altra autres autre encore ancora plus plu piu moins meno che
        scrivere ecrire aggiungi aggiungine aggiungete aggiungiamo ajoute ajoutez ajouter togli
        toglietene togline togliamo enlevez enleve retirez retire faut me ci mi nous lieu
        maintenant ora adesso totale almeno moins soit exactement esattamente y aura avere avoir
        abbiamo avons ai ho invece gia
        """)
    )
)

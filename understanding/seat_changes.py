"""The words that make a number of seats a difference: so many more, so many fewer."""

import re

_MORE_OR_LESS = (
    r"(?:(?:de|d') ?(?:plus|plu|moins?|rab|trop)(?! (?:que|de) \d)|en (?:plus|plu|"
    r"moins?|trop|sus)|di (?:piu|meno|troppo)|"
    r"in (?:piu|meno)|(?:de|en|in) [+-]|\+|supp?lementaires?|additionnel(?:le)?s?|"
    r"aggiuntiv[aeio]|supplementar[ei]|extra|ulterior[ei]|superflue?s?|superflu[eio]|"
    r"autres(?= ?(?:$|[.,;:!?)]|svp|des que|des la|sur|pour|de mon|de notre|dans|chez))|"
    r"altr[ie](?= ?(?:$|[.,;:!?)]|su|sul|per|dal)))"
)
_PUT_IN = r"r?aj+out\w*|rajou\w*|ag+iun\w*|add"
_TAKEN_OUT = (
    r"enlev\w*|enlv\w*|retir\w*|sup+ri\w*|ot(?:er|ez|e|ons)|rimuov\w*|rimoss\w*|"
    r"togl\w*|tolg\w*|tolt\w*|lev[aeio]\w*|elimin\w*|soustr\w*|retranch\w*|coup(?:er|ez|"
    r"e|ons)(?:-en)?|"
    r"tagli(?:are|a|ate|amo)|vir(?:er|ez|e|ons)|"
    r"sauter|rend(?:s|ons|re)|via|scal(?:are|a|ate|iamo)"
)
_BOUGHT_ON_TOP = r"dai|agg"
_BY_AMOUNT = (
    r"augment\w*|aument\w*|redui\w*|ridu\w*|diminu\w*|baiss\w*|abbass\w*|incremen\w*|decremen\w*"
)
_MOVED = (
    rf"(?:{_BY_AMOUNT}|gonfl\w*|ampli\w*|esten\w*|eten\w*|extension|allarg\w*|elarg\w*|ingrand\w*|"
    r"a?grandi\w*|cresc\w+|scal[ai]\w*|abais\w*|alleg\w*|calo)"
)
_PRONOUNS = r"(?:[- ](?:moi|nous|en|les|le|y|m'en|ci|mi|me|ne|a notre compte|de|di|d'|svp))*"

MORE_OR_LESS = re.compile(rf"(?: ?, ?| )?{_MORE_OR_LESS}(?!\w)(?!(?<=en plus) (?:du|des) )")
FURTHER = re.compile(r"\b(?:nouve|autre|nuov|altr|ulterior)")
FURTHER_BEFORE = re.compile(
    r"(?:\b(?<!les )(?<!gli )(?<!le )(?:altr[iaeo]|autres?|ulteriori|encore|ancora|"
    r"nouveaux|nuov[ei]|manqu\w+|manc\w+|"
    r"avanz(?:ano|a)|(?:^|(?<=[.:;!?] )|(?<=faut )|(?<=mettez ))(?:plus|piu|moins|"
    r"meno))|(?:^| )[+] ?) ?$"
)
CHANGED_BY = re.compile(
    rf"\b(?:(?:{_PUT_IN}|{_TAKEN_OUT}|{_BOUGHT_ON_TOP}){_PRONOUNS}|(?:{_BY_AMOUNT}))"
    r"(?: (?:les|i|gli|ces|nos|mes|sue|suoi|nostr[ei]|le(?= sue)|i(?= suoi))){0,2} $|"
    r"\bl'(?:aggiunta|ajout) (?:de|di|d') ?$"
)
MOVED_BY = re.compile(rf"\b{_MOVED}(?: [\w'-]+){{0,6}}? (?:de |di |d'|n\. )(?:n\. )?$")
DONE_AFTERWARDS = re.compile(
    r"^(?:[^.;!?\d]{0,40}?)\b(?:a|da|peu\w+|puo|possono|que je|que nous|vann?o?) "
    r"(?:essere |etre |)(?:r?ajout|rajou|suppri|enlev|retir|saut|sort|toglier|tolt|"
    r"elimin|lever|aggiung|integr)"
    r"|^ (?:r?ajoute\w*|enleve\w*|retire\w*|aggiunt[iea]|tolt[iea])\b"
    r"|^[^.;!?\d,]{0,25}\b(?:(?:servent|sert|servono|serve) (?:a (?:rien|nulla|niente))|"
    r"pour (?:rien|du vent)|"
    r"(?:sono|est|sont|e) (?:de |"
    r"di )tropp?o?)"
)
OTHERS = re.compile(r" (?:autres|altr[ie])\b")
THE_OTHERS = re.compile(r"\b(?:les|gli|le|ces) $")
JOINING = re.compile(
    r"^[^.;!?\d]{0,40}?\b(?:nous rejoi\w+|rejoi\w+|arrivent|a integrer|se joignent|ci raggiung\w+|"
    r"si aggiung\w+|si unisc\w+|sont partie?s|partent|(?:ont|nous) quitte\w*|s'en vont|"
    r"(?:sono )?andat[ie] via|(?:se ne|ci) (?:vanno|lasciano)|vanno via|si licenziano)\b"
)
HIRED_BEFORE = re.compile(
    r"\b(?:embauche?\w*|recrut\w+|engage|assunt\w|assum\w+|arrivano|accueill\w+) $"
)

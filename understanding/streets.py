"""How streets are written, in French and in Italian, with their number and without."""

import re

_FR = (
    r"(?:rue|avenue|av\.?|bd\.?|blvd\.?|boulevard|place|pl\.|chemin|ch\.|chaussee|route|rte\.?|"
    r"quai|impasse|allee|cours|square|passage|ruelle|faubourg|sentier|rang|montee|esplanade|"
    r"promenade|voie|zone)"
)
_IT = (
    r"(?:via|viale|v\.le|corso|c\.so|piazza|p\.za|p\.zza|piazzale|piazzetta|largo|vicolo|strada|"
    r"contrada|contra|localita|loc\.|lungo[a-z]{3,9}|borgo|salita|calle)"
)
# Words that no street is called, so that "12 place et" and "via le sue 8" are none.
_NO_NAME = (
    r"(?!(?:et|e|est|mais|ma|in|nel|pour|per|avec|con|siamo|qui|que|che|non|pas|sur|le sue|en|"
    r"moins|plus|produit|mail|email|e-mail|bonifico|chat|telefono|sms|internet|web|pec|carta|"
    r"teams|zoom|paypal|sepa|goto\w*|logmein\w*|rescue\w*|di mezzo|de plus|de moins)\b)"
)
_NAME = rf"(?:{_NO_NAME}[a-z][\w.'-]*|\d{{1,2}} (?=[a-z]))"
_NOT_BEFORE_NUMBER = r"(?<!\ba )(?<!\bal )(?<!\bdel )(?<!\ble )(?<!\bdi )(?<!\bin )(?<!\bde )"
_AFTER_NUMBER = r"(?:/?[a-d]\b|,? (?:bis|ter)\b)?"
_FR_NUMBER = r"\d{1,5}(?: ?(?:bis|ter|[a-d])(?= |,))?"

NUMBERED = re.compile(
    rf"(?<![\w'])(?:c/o [^,\n]+, ?)?(?:"
    rf"{_FR_NUMBER},? (?:de (?:la |l'))?{_FR} (?:{_NAME} ?){{1,6}}"
    rf"|(?:{_FR}|{_IT}) (?:{_NAME} ){{1,6}}?(?:n\.? ?|km )?{_NOT_BEFORE_NUMBER}"
    rf"\d{{1,4}}{_AFTER_NUMBER}(?: km \d+)?(?:,? n\. ?\d+)?(?!\w)"
    rf"|{_IT} {_NO_NAME}[a-z][\w.' -]{{1,40}}?, ?(?:n\.? ?)?\d{{1,4}}{_AFTER_NUMBER}(?!\w)"
    rf"|zone (?:industrielle|artisanale) [\w' -]{{2,30}}, ?lot \d+"
    rf"|{_IT} (?:{_NAME} ?){{1,4}} snc(?=,)"
    rf"|(?:casella postale|case postale|boite postale|bp|cp) \d{{1,5}}(?=,? \d{{4,5}}))"
)
_CAPITAL = "A-Z\u00c0-\u00dd"
_LITTLE = r"(?:du|de la|de l'|des|de|d'|dei|degli|della|delle|dell'|del|di|le|la|les)"
# In the text as typed: the capital tells a street from "via mail".
NAMED = re.compile(
    rf"(?<![\w'])(?<!\u00e0 la )(?<!\ba la )(?i:{_FR}|{_IT}) (?:(?i:{_LITTLE})[ "
    rf"']?)?[{_CAPITAL}][\w'.-]*"
    rf"(?: [{_CAPITAL}][\w'.-]+)*"
)
NO_STREET = re.compile(
    r"(?:goto|logmein|rescue|webinar|meeting|training|central|pro\b|paypal|teams|zoom|mail|"
    r"e-?mail|"
    r"skype|whatsapp|slack|sepa|web|sms|visa|chat|pec\b|fax|non )"
)
AT_AN_ADDRESS = re.compile(
    r"\b(?:adress\w*|indiri\w*|sede|siege|rue (?=\w+ (?:et|maintenant))|siamo (?:in|ora)|on est|"
    r"demenag\w*|trasfer\w*|stamo|sto|stiamo|correg\w+|corrig\w+|coordon\w+|renomme|strada|"
    r"fattura\w*|factur\w*|non (?:in )?vi\w+|pas rue|ora|adesso|maintenant|nuov\w+|nouv\w+)\b"
)

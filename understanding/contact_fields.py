"""Which of the billing details a customer speaks of, by the noun that names it."""

import re

from understanding.mention import Mention, outside

_FIELDS = {
    "email": r"(?:l?'?(?:adresses?|adress|addresse|indirizz[oi]) )?(?:e-?mails?|mails?|"
    r"courriels?|mel|couriel|"
    r"electronique|di posta elettronica|posta elettronica|pec)",
    "address": r"l?'?(?:adresses?|adress|addresse|indirizz[oi]|domiciliation)",
    "phone": r"(?:(?:numeros?|num|n\u00b0) (?:de |di )?)?"
    r"(?:telephones?|tel(?! que)|telefon[oi]|natel|cellulare|cell)|"
    r"(?:(?<=mon )|(?<=notre )|(?<=le )|(?<=il )|(?<=du )|(?<=mio ))(?:portable|mobile|fixe|"
    r"fisso)",
    "vat_number": r"(?:num(?:eros?)?|n\u00b0|no) (?:de |d'identification )?(?:tva|vat)|"
    r"numero (?:di )?(?:partita )?iva|"
    r"partit[ae] iva|p\.? ?iva|codice iva|tva intracommunautaire|tva intra",
    "company": r"raison sociale|ragione sociale|(?:nom|nome|intitule|denomination) (?:de |del|d')?"
    r"(?: ?(?:la |l'|l|ll'|la |lla |notre |nostra |mia |ma ))?(?:societe|entreprise|boite|"
    r"azienda|ditta|societa|impresa|"
    r"compagnie|organisation|association|cabinet|studio)|nome aziendale|intestazione|"
    r"denominazione sociale",
    "contact_person": r"contact(?! center)|personnes? de contact|referent[ei]?s?|"
    r"interlocut(?:eur|rice)s?|contatto|"
    r"person[ae] di contatto|responsable (?:de (?:la )?)?(?:facturation|compta\w*|achats)|"
    r"responsabile (?:della )?(?:fatturazione|amministrativ[oa]|contabil\w*)",
}
_PATTERN = re.compile(
    "|".join(
        rf"(?P<{name}>(?<![\w@.])(?:{pattern})(?![\w@]))" for name, pattern in _FIELDS.items()
    )
)
_BARE = {
    "company": re.compile(
        r"(?:la |l'|notre |nostra )?(?:societe|entreprise|azienda|ditta|societa)"
    ),
    "vat_number": re.compile(r"(?:la |l'|notre |nostra )?(?:tva|iva|vat)"),
}
_POLITE_END = re.compile(
    r"[ .!?]*(?: ?(?:svp|stp|merci|grazie|per favore|s'il vous plait))?[ .!?]*$"
)
_CHANNEL = re.compile(
    r"\b(?:par|per|via|au|al|dal|un|boite|via e|casella|di|ce|quel|questa|application|appli|me|"
    r"te|vous|nous|quatre|trois|deux|plusieurs)"
    r" (?:un |une )?$"
)
_BEING_IN_TOUCH = re.compile(r"\b(?:en|in|di|de|un|une|la|vi|ti|prendre|altro) $")
_NOT_CONTACT_DETAILS = re.compile(
    r"^ (?:ip|web|url|mac|internet|(?:du|del) (?:portail|portale|centre|centro|site|sito))\b"
)


def find_contact_fields(folded: str, typed: list[Mention]) -> list[Mention]:
    """The fields named, but not a mail or a telephone as the way to reach somebody."""
    found = [
        Mention(
            entity="contact_field",
            value=str(match.lastgroup),
            start=match.start(),
            end=match.end(),
        )
        for match in _PATTERN.finditer(folded)
        if outside(typed, *match.span()) and _is_field(folded, match)
    ]
    return list({field.value: field for field in reversed(found)}.values()) or _whole_message(
        folded
    )


def _is_field(folded: str, match: re.Match[str]) -> bool:
    before, after = folded[: match.start()], folded[match.end() :]
    if _NOT_CONTACT_DETAILS.match(after):
        return False
    if match.lastgroup == "contact_person" and _BEING_IN_TOUCH.search(before):
        return False
    named = " " in match.group() or "'" in match.group()
    if match.lastgroup in ("email", "phone") and not named:
        return _CHANNEL.search(before) is None
    return True


def _whole_message(folded: str) -> list[Mention]:
    bare = _POLITE_END.sub("", folded)
    return [
        Mention(entity="contact_field", value=field, start=0, end=len(bare))
        for field, pattern in _BARE.items()
        if pattern.fullmatch(bare)
    ]

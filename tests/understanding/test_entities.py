"""What the rules find in customers' messages, and what they must leave alone."""

import pytest
from rasa.shared.nlu.training_data.message import Message

from understanding.entities import EntityFinder
from understanding.finder import find_mentions
from understanding.products import find, mask

REMOTE_SUPPORT = "GoToAssist Remote Support v4"


def values(text, entity):
    return [mention.value for mention in find_mentions(text) if mention.entity == entity]


def seats(text):
    return [
        (mention.value, mention.role)
        for mention in find_mentions(text)
        if mention.entity == "seats"
    ]


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("RescueAssist", "RescueAssist"),
        ("rescueasist", "RescueAssist"),
        ("l'abo rescue assist : on stop", "RescueAssist"),
        ("LogMeIn RescueAssist", "RescueAssist"),
        ("logmein rescue", "Rescue"),
        ("bloccate il rinnovo di Rescue", "Rescue"),
        ("go to webinnar", "GoToWebinar"),
        ("gotowebbinar", "GoToWebinar"),
        ("annuler mon abonnement webinar", "GoToWebinar"),
        ("per il webinar", "GoToWebinar"),
        ("votre webinar", "GoToWebinar"),
        ("gotomeetin", "GoToMeeting"),
        ("je veux plus de GTM", "GoToMeeting"),
        ("no, non webinar, meeting", "GoToMeeting"),
        ("LogMeIn GoToMeeting", "GoToMeeting"),
        ("labonnement go to training svp", "GoToTraining"),
        ("gotoassist", REMOTE_SUPPORT),
        ("goto assist remote suport", REMOTE_SUPPORT),
        ("Supporto remoto v4", REMOTE_SUPPORT),
        ("disdici logmein?", "LogMeIn Pro"),
        ("log me in pro", "LogMeIn Pro"),
        ("logmein centrall", "LogMeIn Central"),
        ("annuler Central", "LogMeIn Central"),
        ("LogMeIn Central non Pro", "LogMeIn Central"),
        ("non, en fait GoToWebinar", "GoToWebinar"),
        ("rescue, pas rescueassist", "Rescue"),
    ],
)
def test_a_product_however_it_is_spelt(text, product):
    assert values(text, "product") == [product]


@pytest.mark.parametrize(
    "text",
    [
        "gentile assistenza buongiorno",
        "l'assistance à distance",
        "un meeting demain à 10h",
        "il webinar comincia fra dieci minuti",
        "comment inviter des participants à mon webinaire ?",
        "le siège central a déménagé",
        "au secours",
        "soccorso!",
        "notre formation en ligne",
        "le training interno è finito",
        "j'ai bien reçue la facture",
        "un conseiller LogMeIn",
        "que faut-il faire pour fermer un compte LogMeIn ?",
        "lo strumento di supporto remoto non funziona",
    ],
)
def test_a_common_word_is_no_product(text):
    assert values(text, "product") == []


def test_products_are_masked_with_one_word():
    masked = mask("Passer de go to meeting à LogMeIn Central, c\u2019est possible ?")

    assert masked == "Passer de RescueAssist à RescueAssist, c\u2019est possible ?"


def test_a_mention_tells_where_it_stands():
    text = "arr\u00eatez gotomeetin svp"

    (named,) = find(text)

    assert text[named.start : named.end] == "gotomeetin"


@pytest.mark.parametrize(
    ("text", "cycles"),
    [
        ("mensuel", ["monthly"]),
        ("repasser au mois", ["monthly"]),
        ("je voudrais payer à l'année", ["annual"]),
        ("je voudrais payer a l\u2019annee", ["annual"]),
        ("je souhaite passer du mensuel à l'annuel", ["annual"]),
        ("annuel au lieu de mensuel", ["annual"]),
        ("al mese", ["monthly"]),
        ("mese per mese", ["monthly"]),
        ("una volta all'anno", ["annual"]),
        ("vorei passare a anuale", ["annual"]),
        ("non quello, il mensile", ["monthly"]),
        ("invece di pagare ogni mese vorrei l'annuale", ["annual"]),
        ("annuler mon abonnement", []),
        ("la facture du mois dernier", []),
        ("au mois d'août", []),
        ("gentilmente la fattura relativa al mese di novembre", []),
        ("15 euros par mois c'est trop", []),
    ],
)
def test_billing_cycle(text, cycles):
    assert values(text, "billing_cycle") == cycles


@pytest.mark.parametrize(
    ("text", "tiers"),
    [
        ("plus", ["plus"]),
        ("pro, mensuel, 6 postes", ["pro"]),
        ("plus con 10 postazioni", ["plus"]),
        ("la version Plus", ["plus"]),
        ("passer de plus à starter", ["starter"]),
        ("passer en Pro", ["pro"]),
        ("GoToWebinar Pro", ["pro"]),
        ("è possibile passare a plus?", ["plus"]),
        ("invece plus", ["plus"]),
        ("non pro, starter", ["starter"]),
        ("vorrei il livello plus al posto del pro", ["plus"]),
        ("LogMeIn Pro", []),
        ("LogMeIn Central non Pro", []),
        ("5 de plus", []),
        ("je ne veux plus de cet abonnement", []),
        ("plus de licences svp", []),
        ("je n'utilise plus GoToMeeting", []),
        ("le plus vite possible", []),
        ("allez salut, à plus", []),
        ("calculé au pro rata", []),
        ("mon adresse pro", []),
        ("4 in più", []),
    ],
)
def test_tier(text, tiers):
    assert values(text, "tier") == tiers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12 postes", [(12, "to")]),
        ("12", [(12, "to")]),
        ("vingt-et-un postes", [(21, "to")]),
        ("septante-deux", [(72, "to")]),
        ("quatre-vingt-dix licences", [(90, "to")]),
        ("5 de plus", [(5, "by")]),
        ("ajouter 3 postes", [(3, "by")]),
        ("deux postes en moins", [(2, "by")]),
        ("bjr fo 3 licence en + pr gotomeeting", [(3, "by")]),
        ("passer de 12 postes à 8", [(8, "to")]),
        ("10 sièges au lieu de 6", [(10, "to")]),
        ("on embauche trois techniciens, il faut trois licences supplémentaires", [(3, "by")]),
        ("un seul poste", [(1, "to")]),
        ("une place de plus sur LogMeIn Central", [(1, "by")]),
        ("altre 6", [(6, "by")]),
        ("quindici postazioni in totale", [(15, "to")]),
        ("ventitré utenti", [(23, "to")]),
        ("aggiungi 2 utenti a gotomeeting", [(2, "by")]),
        ("può portare a 25 il numero di utenti?", [(25, "to")]),
        ("passiamo da 20 a 12 licenze", [(12, "to")]),
        ("anzi no, 8 postazioni", [(8, "to")]),
        ("aspetta, sono 6 non 5", [(6, "to")]),
        ("siamo in sette, quindi sette", [(7, "to")]),
        ("una sola", [(1, "to")]),
    ],
)
def test_seats(text, found):
    assert seats(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "le 2",
        "la deuxième",
        "numero due",
        "15 euros",
        "400 euro l'anno",
        "le 31 mars",
        "2024",
        "la fattura del 12/03/2024",
        "il y a 3 jours",
        "deux abonnements LogMeIn Pro",
        "12 rue des Lilas, 69003 Lyon",
        "06 12 34 56 78",
        "je veux parler à un agent",
        "vorrei parlare con un operatore",
        "grazie mille",
        "ci sei?",
        "l'installation bloque à 90%",
    ],
)
def test_other_numbers_are_no_seats(text):
    assert seats(text) == []


@pytest.mark.parametrize(
    ("text", "entity", "found"),
    [
        ("écrivez à marie@exemple.fr.", "email", ["marie@exemple.fr"]),
        ("paola chiocciola esempio punto it", "email", ["paola@esempio.it"]),
        ("remplacez jean@exemple.fr par claire@exemple.fr", "email", ["claire@exemple.fr"]),
        ("tel 06 12 34 56 78", "phone", ["06 12 34 56 78"]),
        ("+32 475 12 34 56", "phone", ["+32 475 12 34 56"]),
        ("514 555-0142", "phone", ["514 555-0142"]),
        ("091 555 01 22", "phone", ["091 555 01 22"]),
        ("il numero è 081 5550143", "phone", ["081 5550143"]),
        ("la facture du 12/03/2024", "phone", []),
        ("IT01234567890", "phone", []),
        ("IT01234567890", "vat_number", ["IT01234567890"]),
        ("partita iva 09876543210", "vat_number", ["09876543210"]),
        ("FR 32 123456789", "vat_number", ["FR 32 123456789"]),
        ("be 0123.456.789", "vat_number", ["be 0123.456.789"]),
        ("CHE-123.456.789 TVA", "vat_number", ["CHE-123.456.789 TVA"]),
        ("tel 0388112233", "vat_number", []),
        ("notre société s'appelle Durand Conseil", "company", ["Durand Conseil"]),
        ("Ferri Impianti S.r.l.", "company", ["Ferri Impianti S.r.l."]),
        ("ragione sociale: Tipografia Lario spa", "company", ["Tipografia Lario spa"]),
        ("on s'appelle Novatis maintenant", "company", ["Novatis"]),
        ("notre société est fermée en août", "company", []),
        ("comment créer une SARL", "company", []),
        (
            "nuovo indirizzo: via Roma 3, 20100 Milano",
            "address",
            ["via Roma 3, 20100 Milano"],
        ),
        ("12 rue des Lilas, 69003 Lyon svp", "address", ["12 rue des Lilas, 69003 Lyon"]),
        ("chemin du Moulin 8, 1700 Fribourg", "address", ["chemin du Moulin 8, 1700 Fribourg"]),
        ("3 place de plus", "address", []),
        ("pago via bonifico", "address", []),
        ("l'adresse de facturation est fausse depuis 2023", "address", []),
    ],
)
def test_details_as_typed(text, entity, found):
    assert values(text, entity) == found


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("changer l'adresse de facturation", ["address"]),
        ("changer ladresse e-mail", ["email"]),
        ("il telefono", ["phone"]),
        ("le nom de la société", ["company"]),
        ("qui est notre contact de facturation ?", ["contact_person"]),
        ("la partita IVA", ["vat_number"]),
        ("indirizzo e telefono", ["address", "phone"]),
        ("je veux qu'on m'appelle par téléphone", []),
        ("laissez l'abonnement tel quel", []),
        ("mettez-moi en contact avec un conseiller", []),
    ],
)
def test_contact_field(text, fields):
    assert values(text, "contact_field") == fields


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("il me faut un reçu pour mars", ["03"]),
        ("le reçu d'août", ["08"]),
        ("facture de mai", ["05"]),
        ("giugno 2024", ["06"]),
        ("03", ["03"]),
        ("dicembre", ["12"]),
        ("non l'abbiamo mai usato", []),
        ("mai più con voi", []),
        ("mi chiamo Gennaro", []),
        ("vorrei aprire una prova", []),
        ("la maggior parte", []),
        ("sept postes", []),
    ],
)
def test_month(text, months):
    assert values(text, "month") == months


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("en italien svp", ["it"]),
        ("parlate francese?", ["fr"]),
        ("vous parlez anglais ?", ["other"]),
        ("in tedesco, il mio capo è di Zurigo", ["other"]),
        ("non capisco il francese, in italiano per favore", ["it"]),
        ("version italienne svp", ["it"]),
        ("une société française", []),
        ("notre numéro de TVA belge", []),
    ],
)
def test_language(text, languages):
    assert values(text, "language") == languages


def test_the_component_names_role_place_and_extractor():
    message = Message.build(text="5 postes de plus")

    EntityFinder().process([message])

    assert message.get("entities") == [
        {
            "entity": "seats",
            "value": 5,
            "start": 0,
            "end": 1,
            "extractor": "EntityFinder",
            "role": "by",
        }
    ]
    assert "entities" in message.output_properties


@pytest.mark.parametrize(
    "message",
    [Message(data={"text": '/inform{"product": "Rescue"}'}), Message(data={})],
    ids=["command", "no-text"],
)
def test_commands_and_empty_messages_are_left_alone(message):
    EntityFinder().process([message])

    assert message.get("entities") is None

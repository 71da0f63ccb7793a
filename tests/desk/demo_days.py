"""Days of the demo, for screenshots: customers write to the running product, staff work on it."""

from datetime import datetime, timedelta
from typing import Any

import requests
from sqlalchemy import DateTime, select, update

from store import corrections, feedback, handoff_work, inbox, schema, staff, staff_sessions
from store.corrections import Taught
from store.engine import reading, transaction
from store.schema import metadata
from tests.services import NOW, Services

ATELIER, BOTTEGA = "facturation@atelier.example", "titolare@bottega.example"
STUDIO, PORT = "titolare@studio.example", "titulaire@imprimerie.example"
GROUP, FERRI = "facturation@groupe.example", "titolare@gruppo.example"

Talk = tuple[str, str, tuple[str, ...]]

PAST: tuple[Talk, ...] = (
    (ATELIER, "fr", ("montrez-moi mes abonnements",)),
    (STUDIO, "it", ("quanto costa GoToTraining pro?",)),
    (ATELIER, "fr", ("je voudrais acheter GoToTraining pro, 5 postes, mensuel", "oui")),
    (PORT, "fr", ("quelle est notre adresse de facturation ?",)),
    (BOTTEGA, "it", ("mostrami i miei abbonamenti", "grazie mille")),
    (ATELIER, "fr", ("où trouver mes reçus ?", "merci")),
    (ATELIER, "fr", ("le truc de l’autre jour, toujours pareil",)),
    (BOTTEGA, "it", ("vorrei disdire gotomeeting", "sì")),
    (STUDIO, "it", ("vorrei parlare con una persona",)),
    (ATELIER, "fr", ("je voudrais mon dernier reçu",)),
    (PORT, "fr", ("puis-je essayer RescueAssist ?",)),
    (ATELIER, "fr", ("je garde finalement GoToWebinar", "oui")),
)
"""Whole days ago, one or two a day: who wrote, in which language, what."""

TODAY: tuple[Talk, ...] = (
    (ATELIER, "fr", ("annuler rescueassist", "oui", "merci")),
    (GROUP, "fr", ("je voudrais résilier nos 200 postes GoToWebinar",)),
    (FERRI, "it", ("vorrei disdire RescueAssist",)),
    (PORT, "fr", ("je veux parler à un conseiller",)),
)

_STAYING = {"audit", "correction"}
"""Tables whose times stay: records are final, and corrections are new."""

TAUGHT = (
    ("le truc de l’autre jour, toujours pareil", "out_of_scope"),
    ("quelle est notre adresse de facturation ?", "show_billing_contact"),
    ("où trouver mes reçus ?", "get_receipt"),
)


def live(services: Services) -> None:
    """Let some days pass, and a morning."""
    for place, talk in enumerate(PAST):
        _talk(services, f"past-{place}", talk)
    _end_hand_offs(services)
    _think(services)
    _correct(services)
    _move_back(services)
    for place, talk in enumerate(TODAY):
        _talk(services, f"today-{place}", talk)
    _answer(services)


def session(services: Services, role: str) -> str:
    """Sign one of the demo's staff in, and give the session's token."""
    with transaction(services.database_url) as connection:
        person = staff.by_email(connection, f"{role}@desk.example")
        return staff_sessions.begin(connection, person.id, now=datetime.fromisoformat(NOW))


def hand_off_of(services: Services, email: str) -> str:
    with reading(services.database_url) as connection:
        entries = inbox.open_entries(connection)
    return next(each.id for each in entries if each.person_email == email)


def conversation_of(services: Services, words: str) -> str:
    """Give the conversation in which somebody wrote just this."""
    said = select(schema.message.c.conversation_id).where(schema.message.c.text == words)
    with reading(services.database_url) as connection:
        return str(connection.execute(said).scalars().first())


def _talk(services: Services, sid: str, talk: Talk) -> None:
    email, language, texts = talk
    token = services.token(email, sid=sid)
    for text in texts:
        requests.post(
            f"{services.url}/webhooks/rest/webhook",
            headers={"Authorization": f"Bearer {token}"},
            json={"message": text, "metadata": {"language": language}},
            timeout=60,
        ).raise_for_status()


def _end_hand_offs(services: Services) -> None:
    with transaction(services.database_url) as connection:
        camille = staff.by_email(connection, "agent@desk.example")
        for each in inbox.open_entries(connection):
            now = each.opened_at + timedelta(minutes=19)
            text = "Buongiorno, come posso aiutarla?"
            handoff_work.reply(connection, each.id, camille, text, client_id=each.id, now=now)
            handoff_work.close(connection, each.id, camille, now=now)


def _think(services: Services) -> None:
    """All but one customer find finished tasks helpful."""
    with transaction(services.database_url) as connection:
        rows = connection.execute(
            select(schema.message).where(schema.message.c.author == "customer")
        ).mappings()
        done = [row for row in rows if (row["understood"] or {}).get("finished")]
        for place, row in enumerate(done):
            feedback.give(
                connection,
                row["conversation_id"],
                row["turn"],
                helpful=place > 0,
                words=None if place else "Un peu long.",
                now=datetime.fromisoformat(NOW),
            )


def _correct(services: Services) -> None:
    with transaction(services.database_url) as connection:
        for words, intent in TAUGHT:
            said = select(schema.message).where(schema.message.c.text == words)
            row = connection.execute(said).mappings().first()
            assert row is not None
            taught = Taught(sentence=words, intent=intent, language="fr")
            corrections.propose(
                connection,
                row["conversation_id"],
                row["turn"],
                taught,
                by="Giulia Conti",
                now=datetime.fromisoformat(NOW),
            )


def _move_back(services: Services) -> None:
    """Let what was said so far be of the days before, the first of it longest ago."""
    with transaction(services.database_url) as connection:
        one = schema.conversation
        order = select(one.c.id).order_by(one.c.started_at)
        ids = list(connection.execute(order).scalars())
        for place, conversation in enumerate(ids):
            back = timedelta(days=2 * (len(ids) - place), hours=place % 5)
            for table in metadata.tables.values():
                key: Any = one.c.id if table is one else table.c.get("conversation_id")
                times = [each for each in table.c if _is_time(each)]
                if key is None or not times or table.name in _STAYING:
                    continue
                here = select(table).where(key == conversation)
                for row in connection.execute(here).mappings().all():
                    moved = {each: row[each] - back for each in times if row[each]}
                    where = [each == row[each] for each in table.primary_key]
                    connection.execute(update(table).where(*where).values(moved))


def _is_time(column: Any) -> bool:
    kind = getattr(column.type, "impl", column.type)
    return isinstance(kind, DateTime)


def _answer(services: Services) -> None:
    """An agent answers the group, which writes again."""
    handoff, now = hand_off_of(services, GROUP), datetime.fromisoformat(NOW)
    text = (
        "Bonjour, je vois vos 200 postes GoToWebinar, valables jusqu’en août. "
        "Souhaitez-vous en garder une partie\u202f?"
    )
    with transaction(services.database_url) as connection:
        camille = staff.by_email(connection, "agent@desk.example")
        handoff_work.reply(
            connection, handoff, camille, text, client_id="one", now=now + timedelta(minutes=2)
        )
        note = "M. Delorme a un comité budgétaire jeudi : le rappeler avant."
        handoff_work.note(connection, handoff, camille, note, now=now + timedelta(minutes=2))
    _talk(services, "today-1", (GROUP, "fr", ("Oui, une cinquantaine suffirait.",)))

"""Nothing of a real customer stands in a story: the demo user alike them tells it."""

from typing import Any

from sqlalchemy import insert, update

from desk import story
from store import schema
from store import story as stories
from store.engine import reading, transaction
from tests.store.acting import HOLDER
from tests.store.reviewing import hold, understood

SAID = "Paul de Chez Zoé ici, écrivez à chef@zoe.fr ou zoe@ailleurs.fr, tél. 06 11 22 33 44"
ANSWERED = "Bien noté pour Chez Zoé, au +33 6 99 88 77 66."


def make_real(url: str) -> None:
    """Make the account of the conversation one that is not the demo's."""
    with transaction(url) as connection:
        account = dict(
            connection.execute(
                schema.account.select().where(schema.account.c.id == "acc_atelier")
            ).mappings().one()
        )  # fmt: skip
        real: dict[str, Any] = {**account, "id": "acc_zoe", "name": "Chez Zoé"}
        connection.execute(insert(schema.account).values(real))
        connection.execute(
            update(schema.person)
            .where(schema.person.c.id == HOLDER)
            .values(account_id="acc_zoe", email="chef@zoe.fr")
        )
        connection.execute(
            insert(schema.billing_contact).values(
                account_id="acc_zoe",
                contact_person="Paul",
                company="Chez Zoé",
                address="1 rue Basse, 59000 Lille",
                phone="+33 6 99 88 77 66",
                email="chef@zoe.fr",
                vat_number="FR83404833048",
            )
        )


def test_a_real_customer_is_replaced_by_a_demo_user_of_the_same_kind(database_url: str) -> None:
    conversation = hold(database_url, SAID, heard=understood("inform"), reply=ANSWERED)
    make_real(database_url)

    with reading(database_url) as connection:
        text = story.text(stories.tell(connection, conversation.id), "greets")

    assert text.splitlines() == [
        "## greets",
        "as titulaire@atelier.example",
        "> Camille Royer de Atelier Lumière ici, écrivez à titulaire@atelier.example"
        " ou marie@exemple.fr, tél. 01 23 45 67 89",
        "Bien noté pour Atelier Lumière, au +33 4 72 00 11 22.",
        "= nothing changed",
    ]

"""The list of conversations and the page of one, for each role, whatever they hold."""

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from settings import Settings
from store import fact_refresh, feedback, schema, staff_schema
from store.conversations import Conversation, Reply
from store.engine import transaction
from tests.databases import NOW
from tests.desk.conftest import Client
from tests.store.acting import (
    ACTIVE,
    CANCEL,
    HOLDER,
    MEMBER,
    carry_out,
    open_conversation,
    review,
    rows_of,
)
from tests.store.reviewing import hold, subject_of, understood
from tests.store.talking import NO, YES, answer, receive
from tests.store.tracking import EVENTS, record_events

HOSTILE = (
    '<script>alert(1)</script>"><img src=x onerror=alert(2)>',
    "{{ 7 * 7 }} {% raw %} ${7*7} #{7*7}",
    "javascript:alert(1) ' OR 1=1; --",
    "\u202e\u0000\u0007 RTL et signes \U0001f600",
)


def post(client: TestClient, conversation: Conversation, what: str, **fields: str) -> str:
    """Send a form of the conversation's page, and give the page that follows."""
    path = f"/conversations/{conversation.id}"
    done = client.post(f"{path}/{what}", data=fields, follow_redirects=True)
    assert done.status_code == 200
    return done.text


def show(client: TestClient, conversation: Conversation, query: str = "") -> str:
    shown = client.get(f"/conversations/{conversation.id}{query}")
    assert shown.status_code == 200
    return shown.text


def listing(client: TestClient, database_url: str, query: str = "") -> str:
    fact_refresh.refresh_all(database_url)
    listed = client.get(f"/conversations{query}")
    assert listed.status_code == 200
    return listed.text


def audited(url: str) -> list[tuple[Any, ...]]:
    """Give what staff did: action, conversation, detail."""
    rows = rows_of(url, staff_schema.desk_audit)
    return [tuple(row[name] for name in ("action", "object", "detail")) for row in rows]


class TestList:
    def test_shows_conversations_with_what_happened(
        self, desk_client: Client, database_url: str
    ) -> None:
        here = hold(database_url, "je veux annuler GoToMeeting")
        review(database_url, CANCEL, ACTIVE, person=MEMBER, conversation=here.id)

        page = listing(desk_client("agent"), database_url)

        assert "je veux annuler GoToMeeting" in page
        assert "titulaire@atelier.example" in page
        assert f"/conversations/{here.id}" in page

    def test_is_narrowed_by_its_address_and_says_so_in_the_form(
        self, desk_client: Client, database_url: str
    ) -> None:
        hold(database_url, "première demande", sid="1")
        hold(database_url, "quoi ?", sid="2", heard=understood("nlu_fallback", 0.2))

        page = listing(desk_client("agent"), database_url, "?sign=fallback&below=0.5")

        assert "quoi ?" in page
        assert "première demande" not in page
        assert re.search(r'value="fallback"\s+checked', page)
        assert re.search(r'name="below"[^>]*value="0.5"', page)

    def test_marks_what_was_searched_for_and_leads_to_its_turn(
        self, desk_client: Client, database_url: str
    ) -> None:
        here = hold(database_url, "bonjour", "je veux <b>résilier</b>")

        client = desk_client("agent")
        page = listing(client, database_url, "?words=RESILIER")

        assert "&lt;b&gt;<mark>résilier</mark>&lt;/b&gt;" in page
        [link] = re.findall(rf'href="(/conversations/{here.id}[^"]*)"', page)
        assert "words=RESILIER" in link
        turn = link.partition("#")[2]
        assert f'id="{turn}"' in client.get(link.replace("&amp;", "&")).text

    def test_goes_on_page_by_page(self, desk_client: Client, database_url: str) -> None:
        for each in range(60):
            hold(database_url, f"message numéro {each};", sid=str(each))
        client = desk_client("agent")
        first = listing(client, database_url, "?language=fr")
        [older] = re.findall(r'rel="next" href="([^"]*)"', first)

        second = client.get(older.replace("&amp;", "&")).text

        assert "numéro 59;" in first
        assert "numéro 9;" not in first
        assert "numéro 9;" in second
        assert "numéro 59;" not in second

    def test_gives_the_list_alone_to_htmx(self, desk_client: Client, database_url: str) -> None:
        hold(database_url, "bonjour")
        fact_refresh.refresh_all(database_url)
        headers = {"HX-Request": "true", "HX-Target": "conversation-list"}

        part = desk_client("agent").get("/conversations", headers=headers).text

        assert "bonjour" in part
        assert "<html" not in part

    def test_has_the_shortest_address_that_says_the_same(self, desk_client: Client) -> None:
        client = desk_client("agent")
        headers = {"HX-Target": "conversation-list"}
        typed = "/conversations?words=&language=it&intent=&sign=&sign=doubt&before=9"

        sent = client.get(typed, follow_redirects=False)
        updated = client.get(typed, headers=headers)

        assert sent.headers["location"] == "/conversations?language=it&sign=doubt&before=9"
        assert updated.headers["HX-Push-Url"] == sent.headers["location"]

    @pytest.mark.parametrize(
        "query",
        ["?before=99999999999999999999", "?below=x&since=y", "?intent=%3Cscript%3E", "?words=%22",
         "?sign=x&task=no_such_task&tag=%00", "?after=1", "?whose=%25"],
    )  # fmt: skip
    def test_answers_whatever_is_asked(
        self, desk_client: Client, database_url: str, query: str
    ) -> None:
        hold(database_url, "bonjour")

        assert "<script>" not in listing(desk_client("agent"), database_url, query)


class TestConversation:
    def test_shows_what_was_understood(self, desk_client: Client, database_url: str) -> None:
        entity = {"start": 8, "end": 19, "entity": "product", "value": "GoToMeeting"}
        heard = understood(
            "cancel_subscription", 0.83, ("deny", 0.1), entities=[entity],
            also=[{"intent": "faq/refund"}],
        )  # fmt: skip
        here = hold(database_url, "annuler GoToMeeting svp", heard=heard)

        page = show(desk_client("agent"), here)

        assert "<code>cancel_subscription</code>" in page
        assert re.search(r"83%", page)
        assert re.search(r'class="entity">GoToMeeting<span class="entity-name"> product', page)
        assert "<code>faq/refund</code>" in page
        assert page.count("<meter") == 2

    def test_shows_a_doubt_and_a_failed_turn(self, desk_client: Client, database_url: str) -> None:
        doubt = understood("nlu_fallback", 0.5, doubt=["cancel_subscription", "faq/refund"])
        here = hold(database_url, "arrêter", heard=doubt)
        hold(database_url, "allô", state="failed")

        page = show(desk_client("agent"), here)

        assert "<li><code>faq/refund</code></li>" in page
        assert "turn-failed" in page

    def test_shows_what_really_happened(self, desk_client: Client, database_url: str) -> None:
        here = open_conversation(database_url, subject=subject_of(HOLDER))
        turn = receive(database_url, here, "oui").turn
        agreed = understood("affirm") | {"finished": "cancel_subscription"}
        reply = Reply(text="C’est fait.", buttons=[YES, NO])
        answer(database_url, here, turn, reply, understood=agreed)
        carry_out(database_url, CANCEL, ACTIVE, conversation=here.id)
        with transaction(database_url) as connection:
            feedback.give(connection, here.id, turn, helpful=False, words="<i>long</i>", now=NOW)

        page = show(desk_client("agent"), here)

        assert re.search(r"<del>yes</del>.*<ins>no</ins>", page, re.DOTALL)
        assert re.search(r"OP-[0-9A-F]{8}", page)
        assert "letter-queued" in page
        assert "<q>&lt;i&gt;long&lt;/i&gt;</q>" in page
        assert "Ne pas annuler" in page

    def test_shows_slots_and_actions(
        self, desk_client: Client, database_url: str, desk_settings: Settings
    ) -> None:
        here = hold(database_url, "annuler")
        [turn] = {row["turn"] for row in rows_of(database_url, schema.message)}
        events = [(kind, (data or "").replace("turn_a", turn)) for kind, data in EVENTS]
        record_events(desk_settings.tracker_database_url, here.id, events)

        page = show(desk_client("agent"), here)

        assert "<code>cancel_subscription_form</code>" in page
        assert "<small>sub_1</small>" in page

    def test_folds_very_long_messages(self, desk_client: Client, database_url: str) -> None:
        here = hold(database_url, "mot " * 2000)

        assert "<details><summary>" in show(desk_client("agent"), here)

    def test_reads_long_conversations_page_by_page(
        self, desk_client: Client, database_url: str
    ) -> None:
        here = hold(database_url, *(f"message {each};" for each in range(90)))

        client = desk_client("agent")
        first = show(client, here)
        last = show(client, here, "?first=81")

        assert "message 39;" in first
        assert "message 40;" not in first
        assert "message 89;" in last

    def test_leads_to_its_neighbours_in_the_list(
        self, desk_client: Client, database_url: str
    ) -> None:
        odd = understood("nlu_fallback", 0.2)
        older = hold(database_url, "un", sid="1", heard=odd)
        here = hold(database_url, "deux", sid="2", heard=odd)
        hold(database_url, "trois", sid="3")
        newer = hold(database_url, "quatre", sid="4", heard=odd)
        fact_refresh.refresh_all(database_url)

        page = show(desk_client("agent"), here, "?sign=fallback")

        assert f'rel="next" href="/conversations/{older.id}?sign=fallback"' in page
        assert f'rel="prev" href="/conversations/{newer.id}?sign=fallback"' in page

    @pytest.mark.parametrize("text", HOSTILE)
    def test_shows_attacks_as_words(
        self, desk_client: Client, database_url: str, text: str
    ) -> None:
        safe = text.replace("\u0000", "")  # PostgreSQL stores none; the chat takes it off
        entities = [{"start": 0, "end": 9, "entity": safe, "role": safe, "value": safe}]
        heard = understood("x", 0.5, entities=entities, also=[{"intent": safe}], language=safe)
        heard["intent"] = {"name": safe, "confidence": 0.5}
        here = hold(database_url, safe, heard=heard, reply=safe)
        fact_refresh.refresh_all(database_url)
        client = desk_client("reviewer")
        post(client, here, "notes", text=safe)
        post(client, here, "tags", tag=safe)

        for page in (show(client, here), listing(client, database_url)):
            assert "<script>alert" not in page
            assert "<img" not in page
            assert "49 " not in page

    @pytest.mark.parametrize(
        "odd",
        [
            None, [], "text", 3, {"intent": None}, {"intent": {"name": 3, "confidence": "x"}},
            {"intent": {"name": "x"}, "entities": [{}, {"start": -1, "end": 2}], "doubt": {}},
            {"intent_ranking": [{"name": "x", "confidence": None}], "language": 4, "also": "a"},
        ],
    )  # fmt: skip
    def test_shows_what_older_versions_stored(
        self, desk_client: Client, database_url: str, odd: object
    ) -> None:
        here = open_conversation(database_url, subject=subject_of(HOLDER))
        turn = receive(database_url, here).turn
        answer(database_url, here, turn, understood=odd)  # type: ignore[arg-type]

        assert turn in show(desk_client("agent"), here)

    def test_can_be_taken_over_while_the_assistant_answers_somebody_known(
        self, desk_client: Client, database_url: str
    ) -> None:
        known = hold(database_url, "bonjour", sid="1")
        visitor = hold(database_url, "bonjour", subject="visitor:1", sid="2")
        client = desk_client("agent")

        assert f"/conversations/{known.id}/take-over" in show(client, known)
        assert "/take-over" not in show(client, visitor)
        assert 'role="alert"' in show(client, known, "?not_taken=1")

    @pytest.mark.parametrize("name", ["conv_none", "%00", "a'b", "%3Cb%3E", "x" * 300])
    def test_says_when_there_is_none(self, desk_client: Client, name: str) -> None:
        client = desk_client("reviewer")

        assert client.get(f"/conversations/{name}").status_code == 404


class TestReview:
    def test_is_written_by_reviewers(self, desk_client: Client, database_url: str) -> None:
        here = hold(database_url, "bonjour")
        client = desk_client("reviewer")

        post(client, here, "review", deed="reviewed")
        post(client, here, "review", deed="flag")
        post(client, here, "tags", tag=" À revoir ")
        page = post(client, here, "notes", text="Bien joué.")

        assert 'value="unreviewed"' in page
        assert 'value="unflag"' in page
        assert "à revoir" in page
        assert "Bien joué." in page
        for query in ("?sign=reviewed", "?sign=flagged", "?tag=%C3%A0+revoir"):
            assert here.id in listing(client, database_url, query), query
        assert audited(database_url) == [
            ("conversation_reviewed", here.id, None),
            ("conversation_flag", here.id, None),
            ("conversation_tag", here.id, {"tag": "à revoir"}),
            ("conversation_note", here.id, None),
        ]

    def test_is_taken_back(self, desk_client: Client, database_url: str) -> None:
        here = hold(database_url, "bonjour")
        client = desk_client("reviewer")
        for what, fields in (
            ("review", {"deed": "reviewed"}),
            ("review", {"deed": "unreviewed"}),
            ("tags", {"tag": "tva", "deed": "add"}),
            ("tags", {"tag": "tva", "deed": "remove"}),
        ):
            post(client, here, what, **fields)

        assert here.id in listing(client, database_url, "?sign=unreviewed")
        assert here.id not in listing(client, database_url, "?tag=tva")

    def test_is_only_read_by_agents(self, desk_client: Client, database_url: str) -> None:
        here = hold(database_url, "bonjour")
        client = desk_client("agent")

        assert "new-note" not in show(client, here)
        for what in ("review", "tags", "notes"):
            sent = client.post(f"/conversations/{here.id}/{what}", data={"deed": "reviewed"})
            assert sent.status_code == 403, what

    def test_of_nothing_changes_nothing(self, desk_client: Client, database_url: str) -> None:
        here = hold(database_url, "bonjour")
        client = desk_client("reviewer")

        for what, fields in (("review", {"deed": "x"}), ("tags", {"tag": " "}), ("notes", {})):
            assert "new-note" in post(client, here, what, **fields)
        assert audited(database_url) == []

    def test_keeps_no_control_characters(self, desk_client: Client, database_url: str) -> None:
        here = hold(database_url, "bonjour")

        page = post(desk_client("reviewer"), here, "notes", text="un\x00\x07\ndeux")

        assert "un\ndeux" in page.replace("\r", "")

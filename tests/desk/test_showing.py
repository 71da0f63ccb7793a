"""Stored values are shown as plain pieces, however odd they are."""

import pytest

from desk.differences import Difference, differences, shown
from desk.marking import mark
from store.words import understand


class TestDifferences:
    def test_name_only_what_changed(self) -> None:
        before = {"id": "s", "version": 1, "seats": 3, "tier": "pro", "renews": True}
        after = {"id": "s", "version": 2, "seats": 5, "tier": "pro", "renews": False}

        assert differences(before, after) == [
            Difference("seats", "3", "5"),
            Difference("renews", "true", "false"),
        ]

    def test_of_something_new_or_gone_are_all_its_fields(self) -> None:
        assert differences(None, {"seats": 2}) == [Difference("seats", None, "2")]
        assert differences({"seats": 2}, None) == [Difference("seats", "2", None)]

    def test_look_into_what_is_nested(self) -> None:
        assert differences({"a": {"b": 1, "c": None}}, {"a": {"b": 2, "c": None}}) == [
            Difference("a.b", "1", "2")
        ]

    def test_look_into_lists_of_things(self) -> None:
        after = {"subscriptions": [{"id": "s", "seats": 2}, {"seats": 3}]}

        assert differences(None, after) == [
            Difference("subscriptions.1.seats", None, "2"),
            Difference("subscriptions.2.seats", None, "3"),
        ]

    @pytest.mark.parametrize("odd", [None, [], "text", 3, {}, {"a": [1, {"b": 2}]}])
    def test_never_fail(self, odd: object) -> None:
        assert differences(odd, odd) == []
        differences(odd, {"x": "y" * 5000})

    def test_are_cut_short(self) -> None:
        assert len(shown("y" * 5000)) == 300


class TestMarking:
    def test_shows_entities_with_role_and_value(self) -> None:
        entities = [
            {"start": 0, "end": 4, "entity": "product", "value": "RescueAssist"},
            {"start": 8, "end": 9, "entity": "seats", "role": "to", "value": "5"},
        ]

        parts = mark("resq à 05 postes", [{**entities[1], "end": 10}, entities[0]][:1], [])
        assert [(part.entity, part.role, part.value) for part in parts] == [
            (None, None, None),
            ("seats", "to", "5"),
            (None, None, None),
        ]
        assert mark("resq", entities[:1], [])[0].value == "RescueAssist"

    def test_keeps_every_letter_of_the_text(self) -> None:
        text = "<script>alert(1)</script> GoToMeeting & co"
        entities = [
            {"start": 26, "end": 37, "entity": "product", "value": "GoToMeeting"},
            {"start": 30, "end": 40, "entity": "overlapping"},
            {"start": 3, "end": 900, "entity": "beyond"},
            {"start": "a", "end": None},
            {},
        ]

        parts = mark(text, entities, understand("gotom script"))

        assert "".join(piece.text for part in parts for piece in part.pieces) == text
        assert [part.entity for part in parts if part.entity] == ["product"]
        assert [piece.text for part in parts for piece in part.pieces if piece.hit] == [
            "script",
            "script",
            "GoToMeeting",
        ]

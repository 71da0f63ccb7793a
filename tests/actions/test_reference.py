"""Which subscription is meant: what a message says, and what it fits on the account."""

from dataclasses import replace
from typing import Any

import pytest

from actions.reference import Reference, at_position, in_view, matching, of_kind, read
from subscriptions.dates import BillingCycle
from tests.actions.situations import ACCOUNT, CENTRAL, RESCUE, TODAY, TRAINING, TRIAL, WEBINAR


def _entity(name: str, value: Any, start: int, **more: Any) -> dict[str, Any]:
    return {"entity": name, "value": value, "start": start, "end": start + 1, **more}


def _read(text: str, *entities: dict[str, Any]) -> Reference:
    return read(text, entities, (0, len(text)))


class TestReading:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("le premier", Reference(position=1)),
            ("il secondo", Reference(position=2)),
            ("la dernière", Reference(position=-1)),
            ("l'ultima", Reference(position=-1)),
            ("mon essai", Reference(kind="trialing")),
            ("quella scaduta", Reference(kind="expired")),
            ("celui en attente", Reference(kind="pending_cancellation")),
            ("quello in sospeso", Reference(kind="pending_cancellation")),
            ("l'autre", Reference(other=True)),
            ("l’altra", Reference(other=True)),
            ("pas le premier", Reference(other=True, position=1)),
            ("non la prima", Reference(other=True, position=1)),
            ("euh", Reference()),
        ],
    )
    def test_words_point_without_naming(self, text: str, said: Reference) -> None:
        assert _read(text) == said

    @pytest.mark.parametrize(
        "text", ["tous", "toutes mes souscriptions", "les deux", "tutti", "tutte", "entrambi"]
    )
    def test_all_of_them_is_heard_as_such(self, text: str) -> None:
        assert _read(text).every  # E17

    @pytest.mark.parametrize(
        "text", ["tous sauf RescueAssist", "tutti tranne RescueAssist", "hormis RescueAssist"]
    )
    def test_an_exception_is_never_read_as_the_one_that_is_meant(self, text: str) -> None:
        said = _read(text, _entity("product", "RescueAssist", text.index("Rescue")))

        assert said == Reference(every=True)  # E17

    def test_entities_name_a_plan(self) -> None:
        said = _read(
            "RescueAssist pro annuale, 5 postazioni",
            _entity("product", "RescueAssist", 0),
            _entity("tier", "pro", 13),
            _entity("billing_cycle", "annual", 17),
            _entity("seats", "5", 26, role="to"),
        )

        assert said == Reference(
            product="RescueAssist", tier="pro", billing_cycle="annual", seats=5
        )

    def test_so_many_more_seats_tell_no_subscription_from_another(self) -> None:
        assert _read("altre sei", _entity("seats", 6, 0, role="by")).seats is None

    def test_only_the_given_part_of_a_message_is_read(self) -> None:
        text = "annule RescueAssist et garde GoToWebinar"
        named = [_entity("product", "RescueAssist", 7), _entity("product", "GoToWebinar", 29)]

        assert read(text, named, (20, len(text))) == Reference(product="GoToWebinar")

    def test_a_button_gives_an_id(self) -> None:
        said = _read(
            '/inform{"subscription": "sub-trial"}', _entity("subscription", "sub-trial", 0)
        )

        assert said.id == "sub-trial"

    def test_a_reference_survives_being_stored_in_a_slot(self) -> None:
        said = Reference(product="RescueAssist", position=-1, other=True)

        assert Reference(**said.to_json()) == said


class TestMatching:
    @pytest.mark.parametrize(
        ("said", "meant"),
        [
            (Reference(), ACCOUNT),
            (Reference(product="RescueAssist"), [RESCUE]),
            (Reference(billing_cycle="annual"), [WEBINAR, CENTRAL]),
            (Reference(billing_cycle="annual", tier="plus"), [WEBINAR]),
            (Reference(seats=12), [TRAINING]),
            (Reference(id="sub-trial"), [TRIAL]),
            (Reference(product="RescueAssist", tier="plus"), []),
            (Reference(kind="expired"), [TRAINING]),
            (Reference(kind="trialing"), [TRIAL]),
        ],
    )
    def test_all_that_was_said_must_fit(self, said: Reference, meant: list[Any]) -> None:
        assert matching(said, ACCOUNT, today=TODAY) == meant

    def test_a_kind_never_empties_the_choice(self) -> None:
        """Of a product that is by now paid, "mon essai" still means that product."""
        said = Reference(product="RescueAssist", kind="trialing")

        assert matching(said, ACCOUNT, today=TODAY) == [RESCUE]

    def test_several_of_one_product_all_fit(self) -> None:
        second = replace(RESCUE, id="sub-second", seats=8)
        said = Reference(product="RescueAssist")

        assert matching(said, [*ACCOUNT, second], today=TODAY) == [RESCUE, second]  # E17

    def test_without_a_kind_nothing_is_of_the_kind(self) -> None:
        assert of_kind(Reference(), ACCOUNT, today=TODAY) == []

    def test_a_cancelled_trial_is_still_a_trial(self) -> None:
        cancelled = replace(TRIAL, billing_cycle=BillingCycle.MONTHLY)

        for kind in ("trialing", "pending_cancellation"):
            assert of_kind(Reference(kind=kind), [cancelled], today=TODAY) == [cancelled]


class TestPositions:
    @pytest.mark.parametrize(
        ("position", "meant"),
        [(1, RESCUE), (2, WEBINAR), (-1, CENTRAL), (4, None), (0, None), (None, None)],
    )
    def test_counts_from_one_in_the_list_that_was_shown(
        self, position: int | None, meant: Any
    ) -> None:
        shown = [RESCUE, WEBINAR, CENTRAL]

        assert at_position(Reference(position=position), shown) == meant

    def test_points_at_nothing_without_a_list(self) -> None:
        assert at_position(Reference(position=-1), []) is None


class TestInView:
    @pytest.mark.parametrize(
        ("text", "meant"),
        [
            ("central", [CENTRAL]),
            ("webinar plus", [WEBINAR]),
            ("celui à 5", [RESCUE]),
            ("quello da 5", [RESCUE]),
            ("Celui à 2 postes", [WEBINAR, CENTRAL]),
            ("goto", []),
            ("je ne sais pas", []),
            ("alors je crois que ce serait plutôt le central mais bon", []),
        ],
    )
    def test_a_short_answer_in_the_words_of_the_list(self, text: str, meant: list[Any]) -> None:
        assert in_view(text, [RESCUE, WEBINAR, CENTRAL]) == meant

    def test_what_all_of_them_share_tells_none_of_them(self) -> None:
        assert in_view("rescueassist", [RESCUE, replace(RESCUE, id="sub-second", seats=8)]) == []

    def test_nothing_is_in_view_without_a_list(self) -> None:
        assert in_view("central", []) == []

"""What a report says of two models: what changes on past messages, what breaks and mends."""

from typing import Any

from bench.models import changes
from bench.understanding.heard import Heard


def asked(text: str, intent: str | None = None) -> dict[str, Any]:
    return {"text": text, "language": "fr", "intent": intent}


def heard(intent: str, sure: float = 0.98, **more: Any) -> Heard:
    return Heard(ranking=[(intent, sure), ("greet", 0.01)], **more)


def test_messages_understood_as_before_are_counted_and_not_listed() -> None:
    report = changes.past([asked("annuler")], [heard("affirm")], [heard("affirm", 0.97)])

    assert report["asked"] == 1
    assert {report[kind]["count"] for kind in report if kind != "asked"} == {0}


def test_another_intent_is_listed_with_both_models_words() -> None:
    report = changes.past([asked("annuler")], [heard("complain")], [heard("cancel_subscription")])

    [found] = report["intents"]["messages"]
    assert found["text"] == "annuler"
    assert (found["old"]["intent"], found["new"]["intent"]) == ("complain", "cancel_subscription")


def test_another_name_is_told_whatever_its_order() -> None:
    product, seats = ("product", "rescue", ""), ("seats", "3", "to")
    same = changes.past(
        [asked("trois")],
        [heard("inform", named=[product, seats])],
        [heard("inform", named=[seats, product])],
    )
    other = changes.past(
        [asked("trois")], [heard("inform", named=[seats])], [heard("inform", named=[product])]
    )

    assert (same["entities"]["count"], other["entities"]["count"]) == (0, 1)


def test_falling_below_what_the_assistant_acts_on_is_told_both_ways() -> None:
    sure, in_doubt = heard("cancel_subscription"), heard("cancel_subscription", 0.2)

    report = changes.past([asked("un"), asked("deux")], [sure, in_doubt], [in_doubt, sure])

    assert [one["text"] for one in report["into_doubt"]["messages"]] == ["un"]
    assert [one["text"] for one in report["out_of_doubt"]["messages"]] == ["deux"]


def test_what_people_know_breaks_mends_or_stays_wrong() -> None:
    right, wrong = heard("affirm"), heard("deny")
    known = [asked(text, "affirm") for text in ("breaks", "mends", "wrong", "right")]

    report = changes.known(known, [right, wrong, wrong, right], [wrong, right, wrong, right])

    assert (report["asked"], report["right_before"], report["right_after"]) == (4, 2, 2)
    for kind, text in (("broken", "breaks"), ("mended", "mends"), ("still_wrong", "wrong")):
        assert [one["text"] for one in report[kind]["messages"]] == [text]


def test_a_report_lists_no_more_than_people_read_and_counts_all() -> None:
    many = changes.MOST_SHOWN + 5
    texts = [asked(str(number)) for number in range(many)]

    report = changes.past(texts, [heard("deny")] * many, [heard("affirm")] * many)

    assert report["intents"]["count"] == many
    assert len(report["intents"]["messages"]) == changes.MOST_SHOWN

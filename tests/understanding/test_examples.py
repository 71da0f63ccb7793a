"""Training sentences in their files: read, written, and marked as Rasa marks entities."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from rasa.shared.nlu.training_data.entities_parser import parse_training_example

from understanding.examples import Example, as_file, file_of, marked, read, written
from understanding.mention import Mention


def test_a_marked_sentence_is_read_as_rasa_reads_it() -> None:
    line = "passez [go to webinar](product:GoToWebinar) à [8](seats) postes"

    ours, rasas = read(line, "change_subscription", "fr"), parse_training_example(line)

    assert ours.text == rasas.get("text") == "passez go to webinar à 8 postes"
    assert [one.value for one in ours.mentions] == ["GoToWebinar", "8"]
    assert [(one.start, one.end) for one in ours.mentions] == [
        (one["start"], one["end"]) for one in rasas.get("entities")
    ]


@pytest.mark.parametrize(
    "mention",
    [
        Mention(entity="seats", value=5, start=0, end=4, role="by"),
        Mention(entity="product", value="cinq", start=0, end=4),
        Mention(entity="month", value="05", start=0, end=4),
    ],
)
def test_marks_are_read_back(mention: Mention) -> None:
    again = read(marked("cinq de plus", [mention]), "inform", "fr")

    (found,) = again.mentions
    assert again.text == "cinq de plus"
    assert (found.entity, found.value, found.role) == (
        mention.entity,
        str(mention.value),
        mention.role,
    )


@given(
    st.text(st.characters(blacklist_characters="[](){}", blacklist_categories=("Cc", "Cs", "Z")))
)
def test_a_sentence_without_marks_stays_as_it_is(text: str) -> None:
    assert read(text, "inform", "fr").text == text


def test_a_file_is_read_as_it_was_written(tmp_path) -> None:
    examples = [
        Example(text="rimborso: quando?", intent="faq/refund", language="it"),
        Example(text="# e i soldi", intent="faq/refund", language="it"),
    ]
    for language in ("fr", "it"):
        path = file_of("faq/refund", language, tmp_path)
        path.parent.mkdir(parents=True)
        some = [Example(text=one.text, intent=one.intent, language=language) for one in examples]
        path.write_text(as_file("faq/refund", some), encoding="utf-8")

    assert [one.text for one in written(tmp_path)] == ["rimborso: quando?", "# e i soldi"] * 2
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"][0]["intent"] == "faq/refund"

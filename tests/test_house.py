"""The house keeps its order: every task has all its rooms, every sentence both languages.

These tests name what was forgotten when a task or a sentence is added.
"""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from settings import load
from subscriptions.decisions import DECISIONS
from subscriptions.roles import MAY, Operation

ROOT = Path(__file__).parent.parent
DOMAIN: dict[str, Any] = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
RESPONSES: dict[str, list[dict[str, Any]]] = DOMAIN["responses"]
TASKS = sorted(operation.value for operation in DECISIONS)
LANGUAGES = ("fr", "it")
BLANK = re.compile(r"{(\w+)}")
ARTICLE = re.compile(r"^(il|al|dal|del)_")


def _sentences(language: str) -> list[tuple[str, str]]:
    """Give every text of a language that a customer can read, button titles included."""
    found = []
    for name, variations in RESPONSES.items():
        for each in variations:
            if each["condition"][0]["value"] == language:
                found.append((name, each["text"]))
                found += [(name, button["title"]) for button in each.get("buttons", [])]
    return found


def _python(*rooms: str) -> str:
    files = [file for room in rooms for file in (ROOT / room).rglob("*.py")]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


class TestTasks:
    @pytest.mark.parametrize("task", TASKS)
    def test_a_task_has_all_its_rooms(self, task: str) -> None:
        rooms = [
            f"subscriptions/{task}.py",
            f"tests/subscriptions/test_{task}.py",
            f"actions/{task}.py",
            f"data/rules/{task}.yml",
            *(f"data/nlu/{language}/{task}.yml" for language in LANGUAGES),
            *(f"tests/conversations/{language}/{task}.txt" for language in LANGUAGES),
            *(f"mail/templates/{language}/{task}.txt" for language in LANGUAGES),
            *(f"mail/templates/{language}/{task}.html" for language in LANGUAGES),
        ]

        assert [room for room in rooms if not (ROOT / room).exists()] == []

    @pytest.mark.parametrize("task", TASKS)
    def test_a_task_is_declared(self, task: str) -> None:
        assert task in DOMAIN["intents"]
        assert f"{task}_form" in DOMAIN["forms"]
        assert {f"validate_{task}_form", f"action_{task}"} <= set(DOMAIN["actions"])

    def test_every_operation_has_its_row_in_the_role_table(self) -> None:
        assert set(MAY) == set(Operation)

    @pytest.mark.parametrize("operation", [each.value for each in Operation])
    def test_an_operation_has_a_name_and_a_button(self, operation: str) -> None:
        assert {f"label_task_{operation}", f"label_button_{operation}"} <= RESPONSES.keys()

    def test_a_file_of_training_sentences_holds_what_its_name_says(self) -> None:
        for path, intents in _intents_of_training_files().items():
            assert intents == {path.partition("/")[2].removesuffix(".yml")}, path

    def test_both_languages_have_the_same_files(self) -> None:
        files = [path.split("/", 1) for path in _intents_of_training_files()]
        french, italian = (
            {name for spoken, name in files if spoken == language} for language in LANGUAGES
        )

        assert french == italian

    def test_every_intent_has_sentences_but_those_that_only_the_moment_gives(self) -> None:
        taught = {
            name.split("/")[0] for one in _intents_of_training_files().values() for name in one
        }
        declared = {
            each if isinstance(each, str) else next(iter(each)) for each in DOMAIN["intents"]
        }

        assert declared - taught == {"undo", "request_approval", "nlu_fallback"}


def _intents_of_training_files() -> dict[str, set[str]]:
    """Give the intents in each file, by its path such as `fr/faq/refund.yml`."""
    folder = ROOT / "data" / "nlu"
    return {
        file.relative_to(folder).as_posix(): {
            line.removeprefix("- intent: ").strip()
            for line in file.read_text(encoding="utf-8").splitlines()
            if line.startswith("- intent: ")
        }
        for file in folder.rglob("*.yml")
    }


class TestWords:
    # A71
    def test_every_response_speaks_both_languages(self) -> None:
        for name, variations in RESPONSES.items():
            spoken = [each["condition"][0]["value"] for each in variations]
            assert spoken == ["fr", "it"], name

    def test_both_languages_fill_the_same_blanks(self) -> None:
        for name, (french, italian) in RESPONSES.items():
            blanks = [
                {ARTICLE.sub("", blank) for blank in BLANK.findall(each["text"])}
                for each in (french, italian)
            ]
            assert blanks[0] == blanks[1], name

    def test_both_languages_have_the_same_buttons(self) -> None:
        for name, (french, italian) in RESPONSES.items():
            payloads = [
                [button["payload"] for button in each.get("buttons", [])]
                for each in (french, italian)
            ]
            assert payloads[0] == payloads[1], name

    def test_every_response_is_spoken_and_every_spoken_one_exists(self) -> None:
        code = _python("actions", "chat")
        rules = "\n".join(
            file.read_text(encoding="utf-8") for file in (ROOT / "data/rules").glob("*.yml")
        )
        named = set(re.findall(r"utter_[a-z_]+", code + rules))
        by_task = {
            f"utter_{kind}_{task}" if kind == "which" else f"utter_{task}_{kind}"
            for task in TASKS
            for kind in ("which", "none", "declined")
        }
        with_trial = {f"{name}_trial" for name in named}
        faq = {name for name in RESPONSES if name.startswith("utter_faq/")}
        refusals = {"utter_refused_holder", "utter_refused_holder_or_contact"}
        possible = named | by_task | with_trial | faq | refusals | {"utter_default"}

        utterances = {name for name in RESPONSES if name.startswith("utter_")}
        assert utterances - possible == set()
        prefixes = {"utter_message", "utter_", "utter_faq", "utter_refused_", "utter_which_"}
        spoken = {name for name in named if name not in prefixes and not name.endswith("_")}
        assert spoken - utterances == set()

    def test_every_review_asks_for_a_yes_that_begins_with_yes(self) -> None:
        for name, variations in RESPONSES.items():
            if "_review" not in name or name == "utter_review_again":
                continue
            for each, question, yes in zip(
                variations, ("Confirmez-vous", "Conferma"), ("Oui, ", "Sì, "), strict=True
            ):
                last = re.split(r"(?<=[.;:]) ", each["text"])[-1]
                assert last.startswith(question), name
                assert last.endswith("?"), name
                assert each["buttons"][0]["title"].startswith(yes), name
                assert len(each["buttons"]) == 2, name

    def test_only_reviews_and_open_questions_ask(self) -> None:
        """A late "oui" must confirm nothing else: no other sentence asks a yes/no question."""
        openings = (
            "Que ",
            "Quel ",
            "De quel ",
            "Pour quel ",
            "Quale ",
            "Per quale ",
            "Da quale ",
            "Che cosa ",
        )
        openings += ("Come ", "Combien ", "Quante ", "À ", "A quale ", "Quelle ", "Quali ")
        for language in LANGUAGES:
            for name, text in _sentences(language):
                if "?" not in text or "_review" in name:
                    continue
                questions = [
                    part.strip() for part in re.findall(r"[^.!?:]*\?", text) if part.strip()
                ]
                assert all(each.startswith(openings) for each in questions), (name, questions)

    # A71
    def test_nobody_is_addressed_as_a_friend(self) -> None:
        """The formal register: vous and Lei, in every sentence and button."""
        familiar = {
            "fr": re.compile(r"\b(tu|toi|te|ton|ta|tes|t’as|t’es)\b", re.IGNORECASE),
            "it": re.compile(r"\b(tu|ti|te|tuo|tua|tuoi|tue)\b", re.IGNORECASE),
        }
        for language in LANGUAGES:
            for name, text in _sentences(language):
                assert not familiar[language].search(BLANK.sub("x", text)), name

    def test_french_typography(self) -> None:
        for name, text in _sentences("fr"):
            words = BLANK.sub("x", text)
            assert "'" not in words, (name, "straight apostrophe")
            assert not re.search(r"[^\u202f][;!?]", words), (name, "thin no-break space")
            colons = re.sub(r"https?:", "", words)
            assert not re.search(r"[^\u00a0]:", colons), (name, "no-break space before colon")
            assert not re.search(r"«[^\u00a0]|[^\u00a0]»", words), (name, "guillemets")
            assert not re.search(r"\b[Ee]mail\b|(?<!e-)\bmail\b", words), (name, "e-mail")
            assert not re.search(r"(^|[.!?] )(E|A)(tat|tes)\b", words), (name, "accent")

    def test_italian_typography(self) -> None:
        for name, text in _sentences("it"):
            words = BLANK.sub("x", text)
            assert "'" not in words, (name, "straight apostrophe")
            assert not re.search(r"\s[;:!?]", words), (name, "space before a sign")
            assert not re.search(r"«\s|\s»", words), (name, "space inside guillemets")
            assert not re.search(r"\b(perchè|poichè|affinchè|nè|E')\b", words), (name, "accent")

    def test_no_sentence_lives_in_python(self) -> None:
        """What a customer reads has accents sooner or later; code has none outside tests."""
        french_or_italian = re.compile(r"\"[^\"\n]*[éèàùçòì][^\"\n]*\"")
        for file in [*(ROOT / "actions").glob("*.py"), *(ROOT / "chat").glob("*.py")]:
            code = re.sub(r'"""(.|\n)*?"""', "", file.read_text(encoding="utf-8"))
            code = re.sub(r"#.*", "", code)
            if file.name == "card_details.py":
                continue  # words by which card details are recognised, not spoken
            assert french_or_italian.findall(code) == [], file

    def test_no_answer_spells_out_an_address(self) -> None:
        for language in LANGUAGES:
            for name, text in _sentences(language):
                assert "http" not in text, name


class TestDocumentation:
    def test_the_readme_lists_every_setting(self) -> None:
        code = _python("trust") + "\n".join(
            (ROOT / name).read_text(encoding="utf-8") for name in ("settings.py", "clock.py")
        )
        names = set(re.findall(r'"((?:BILLING|TRACKER|REDIS|SMTP)_[A-Z_]+)"', code))
        readme = (ROOT / "README.md").read_text(encoding="utf-8")

        assert len(names) > 12
        assert [name for name in sorted(names) if f"`{name}`" not in readme] == []

    def test_the_conversation_of_the_readme_is_a_recorded_one(self) -> None:
        readme = (ROOT / "README.md").read_text(encoding="utf-8")
        shown = readme.partition("```text\n")[2].partition("```\n")[0]
        recorded = ROOT / "tests/conversations/fr/add_subscription.txt"

        assert shown in recorded.read_text(encoding="utf-8")

    def test_the_defaults_are_those_of_the_interface(self, monkeypatch: Any) -> None:
        for name in ("BILLING_PORT", "BILLING_ACTION_PORT"):
            monkeypatch.delenv(name, raising=False)

        assert (load().port, load().action_port) == (5005, 5055)

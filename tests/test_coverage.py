"""Every rule has a test that says so, and the table of them is up to date."""

from pathlib import Path

import pytest

from tests import coverage
from tests.conversations import replay
from tests.coverage import Proof

TITLES = coverage.rules(coverage.RULES_FILE.read_text(encoding="utf-8"))
PROOFS = coverage.proofs()

SOURCE = '''
"""Of the whole file: A01."""

ROWS = [
    1,  # A02
]
"""A table."""

def helper():  # A03
    return ROWS

# A04: with words after it
@pytest.mark.parametrize("row", ROWS)
def test_of_a_table(row):
    """It says (E7) so."""
    assert helper()  # E21

async def test_of_nothing():
    assert ROWS

# A05

def test_after_an_empty_line():
    assert "# A06"

# E1-E3
class TestThings:
    """Things."""

    limit = 3  # E11

    # A20-A22, A8.5
    def test_of_a_range(self):
        pass

    def test_of_the_class(self):
        pass

    def _aid(self):
        """A60."""

class Machine:
    """Runs on (E4)."""

TestMachine = Machine.TestCase
'''


class TestReading:
    @pytest.mark.parametrize(
        ("test", "rules"),
        [
            pytest.param("test_of_a_table", {"A02", "A04", "E7", "E21"}, id="all-that-is-its-own"),
            pytest.param("test_of_nothing", set(), id="not-what-it-merely-uses"),
            pytest.param("test_after_an_empty_line", set(), id="not-what-stands-apart"),
            pytest.param(
                "TestThings::test_of_a_range",
                {"A20", "A21", "A22", "A8.5", "E1", "E2", "E3", "E11"},
                id="a-range-and-the-class",
            ),
            pytest.param("TestThings::test_of_the_class", {"E1", "E2", "E3", "E11"}, id="a-class"),
            pytest.param("TestMachine", {"E4"}, id="a-machine"),
        ],
    )
    def test_a_test_names_its_rules(self, test: str, rules: set[str]) -> None:
        assert coverage.of_python(SOURCE)[test] == rules

    def test_what_is_no_test_names_none(self) -> None:
        assert len(coverage.of_python(SOURCE)) == 6

    @pytest.mark.parametrize(
        ("text", "rules"),
        [
            ("A8.9-A8.11", {"A8.9", "A8.10", "A8.11"}),
            ("A57 A58,E20: and E3.", {"A57", "A58", "E20", "E3"}),
            ("an A4 sheet, F202603-E12A, CODE42", set()),
        ],
    )
    def test_ids_are_read_from_words(self, text: str, rules: set[str]) -> None:
        assert coverage.named(text) == rules

    def test_a_range_of_two_kinds_is_a_mistake(self) -> None:
        with pytest.raises(ValueError, match="not a range of rules: A20-E22"):
            coverage.named("A20-E22")

    def test_a_conversation_names_its_rules_in_its_head(self, tmp_path: Path) -> None:
        file = tmp_path / "x.txt"
        head = "## one\nas nobody\npage fr\nrules A03 A20-A22\n"
        file.write_text(f"{head}> E1\nA04 > B\n\n## two\nas nobody\n> x\n", encoding="utf-8")

        one, two = replay.read(file)
        assert (one.rules, two.rules) == ("A03 A20-A22", None)
        assert one.customers_lines == ["E1"]

    def test_the_table_tells_what_has_no_test(self) -> None:
        table = coverage.table({"A01": "One.", "A02": "Two."}, [Proof(rule="A01", place="t::x")])

        assert "1 of 2 rules have a test. Without: A02." in table
        assert "| A01 | One. | `t::x` |\n| A02 | Two. |  |\n" in table


def test_the_rules_are_all_there() -> None:
    ranges = "A01-A18 A20-A24 A30-A34 A40-A49 A50-A62 A70-A73 A8.1-A8.12 E1-E23"

    assert set(TITLES) == coverage.named(ranges)


def test_no_test_names_a_rule_that_does_not_exist() -> None:
    assert [each for each in PROOFS if each.rule not in TITLES] == []


def test_the_table_is_what_the_command_writes_now() -> None:
    written = coverage.COVERAGE_FILE.read_text(encoding="utf-8")

    assert written == coverage.table(TITLES, PROOFS), "run `make coverage` and read the difference"


def test_every_rule_has_a_test() -> None:
    proven = {each.rule for each in PROOFS}

    assert [f"{rule}: {title}" for rule, title in TITLES.items() if rule not in proven] == []

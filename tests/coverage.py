"""Which tests prove which rule of `docs/rules.md`: `python -m tests.coverage` writes it down.

A test names its rules in a comment above it or in it, such as `# A45, E8` or `# A20-A22`, or
in its docstring, or in the table of its own file that it is parametrised with. What a class
says outside its methods holds for all its tests. A conversation names its rules in its line
`rules A03 A04`.
"""

import ast
import io
import re
import tokenize
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.conversations import replay

ROOT = Path(__file__).parent.parent
RULES_FILE = ROOT / "docs" / "rules.md"
COVERAGE_FILE = ROOT / "docs" / "coverage.md"

_LINE = re.compile(r"^- \*\*([AE][\d.]+)\*\* (.+)$", re.MULTILINE)
_NAMED = re.compile(r"\b([AE]\d[\d.]*\d|E\d)(?:-([AE]\d[\d.]*\d|E\d))?(?![\w-])")

Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = Function | ast.ClassDef


@dataclass(frozen=True, kw_only=True, order=True)
class Proof:
    """A test or a conversation, and a rule that it says it proves."""

    rule: str
    place: str


def rules(text: str) -> dict[str, str]:
    """Read the titles of the rules by id, in their order."""
    return dict(_LINE.findall(text))


def named(text: str) -> set[str]:
    """Give the ids that a text names, ranges such as `A20-A22` spelt out."""
    return {each for first, last in _NAMED.findall(text) for each in _range(first, last or first)}


def _range(first: str, last: str) -> Iterator[str]:
    stem = first.rstrip("0123456789")
    low, high = first[len(stem) :], last[len(stem) :]
    if not last.startswith(stem) or not high.isdecimal():
        raise ValueError(f"not a range of rules: {first}-{last}")
    for number in range(int(low), int(high) + 1):
        yield f"{stem}{number:0{len(low)}d}"


def of_python(source: str) -> dict[str, set[str]]:
    """Give the rules that each test of a Python file names, by `test` or `Class::test`."""
    tree, remarks = ast.parse(source), _Remarks(source)
    tables: dict[str, set[str]] = {}
    for node in tree.body:
        if not _is_test(node):
            tables |= dict.fromkeys(_bound(node), remarks.of(node))
    found: dict[str, set[str]] = {}
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and _is_test(node):
            inside = [each for each in node.body if isinstance(each, Definition)]
            common = remarks.of(node, but=inside)
            for test in filter(_is_test, inside):
                own = remarks.of(test) | _through(tables, test)
                found[f"{node.name}::{test.name}"] = common | own
        elif _is_test(node):
            for name in _bound(node):
                found[name] = remarks.of(node) | _through(tables, node)
    return found


def _is_test(node: ast.AST) -> bool:
    """Tell whether pytest would collect it; `TestLife = Life.TestCase` is a test too."""
    return any(name.startswith(("test_", "Test")) for name in _bound(node))


def _bound(node: ast.AST) -> list[str]:
    if isinstance(node, Definition):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return [name.id for target in targets for name in _names(target)]


def _names(node: ast.AST | None) -> list[ast.Name]:
    if node is None or isinstance(node, ast.Attribute):
        return []
    return [each for each in ast.walk(node) if isinstance(each, ast.Name)]


def _through(tables: dict[str, set[str]], test: ast.AST) -> set[str]:
    """Give what is said where the parameters of a test are, or the machine that it runs."""
    if isinstance(test, Definition):
        origins: Sequence[ast.AST] = test.decorator_list
    else:
        origins = [value] if (value := getattr(test, "value", None)) else []
    used = {
        each.id for origin in origins for each in ast.walk(origin) if isinstance(each, ast.Name)
    }
    return set().union(*(tables.get(name, set()) for name in used))


class _Remarks:
    """The comments of a file, by line, and the docstrings of what is defined in it."""

    def __init__(self, source: str) -> None:
        tokens = tokenize.generate_tokens(io.StringIO(source).readline)
        comments = [each for each in tokens if each.type == tokenize.COMMENT]
        self._comments = {each.start[0]: each.string for each in comments}
        self._alone = {
            each.start[0] for each in comments if not each.line[: each.start[1]].strip()
        }

    def of(self, node: ast.AST, *, but: Sequence[ast.AST] = ()) -> set[str]:
        """Give the rules named right above a definition and in it, `but` in some parts."""
        left_out = {line for each in but for line in self._lines(each)}
        lines = [line for line in self._lines(node) if line not in left_out]
        texts = [self._comments[line] for line in lines if line in self._comments]
        inner = [node] if but else ast.walk(node)
        texts += [ast.get_docstring(each) or "" for each in inner if isinstance(each, Definition)]
        return {rule for text in texts for rule in named(text)}

    def _lines(self, node: ast.AST) -> range:
        """Give the lines of a definition, its decorators and the comment above it."""
        decorators = node.decorator_list if isinstance(node, Definition) else []
        first = min(each.lineno for each in (node, *decorators))  # type: ignore[attr-defined]
        while first - 1 in self._alone:
            first -= 1
        return range(first, (node.end_lineno or first) + 1)  # type: ignore[attr-defined]


def proofs(root: Path = ROOT) -> list[Proof]:
    """Give every proof that the tests and the conversations name."""
    found = []
    for file in (root / "tests").rglob("*.py"):
        where = file.relative_to(root).as_posix()
        for test, rules_of_test in of_python(file.read_text(encoding="utf-8")).items():
            found += [Proof(rule=rule, place=f"{where}::{test}") for rule in rules_of_test]
    for file in (root / "tests" / "conversations").rglob("*.txt"):
        where = file.relative_to(root).as_posix()
        for each in replay.read(file):
            place = f"{where}: {each.name}"
            found += [Proof(rule=rule, place=place) for rule in named(each.rules or "")]
    return sorted(set(found))


def table(titles: dict[str, str], found: Sequence[Proof]) -> str:
    """Write the table of rules and their tests, as Markdown."""
    places = {rule: [each.place for each in found if each.rule == rule] for rule in titles}
    without = [rule for rule, tests in places.items() if not tests]
    lines = [
        "# Coverage",
        "",
        "Which tests prove which [rule](rules.md). Written by `make coverage`, not by hand.",
        "",
        f"{len(titles) - len(without)} of {len(titles)} rules have a test."
        + (f" Without: {', '.join(without)}." if without else ""),
        "",
        "| rule | title | tests |",
        "| --- | --- | --- |",
    ]
    for rule, title in titles.items():
        tests = "<br>".join(f"`{place}`" for place in places[rule])
        lines.append(f"| {rule} | {title} | {tests} |")
    return "\n".join(lines) + "\n"


def written() -> str:
    """Give what `docs/coverage.md` should be now."""
    return table(rules(RULES_FILE.read_text(encoding="utf-8")), proofs())


if __name__ == "__main__":
    COVERAGE_FILE.write_text(written(), encoding="utf-8")
    print(f"{COVERAGE_FILE.relative_to(ROOT)} is written")

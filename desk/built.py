"""The built scripts and style of the desk, named after their content."""

from functools import cache
from pathlib import Path

DIRECTORY = Path(__file__).with_name("dist")
ADDRESS = "/static"


class NotBuiltError(FileNotFoundError):
    """The desk's script or style was not built; the message says how to."""


def script() -> str:
    """The address of the script that every page loads."""
    return _address("desk", ".js")


def charts() -> str:
    """The address of the script that draws charts, for the pages that have some."""
    return _address("charts", ".js")


def style() -> str:
    """The address of the style of every page."""
    return _address("desk", ".css")


@cache
def _address(name: str, kind: str) -> str:
    found = next(DIRECTORY.glob(f"{name}-*{kind}"), None)
    if found is None:
        raise NotBuiltError(f"no {name}{kind} in {DIRECTORY}: run `make front` first")
    return f"{ADDRESS}/{found.name}"

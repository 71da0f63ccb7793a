"""What every page of the desk works with."""

from dataclasses import dataclass

from settings import Settings


@dataclass(frozen=True, kw_only=True)
class Desk:
    """The desk as configured: its databases and addresses."""

    settings: Settings

"""Bringing a database to the schema of this version."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import inspect

from store.engine import transaction


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    return config


def upgrade(url: str) -> None:
    """Apply every migration that is missing; does nothing on a current database."""
    config = _config()
    with transaction(url) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def is_prepared(url: str) -> bool:
    """Tell whether the database has been brought to some version of the schema."""
    with transaction(url) as connection:
        return inspect(connection).has_table("alembic_version")

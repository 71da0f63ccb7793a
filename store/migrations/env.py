"""Alembic's entry: runs the migrations on the connection that `store.migrate` hands over."""

from alembic import context

from store import review_schema
from store.schema import metadata

assert review_schema  # imported for the tables that it adds to `metadata`

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()

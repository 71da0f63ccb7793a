"""Alembic's entry: runs the migrations on the connection that `store.migrate` hands over."""

from alembic import context

from store import correction_schema, handoff_schema, review_schema, staff_schema
from store.schema import metadata

assert correction_schema  # these are imported for the tables they add to `metadata`
assert handoff_schema
assert review_schema
assert staff_schema

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()

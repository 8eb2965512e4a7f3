"""Runs migrations on the engine that foundation.schema hands over."""

import importlib.util
import pkgutil

from alembic import context

import qa_app
from qa_app.foundation.database import Model, UtcDateTime

# A table whose models nobody imported would look as if it had to be dropped.
for package in pkgutil.iter_modules(qa_app.__path__):
    if package.ispkg and importlib.util.find_spec(f"qa_app.{package.name}.models"):
        importlib.import_module(f"qa_app.{package.name}.models")


def plain_types(kind: str, item: object, _context: object) -> str | bool:
    """A migration says what the database holds, and imports nothing of ours that may change."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


engine = context.config.attributes["engine"]
with engine.connect() as connection:
    if engine.dialect.name == "sqlite":
        # SQLite alters a table by making it anew; with keys enforced, that would empty its neighbours.
        connection.connection.dbapi_connection.execute("PRAGMA foreign_keys = OFF")
    context.configure(
        connection=connection,
        target_metadata=Model.metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=plain_types,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
    if engine.dialect.name == "sqlite":
        connection.connection.dbapi_connection.execute("PRAGMA foreign_keys = ON")

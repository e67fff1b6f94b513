"""What Alembic runs: it works on the connection it
is given, inside that connection's transaction.
"""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection
from sqlalchemy.types import TypeDecorator

from field_api.tables import metadata


def _plain_type(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    # A revision says what the database holds, not which class reads it today.
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    return False


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        compare_type=True,
        render_as_batch=True,
        render_item=_plain_type,
    )
    context.run_migrations()


_run(context.config.attributes["connection"])

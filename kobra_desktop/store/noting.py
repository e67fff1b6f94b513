"""Which kinds a reading depends on: noted from the statements themselves while they run, so that
nobody lists by hand what a screen must follow.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from sqlalchemy import ClauseElement, Engine, Table, TextClause, event
from sqlalchemy.sql import visitors

from kobra_desktop.store.tables import (
    BASE,
    KEPT,
    OUTBOX,
    PART_IN,
    PHONE_OF,
    PHOTOS,
    SEEN,
    SENT,
    STRANGE,
)

_noted: ContextVar[set[str] | None] = ContextVar("noted", default=None)
# Tables that no ChangeSet names, and those that stand for another: a base comes and goes with its
# operation, who has part in an account with the account.
_KIND_OF = {
    BASE.name: {OUTBOX.name},
    PART_IN.name: {"account"},
    PHONE_OF.name: {"party"},
    KEPT.name: set(),
    PHOTOS.name: set(),
    SEEN.name: set(),
    SENT.name: set(),
    STRANGE.name: set(),
}


class Unnamed(LookupError):
    """A statement in raw text that does not say what it reads: whatever shows it would go stale."""


@contextmanager
def noting() -> Iterator[set[str]]:
    """The kinds (as ChangeSet names them) that statements on this thread read meanwhile; whoever
    notes around it notes them too.
    """
    kinds: set[str] = set()
    outer = _noted.get()
    token = _noted.set(kinds)
    try:
        yield kinds
    finally:
        _noted.reset(token)
        if outer is not None:
            outer |= kinds


def reads(*kinds: str) -> dict[str, tuple[str, ...]]:
    """Execution options of a statement in raw text: what it reads, or none."""
    return {"reads": kinds}


def listen(engine: Engine) -> None:
    """Note every statement that runs on the engine. Raises Unnamed while somebody notes."""
    event.listen(engine, "before_cursor_execute", _note)


def _note(
    _connection: Any, _cursor: Any, statement: str, _params: Any, context: Any, _many: bool
) -> None:
    kinds = _noted.get()
    if kinds is None:
        return
    named = context.execution_options.get("reads")
    compiled = getattr(context, "compiled", None)
    if named is not None:
        kinds.update(named)
    elif compiled is None or isinstance(compiled.statement, TextClause):
        raise Unnamed(statement)
    else:
        kinds |= _kinds_in(compiled.statement)


@lru_cache(maxsize=512)
def _kinds_in(statement: ClauseElement) -> frozenset[str]:
    """Statements that differ in values only are compiled once, so they are looked at once."""
    found: set[str] = set()
    for part in visitors.iterate(statement):
        if isinstance(part, Table):
            found |= part.info.get("kinds") or _KIND_OF.get(part.name, {part.name})
        elif isinstance(part, TextClause):
            raise Unnamed(str(part))
    return frozenset(found)

"""A reading that nobody waits for any more ends early: the engine looks, while it works, whether it
is wanted still.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError

Wanted = Callable[[], bool]
_STEPS = 50_000  # of the engine's machine between two looks: some milliseconds
_wanted: ContextVar[Wanted | None] = ContextVar("wanted", default=None)


class NotWanted(Exception):
    """Nobody waits for it any more."""


@contextmanager
def while_wanted(is_wanted: Wanted) -> Iterator[None]:
    """What this thread reads meanwhile ends once it is not wanted. Raises NotWanted then."""
    token = _wanted.set(is_wanted)
    try:
        yield
    finally:
        _wanted.reset(token)


def listen(engine: Engine) -> None:
    """Begin no statement on the engine that is not wanted."""
    event.listen(engine, "before_cursor_execute", _look)


def _look(*_: Any) -> None:
    is_wanted = _wanted.get()
    if is_wanted is not None and not is_wanted():
        raise NotWanted


@contextmanager
def ending_early(connection: Connection) -> Iterator[None]:
    """The statements that run on it meanwhile are given up once they are not wanted."""
    is_wanted = _wanted.get()
    if is_wanted is None:
        yield
        return
    raw: Any = connection.connection.driver_connection
    raw.set_progress_handler(lambda: not is_wanted(), _STEPS)
    try:
        yield
    except DBAPIError:
        if is_wanted():
            raise
        raise NotWanted from None
    finally:
        raw.set_progress_handler(None, 0)

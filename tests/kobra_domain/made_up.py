"""Rows of any kind, made up from the types of their fields."""

import itertools
from collections.abc import Callable
from dataclasses import is_dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from hypothesis import strategies as st

from kobra_domain.limits import Ref, field_types
from tests.kobra_domain.things import NOW, TODAY, an_id

OWNERS = [an_id(number) for number in range(70, 74)]
MOMENTS = [NOW, NOW + timedelta(seconds=1), NOW - timedelta(seconds=1)]
_FIRST = 10_000
_numbers = itertools.count(_FIRST)


def rows(draw: Callable[[st.SearchStrategy[Any]], Any], entity: Any, count: int) -> list[Any]:
    """So many rows: ids, texts and days of their own, whom they name out of few."""
    return [_made(draw, entity, str(next(_numbers))) for _ in range(count)]


def _made(draw: Callable[[st.SearchStrategy[Any]], Any], declared: Any, mark: str) -> Any:
    origin = get_origin(declared)
    if origin in (Union, UnionType):
        known = next(a for a in get_args(declared) if a is not type(None))
        return _made(draw, known, mark) if draw(st.booleans()) else None
    if origin is tuple:
        item = get_args(declared)[0]
        return tuple(_made(draw, item, mark) for _ in range(draw(st.integers(0, 2))))
    if origin is Annotated:
        if any(isinstance(one, Ref) for one in get_args(declared)):
            return draw(st.sampled_from(OWNERS))
        return _made(draw, get_args(declared)[0], mark)
    if is_dataclass(declared):
        fields = field_types(declared).items()
        values = {name: _made(draw, one, mark) for name, one in fields}
        make: Any = declared
        return make(**values | ({"id": an_id(int(mark))} if "id" in values else {}))
    if issubclass(declared, Enum):
        return draw(st.sampled_from(list(declared)))
    if declared is datetime:
        return draw(st.sampled_from(MOMENTS))
    day = TODAY + timedelta(days=int(mark) - _FIRST)
    plain = {str: mark, bool: True, int: 1, float: 1.0, date: day, time: time(8)}
    return plain[declared]

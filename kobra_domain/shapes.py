"""What the type of an entity's field says to whoever edits one: the plain type, its limits, whether
it may be missing, whether it holds several.
"""

from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from kobra_domain.limits import field_types

M = TypeVar("M")


@dataclass(frozen=True)
class Shape:
    """`base`: str, int, float, bool, a date type, an enum or a dataclass. `markers`: its limits."""

    base: Any
    markers: tuple[object, ...] = ()
    is_optional: bool = False
    is_many: bool = False

    def limit(self, kind: type[M]) -> M | None:
        """The limit of this kind, if the field has one."""
        return next((one for one in self.markers if isinstance(one, kind)), None)


def shape_of(kind: type, field: str) -> Shape:
    """The shape of a dataclass's field. Raises KeyError for a field that it has not."""
    return _read(field_types(kind)[field])


def _read(declared: Any) -> Shape:
    origin, inner = get_origin(declared), get_args(declared)
    if origin is Annotated:
        found = _read(inner[0])
        markers = (*found.markers, *inner[1:])
        return Shape(found.base, markers, found.is_optional, found.is_many)
    if origin in (Union, UnionType):
        found = _read(next(one for one in inner if one is not type(None)))
        return Shape(found.base, found.markers, type(None) in inner, found.is_many)
    if origin is tuple:
        found = _read(inner[0])
        return Shape(found.base, found.markers, found.is_optional, is_many=True)
    return Shape(declared)

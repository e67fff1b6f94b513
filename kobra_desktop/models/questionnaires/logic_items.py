"""A condition while it is being built: groups and lines that may still be unfinished, which a
finished condition never is. No widgets.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from kobra_domain.questionnaires.conditions import (
    PLAIN,
    All,
    Any,
    Leaf,
    Logic,
    Not,
    Selected,
    Style,
    ask_of,
)


class GroupKind(StrEnum):
    """How the lines of a group belong together."""

    ALL = "all"
    ANY = "any"
    NOT_ALL = "not_all"
    NONE = "none"


@dataclass(eq=False)
class Line:
    """One condition on one question; None until it is finished."""

    logic: Logic | None = None


@dataclass(eq=False)
class Group:
    """Lines and groups. `is_bracketed` and `style` are as the author wrote them."""

    kind: GroupKind = GroupKind.ALL
    parts: list[Line | Group] = field(default_factory=list)
    is_bracketed: bool = True
    style: Style = PLAIN


def items_of(logic: Logic | None) -> Group:
    """The outermost group of a condition; one line alone stands in a group too."""
    if logic is None:
        return Group()
    made = _item(logic)
    return made if isinstance(made, Group) else Group(parts=[made])


def _item(logic: Logic) -> Line | Group:
    match logic:
        case All(parts):
            return Group(GroupKind.ALL, [_item(p) for p in parts], logic.is_bracketed)
        case Any(parts):
            return Group(GroupKind.ANY, [_item(p) for p in parts], logic.is_bracketed)
        case Not() if ask_of(logic) is not None:
            return Line(logic)
        case Not(All(parts) as inner, style):
            made = [_item(p) for p in parts]
            return Group(GroupKind.NOT_ALL, made, inner.is_bracketed, style)
        case Not(Any(parts) as inner, style):
            return Group(GroupKind.NONE, [_item(p) for p in parts], inner.is_bracketed, style)
        case Not(inner, style):
            return Group(GroupKind.NONE, [_item(inner)], style=style)
    return Line(logic)


def logic_of(item: Line | Group) -> Logic | None:
    """The condition of what is finished in an item; None when nothing is."""
    if isinstance(item, Line):
        return item.logic
    parts = tuple(made for part in item.parts if (made := logic_of(part)) is not None)
    if not parts:
        return None
    kind = All if item.kind in (GroupKind.ALL, GroupKind.NOT_ALL) else Any
    together = parts[0] if len(parts) == 1 else kind(parts, is_bracketed=item.is_bracketed)
    is_plain = item.kind in (GroupKind.ALL, GroupKind.ANY)
    return together if is_plain else Not(together, item.style)


def styled_as(new: Logic, old: Logic | None) -> Logic:
    """The new condition of a line, spaced and quoted as the old one was."""
    style = _style(old)
    if style is None:
        return new
    if isinstance(new, Not):
        inner = new.inner
        return Not(replace(inner, style=style)) if isinstance(inner, Selected) else new
    return replace(new, style=style) if not isinstance(new, All | Any) else new


def _style(logic: Logic | None) -> Style | None:
    if logic is None or isinstance(logic, All | Any):
        return None
    if isinstance(logic, Not):
        return logic.inner.style if isinstance(logic.inner, Selected) else None
    return logic.style


def leaf_of(logic: Logic | None) -> Leaf | None:
    """The plain condition of a line, also within a «not selected»."""
    if isinstance(logic, Not):
        return logic.inner if isinstance(logic.inner, Selected) else None
    return None if logic is None or isinstance(logic, All | Any) else logic

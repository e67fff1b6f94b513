"""The keys that a part of the window listens to, as Qt itself has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QWidget

from kobra_desktop.views.shortcuts import Shortcut

_WINDOW = Qt.ShortcutContext.WindowShortcut
_ALONE = Qt.ShortcutContext.WidgetShortcut


@dataclass(frozen=True)
class Bound:
    """A combination in Qt's portable form, who listens and how far."""

    keys: str
    owner: QWidget
    context: Qt.ShortcutContext

    @property
    def part(self) -> str:
        """The class of who listens."""
        return type(self.owner).__name__


def bound(root: QWidget) -> Iterator[Bound]:
    """All below a root, whether or not they are in sight."""
    for one in root.findChildren(QShortcut):
        owner = one.parent()
        assert isinstance(owner, QWidget)
        assert one.key().toString(), "a key that Qt does not know"
        yield Bound(one.key().toString(), owner, one.context())
    for act in root.findChildren(QAction):
        owner = act.parent()
        for keys in act.shortcuts():
            assert isinstance(owner, QWidget)
            yield Bound(keys.toString(), owner, act.shortcutContext())


def contested(root: QWidget) -> list[str]:
    """Combinations that two listen to at once as it is shown now: Qt gives them to neither."""
    seen = [one for one in bound(root) if one.owner.isVisible()]
    return [
        f"{one.keys}: {one.part} and {other.part}"
        for one, other in combinations(seen, 2)
        if one.keys == other.keys and _meet(one, other)
    ]


def _meet(one: Bound, other: Bound) -> bool:
    if one.owner.window() is not other.owner.window():
        return False
    if _WINDOW in (one.context, other.context) or one.owner is other.owner:
        return True
    return _is_within(one, other) or _is_within(other, one)


def _is_within(one: Bound, other: Bound) -> bool:
    """The focus can be in both."""
    return one.context != _ALONE and one.owner.isAncestorOf(other.owner)


def keys_of(shortcuts: Iterable[Shortcut]) -> list[str]:
    """Their combinations, one by one; «Ctrl+1…9» is nine, «Arrows» four."""
    return [keys for one in shortcuts for said in one.keys.split() for keys in _spread(said)]


def _spread(said: str) -> list[str]:
    if said.endswith("Arrows"):
        return [said.replace("Arrows", arrow) for arrow in ("Left", "Right", "Up", "Down")]
    numbers = re.fullmatch(r"(.*)(\d)…(\d)", said)
    if numbers is None:
        return [said]
    held, first, last = numbers.groups()
    return [f"{held}{number}" for number in range(int(first), int(last) + 1)]

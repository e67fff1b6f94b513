"""The questions as an item model. Another form changes only the rows that differ, so that 3,000
questions keep their expansion, selection and scroll at every act.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from kobra_desktop.models.questionnaires.editor import EditorModel
from kobra_domain.questionnaires.columns import shown
from kobra_domain.questionnaires.form import Node, NodeKind
from kobra_domain.questionnaires.problems import Severity
from kobra_domain.questionnaires.question_types import read_type

Index = QModelIndex | QPersistentModelIndex
UID_ROLE = int(Qt.ItemDataRole.UserRole) + 1
NAME_ROLE, ICON_ROLE, PROBLEM_ROLE, KIND_ROLE = (UID_ROLE + n for n in range(1, 5))
DRAGGED = "application/x-kobra-question-ids"
# Asked to move these uids into a parent (None: the top) before that sibling (None: at the end).
Dropped = Callable[[tuple[str, ...], str | None, str | None], None]


class _Item:
    """A row of the tree; `row` is its place among the children of `parent`."""

    __slots__ = ("children", "key", "node", "nodes", "parent", "row")

    def __init__(self, key: int, node: Node | None, parent: _Item | None) -> None:
        self.key, self.node, self.parent = key, node, parent
        self.row = 0
        self.children: list[_Item] = []
        self.nodes: tuple[Node, ...] = ()


class QuestionTree(QAbstractItemModel):
    """Blank rows of the workbook are kept by the form and not shown. `on_dropped` does the act."""

    def __init__(
        self,
        editor: EditorModel,
        on_dropped: Dropped | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._editor, self._on_dropped = editor, on_dropped
        self._count = 0
        self._items: dict[int, _Item] = {}
        self._by_uid: dict[str, _Item] = {}
        self._severities: dict[str, Severity] = {}
        self.is_following = False
        self._root = _Item(-1, None, None)
        self._sync(self._root, editor.form.survey)
        editor.form_changed.connect(self._follow)
        editor.language_changed.connect(self._repaint)
        editor.problems_changed.connect(self._on_problems)

    # Following the form

    def _follow(self) -> None:
        """Rows come and go with selections of their own, which nobody has chosen meanwhile."""
        self.is_following = True
        self._sync(self._root, self._editor.form.survey)
        self.is_following = False

    def _sync(self, item: _Item, nodes: tuple[Node, ...]) -> None:
        if item.nodes is nodes:
            return
        item.nodes = nodes
        visible = [node for node in nodes if node.kind is not NodeKind.BLANK]
        names = [node.uid for node in visible]
        if [child.node.uid for child in item.children if child.node] != names:
            self._rearrange(item, visible)
        for child, node in zip(item.children, visible, strict=True):
            if child.node is not node:
                child.node = node
                at = self.index_of(node.uid)
                self.dataChanged.emit(at, at)
            self._sync(child, node.children)

    def _rearrange(self, item: _Item, nodes: Sequence[Node]) -> None:
        """Take away what left or moved, then put in what came; what stands still is not touched."""
        place = {node.uid: n for n, node in enumerate(nodes)}
        order = [place.get(child.node.uid, -1) if child.node else -1 for child in item.children]
        staying = _longest_rise(order)
        for start, end in reversed(_runs(n for n in range(len(order)) if n not in staying)):
            self._take(item, start, end)
        here = {child.node.uid for child in item.children if child.node}
        for start, end in _runs(n for n, node in enumerate(nodes) if node.uid not in here):
            self._put(item, start, nodes[start:end])

    def _take(self, item: _Item, start: int, end: int) -> None:
        self.beginRemoveRows(self._index(item), start, end - 1)
        for child in item.children[start:end]:
            self._forget(child)
        del item.children[start:end]
        _number(item)
        self.endRemoveRows()

    def _put(self, item: _Item, start: int, nodes: Sequence[Node]) -> None:
        self.beginInsertRows(self._index(item), start, start + len(nodes) - 1)
        item.children[start:start] = [self._made(node, item) for node in nodes]
        _number(item)
        self.endInsertRows()

    def _made(self, node: Node, parent: _Item) -> _Item:
        self._count += 1
        item = _Item(self._count, node, parent)
        self._items[item.key] = self._by_uid[node.uid] = item
        item.nodes = node.children
        item.children = [
            self._made(child, item) for child in node.children if child.kind is not NodeKind.BLANK
        ]
        _number(item)
        return item

    def _forget(self, item: _Item) -> None:
        del self._items[item.key]
        # It may have come to another parent already.
        if item.node is not None and self._by_uid.get(item.node.uid) is item:
            del self._by_uid[item.node.uid]
        for child in item.children:
            self._forget(child)

    # Qt's questions

    def index(self, row: int, column: int, parent: Index | None = None) -> QModelIndex:
        """Qt's: the index of a child."""
        item = self._item(parent)
        if column != 0 or not 0 <= row < len(item.children):
            return QModelIndex()
        return self._index(item.children[row])

    def parent(self, child: Index | None = None) -> Any:
        """Qt's: the index of the parent."""
        if child is None:
            return super().parent()
        item = self._item(child).parent
        return QModelIndex() if item is None else self._index(item)

    def rowCount(self, parent: Index | None = None) -> int:
        """Qt's: how many children."""
        return len(self._item(parent).children)

    def columnCount(self, parent: Index | None = None) -> int:
        """Qt's: one column."""
        return 1

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Qt's: the label; by our own roles uid, name, icon, problem (a Severity) and kind."""
        node = self._item(index).node
        if node is None:
            return None
        if role == int(Qt.ItemDataRole.DisplayRole):
            return self._words(node)
        if role == int(Qt.ItemDataRole.EditRole) or role == NAME_ROLE:
            return node.name
        if role == UID_ROLE:
            return node.uid
        if role == ICON_ROLE:
            return read_type(node.type).info.icon if node.type else "message-square-text"
        if role == PROBLEM_ROLE:
            return self._severities.get(node.uid)
        return node.kind if role == KIND_ROLE else None

    def _words(self, node: Node) -> str:
        if node.kind is NodeKind.COMMENT:
            return " ".join(text for text in node.cells.values() if text)
        label = shown(node.cells, "label", self._editor.language or None)
        return " ".join(label.split()) or node.name or node.type

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt's: all may be chosen and dragged; groups take what is dropped."""
        flag = Qt.ItemFlag
        node = self._item(index).node
        if node is None:
            return flag.ItemIsDropEnabled
        found = flag.ItemIsSelectable | flag.ItemIsEnabled
        if self._editor.is_read_only:
            return found
        found |= flag.ItemIsDragEnabled | flag.ItemIsEditable
        return found | flag.ItemIsDropEnabled if node.is_container else found

    # Finding

    def index_of(self, uid: str) -> QModelIndex:
        """The index of a node; invalid for one that is not shown."""
        item = self._by_uid.get(uid)
        return QModelIndex() if item is None else self._index(item)

    def uid_at(self, index: Index) -> str:
        """The uid at an index, empty for none."""
        node = self._item(index).node
        return node.uid if node else ""

    def _item(self, index: Index | None) -> _Item:
        if index is None or not index.isValid():
            return self._root
        return self._items.get(index.internalId(), self._root)

    def _index(self, item: _Item) -> QModelIndex:
        return QModelIndex() if item is self._root else self.createIndex(item.row, 0, item.key)

    # Problems and languages

    def _on_problems(self) -> None:
        found: dict[str, Severity] = {}
        for problem in self._editor.problems:
            if problem.uid is not None and found.get(problem.uid) is not Severity.ERROR:
                found[problem.uid] = problem.severity
        changed = {
            uid
            for uid in {*found, *self._severities}
            if found.get(uid) is not self._severities.get(uid)
        }
        self._severities = found
        for uid in changed:
            at = self.index_of(uid)
            if at.isValid():
                self.dataChanged.emit(at, at, [PROBLEM_ROLE])

    def _repaint(self) -> None:
        for uid in self._by_uid:
            at = self.index_of(uid)
            self.dataChanged.emit(at, at, [int(Qt.ItemDataRole.DisplayRole)])

    # Drag and drop

    def supportedDropActions(self) -> Qt.DropAction:
        """Qt's: dragging moves."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Qt's: our own rows only."""
        return [DRAGGED]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Qt's: the uids that are dragged."""
        made = QMimeData()
        uids = ",".join(self.uid_at(index) for index in indexes)
        made.setData(DRAGGED, QByteArray(uids.encode()))
        return made

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Qt's: hand the act over; the rows follow the form."""
        if not data.hasFormat(DRAGGED) or self._on_dropped is None:
            return False
        uids = tuple(bytes(data.data(DRAGGED).data()).decode().split(","))
        item = self._item(parent)
        before = item.children[row] if 0 <= row < len(item.children) else None
        into = item.node.uid if item.node else None
        self._on_dropped(uids, into, before.node.uid if before and before.node else None)
        return True


def _number(item: _Item) -> None:
    for row, child in enumerate(item.children):
        child.row = row


def _runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Consecutive numbers as (first, one after the last)."""
    made: list[tuple[int, int]] = []
    for n in numbers:
        if made and made[-1][1] == n:
            made[-1] = (made[-1][0], n + 1)
        else:
            made.append((n, n + 1))
    return made


def _longest_rise(order: Sequence[int]) -> set[int]:
    """The positions of a longest rising run of the numbers, those below zero left out."""
    ends: list[int] = []
    places: list[int] = []
    before: dict[int, int | None] = {}
    for at, number in enumerate(order):
        if number < 0:
            continue
        n = bisect_left(ends, number)
        before[at] = places[n - 1] if n else None
        ends[n : n + 1] = [number]
        places[n : n + 1] = [at]
    found: set[int] = set()
    step = places[-1] if places else None
    while step is not None:
        found.add(step)
        step = before[step]
    return found

"""The library of questions as panels see it: the blocks in use with their forms, read off the GUI
thread, and the acts on them.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from kobra_desktop.commands import library as commands
from kobra_desktop.models.administration.acts import FormActs
from kobra_desktop.models.live import LiveRead
from kobra_desktop.models.questionnaires.editor import EditorModel
from kobra_desktop.models.questionnaires.panel_counts import panel_counts
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.accents import plain
from kobra_desktop.store.queries.library import library_blocks
from kobra_domain.errors import Invalid
from kobra_domain.questionnaires import canonical
from kobra_domain.questionnaires.acts import Place, walk
from kobra_domain.questionnaires.blocks import block_of, insert_block
from kobra_domain.questionnaires.columns import shown
from kobra_domain.questionnaires.form import Form, Node
from kobra_domain.questionnaires.things import LibraryBlock
from kobra_domain.scope import Permission


@dataclass(frozen=True, slots=True)
class Block:
    """A block with its form; `heap` is what a search looks in."""

    id: str
    name: str
    note: str
    form: Form
    heap: str

    @property
    def questions(self) -> int:
        """How many questions it has, groups not counted."""
        return sum(not node.is_container for node in walk(self.form.survey))

    def outline(self, most: int = 8) -> list[str]:
        """The labels of its first questions."""
        said = [
            " ".join(shown(node.cells, "label", None).split()) or node.name
            for node in walk(self.form.survey)
            if not node.is_container
        ]
        return said[:most]


class LibraryModel(QObject):
    """`failed`: a known error."""

    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.acts = FormActs(workspace, self)
        self.may_design = workspace.desk.may(Permission.DESIGN)
        self.acts.failed.connect(self.failed)
        self.list: LiveRead[list[Block]] = workspace.shared(
            "library", lambda: LiveRead(workspace, lambda: _blocks(workspace))
        )
        self.list.failed.connect(self.failed)

    @property
    def blocks(self) -> list[Block]:
        """Those that are in the library."""
        return self.list.value or []

    @property
    def is_loaded(self) -> bool:
        """Whether they are known."""
        return self.list.is_loaded

    def reload(self) -> None:
        """Read the blocks anew."""
        self.list.reload()

    def found(self, search: str) -> list[Block]:
        """The blocks in which all words occur."""
        words = plain(search).split()
        return [block for block in self.blocks if all(word in block.heap for word in words)]

    def block(self, block_id: str) -> Block | None:
        """A block by its id."""
        return next((block for block in self.blocks if block.id == block_id), None)

    # Acts

    def insert(self, editor: EditorModel, block: Block) -> bool:
        """Put a copy behind what is selected, or into a selected group that is empty."""
        before = editor.spots.keys()
        place = _place(editor)
        after = insert_block(editor.form, block.form, place, editor.new_uid)
        tops = after.survey if place.parent is None else _children(after, place.parent)
        fresh = [node.uid for node in tops if node.uid not in before]
        label = panel_counts.inserted(block.questions).format(name=block.name)
        editor.act(label, after, select=fresh)
        return bool(fresh)

    def keep(self, editor: EditorModel, name: str) -> None:
        """Keep what is selected as a new block."""
        desk, form = self.workspace.desk, block_of(editor.form, editor.selection)
        said = self.tr("«{name}» is in the library").format(name=name)
        self.acts.run(lambda: commands.keep_block(desk, name, form), lambda _: said)

    def rename(self, block_id: str, name: str) -> None:
        """Call a block otherwise."""
        desk, said, seen = self.workspace.desk, self.tr("Block renamed"), self.block(block_id)
        self.acts.run(
            lambda: commands.rename_block(desk, block_id, name, seen=seen), lambda _: said
        )

    def retire(self, block_id: str) -> None:
        """Take a block out of the library."""
        desk, said = self.workspace.desk, self.tr("Block taken out of the library")
        self.acts.run(lambda: commands.retire_block(desk, block_id), lambda _: said)


def _blocks(workspace: Workspace) -> list[Block]:
    """The blocks; one that cannot be read is left out."""
    found = (_read(block) for block in library_blocks(workspace.desk.store))
    return [block for block in found if block is not None]


def _read(block: LibraryBlock) -> Block | None:
    try:
        form = canonical.read(block.document)
    except Invalid:
        return None
    labels = " ".join(
        f"{node.name} {shown(node.cells, 'label', None)}" for node in walk(form.survey)
    )
    return Block(block.id, block.name, block.note, form, plain(f"{block.name} {labels}"))


def _place(editor: EditorModel) -> Place:
    if not editor.selection:
        return Place(None, len(editor.form.survey))
    spot = editor.spots[editor.selection[-1]]
    if spot.node.is_container and not spot.node.children:
        return Place(spot.node.uid, 0)
    return Place(spot.parent, spot.index + 1)


def _children(form: Form, uid: str) -> tuple[Node, ...]:
    return next(node.children for node in form.nodes() if node.uid == uid)

"""Acts on the outline of a form by the names that a person undoes them by: insert, move, group,
duplicate, cut and paste, rename, another type.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QObject

from kobra_desktop.models.questionnaires.editor import EditorModel
from kobra_desktop.models.questionnaires.new_questions import AUTOMATIC, NewQuestions, slug
from kobra_domain.questionnaires import acts, blocks
from kobra_domain.questionnaires.acts import Place
from kobra_domain.questionnaires.columns import default_language, shown
from kobra_domain.questionnaires.form import Form, NodeKind
from kobra_domain.questionnaires.question_types import Offer


class Outline(QObject):
    """What tree, menus and keys do; each act is pushed on the editor's stack."""

    def __init__(self, editor: EditorModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._new = NewQuestions(self)
        self._fresh: set[str] = set()

    # Places

    def place_after(self, uid: str | None) -> Place:
        """Right after a node; inside at the end of a group; at the end of the form for none."""
        spot = self._editor.spots.get(uid or "")
        if spot is None:
            return Place(None, len(self._editor.form.survey))
        if spot.node.is_container:
            return Place(spot.node.uid, len(spot.node.children))
        return Place(spot.parent, spot.index + 1)

    def _place_now(self) -> Place:
        chosen = self._editor.selection
        return self.place_after(chosen[-1] if chosen else None)

    def _place_before(self, parent: str | None, sibling: str | None) -> Place:
        spot = self._editor.spots.get(sibling or "")
        if spot is not None:
            return Place(spot.parent, spot.index)
        node = self._editor.node(parent or "")
        return Place(parent, len(node.children if node else self._editor.form.survey))

    # Making

    def insert(self, offer: Offer, label: str = "", place: Place | None = None) -> str:
        """A question of an offered type after what is chosen, with the list it needs; answers its
        uid.
        """
        editor, uid = self._editor, self._editor.new_uid()
        where = place or self._place_now()
        changed = self._new.inserted(editor.form, offer, where, uid, label)
        self._fresh.add(uid)
        editor.act(self._new.act_words(), changed, (uid,))
        return uid

    def group(self) -> None:
        """Put the chosen ones into a new group."""
        editor = self._editor
        tops = acts.tops(editor.form, editor.selection)
        if not tops:
            return
        uid, first = editor.new_uid(), acts.place_of(editor.form, tops[0].uid)
        made = self._new.node(editor.form, Offer("begin_group", "begin_group"), uid)

        def change(form: Form) -> Form:
            form = acts.insert(form, [made], first)
            return acts.move(form, [node.uid for node in tops], Place(uid, 0))

        editor.try_act(self.tr("Group"), change, (uid,))

    def add_metadata(self, offer: Offer) -> None:
        """Something that the phone records by itself, before the first question."""
        editor, uid = self._editor, self._editor.new_uid()
        changed = self._new.inserted(editor.form, offer, Place(None, 0), uid)
        editor.act(self._new.act_words(), changed)

    def remove_nodes(self, uids: Sequence[str], what: str) -> None:
        """Take these away, whatever is chosen."""
        words = self.tr("Remove «{what}»").format(what=what)
        self._editor.try_act(words, lambda form: acts.remove(form, uids))

    # Moving

    def move(self, uids: Iterable[str], parent: str | None, before: str | None) -> None:
        """Into a parent (None: the top) before a sibling (None: at the end)."""
        chosen = tuple(uids)
        place = self._place_before(parent, before)
        self._editor.try_act(
            self.tr("Move %n question(s)", "", len(chosen)),
            lambda form: acts.move(form, chosen, place),
            chosen,
        )

    def move_by(self, step: int) -> None:
        """Up (-1) or down (+1) among siblings, out of the group at its edge."""
        chosen = acts.tops(self._editor.form, self._editor.selection)
        if not chosen:
            return
        edge = chosen[0] if step < 0 else chosen[-1]
        place = self._next_place(edge.uid, step)
        if place is not None:
            uids = tuple(node.uid for node in chosen)
            self._editor.try_act(
                self.tr("Move %n question(s)", "", len(uids)),
                lambda form: acts.move(form, uids, place),
                self._editor.selection,
            )

    def _next_place(self, uid: str, step: int) -> Place | None:
        spots = self._editor.spots
        spot = spots[uid]
        parent = spots[spot.parent].node if spot.parent else None
        siblings = parent.children if parent else self._editor.form.survey
        at = spot.index + step
        while 0 <= at < len(siblings) and siblings[at].kind is NodeKind.BLANK:
            at += step
        if not 0 <= at < len(siblings):
            if spot.parent is None:
                return None
            outer = spots[spot.parent]
            return Place(outer.parent, outer.index + (step > 0))
        neighbour = siblings[at]
        if neighbour.is_container:
            return Place(neighbour.uid, 0 if step > 0 else len(neighbour.children))
        return Place(spot.parent, at + (step > 0))

    # Removing and copying

    def remove(self, label: str = "") -> None:
        """Take the chosen ones away; what stands next is chosen."""
        editor = self._editor
        chosen = editor.selection
        if chosen:
            words = label or self.tr("Delete %n question(s)", "", len(chosen))
            after = self._neighbour(chosen)
            editor.try_act(words, lambda form: acts.remove(form, chosen), after)

    def _neighbour(self, chosen: Sequence[str]) -> tuple[str, ...]:
        spot = self._editor.spots[chosen[0]]
        parent = self._editor.node(spot.parent or "")
        siblings = parent.children if parent else self._editor.form.survey
        rest = [node for node in siblings if node.uid not in chosen]
        later = [n for n in rest if n.kind is not NodeKind.BLANK and siblings.index(n) > spot.index]
        found = later[:1] or [n for n in rest if n.kind is not NodeKind.BLANK][-1:]
        return (found[0].uid,) if found else ((spot.parent,) if spot.parent else ())

    def duplicate(self) -> None:
        """A copy of each chosen one right behind it, under free names; the copies are chosen."""
        editor, made = self._editor, []
        chosen = editor.selection
        if not chosen:
            return

        def new_uid() -> str:
            made.append(editor.new_uid())
            return made[-1]

        changed = acts.duplicate(editor.form, chosen, new_uid)
        known = set(editor.spots)
        words = self.tr("Duplicate %n question(s)", "", len(chosen))
        copies = [n.uid for n in changed.nodes() if n.uid in set(made) - known]
        tops = [node.uid for node in acts.tops(changed, copies)]
        editor.act(words, changed, tops)

    def copied(self) -> Form | None:
        """The chosen ones as a form of their own, with the lists they need; None for none."""
        chosen = self._editor.selection
        return blocks.block_of(self._editor.form, chosen) if chosen else None

    def paste(self, block: Form, place: Place | None = None) -> None:
        """Put in what was copied, under free names, after what is chosen."""
        editor = self._editor
        where = place or self._place_now()
        known = set(editor.spots)
        count = len(block.survey)
        label = self.tr("Paste %n question(s)", "", count)
        try_form = lambda form: blocks.insert_block(form, block, where, editor.new_uid)  # noqa: E731
        if editor.try_act(label, try_form):
            fresh = [uid for uid in editor.spots if uid not in known]
            editor.select(node.uid for node in acts.tops(editor.form, fresh))

    # Cells

    def rename(self, uid: str, name: str) -> None:
        """Another name; every reference follows."""
        node = self._editor.node(uid)
        if node is None or node.name == name.strip():
            return
        words = self.tr("Rename «{old}»").format(old=node.name)
        self._editor.try_act(words, lambda form: acts.rename(form, uid, name.strip()))

    def cut_words(self, count: int) -> str:
        """What undo calls cutting."""
        return self.tr("Cut %n question(s)", "", count)

    def set_label(self, uid: str, key: str, text: str) -> None:
        """Write a label; a question made here is named after it."""
        self.set_cell(uid, key, text, self.tr("Write the label"))
        self.name_after_label(uid)

    def name_after_label(self, uid: str) -> None:
        """Name a question that was made here, and still has the name it was made with, after its
        label. Names of what was there before are left alone: answers may have been collected.
        """
        editor = self._editor
        node = editor.node(uid)
        if node is None or uid not in self._fresh or not AUTOMATIC.fullmatch(node.name):
            return
        name = slug(shown(node.cells, "label", default_language(editor.form)))
        if name:
            free = acts.free_name(name, acts.names(editor.form) - {node.name})
            words = self.tr("Name «{name}»").format(name=free)
            editor.try_act(words, lambda form: acts.rename(form, uid, free))

    def set_type(self, uid: str, offer: Offer) -> None:
        """Another type, with the list it needs; cells that it does not take stay."""
        words = self.tr("Change type")
        self._editor.try_act(words, lambda form: self._new.retyped(form, uid, offer))

    def write_type(self, uid: str, text: str) -> None:
        """The type as it is written: another list, another file."""
        node = self._editor.node(uid)
        if node is not None and node.type != text:
            self._editor.try_act(
                self.tr("Change type"),
                lambda form: acts.set_type(form, uid, text),
                merge=f"cell:{uid}:type",
            )

    def set_cell(self, uid: str, key: str, text: str, label: str) -> None:
        """Write a cell, an empty text takes it away; typing in one cell is one act."""
        node = self._editor.node(uid)
        if node is None or node.cells.get(key, "") == text:
            return
        self._editor.try_act(
            label,
            lambda form: acts.set_cell(form, uid, key, text or None),
            merge=f"cell:{uid}:{key}",
        )

    def set_cells(
        self, uid: str, cells: Mapping[str, str | None], label: str, merge: str = ""
    ) -> None:
        """Write several cells of one question as one act."""
        edits = [(uid, key, text or None) for key, text in cells.items()]
        self._editor.try_act(label, lambda form: acts.set_cells(form, edits), merge=merge)

    def set_setting(self, key: str, text: str, label: str) -> None:
        """Write a setting of the form, an empty text takes it away."""
        if self._editor.form.settings.get(key, "") != text:
            self._editor.try_act(
                label,
                lambda form: acts.set_setting(form, key, text or None),
                merge=f"setting:{key}",
            )

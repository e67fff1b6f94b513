"""The form that is open in the editor: acts with their undo, what is selected, which language is
read, which problems it has. Knows no replica: see `drafts`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from kobra_desktop.models.questionnaires.acts import FormAct, FormHistory, Moment
from kobra_domain.errors import DomainError
from kobra_domain.questionnaires.columns import default_language, languages
from kobra_domain.questionnaires.form import Form, Node

if TYPE_CHECKING:
    from kobra_domain.questionnaires.problems import Problem


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a node stands: itself, its parent's uid (None: at the top) and its index there."""

    node: Node
    parent: str | None
    index: int


class EditorModel(QObject):
    """`act` is the only way to change `form`. `language` is "" for the columns without one.

    `attention_requested` (uid, column): bring that question and that field in front. `failed` (a
    DomainError): an act that the rules refuse; nothing changed.
    """

    form_changed = Signal()
    selection_changed = Signal()
    problems_changed = Signal()
    language_changed = Signal()
    attention_requested = Signal(str, str)
    failed = Signal(object)

    def __init__(
        self, form: Form, *, is_read_only: bool = False, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.is_read_only = is_read_only
        self.acts = FormHistory(self._show, self)
        self._now = Moment(form)
        self._spots: dict[str, Spot] | None = None
        self._problems: tuple[Problem, ...] = ()
        self._language = ""
        self._spoken: tuple[Form, str, str] | None = None

    # The form

    @property
    def form(self) -> Form:
        """The form as it is now."""
        return self._now.form

    def act(
        self, label: str, new_form: Form, select: Iterable[str] | None = None, merge: str = ""
    ) -> None:
        """Do one undoable act, named as the user reads it («Mover 3 preguntas»).

        `select` are the uids selected after it (None: what is). Acts with the same `merge` key in
        a row are one. A form that is the same is no act.
        """
        if self.is_read_only or new_form == self.form:
            return
        chosen = self.selection if select is None else tuple(select)
        after = Moment(new_form, chosen)
        self.acts.do(FormAct(label, self._now, after, merge))

    def try_act(
        self,
        label: str,
        change: Callable[[Form], Form],
        select: Iterable[str] | None = None,
        merge: str = "",
    ) -> bool:
        """Like `act`, of a function of the form; what the rules refuse is told by `failed`."""
        try:
            changed = change(self.form)
        except DomainError as problem:
            self.failed.emit(problem)
            return False
        self.act(label, changed, select, merge)
        return True

    def show_anew(self, form: Form) -> None:
        """Another form from outside, such as a draft that was read; there is nothing to undo."""
        self.acts.clear()
        self._show(Moment(form))

    def _show(self, moment: Moment) -> None:
        is_other = moment.form is not self._now.form
        chosen = self._now.selection
        self._now = moment
        if is_other:
            self._spots = None
            self.form_changed.emit()
        self._keep_known()
        if self._now.selection != chosen:
            self.selection_changed.emit()

    def _keep_known(self) -> None:
        """No selection of what is gone."""
        known = tuple(uid for uid in self._now.selection if uid in self.spots)
        if known != self._now.selection:
            self._now = Moment(self._now.form, known)

    # Finding

    @property
    def spots(self) -> Mapping[str, Spot]:
        """Every node by uid with its place; made once per form."""
        if self._spots is None:
            self._spots = _spots(self.form)
        return self._spots

    def node(self, uid: str) -> Node | None:
        """A node by its uid."""
        spot = self.spots.get(uid)
        return spot.node if spot else None

    def new_uid(self) -> str:
        """A uid that no node has."""
        return uuid4().hex

    # Selection and language

    @property
    def selection(self) -> tuple[str, ...]:
        """The selected uids, in the order of the form."""
        return self._now.selection

    @property
    def current(self) -> Node | None:
        """The one selected node; None when none or several are."""
        return self.node(self.selection[0]) if len(self.selection) == 1 else None

    def select(self, uids: Iterable[str]) -> None:
        """Select these, in the order of the form; unknown uids are left out."""
        wanted = set(uids) & self.spots.keys()
        chosen = tuple(uid for uid in self.spots if uid in wanted) if wanted else ()
        if chosen != self.selection:
            self._now = Moment(self.form, chosen)
            self.selection_changed.emit()

    def attend(self, uid: str, column: str = "") -> None:
        """Select a question and bring it, and the field of that column, in front."""
        self.select((uid,))
        self.attention_requested.emit(uid, column)

    @property
    def language(self) -> str:
        """The language that labels are read and written in: the chosen one while the form has it,
        else the form's own; "" for the columns without one.
        """
        form, chosen = self._now.form, self._language
        seen = self._spoken
        if seen is None or seen[0] is not form or seen[1] != chosen:
            known = chosen in languages(form)
            seen = (form, chosen, chosen if known else default_language(form) or "")
            self._spoken = seen
        return seen[2]

    def set_language(self, language: str) -> None:
        """Read and write labels in another language."""
        if language != self._language:
            self._language = language
            self.language_changed.emit()

    # Problems

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What the last checks found, in the order of the form."""
        return self._problems

    def set_problems(self, problems: Iterable[Problem]) -> None:
        """What the checks have found."""
        found = tuple(problems)
        if found != self._problems:
            self._problems = found
            self.problems_changed.emit()


def _spots(form: Form) -> dict[str, Spot]:
    found: dict[str, Spot] = {}

    def walk(nodes: tuple[Node, ...], parent: str | None) -> None:
        for index, node in enumerate(nodes):
            found[node.uid] = Spot(node, parent, index)
            if node.children:
                walk(node.children, node.uid)

    walk(form.survey, None)
    return found

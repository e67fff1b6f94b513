"""What waits and what was held, in words: each edit with both sides field by field, and a
person's decisions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal

from kobra_desktop.commands import held
from kobra_desktop.errors import Known
from kobra_desktop.models.live import LiveRead
from kobra_desktop.models.plain_values import field_words, name_in
from kobra_desktop.models.questionnaires.held_documents import (
    DOCUMENT,
    FOLLOWERS,
    FORM_KINDS,
    document_words,
)
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.outbox import OpState
from kobra_desktop.store.queries.held import OpRow, Side, op_rows
from kobra_domain.words import field_title, moment, say


@dataclass(frozen=True, slots=True)
class SideWords:
    """One field: its label, mine and theirs in words. Only contested ones are chosen between;
    `leads` are the fields that go with what is chosen for this one.
    """

    field: str
    label: str
    seen: str
    mine: str
    theirs: str
    is_contested: bool
    leads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeldLine:
    """One edit in words."""

    row: OpRow
    title: str
    act: str
    made: str
    state: str
    reason: str
    sides: tuple[SideWords, ...]

    @property
    def is_conflict(self) -> bool:
        """Whether somebody else changed the same."""
        return self.row.state is OpState.CONFLICT

    @property
    def is_refused(self) -> bool:
        """Whether the server said no: it is sent again or thrown away."""
        return self.row.state is OpState.REJECTED

    @property
    def is_waiting(self) -> bool:
        """Whether it needs nobody."""
        return self.row.state is OpState.WAITING


def together(lines: Iterable[HeldLine]) -> list[tuple[HeldLine, ...]]:
    """The lines as they are listed: conflicts, what was refused, what waits. Those of one act wait
    together; what needs a person stands alone.
    """
    made: dict[str, list[HeldLine]] = {}
    for line in sorted(lines, key=lambda one: (not one.is_conflict, one.is_waiting)):
        act = line.row.act_id if line.is_waiting else None
        made.setdefault(act or line.row.op_id, []).append(line)
    return [tuple(part) for part in made.values()]


def act_of(lines: Sequence[HeldLine]) -> str:
    """What an act over several rows mostly did."""
    ((act, _),) = Counter(line.act for line in lines).most_common(1)
    return act


class HeldModel(QObject):
    """`changed`: other lines. Decisions are written at once; sync sends what is kept."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.list = LiveRead(
            workspace,
            lambda: [held_line(row, workspace) for row in op_rows(workspace.desk.store)],
            self,
        )
        self.list.loaded.connect(self.changed)
        self.list.failed.connect(self.failed)

    @property
    def lines(self) -> list[HeldLine]:
        """All edits, oldest first."""
        return self.list.value or []

    @property
    def is_loaded(self) -> bool:
        """Whether they are known."""
        return self.list.is_loaded

    def open(self) -> None:
        """They are seen."""
        self.list.open()

    def rest(self) -> None:
        """They are not seen."""
        self.list.rest()

    @property
    def conflicts(self) -> list[HeldLine]:
        """Those with two sides."""
        return [line for line in self.lines if line.is_conflict]

    def reload(self) -> None:
        """Read the outbox anew."""
        self.list.reload()

    def keep_mine(self, row: OpRow, fields: Collection[str] | None = None) -> None:
        """Send it again over what the server has, as `row` says it; the named fields are mine, the
        rest theirs.
        """
        desk, theirs = self.workspace.desk, {side.field: side.theirs for side in row.sides}
        self._write(lambda: held.keep_mine(desk, row.op_id, fields=fields, theirs=theirs))

    def take_theirs(self, op_id: str) -> None:
        """Leave the server's."""
        desk = self.workspace.desk
        self._write(lambda: held.take_theirs(desk, op_id))

    def retry(self, op_id: str) -> None:
        """Send a refused edit once more."""
        desk = self.workspace.desk
        self._write(lambda: held.retry(desk, op_id))

    def discard(self, op_id: str) -> None:
        """Throw a refused edit away."""
        desk = self.workspace.desk
        self._write(lambda: held.discard(desk, op_id))

    def _write(self, act: Callable[[], None]) -> None:
        background = self.workspace.background
        background.write(act, lambda _: self.reload(), self._on_failed, owner=self)

    def _on_failed(self, problem: Known) -> None:
        self.failed.emit(problem)


def held_line(row: OpRow, workspace: Workspace) -> HeldLine:
    """An edit in words."""
    locale = workspace.locale
    made = moment(row.made_at, workspace.zone.key, locale, workspace.now)
    reason = say(row.code, row.params, locale) if row.code else ""
    kind = say(f"kind.{row.kind}", None, locale)
    return HeldLine(
        row=row,
        title=f"{kind} · {row.title}" if row.title else kind,
        act=act_words(row.command),
        made=made,
        state=state_words(row.state),
        reason=reason,
        sides=_sides_words(row, workspace),
    )


def _sides_words(row: OpRow, workspace: Workspace) -> tuple[SideWords, ...]:
    """All fields that a person decides on; those that go with a form's document are not asked."""
    sides = [side for side in row.sides if side.field != "id"]
    is_form = row.kind in FORM_KINDS
    document = next((s for s in sides if s.field == DOCUMENT), None) if is_form else None
    if document is None:
        return tuple(_side_words(row.kind, side, workspace) for side in sides)
    names = tuple(side.field for side in sides if side.field in FOLLOWERS)
    others = [side for side in sides if side.field not in (DOCUMENT, *FOLLOWERS)]
    rest = [_side_words(row.kind, side, workspace) for side in others]
    words = document_words(document, workspace.locale)
    made = SideWords(
        DOCUMENT,
        QCoreApplication.translate("Held", "The form"),
        words.seen,
        words.mine,
        words.theirs,
        any(side.is_contested for side in sides if side.field in (DOCUMENT, *names)),
        names,
    )
    return (made, *rest)


def _side_words(kind: str, side: Side, workspace: Workspace) -> SideWords:
    named = name_in(workspace)

    def words(value: Any) -> str:
        return field_words(kind, side.field, value, workspace, named)

    return SideWords(
        side.field,
        field_title(side.field, kind, workspace.locale),
        words(side.seen),
        words(side.mine),
        words(side.theirs),
        side.is_contested,
    )


def state_words(state: OpState) -> str:
    """Where an edit stands."""
    translate = QCoreApplication.translate
    return {
        OpState.WAITING: translate("Held", "To send"),
        OpState.PARKED: translate("Held", "Waits for another"),
        OpState.CONFLICT: translate("Held", "Conflict"),
        OpState.REJECTED: translate("Held", "Could not be sent"),
    }[state]


def act_words(command: str) -> str:
    """What was done, by the second half of the command's name."""
    translate = QCoreApplication.translate
    acts = {
        "create": translate("Held", "Created"),
        "edit": translate("Held", "Changed"),
        "assign": translate("Held", "Assigned"),
        "cancel": translate("Held", "Cancelled"),
        "reopen": translate("Held", "Reopened"),
        "order": translate("Held", "Ordered in its day"),
        "hours": translate("Held", "Other hours"),
        "attend": translate("Held", "Attended"),
        "mute": translate("Held", "Muted"),
        "absence": translate("Held", "Absence"),
        "review": translate("Held", "Reviewed"),
        "decide": translate("Held", "Decided"),
        "place": translate("Held", "Put on the map"),
        "split": translate("Held", "Split in two"),
        "match": translate("Held", "Given to an account"),
        "segment": translate("Held", "Put into a segment"),
        "keep": translate("Held", "How to reach them"),
        "do_not_contact": translate("Held", "Whether they may be contacted"),
        "correct": translate("Held", "Corrected"),
        "deceased": translate("Held", "A death is known"),
        "restriction": translate("Held", "Whether their data are restricted"),
    }
    return acts.get(command.partition(".")[2], command)

"""The last days of the chosen agent, as they were kept when each was over."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Signal

from kobra_desktop.models.live import LiveRead
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.agent_days import kept_days
from kobra_domain.agent_days import AgentDay
from kobra_domain.words import day_words, distance, duration, number

SHOWN = 7


@dataclass(frozen=True, slots=True)
class DayWords:
    """A day in words: `more` is what else is known of it, name by name."""

    day: str
    done: str
    distance: str
    more: str


class KeptDaysModel(QObject):
    """`changed`: other days. Nothing is read while nobody is chosen."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.agent_id = ""
        self._read = LiveRead(workspace, self._days, self)
        self._read.loaded.connect(self.changed)

    @property
    def days(self) -> list[DayWords] | None:
        """The newest first; None until they are read."""
        return self._read.value

    def show(self, agent_id: str) -> None:
        """Whose days."""
        if agent_id == self.agent_id:
            return
        self.agent_id = agent_id
        self._read.forget()
        self.changed.emit()
        if agent_id and self._read.is_seen:
            self._read.reload()

    def open(self) -> None:
        """They are seen."""
        if self.agent_id:
            self._read.open()

    def rest(self) -> None:
        """They are not seen."""
        self._read.rest()

    def _days(self) -> list[DayWords]:
        found = kept_days(self._workspace.desk.store, self.agent_id, SHOWN)
        return [day_line(one, self._workspace) for one in found]


def day_line(day: AgentDay, workspace: Workspace) -> DayWords:
    """What is said of it, in one line and in full."""
    translate, locale = QCoreApplication.translate, workspace.locale
    done = f"{number(day.done, locale)}/{number(day.planned, locale)}"
    span = ""
    if day.first_at is not None and day.last_at is not None:
        span = f"{workspace.hour(day.first_at)}–{workspace.hour(day.last_at)}"
    facts = (
        (translate("FieldMap", "Done of planned"), done),
        (translate("FieldMap", "Moved to another day"), number(day.carried, locale)),
        (translate("FieldMap", "At the address"), number(day.at_address, locale)),
        (translate("FieldMap", "Contact with holder"), number(day.right_party, locale)),
        (translate("FieldMap", "Distance"), distance(day.distance_m, locale)),
        (translate("FieldMap", "Moving"), duration(day.moving_s, locale)),
        (translate("FieldMap", "Not moving"), duration(day.stopped_s, locale)),
        (translate("FieldMap", "Without data"), duration(day.unexplained_s, locale)),
        (translate("FieldMap", "Stops"), number(day.stops, locale)),
        (translate("FieldMap", "First and last report"), span or "–"),
    )
    return DayWords(
        day=day_words(day.day, locale, workspace.today),
        done=done,
        distance=distance(day.distance_m, locale),
        more="\n".join(f"{name}: {value}" for name, value in facts),
    )

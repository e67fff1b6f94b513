"""Reports that are sent by mail again and again, as a list: one's own, or all for who administers.
Asked each time they are seen.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QObject

from kobra_desktop.api import report_sharing as online
from kobra_desktop.models.administration.acts import Refused, Then
from kobra_desktop.models.columns import Columns
from kobra_desktop.models.listing import Listing, Quality
from kobra_desktop.models.reports.shared_list import SharedList
from kobra_desktop.models.rows import Column, View
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.accents import plain
from kobra_domain.reports.schedules import rhythm_words
from kobra_domain.reports.sharing import (
    ReaderSaid,
    ScheduleSaid,
    ScheduleState,
    ScheduleWish,
)
from kobra_domain.scope import Permission
from kobra_domain.words import moment, say, word
from kobra_domain.words.say import has_words
from kobra_records.files.exports.table import ColumnType

translate = QCoreApplication.translate


class SchedulesModel(SharedList[ScheduleSaid]):
    """What is sent by mail."""

    def __init__(
        self, workspace: Workspace, status: StatusModel, parent: QObject | None = None
    ) -> None:
        super().__init__(workspace, status, View(sort_key="next"), parent)

    def _listing(self) -> Listing[ScheduleSaid]:
        return Listing(
            name="report_schedules",
            load=lambda: list(self._items),
            identity=lambda row: row.id,
            words=lambda row: plain(f"{row.title} {' '.join(row.to)} {row.made_by_name}"),
            columns=schedule_columns(self.workspace),
            qualities=schedule_qualities(self.workspace.locale),
        )

    def open(self) -> None:
        """Ask the server."""
        api = self.workspace.desk.api
        self._ask(lambda: online.schedules(api), self._on_items)

    # Acts

    def save(
        self,
        schedule_id: str,
        wish: ScheduleWish,
        then: Then,
        refused: Refused,
        owner: QObject | None = None,
    ) -> None:
        """Make or change one; an empty id is a new one."""
        desk = self.workspace.desk
        own_id = schedule_id or desk.new_id()

        def done(_: None) -> None:
            then()
            if wish.is_on:
                self.said.emit(translate("Sharing", "Saved: it is sent when it is due next"))
            else:
                self.said.emit(translate("Sharing", "Saved: it is not sent until it is on"))
            self.open()

        self.acts.ask(lambda: online.save_schedule(desk.api, own_id, wish), done, refused, owner)

    def switch(self, row: ScheduleSaid) -> None:
        """On or off."""
        other = replace(wish_of(row), is_on=not row.is_on)
        self.save(row.id, other, lambda: None, self.failed.emit)

    def send(self, row: ScheduleSaid) -> None:
        """Its readers get it now as well."""
        api = self.workspace.desk.api
        done = self._then(translate("Sharing", "It is on its way"))
        self.acts.ask(lambda: online.send_schedule(api, row.id), done, self.failed.emit)

    def remove(self, row: ScheduleSaid) -> None:
        """It is sent no more."""
        api = self.workspace.desk.api
        done = self._then(translate("Sharing", "It is sent no more"))
        self.acts.ask(lambda: online.remove_schedule(api, row.id), done, self.failed.emit)


def wish_of(row: ScheduleSaid) -> ScheduleWish:
    """What was wished, without what became of it."""
    names = ScheduleWish.__dataclass_fields__
    return ScheduleWish(**{name: getattr(row, name) for name in names})


def problem_words(row: ScheduleSaid, locale: str) -> str:
    """Why the last try failed, as a sentence; empty where it did not."""
    if not row.problem:
        return ""
    code = row.problem if has_words(row.problem) else "report_mail.not_made"
    return say(code, {"detail": row.problem_detail}, locale)


def reader_words(reader: ReaderSaid, workspace: Workspace) -> str:
    """What came of the last mail to a reader: «Entregado al servidor de correo, lun 30, 07:00»,
    «Falló: …». Whether it came to the mailbox no mail server says.
    """
    locale = workspace.locale
    if not reader.state:
        return translate("Sharing", "Nothing sent yet")
    said = say(f"delivery_state.{reader.state}", None, locale)
    if reader.state == "sent":
        said = translate("Sharing", "Handed to the mail server")
    if reader.state in ("sent", "maybe_sent") and reader.at is not None:
        return f"{said}, {moment_words(reader.at, workspace)}"
    why = say(reader.code, None, locale) if has_words(reader.code) else ""
    return ": ".join(filter(None, (said, " · ".join(filter(None, (why, reader.detail))))))


def moment_words(at: datetime, workspace: Workspace) -> str:
    """A moment by the reader's clock."""
    return moment(at, workspace.zone.key, workspace.locale, workspace.now)


def due_words(at: datetime, zone: str, workspace: Workspace) -> str:
    """A moment by the clock of the schedule's zone."""
    return moment(at, zone, workspace.locale)


def schedule_qualities(locale: str) -> tuple[Quality[ScheduleSaid], ...]:
    """What the chips filter by."""
    states = [(one.value, word(one, locale)) for one in ScheduleState]
    title = translate("Sharing", "State")
    return (Quality("state", title, lambda row: row.state.value, lambda: states),)


def schedule_columns(workspace: Workspace) -> list[Column[ScheduleSaid]]:
    """All columns, in order."""
    column, locale = Columns[ScheduleSaid](workspace), workspace.locale
    made: list[Column[ScheduleSaid]] = [
        column(
            "title", translate("Sharing", "Report"), lambda row: row.title, 150, stretch=1,
            tone=_tone,
        ),
        column(
            "how", translate("Sharing", "When"), lambda row: rhythm_words(row.rhythm, locale), 190,
            stretch=1, tone=_tone,
        ),
        column(
            "to", translate("Sharing", "To"), lambda row: ", ".join(row.to), 180, stretch=2,
            tone=_tone,
        ),
        column(
            "state", translate("Sharing", "State"), lambda row: _state(row, locale), 110,
            tone=lambda row: "error_fg" if row.state is ScheduleState.FAILING else _tone(row),
        ),
        column(
            "next", translate("Sharing", "Next"),
            lambda row: next(iter(row.next), None), 120, ColumnType.INSTANT,
        ),
        column(
            "sent", translate("Sharing", "Last sent"), lambda row: row.sent_at, 120,
            ColumnType.INSTANT, is_shown=False,
        ),
    ]  # fmt: skip
    if workspace.desk.may(Permission.ADMINISTER):
        title = translate("Sharing", "Set by")
        made.insert(3, column("by", title, lambda row: row.made_by_name, 130, is_name=True))
    return made


def _state(row: ScheduleSaid, locale: str) -> str:
    return word(row.state, locale) if row.is_on else translate("Sharing", "Off")


def _tone(row: ScheduleSaid) -> str:
    return "" if row.is_on else "text_3"

"""The audit as a list: the newest lines first, older ones on demand, filtered here."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject

from kobra_desktop.api.audit import audit as audit_page
from kobra_desktop.models.administration.audit_words import (
    VALUES,
    act_words,
    detail_label,
    detail_pairs,
    detail_value,
    detail_words,
    group_of,
    groups,
    names_of,
)
from kobra_desktop.models.columns import Columns
from kobra_desktop.models.days import day_quality, past_days
from kobra_desktop.models.listing import Listing, Quality
from kobra_desktop.models.live_list import LiveList
from kobra_desktop.models.rows import Column, Fact, View
from kobra_desktop.models.server_list import ServerList
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.accents import plain
from kobra_desktop.store.collation import name_key_or_last
from kobra_domain.answers import AuditPage, AuditRow
from kobra_domain.words import has_words, moment, say
from kobra_records.files.exports.table import ColumnType

SERVER = "-"
PAGE = 500
translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line in words."""

    row: AuditRow
    time: str
    who: str
    act: str
    group: str
    kind: str
    subject: str
    details: str
    pairs: tuple[tuple[str, str], ...]

    @property
    def id(self) -> str:
        """The line's number as text."""
        return str(self.row.id)


class AuditModel(ServerList[AuditEntry]):
    """The newest lines, and older ones on demand; what was read stays."""

    def __init__(
        self, workspace: Workspace, status: StatusModel, parent: QObject | None = None
    ) -> None:
        super().__init__(workspace, status, parent)
        self._rows: tuple[AuditRow, ...] = ()
        self._before: int | None = None
        listing: Listing[AuditEntry] = Listing(
            name="audit",
            load=self._entries,
            identity=lambda entry: entry.id,
            words=lambda entry: plain(f"{entry.who} {entry.act} {entry.subject} {entry.details}"),
            columns=audit_columns(workspace),
            qualities=audit_qualities(workspace),
        )
        self.list = LiveList(workspace, listing, View(), self)

    @property
    def has_older(self) -> bool:
        """Whether the server has more."""
        return self._before is not None

    def open(self) -> None:
        """Read the newest page, or what was written since."""
        desk = self.workspace.desk
        self._ask(lambda: audit_page(desk.api, limit=PAGE), self._on_newest)

    def more(self) -> None:
        """Read an older page."""
        if self.is_asking or not self.has_older:
            return
        desk, before = self.workspace.desk, self._before
        self._ask(lambda: audit_page(desk.api, before=before, limit=PAGE), self._on_older)

    def _on_newest(self, page: AuditPage) -> None:
        """Joined to what was read before; where more than a page was written since, begun anew."""
        top = self._rows[0].id if self._rows else 0
        fresh = tuple(row for row in page.items if row.id > top)
        if len(fresh) < len(page.items):
            self._rows = fresh + self._rows
        else:
            self._rows, self._before = page.items, page.next

    def _on_older(self, page: AuditPage) -> None:
        self._rows, self._before = self._rows + page.items, page.next

    def _entries(self) -> list[AuditEntry]:
        names = names_of(self.workspace, self._rows)
        return [_entry(row, names, self.workspace) for row in self._rows]


def _entry(row: AuditRow, names: dict[str, str], workspace: Workspace) -> AuditEntry:
    locale = workspace.locale
    kind = f"kind.{row.subject_kind}"
    nobody = translate("Administration", "The server")
    who = names.get(row.user_id or "") or translate("Administration", "Somebody out of sight")
    return AuditEntry(
        row=row,
        time=moment(row.at, str(workspace.zone), locale, workspace.now),
        who=who if row.user_id else nobody,
        act=act_words(row.act, locale),
        group=group_of(row.act),
        kind=say(kind, None, locale) if has_words(kind, locale) else "",
        subject=names.get(row.subject_id, ""),
        details=detail_words(row, workspace),
        pairs=tuple(detail_pairs(row, workspace)),
    )


def audit_qualities(workspace: Workspace) -> tuple[Quality[AuditEntry], ...]:
    """What the chips filter by."""
    return (
        day_quality(
            "day",
            translate("Administration", "When"),
            lambda entry: entry.row.at.astimezone(workspace.zone).date(),
            workspace,
            past_days,
        ),
        Quality("group", translate("Administration", "What"), lambda entry: entry.group, groups),
        Quality(
            "who",
            translate("Administration", "Who"),
            lambda entry: entry.row.user_id or SERVER,
            word=lambda entry: entry.who,
        ),
        Quality(
            "kind",
            translate("Administration", "On"),
            lambda entry: entry.row.subject_kind if entry.kind else "",
            word=lambda entry: entry.kind,
        ),
    )


def audit_columns(workspace: Workspace) -> list[Column[AuditEntry]]:
    """All columns, in order."""
    column = Columns[AuditEntry](workspace)
    return [
        column(
            "at",
            translate("Administration", "When"),
            lambda entry: entry.row.at,
            120,
            ColumnType.INSTANT,
            sort=lambda entry: entry.row.id,
        ),
        column(
            "who", translate("Administration", "Who"), lambda entry: entry.who, 130, is_name=True
        ),
        column(
            "act",
            translate("Administration", "What was done"),
            lambda entry: entry.act,
            210,
            stretch=1,
        ),
        column(
            "subject",
            translate("Administration", "On whom or what"),
            lambda entry: entry.subject or entry.kind,
            150,
            sort=lambda entry: name_key_or_last(entry.subject),
            is_name=True,
        ),
        _details(column, workspace),
    ]


def _details(column: Columns[AuditEntry], workspace: Workspace) -> Column[AuditEntry]:
    """What else is known of it; its hours and numbers are such in a file."""

    def fact(name: str, type: ColumnType) -> Fact[AuditEntry]:
        return Fact(type, lambda entry: detail_value(entry.row, name), detail_label(name))

    return column(
        "details",
        translate("Administration", "Detail"),
        lambda entry: detail_words(entry.row, workspace, without=VALUES),
        180,
        text=lambda entry: entry.details,
        also=tuple(fact(name, type) for name, type in VALUES.items()),
        stretch=2,
        tone=lambda _: "text_2",
    )

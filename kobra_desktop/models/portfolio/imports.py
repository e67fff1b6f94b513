"""The files that came in, as a list from the replica: it is whole without a network."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from PySide6.QtCore import QCoreApplication, QObject

from kobra_desktop.models.columns import Columns
from kobra_desktop.models.days import day_quality, past_days
from kobra_desktop.models.listing import Listing, Quality
from kobra_desktop.models.live_list import LiveList
from kobra_desktop.models.rows import Column, View
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.accents import plain
from kobra_desktop.store.queries.imports import ImportRow, import_rows, import_rows_of
from kobra_domain.imports.things import ImportKind, ImportState
from kobra_domain.words import word
from kobra_records.files.exports.table import ColumnType

__all__ = ["TINTS", "ImportRow", "ImportsModel", "brought_by", "import_columns"]

translate = QCoreApplication.translate
# What a person is waited for, by the tint of its word.
TINTS = {
    ImportState.READY: "info",
    ImportState.HELD: "warn",
    ImportState.FAILED: "error",
    ImportState.COMMITTED: "ok",
}

_RARE = {"same", "absent"}  # counts that the panel tells


class ImportsModel(QObject):
    """The list follows the news by itself."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        store = workspace.desk.store
        listing: Listing[ImportRow] = Listing(
            name="imports",
            load=lambda: import_rows(store, workspace.reach),
            identity=lambda row: row.item.id,
            words=lambda row: plain(
                f"{row.item.filename} {row.portfolio} {row.brought_by} {row.item.problem}"
            ),
            columns=import_columns(workspace),
            qualities=import_qualities(workspace),
            kind="import",
            load_ids=lambda ids: import_rows_of(store, ids, workspace.reach),
        )
        newest = View(sort_key="received", is_descending=True)
        self.list = LiveList(workspace, listing, newest, self)

    def row(self, import_id: str) -> ImportRow | None:
        """A file by its id."""
        return self.list.row(import_id)


def brought_by(row: ImportRow) -> str:
    """Who brought it; the server itself, from its folder, is somebody too."""
    if row.item.received_by is None:
        return translate("Imports", "The server, at night")
    return row.brought_by or translate("Imports", "Somebody no longer here")


def import_qualities(workspace: Workspace) -> tuple[Quality[ImportRow], ...]:
    """What the chips filter by."""
    locale = workspace.locale
    states = [(one.value, word(one, locale)) for one in ImportState]
    kinds = [(one.value, word(one, locale)) for one in ImportKind]
    return (
        Quality("state", translate("Imports", "State"), lambda row: row.item.state, lambda: states),
        Quality("kind", translate("Imports", "What"), lambda row: row.item.kind, lambda: kinds),
        Quality(
            "portfolio",
            translate("Imports", "Portfolio"),
            lambda row: row.item.portfolio_id,
            word=lambda row: row.portfolio,
        ),
        day_quality(
            "day",
            translate("Imports", "Came"),
            lambda row: row.item.received_at.astimezone(workspace.zone).date(),
            workspace,
            past_days,
        ),
    )


def _counted(column: Columns[ImportRow]) -> Iterator[Column[ImportRow]]:
    """How many rows were and became what."""
    counted = {
        "rows": translate("Imports", "Rows"),
        "new": translate("Imports", "New"),
        "changed": translate("Imports", "Changed"),
        "same": translate("Imports", "Same"),
        "refused": translate("Imports", "Refused"),
        "absent": translate("Imports", "Absent"),
    }
    for key, title in counted.items():
        count = attrgetter(f"item.{key}")
        yield column(key, title, count, 70, ColumnType.NUMBER, is_shown=key not in _RARE)


def import_columns(workspace: Workspace) -> list[Column[ImportRow]]:
    """All columns, in order."""
    column, locale = Columns[ImportRow](workspace), workspace.locale
    return [
        column(
            "received",
            translate("Imports", "Came"),
            lambda row: row.item.received_at,
            110,
            ColumnType.INSTANT,
        ),
        column(
            "state", translate("Imports", "State"), lambda row: word(row.item.state, locale), 100
        ),
        column(
            "file",
            translate("Imports", "File"),
            lambda row: row.item.filename,
            200,
            stretch=3,
            is_name=True,
        ),
        column(
            "portfolio",
            translate("Imports", "Portfolio"),
            lambda row: row.portfolio,
            140,
            stretch=1,
            is_name=True,
        ),
        column("kind", translate("Imports", "What"), lambda row: word(row.item.kind, locale), 90),
        *_counted(column),
        column(
            "cut_off",
            translate("Imports", "Cut-off"),
            lambda row: row.item.cut_off_on,
            90,
            ColumnType.DATE,
        ),
        column("by", translate("Imports", "Brought by"), brought_by, 120, stretch=1),
        column(
            "taken",
            translate("Imports", "Taken"),
            lambda row: row.item.committed_at,
            110,
            ColumnType.INSTANT,
            is_shown=False,
        ),
    ]

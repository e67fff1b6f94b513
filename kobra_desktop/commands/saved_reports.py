"""Reports that a person puts together: saved, given to a team, removed; and what is not saved yet,
which lies in the person's own replica, so that closing the program loses no edit.
"""

from __future__ import annotations

from dataclasses import fields

from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import Done, do
from kobra_desktop.commands.edits import edit
from kobra_desktop.store import kept
from kobra_desktop.store.making import Edit
from kobra_domain.errors import Invalid
from kobra_domain.reports.custom.things import SavedReport
from kobra_records.json_form import read_text, text

KEY = "report_drafts"
_CREATE, _EDIT = "saved_report.create", "saved_report.edit"
Drafts = dict[str, SavedReport]  # by their ids


def save(desk: Desk, report: SavedReport, before: SavedReport | None) -> Done:
    """Keep it for good; without `before` it is a new one. Raises DomainError."""
    said = {one.name: getattr(report, one.name) for one in fields(report)}
    said["edited_at"] = desk.clock()
    if before is None:
        return do(desk, [Edit(_CREATE, report.id, said)])
    changed = {
        name: value
        for name, value in said.items()
        if name != "owner_id" and value != getattr(before, name)
    }
    return edit(desk, _EDIT, report.id, changed, before)


def give(desk: Desk, report: SavedReport, team_id: str | None) -> Done:
    """Let a team see it; None: it is one's own again. Raises DomainError."""
    return edit(desk, _EDIT, report.id, {"team_id": team_id}, report)


def remove(desk: Desk, report: SavedReport) -> Done:
    """Nobody sees it any longer; can be undone. Raises DomainError."""
    return edit(desk, _EDIT, report.id, {"is_active": False}, report)


def drafts(desk: Desk) -> Drafts:
    """What was not saved yet. Raises StoreError."""
    with desk.store.reading() as connection:
        held = dict(kept.value(connection, KEY) or {})
    found: Drafts = {}
    for key, said in held.items():
        try:
            found[key] = read_text(said, SavedReport)
        except (Invalid, ValueError):  # of another version of this program: kept, not offered
            continue
    return found


def keep_draft(desk: Desk, report: SavedReport) -> None:
    """Keep what is not saved yet. Raises StoreError."""
    with desk.store.editing() as connection:
        held = dict(kept.value(connection, KEY) or {})
        kept.keep(connection, KEY, {**held, report.id: text(report)})


def forget_draft(desk: Desk, report_id: str) -> None:
    """It is saved, or shall be as it was. Raises StoreError."""
    with desk.store.editing() as connection:
        held = dict(kept.value(connection, KEY) or {})
        if held.pop(report_id, None) is not None:
            kept.keep(connection, KEY, held)

"""Taking rows along: the right to it, and the record of it, made here and sent to the audit."""

from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import do
from kobra_desktop.store.making import Edit
from kobra_domain.exports import ExportWay, needs_right
from kobra_domain.scope import Permission

_LONGEST_NAME, _LONGEST_FILTER = 120, 2_000


def may_export(desk: Desk, rows: int, *, has_personal_data: bool) -> bool:
    """Whether the user may take so many rows along: what the screen offers."""
    is_free = not needs_right(rows, has_personal_data=has_personal_data)
    return is_free or desk.may(Permission.EXPORT)


def record(
    desk: Desk, *, listing: str, filter: str, rows: int, way: ExportWay, has_personal_data: bool
) -> None:
    """Ask the right and note the act, if these rows need it; before anything leaves, for what was
    taken cannot be taken back. Raises NotAllowed, StoreError.
    """
    if not needs_right(rows, has_personal_data=has_personal_data):
        return
    _note(desk, listing=listing, filter=filter, rows=rows, way=way)


def record_dossier(desk: Desk, title: str, sha256: str, visits: int) -> None:
    """Note a dossier and which archive it is, before it takes its place. Raises NotAllowed,
    StoreError.
    """
    _note(desk, listing=title, filter=f"SHA-256 {sha256}", rows=visits, way=ExportWay.FILE)


def record_report(desk: Desk, title: str, about: str, panels: int, way: ExportWay) -> None:
    """Note a report, whatever it holds: what it was held to. Raises NotAllowed, StoreError."""
    _note(desk, listing=title, filter=about, rows=panels, way=way)


def _note(desk: Desk, *, listing: str, filter: str, rows: int, way: ExportWay) -> None:
    export_id = desk.new_id()
    values = {
        "id": export_id,
        "made_by": desk.who.id,
        "made_at": desk.clock(),
        "listing": listing[:_LONGEST_NAME],
        "filter": filter[:_LONGEST_FILTER],
        "rows": rows,
        "way": way,
    }
    do(desk, [Edit("export.create", export_id, values)])

"""What is done with a plan: taken into the book, and taken back."""

from concurrent.futures import TimeoutError as StillWorking
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request

from field_api.auth.caller import EntityId
from field_api.database import Db
from field_api.errors import ApiError
from field_api.imports.told import preview_of
from field_api.imports.undoing import undo_preview
from field_api.routes.import_parts import PATH, SETTLED, Taker, importer_of, mine, told
from field_api.settings import Conf
from kobra_domain.imports.answers import ImportDetail, UndoPreview
from kobra_domain.imports.things import ImportState

_WAITED_S = 20.0

router = APIRouter(prefix=PATH, tags=["imports"])


@dataclass(frozen=True, slots=True)
class CommitWish:
    """What becomes of accounts that the file does not name: keep, or close."""

    absent: str = "keep"


@dataclass(frozen=True, slots=True)
class UndoWish:
    """Rows that were changed since and go back all the same."""

    also: tuple[str, ...] = ()


@router.post("/{import_id}/commit")
def commit(
    import_id: EntityId,
    body: CommitWish,
    caller: Taker,
    request: Request,
    database: Db,
    settings: Conf,
) -> ImportDetail:
    """Take the plan into the book. What takes longer is told as the step `committing`. 409
    changed_since (it is planned anew), import_state.
    """
    _check_absent(body)
    with database.read() as connection:
        item = mine(connection, caller, import_id)
        if item.state not in (ImportState.READY, ImportState.HELD, ImportState.COMMITTED):
            raise ApiError("import_state", state=item.state.value)
    if item.state is not ImportState.COMMITTED:
        closes = body.absent == "close"
        done = importer_of(request).commit(import_id, caller.user.id, closes_absent=closes)
        _wait(done)
    return told(database, settings, caller, import_id)


def _check_absent(body: CommitWish) -> None:
    if body.absent not in ("keep", "close"):
        raise ApiError("invalid", field="absent")


def _wait(done: Any) -> None:
    try:
        done.result(_WAITED_S)
    except StillWorking:
        return


@router.post("/{import_id}/undo/preview")
def preview(import_id: EntityId, caller: Taker, database: Db, settings: Conf) -> UndoPreview:
    """What taking an import back would do."""
    with database.read() as connection:
        mine(connection, caller, import_id)
    undoing = undo_preview(database, settings.data_folder, import_id, settings.clock())
    with database.read() as connection:
        return preview_of(connection, undoing)


@router.post("/{import_id}/undo")
def undo(
    import_id: EntityId,
    body: UndoWish,
    caller: Taker,
    request: Request,
    database: Db,
    settings: Conf,
) -> ImportDetail:
    """Take an import back, with the rows that were changed since if they are named."""
    with database.read() as connection:
        item = mine(connection, caller, import_id)
        if item.state not in SETTLED:
            raise ApiError("import_state", state=item.state.value)
    if item.state is not ImportState.UNDONE:
        _wait(importer_of(request).undo(import_id, caller.user.id, frozenset(body.also)))
    return told(database, settings, caller, import_id)

"""Puts a file that was made where it goes in the server's folders: whole, under its name, once.
What is there already byte for byte was put by a server that was killed.
"""

import hashlib
import logging
import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from sqlalchemy import select, update

from field_api.alarms import over_edits
from field_api.change_log.record import record_all
from field_api.change_log.rows import find
from field_api.database import Database
from field_api.outgoing.alarms import held_alerts
from field_api.outgoing.files import content_parts
from field_api.outgoing.told_terms import terms_of_text
from field_api.tables.outgoing import outgoing_files as files
from kobra_domain.outgoing.answers import Manifest
from kobra_domain.outgoing.things import OutgoingState
from kobra_domain.portfolios import Portfolio
from kobra_records import json_form
from kobra_records.files.outgoing.manifest import MANIFEST_ENDING, manifest_bytes

NO_FOLDER, NAME_TAKEN, NOT_KEPT = "outgoing_no_folder", "outgoing_name_taken", "outgoing_gone"
_MODE = 0o640  # whoever fetches it is of the folder's group
_WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1))
_log = logging.getLogger(__name__)


def put_waiting(database: Database, now: datetime) -> int:
    """Put all files that were made and are not where they go; answers how many were put."""
    f = files.c
    left = (OutgoingState.MADE, OutgoingState.FAILED)
    query = select(files).where(f.state.in_(left), f.in_folder_at.is_(None))
    with database.read() as connection:
        rows = connection.execute(query.order_by(f.sequence)).all()
    put = 0
    for row in rows:
        terms = terms_of_text(row.terms)
        if terms is None or not terms.folder or (row.next_at is not None and row.next_at > now):
            continue
        manifest: Manifest = json_form.read_text(row.manifest, Manifest)
        problem = ""
        if not row.is_kept:
            problem = NOT_KEPT
        else:
            try:
                problem = _put(database, row.id, Path(terms.folder), manifest, terms.has_manifest)
            except OSError as found:
                _log.warning("outgoing_not_put", extra={"reason": str(found)})
                problem = NO_FOLDER
        _note(database, row.id, problem, now)
        put += not problem
    return put


def _put(
    database: Database, file_id: str, folder: Path, manifest: Manifest, has_manifest: bool
) -> str:
    """Put the file, and then its manifest, which says that it is whole. Answers the code of what
    is wrong. Raises OSError.
    """
    target = folder / manifest.file
    if target.exists():
        if _digest(target) != manifest.sha256:
            return NAME_TAKEN
    else:
        _whole(target, content_parts(database, file_id))
    if has_manifest:
        _whole(target.with_name(target.name + MANIFEST_ENDING), [manifest_bytes(manifest)])
    return ""


def _whole(target: Path, content: Iterable[bytes]) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".kobra-", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            for piece in content:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(_MODE)
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _note(database: Database, file_id: str, problem: str, now: datetime) -> None:
    f = files.c
    with database.begin() as connection:
        row = connection.execute(select(files).where(f.id == file_id)).one_or_none()
        if row is None:  # its portfolio's files are gone
            return
        values: dict[str, object] = {"state": OutgoingState.OUT, "in_folder_at": now}
        edits = over_edits(connection, msgspec.json.decode(row.alerts))
        if problem:
            wait = _WAITS[min(row.tries, len(_WAITS) - 1)]
            values = {"state": OutgoingState.FAILED, "next_at": now + wait, "tries": row.tries + 1}
            portfolio = find(connection, Portfolio, row.portfolio_id)
            if row.tries == 0 and portfolio is not None:
                edits = held_alerts(connection, portfolio, file_id, problem, now)
                values["alerts"] = json_form.text([one.id for one, _ in edits if one is not None])
            else:
                edits = []
        told = {"problem": problem, "params": "{}", **values}
        connection.execute(update(files).where(f.id == file_id).values(told))
        record_all(connection, edits, at=now)

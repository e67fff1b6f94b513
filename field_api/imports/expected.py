"""What file a portfolio expects each night: from a folder of the server, or at an upload address
whose key can do nothing else. The key is told once and kept as its hash.
"""

from datetime import datetime, time
from hmac import compare_digest
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from field_api.auth.tokens import hash_of, new_token
from field_api.change_log.rows import find
from field_api.errors import ApiError
from field_api.imports.work import work_of
from field_api.tables.imports import nightly_files as table
from kobra_domain.errors import Invalid
from kobra_domain.imports.answers import NightlyFile
from kobra_domain.imports.mapping import Mapping
from kobra_domain.imports.things import ImportKind, NightlyTerms
from kobra_domain.portfolios import Portfolio
from kobra_records.files.portfolio_files.mapping_json import mapping_of_text, mapping_text
from kobra_records.ids import new_id

PATH = "/nightly"


def nightly_of(connection: Connection, portfolio_id: str) -> tuple[NightlyFile, ...]:
    """The files that a portfolio expects each night."""
    rows = connection.execute(
        select(table).where(table.c.portfolio_id == portfolio_id).order_by(table.c.kind)
    )
    return tuple(
        NightlyFile(
            portfolio_id=row.portfolio_id,
            kind=row.kind,
            folder=row.folder,
            pattern=row.pattern,
            control=row.control,
            expected_by=time.fromisoformat(row.expected_by),
            mapping=mapping_of_text(row.mapping),
            is_on=row.is_on,
            last_name=row.last_name,
            last_at=row.last_at,
            key_made_at=row.key_made_at,
        )
        for row in rows
    )


def expect(
    connection: Connection,
    portfolio: Portfolio,
    kind: ImportKind,
    terms: NightlyTerms,
    mapping: Mapping | None,
) -> None:
    """Set what file a portfolio expects. Raises Invalid not_a_folder, missing."""
    folder, pattern = terms.folder, terms.pattern
    if folder and not (Path(folder).is_absolute() and Path(folder).is_dir()):
        raise Invalid("not_a_folder", field="folder")
    if folder and (not pattern.strip() or "/" in pattern):
        raise Invalid("missing", field="pattern")
    values = {
        "folder": folder,
        "pattern": pattern,
        "control": terms.control,
        "expected_by": f"{terms.expected_by:%H:%M}",
        "mapping": mapping_text(mapping),
        "is_on": terms.is_on,
    }
    here = (table.c.portfolio_id == portfolio.id, table.c.kind == kind)
    if connection.scalar(select(table.c.id).where(*here)) is not None:
        connection.execute(update(table).where(*here).values(**values))
        return
    blank = {"seen_name": "", "seen_size": 0, "last_name": "", "last_sha256": "", "missing_on": ""}
    connection.execute(
        insert(table).values(id=new_id(), portfolio_id=portfolio.id, kind=kind, **values, **blank)
    )


def expect_no_more(connection: Connection, portfolio_id: str, kind: ImportKind) -> None:
    """Expect no file of this kind any more; its upload address ends."""
    connection.execute(
        delete(table).where(table.c.portfolio_id == portfolio_id, table.c.kind == kind)
    )


def make_key(
    connection: Connection, portfolio_id: str, kind: ImportKind, now: datetime
) -> tuple[str, str]:
    """The id of an expected file and a new key to its upload address; the old one ends. Raises
    ApiError not_found.
    """
    here = (table.c.portfolio_id == portfolio_id, table.c.kind == kind)
    nightly_id: str | None = connection.scalar(select(table.c.id).where(*here))
    if nightly_id is None:
        raise ApiError("not_found", field="kind")
    key = new_token()
    connection.execute(update(table).where(*here).values(key_hash=hash_of(key), key_made_at=now))
    return nightly_id, key


def end_key(connection: Connection, portfolio_id: str, kind: ImportKind) -> None:
    """Nobody can bring the file to its upload address any more."""
    here = (table.c.portfolio_id == portfolio_id, table.c.kind == kind)
    connection.execute(update(table).where(*here).values(key_hash=None, key_made_at=None))


def opened_by(connection: Connection, nightly_id: str, key: str) -> tuple[Any, Portfolio]:
    """The row of the expected file whose upload address the key opens, and its portfolio. Raises
    ApiError wrong_upload_key, whatever is wrong: nothing is told to who has no key.
    """
    row = connection.execute(select(table).where(table.c.id == nightly_id)).one_or_none()
    kept = row.key_hash if row is not None else None
    if not compare_digest(kept or "", hash_of(key)) or row is None or not row.is_on:
        raise ApiError("wrong_upload_key", headers={"WWW-Authenticate": "Bearer"})
    portfolio = find(connection, Portfolio, row.portfolio_id)
    if portfolio is None or not portfolio.is_active:
        raise ApiError("wrong_upload_key", headers={"WWW-Authenticate": "Bearer"})
    return row, portfolio


def mapping_of(connection: Connection, import_id: str) -> Mapping | None:
    """The mapping that a file was read by."""
    said = work_of(connection, import_id).said
    return said.mapping if said else None

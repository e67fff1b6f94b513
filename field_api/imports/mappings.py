"""How files were read before, by their headers and the institution, so that the next one is too."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlalchemy import Connection, select

from field_api.database import upsert
from field_api.imports.setting import PlanSetting
from field_api.tables.imports import import_mappings as table
from kobra_domain.imports.mapping import Mapping, headers_key
from kobra_domain.imports.problems import FileRefused
from kobra_domain.imports.things import ImportKind
from kobra_domain.portfolios import Portfolio
from kobra_records.files.portfolio_files.mapping_json import mapping_json, read_mapping


def remembered_mapping(
    connection: Connection, setting: PlanSetting, headers: Sequence[str]
) -> Mapping | None:
    """The mapping by which a file of these headers was last taken, None if there was none."""
    text = connection.scalar(
        select(table.c.mapping).where(
            table.c.institution_id == setting.portfolio.institution_id,
            table.c.kind == setting.kind,
            table.c.headers == _key(headers),
        )
    )
    try:
        return None if text is None else read_mapping(text)
    except FileRefused:  # of a version that knew other targets
        return None


def remember(
    connection: Connection,
    portfolio: Portfolio,
    kind: ImportKind,
    headers: Sequence[str],
    mapping: Mapping,
    at: datetime,
) -> None:
    """Keep the mapping of a file that was taken."""
    statement = upsert(connection, table).values(
        institution_id=portfolio.institution_id,
        kind=kind,
        headers=_key(headers),
        mapping=msgspec.json.encode(mapping_json(mapping)).decode(),
        used_at=at,
    )
    fresh = {name: statement.excluded[name] for name in ("mapping", "used_at")}
    connection.execute(
        statement.on_conflict_do_update(index_elements=table.primary_key.columns, set_=fresh)
    )


def _key(headers: Sequence[str]) -> str:
    return hashlib.sha256(headers_key(headers).encode()).hexdigest()

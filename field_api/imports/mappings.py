"""How files were read before, by their headers and the institution, so that the next one is too."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, select

from field_api.database import upsert
from field_api.imports.setting import PlanSetting
from field_api.tables.imports import import_mappings as table
from kobra_domain.imports.formats import Encoding
from kobra_domain.imports.mapping import Mapping, headers_key
from kobra_domain.imports.problems import FileRefused
from kobra_domain.imports.reading import Look
from kobra_domain.imports.things import ImportKind
from kobra_domain.portfolios import Portfolio
from kobra_records.files.portfolio_files.mapping_json import mapping_of_text, mapping_text

_GUESSED = frozenset({Encoding.CP1252, Encoding.CP850, Encoding.MAC_ROMAN})


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
        return mapping_of_text(text)
    except FileRefused:  # of a version that knew other targets
        return None


def fitting(mapping: Mapping, seen: Look) -> Mapping:
    """What is remembered of other files without what this one says itself by its beginning: how its
    headers are written and on which line, a sheet of another name, letters that can only be UTF.
    """
    written = {headers_key([header]): header for header in reversed(seen.headers)}
    uses = (
        replace(use, header=written.get(headers_key([use.header]), use.header))
        if use.header not in seen.headers
        else use
        for use in mapping.columns
    )
    encoding = mapping.encoding if seen.encoding in _GUESSED else None
    sheet = mapping.sheet if mapping.sheet in {one.name for one in seen.sheets} else ""
    is_text = not mapping.fixed
    return replace(
        mapping,
        columns=tuple(uses),
        encoding=encoding,
        sheet=sheet,
        delimiter=None if is_text else mapping.delimiter,
        header_line=0 if is_text else mapping.header_line,
        header_rows=0 if is_text else mapping.header_rows,
    )


def remember(
    connection: Connection,
    portfolio: Portfolio,
    kind: ImportKind,
    headers: Sequence[str],
    mapping: Mapping,
    at: datetime,
    *,
    assumed: Collection[str] = (),
) -> None:
    """Keep the mapping of a file that was taken, without what was only assumed of it."""
    uses = (
        replace(use, decimal=None, date_order=None) if use.header in assumed else use
        for use in mapping.columns
    )
    mapping = replace(mapping, columns=tuple(uses))
    statement = upsert(connection, table).values(
        institution_id=portfolio.institution_id,
        kind=kind,
        headers=_key(headers),
        mapping=mapping_text(mapping),
        used_at=at,
    )
    fresh = {name: statement.excluded[name] for name in ("mapping", "used_at")}
    connection.execute(
        statement.on_conflict_do_update(index_elements=table.primary_key.columns, set_=fresh)
    )


def _key(headers: Sequence[str]) -> str:
    return hashlib.sha256(headers_key(headers).encode()).hexdigest()

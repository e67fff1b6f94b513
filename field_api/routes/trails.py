"""A trail as bare columns, for maps and replays: no object is made of a point on either side.

`GET /api/v1/trails/{agent_id}?from=&to=` answers `application/octet-stream`, all little-endian:

    bytes 0–3      uint32 H, the length of the header
    bytes 4–4+H    the header: JSON, padded with blanks so that 4+H is a multiple of 8
    then           the columns one after another, each padded with zeros to a multiple of 8 bytes

The header is `{"count": n, "columns": [{"name", "type", "offset", "length"}]}`;
`offset` and `length` are in bytes from the start of the answer. The columns, in order:

    fix_ms       float64  milliseconds since 1970 UTC, rising
    lat, lon     float64  degrees
    accuracy_m, speed_mps, bearing, battery_pct   float32  NaN where unknown
    flags        uint8    1 doubted (mock), 2 charging, 4 not charging, 8 alarm
"""

import math
import struct
from typing import Annotated

import msgspec
from fastapi import APIRouter, Response

from field_api.auth.caller import Caller, EntityId, permitted
from field_api.change_log.rows import find
from field_api.database import Db
from field_api.ingest.reading import TRAIL_COLUMNS, Columns, trail_columns
from field_api.routes.looking import watched
from field_api.routes.periods import Asked
from field_api.settings import Conf
from kobra_domain.people import Agent
from kobra_domain.scope import Permission

router = APIRouter(tags=["positions"])
_ALIGNMENT = 8
_MEDIA_TYPE = "application/octet-stream"
_TYPES = {"<f8": "float64", "<f4": "float32", "|u1": "uint8"}


@router.get(
    "/trails/{agent_id}",
    response_class=Response,
    responses={200: {"content": {_MEDIA_TYPE: {}}, "description": "Columns; see the module."}},
)
def trail(
    agent_id: EntityId,
    period: Asked,
    caller: Annotated[Caller, permitted(Permission.WATCH_FIELD)],
    database: Db,
    settings: Conf,
) -> Response:
    """An agent's trail in columns; who looked is kept in the audit. 404 outside the scope."""
    with database.begin() as connection:
        watched(connection, caller, find(connection, Agent, agent_id), period, settings.clock())
    with database.read() as connection:
        columns = trail_columns(connection, agent_id, period.start_at, period.end_at)
    return Response(pack(columns), media_type=_MEDIA_TYPE)


def pack(columns: Columns) -> bytes:
    """The bytes of an answer (see the module)."""
    parts = [columns[name].tobytes() for name, _ in TRAIL_COLUMNS]
    size = _header_size(parts)
    header = _header(columns, parts, size).ljust(size)
    return struct.pack("<I", size) + header + b"".join(map(_padded, parts))


def _header_size(parts: list[bytes]) -> int:
    # Offsets are written with their digits, so the room for them is taken generously.
    widest = len(parts) * 120 + 80
    return _rounded(4 + widest) - 4


def _header(columns: Columns, parts: list[bytes], size: int) -> bytes:
    offset, described = 4 + size, []
    for (name, kind), part in zip(TRAIL_COLUMNS, parts, strict=True):
        described.append(
            {"name": name, "type": _TYPES[kind], "offset": offset, "length": len(part)}
        )
        offset += _rounded(len(part))
    count = len(columns["fix_ms"])
    return msgspec.json.encode({"count": count, "columns": described})


def _padded(part: bytes) -> bytes:
    return part.ljust(_rounded(len(part)), b"\0")


def _rounded(length: int) -> int:
    return math.ceil(length / _ALIGNMENT) * _ALIGNMENT

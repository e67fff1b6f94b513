"""An agent's trail as numpy columns, read from the server's binary answer without an object a
point.

Each look is kept in the server's audit.
"""

import struct
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from kobra_desktop.api.errors import CutAnswer
from kobra_desktop.api.http import FieldApi

COLUMNS = {
    "fix_ms": "<f8",
    "lat": "<f8",
    "lon": "<f8",
    "accuracy_m": "<f4",
    "speed_mps": "<f4",
    "bearing": "<f4",
    "battery_pct": "<f4",
    "flags": "|u1",
}
_TYPES = {"float64": "<f8", "float32": "<f4", "uint8": "|u1"}
DOUBTED, CHARGING, NOT_CHARGING, ALARM = 1, 2, 4, 8


@dataclass(frozen=True, slots=True, eq=False)
class Trail:
    """Columns of equal length in order of fix time; NaN where unknown.

    `fix_ms` milliseconds since 1970 UTC, `lat, lon` degrees, `accuracy_m` metres, `speed_mps` m/s,
    `bearing` degrees from north, `battery_pct` percent, `flags` bits DOUBTED, CHARGING… of above.
    """

    fix_ms: NDArray[np.float64]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    accuracy_m: NDArray[np.float32]
    speed_mps: NDArray[np.float32]
    bearing: NDArray[np.float32]
    battery_pct: NDArray[np.float32]
    flags: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.fix_ms)


def trail(api: FieldApi, agent_id: str, *, start_at: datetime, end_at: datetime) -> Trail:
    """The fixes of an agent from `start_at` (included) to `end_at`. Raises NotFound, ApiError."""
    params = {"from": start_at.isoformat(), "to": end_at.isoformat()}
    headers = {"Accept": "application/octet-stream"}
    answer = api.request("GET", f"/trails/{agent_id}", params=params, headers=headers)
    return read_trail(answer.content)


def read_trail(raw: bytes) -> Trail:
    """A trail from its bytes. Raises CutAnswer when they are not one."""
    try:
        (size,) = struct.unpack_from("<I", raw)
        header: dict[str, Any] = msgspec.json.decode(raw[4 : 4 + size])
        count = int(header["count"])
        found = {
            column["name"]: np.frombuffer(
                raw, dtype=_TYPES[column["type"]], count=count, offset=int(column["offset"])
            )
            for column in header["columns"]
        }
        return Trail(**{name: found[name].astype(kind) for name, kind in COLUMNS.items()})
    except (struct.error, ValueError, KeyError, TypeError, RecursionError) as problem:
        raise CutAnswer from problem

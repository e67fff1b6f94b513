"""The sync wire: what desktop and field API say to each other about changes and operations.

`GET /api/v1/changes?since=&limit=` answers objects; with `Accept: ROWS_TYPE` it answers the same
page as rows in their stored form (ids and enums as text, times as integer milliseconds, nested
values as JSON text), which a replica upserts without building anything. `POST /api/v1/operations`
takes a list of operations and answers `results`.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from kobra_domain.errors import Param
from kobra_domain.limits import Code, Id, Note

API_VERSION = 1
OLDEST_API_VERSION = 1  # a desktop that speaks an older one is refused before anything is done
OLDEST_SERVER_API_VERSION = 1  # a desktop goes to no server that speaks only older ones
WIRE_HEADER = "Kobra-Wire"  # which one a desktop speaks, with each of its requests
ROWS_TYPE = "application/vnd.kobra.rows+json"
VERSION_COLUMN = "version"
DEFAULT_PAGE = 2_000
LARGEST_PAGE = 5_000
MOST_OPERATIONS = 200
LIVE_PING_S = 15.0  # the live stream is never silent for longer
# What moves is told at once, and what moves right after it together: on the server and on screen.
LIVE_COALESCED_S = 0.25
RESYNC_REQUIRED = "resync_required"


class Status(StrEnum):
    """What became of an operation."""

    APPLIED = "applied"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One edit of one row. `changed` is field → [value the editor saw, value wanted], JSON values.

    `after` names the operation this one was made on top of, so that nobody conflicts with
    themselves. `base_version` is the row's version that the editor saw, None for a creation.
    `act_id` is one for all operations of an act over several rows; None: an act of this one alone.
    `reason`: why, where the command asks for it (`Command.asks_reason`).
    """

    op_id: Id
    command: Code
    entity_id: Id
    changed: dict[str, tuple[Any, Any]]
    base_version: int | None = None
    after: Id | None = None
    act_id: Id | None = None
    reason: Note = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationResult:
    """The server's answer to one operation;
    `body` is the row as the server has it now, JSON values.

    `duplicate` repeats in `first` what was answered the first time. `fields` are those in conflict.
    """

    op_id: str
    status: Status
    first: Status | None = None
    code: str = ""
    params: dict[str, Param] = field(default_factory=dict)
    fields: tuple[str, ...] = ()
    version: int | None = None
    body: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationResults:
    """One answer an operation, in their order."""

    results: list[OperationResult]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeShift:
    """A user's scope changed: the keys lost are purged by the client, the gained ones are
    back-filled by the feed.
    """

    lost: tuple[str, ...]
    gained: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRows:
    """One kind's part of a page: `put` rows in the order
    of `fields` (the last is the version), and ids gone.
    """

    kind: str
    fields: tuple[str, ...]
    put: list[list[Any]]
    delete: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsPage:
    """One page of the feed as rows. `more` is false at the end of what is known."""

    cursor: str
    more: bool
    kinds: list[KindRows]
    scope: ScopeShift | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One row of the feed as an object; `body` None means it is gone from the reader's scope."""

    kind: str
    id: str
    version: int | None
    body: dict[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPage:
    """One page of the feed as objects."""

    cursor: str
    more: bool
    changes: list[Change]
    scope: ScopeShift | None = None

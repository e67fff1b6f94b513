"""What was answered to each operation, kept longer than any client may stay offline."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from field_api.tables.operations import operations
from kobra_domain.wire import Operation, OperationResult, Status
from kobra_records import json_form


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it was given; whose it was, to exactly what, and on which row. `wrote`: field →
    mark of the value that it, or what it was made on top of, left there.
    """

    user_id: str
    payload_hash: str
    entity_id: str
    result: OperationResult
    wrote: dict[str, str] = field(default_factory=dict)


def mark(value: Any) -> str:
    """What tells a field's value from any other: a questionnaire is too long to be kept twice."""
    return hashlib.sha256(json_form.text(value).encode()).hexdigest()[:32]


def kept(connection: Connection, op_id: str) -> Kept | None:
    """The answer that was given to an operation, None if it is new. Bodies are not kept."""
    row = connection.execute(select(operations).where(operations.c.op_id == op_id)).one_or_none()
    if row is None:
        return None
    result = OperationResult(
        op_id=op_id,
        status=Status(row.status),
        code=row.code,
        params=msgspec.json.decode(row.params),
        fields=tuple(msgspec.json.decode(row.fields)),
        version=row.version,
    )
    wrote = msgspec.json.decode(row.wrote)
    return Kept(row.user_id, row.payload_hash, row.entity_id, result, wrote)


def keep(
    connection: Connection,
    operation: Operation,
    result: OperationResult,
    *,
    user_id: str,
    payload_hash: str,
    at: datetime,
    wrote: Mapping[str, str],
) -> None:
    """Remember an answer. Raises IntegrityError when the same op_id is being answered elsewhere."""
    connection.execute(
        insert(operations).values(
            op_id=operation.op_id,
            user_id=user_id,
            payload_hash=payload_hash,
            command=operation.command[:40],
            entity_id=operation.entity_id,
            act_id=operation.act_id,
            status=result.status.value,
            code=result.code,
            params=json_form.text(dict(result.params)),
            fields=json_form.text(list(result.fields)),
            version=result.version,
            wrote=json_form.text(wrote),
            received_at=at,
        )
    )


def keep_version(connection: Connection, op_id: str, version: int) -> None:
    """The version that an applied operation made, known only once the row is recorded."""
    connection.execute(
        update(operations).where(operations.c.op_id == op_id).values(version=version)
    )


def purge(connection: Connection, now: datetime, days: int) -> int:
    """Forget answers older than so many days; answers how many went."""
    old = delete(operations).where(operations.c.received_at < now - timedelta(days=days))
    return connection.execute(old).rowcount

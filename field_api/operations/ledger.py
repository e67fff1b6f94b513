"""What was answered to each operation, kept longer than any client may stay offline."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from field_api.tables.operations import operations
from kobra_domain.wire import Operation, OperationResult, Status
from kobra_records import json_form


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it was given; whose it was, and to exactly what."""

    user_id: str
    payload_hash: str
    result: OperationResult


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
    return Kept(row.user_id, row.payload_hash, result)


def keep(
    connection: Connection,
    operation: Operation,
    result: OperationResult,
    *,
    user_id: str,
    payload_hash: str,
    at: datetime,
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

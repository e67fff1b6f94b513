"""Puts into the outbox what shall leave; `results` takes it from there."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, insert, select

from field_api.tables.results import deliveries
from kobra_domain.deliveries import Delivery


def add_deliveries(connection: Connection, made: Sequence[Delivery]) -> None:
    """Write new deliveries, within the transaction of what they follow from."""
    if made:
        rows = [{**asdict(one), "importance": one.purpose.importance} for one in made]
        connection.execute(insert(deliveries), rows)


def find_delivery(connection: Connection, delivery_id: str) -> Delivery | None:
    """One, whatever became of it."""
    row = connection.execute(select(deliveries).where(deliveries.c.id == delivery_id)).one_or_none()
    return None if row is None else delivery_of(row)


def delivery_of(row: Any) -> Delivery:
    """The delivery of a row of the table."""
    return Delivery(**{name: getattr(row, name) for name in Delivery.__dataclass_fields__})

"""What was promised and paid at a visit. The lists' shapes are kept stable for programs outside."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, TypeVar

import msgspec
from fastapi import APIRouter, Query, Response
from sqlalchemy import Connection, select

from field_api.auth.caller import Caller, permitted
from field_api.change_log.rows import entities
from field_api.database import Db
from field_api.tables.replicated import TABLES, accounts
from kobra_domain.dues import Payment, Promise, PromiseState
from kobra_domain.kinds import DECLARED, NAMES
from kobra_domain.limits import ID_PATTERN
from kobra_domain.scope import Permission
from kobra_records.sql.kinds import inside

router = APIRouter(tags=["submissions"])
_Reader = Annotated[Caller, permitted(Permission.READ)]
T = TypeVar("T", Promise, Payment)
_Visit = Annotated[str, Query(pattern=f"^{ID_PATTERN.pattern}$")]


@dataclass(frozen=True, slots=True)
class PromiseItem:
    """A promise; the amount in minor units of its currency."""

    account_number: str | None
    amount_minor: int
    currency: str
    due_on: date
    state: PromiseState


@dataclass(frozen=True, slots=True)
class PromiseList:
    """The oldest first."""

    items: list[PromiseItem]


@dataclass(frozen=True, slots=True)
class PaymentItem:
    """A payment as it was said at the door; nobody has compared it with the creditor's books."""

    account_number: str | None
    amount_minor: int
    currency: str
    paid_on: date
    state: Literal["reported"] = "reported"


@dataclass(frozen=True, slots=True)
class PaymentList:
    """The oldest first."""

    items: list[PaymentItem]


@router.get("/promises", response_model=PromiseList)
def visit_promises(visit: _Visit, caller: _Reader, database: Db) -> Response:
    """The promises of a visit in the caller's scope, cancelled ones too."""
    with database.read() as connection:
        said = _said(connection, Promise, visit, caller)
        found = sorted(said, key=lambda one: (one.made_at, one.id))
        numbers = _numbers(connection, {one.account_id for one in found})
    items = [
        PromiseItem(
            numbers.get(one.account_id), one.amount_minor, one.currency, one.due_on, one.state
        )
        for one in found
    ]
    return Response(msgspec.json.encode(PromiseList(items)), media_type="application/json")


@router.get("/payments", response_model=PaymentList)
def visit_payments(visit: _Visit, caller: _Reader, database: Db) -> Response:
    """The payments of a visit in the caller's scope."""
    with database.read() as connection:
        said = _said(connection, Payment, visit, caller)
        found = sorted(said, key=lambda one: (one.reported_at, one.id))
        numbers = _numbers(connection, {one.account_id for one in found})
    items = [
        PaymentItem(numbers.get(one.account_id), one.amount_minor, one.currency, one.paid_on)
        for one in found
    ]
    return Response(msgspec.json.encode(PaymentList(items)), media_type="application/json")


def _said(connection: Connection, kind: type[T], visit_id: str, caller: Caller) -> list[T]:
    declared = DECLARED[NAMES[kind]]
    table = TABLES[declared.name]
    mine = inside(declared, table, caller.keys)
    return entities(connection, kind, table.c.visit_id == visit_id, mine)


def _numbers(connection: Connection, account_ids: set[str]) -> dict[str, str]:
    query = select(accounts.c.id, accounts.c.number).where(accounts.c.id.in_(account_ids))
    return {row.id: row.number for row in connection.execute(query)}

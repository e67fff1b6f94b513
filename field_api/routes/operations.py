"""Edits from control centers, each answered by itself."""

from dataclasses import dataclass
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Body, Response

from field_api.auth.caller import Caller, permitted
from field_api.database import Db
from field_api.operations.perform import perform
from field_api.settings import Conf
from kobra_domain.errors import Invalid
from kobra_domain.scope import Permission
from kobra_domain.wire import MOST_OPERATIONS, OperationResult

router = APIRouter(tags=["sync"])


@dataclass(frozen=True, slots=True)
class Results:
    """One answer an operation, in their order."""

    results: list[OperationResult]


@dataclass(frozen=True, slots=True)
class Listed:
    """The list under a name, as the answer has it."""

    operations: list[dict[str, Any]]


@router.post("/operations", response_model=Results)
def operations(
    body: Annotated[
        list[dict[str, Any]] | Listed, Body(description="`Operation` objects, oldest first")
    ],
    caller: Annotated[Caller, permitted(Permission.READ)],
    database: Db,
    settings: Conf,
) -> Response:
    """Apply operations one after the other.
    One that is refused is answered so and stops no other.
    """
    listed = body.operations if isinstance(body, Listed) else body
    if len(listed) > MOST_OPERATIONS:
        raise Invalid("too_many", field="", limit=MOST_OPERATIONS)
    results = [perform(database, caller, raw, settings.clock()) for raw in listed]
    return Response(orjson.dumps(Results(results)), media_type="application/json")

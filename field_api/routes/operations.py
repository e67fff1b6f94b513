"""Edits from control centers, each answered by itself."""

from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Body, Response
from pydantic import BeforeValidator

from field_api.auth.caller import Caller, permitted
from field_api.database import Db
from field_api.operations.perform import perform
from field_api.settings import Conf
from kobra_domain.errors import Invalid
from kobra_domain.scope import Permission
from kobra_domain.wire import MOST_OPERATIONS, OperationResults

router = APIRouter(tags=["sync"])


def _listed(body: Any) -> Any:
    """The list, also where it comes under a name as the answer's does."""
    return body["operations"] if isinstance(body, dict) and set(body) == {"operations"} else body


@router.post("/operations", response_model=OperationResults)
def operations(
    body: Annotated[
        list[dict[str, Any]],
        BeforeValidator(_listed),
        Body(description="`Operation` objects, oldest first"),
    ],
    caller: Annotated[Caller, permitted(Permission.READ)],
    database: Db,
    settings: Conf,
) -> Response:
    """Apply operations one after the other.
    One that is refused is answered so and stops no other.
    """
    if len(body) > MOST_OPERATIONS:
        raise Invalid("too_many", field="", limit=MOST_OPERATIONS)
    results = [perform(database, caller, raw, settings.clock()) for raw in body]
    return Response(orjson.dumps(OperationResults(results=results)), media_type="application/json")

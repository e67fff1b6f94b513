"""Where an address may be, for whoever places it by hand, and how good each method has proved."""

from typing import Annotated

import msgspec
from fastapi import APIRouter, Response

from field_api.auth.caller import Caller, EntityId, permitted
from field_api.change_log.rows import find
from field_api.database import Db
from field_api.errors import ApiError
from field_api.places.suggestions import qualities, suggestions
from field_api.tables.replicated import addresses
from kobra_domain.kinds import DECLARED
from kobra_domain.portfolios import Address
from kobra_domain.scope import Permission
from kobra_domain.streets.answers import PlaceQuality, PlaceSuggestions
from kobra_records.sql.kinds import inside

router = APIRouter(prefix="/places", tags=["places"])
_Planner = Annotated[Caller, permitted(Permission.PLAN_VISITS)]


@router.get("/quality", response_model=PlaceQuality)
def place_quality(caller: _Planner, database: Db) -> Response:
    """By municipality and method, what agents at the doors have taught."""
    with database.read() as connection:
        found = qualities(connection)
    return Response(msgspec.json.encode(found), media_type="application/json")


@router.get("/{address_id}/suggestions", response_model=PlaceSuggestions)
def place_suggestions(address_id: EntityId, caller: _Planner, database: Db) -> Response:
    """The places of an address in the caller's scope, and who else is at its door there."""
    with database.read() as connection:
        address = find(connection, Address, address_id)
        if address is None or not caller.sees(address):
            raise ApiError("not_found", field="address_id")
        mine = inside(DECLARED["address"], addresses, caller.keys)
        found = suggestions(connection, address, mine)
    return Response(msgspec.json.encode(found), media_type="application/json")

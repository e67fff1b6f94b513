"""A region of somebody's map that becomes the server's: its size is told, somebody says yes, and it
is brought.
"""

from typing import Annotated

import msgspec
from fastapi import APIRouter, Request, Response

from field_api.auth.caller import Caller, permitted
from field_api.database import Db
from field_api.places.streets import named_town
from field_api.routes.bodies import checked
from field_api.settings import Conf
from field_api.tiles_extract import asking
from field_api.tiles_extract.boxes import Box
from field_api.tiles_extract.boxes import checked as checked_box
from field_api.tiles_extract.job import RegionBringer
from kobra_domain.region_maps import RegionAsked, RegionMaps
from kobra_domain.scope import Permission

router = APIRouter(prefix="/tiles/region", tags=["map"])
_Admin = Annotated[Caller, permitted(Permission.ADMINISTER)]


@router.get("", response_model=RegionMaps)
def region(caller: _Admin, database: Db, settings: Conf) -> Response:
    """The region that was asked for last, and how it goes."""
    with database.read() as connection:
        row = asking.row_of(connection)
    found = RegionMaps(source=settings.tiles_source, region=row.region if row else None)
    return Response(msgspec.json.encode(found), media_type="application/json")


@router.post("", status_code=202)
def ask(
    body: RegionAsked, caller: _Admin, database: Db, settings: Conf, request: Request
) -> Response:
    """Have a region's size told; nothing of it is brought yet. 409 region_busy."""
    wish = checked(body)
    checked_box(Box(wish.west, wish.south, wish.east, wish.north))
    if wish.municipality:
        named_town(wish.municipality)
    with database.begin() as connection:
        asking.ask(connection, wish, caller.user.id, settings.clock())
    _bringer(request).wake()
    return Response(status_code=202)


@router.post("/start", status_code=202)
def start(caller: _Admin, database: Db, request: Request) -> Response:
    """Bring the region whose size was told. 409 region_not_sized."""
    with database.begin() as connection:
        asking.say_yes(connection)
    _bringer(request).wake()
    return Response(status_code=202)


@router.delete("", status_code=204)
def stop(caller: _Admin, database: Db) -> Response:
    """End it; the map that was there stays, and what came is kept for the next try."""
    with database.begin() as connection:
        asking.stop(connection)
    return Response(status_code=204)


def _bringer(request: Request) -> RegionBringer:
    bringer: RegionBringer = request.app.state.bringer
    return bringer

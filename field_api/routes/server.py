"""What of the server needs its administrator: space, its backup, and phones that were sent away."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Request

from field_api.auth.caller import Caller, permitted
from field_api.backups.noting import how_is_backup
from field_api.budgets.phones import refused_phones
from field_api.budgets.room import Room
from field_api.database import Db
from field_api.settings import Conf
from kobra_domain.answers import ServerHealth
from kobra_domain.scope import Permission

router = APIRouter(tags=["health"])
_REFUSED_SINCE = timedelta(days=7)


@router.get("/server")
def server_health(
    caller: Annotated[Caller, permitted(Permission.ADMINISTER)],
    request: Request,
    database: Db,
    settings: Conf,
) -> ServerHealth:
    """How much is free, how the last backup is, which phones were sent away this week."""
    room: Room = request.app.state.room
    with database.read() as connection:
        refused = refused_phones(connection, (settings.clock() - _REFUSED_SINCE).date())
    return ServerHealth(
        free_bytes=room.free,
        least_free_bytes=room.least,
        phone_day_bytes=settings.phone_day_bytes,
        refused=refused,
        unknown_proxy=request.app.state.unknown_proxy,
        backup=how_is_backup(settings.data_folder, settings.clock()),
    )

"""Reports that are sent by mail on a schedule, set by whoever may take data along; an administrator
sees and ends all.
"""

from typing import Annotated

from fastapi import APIRouter, Header, Response

from field_api.auth.caller import Caller, EntityId, permitted
from field_api.database import Db
from field_api.errors import ApiError, locale_of
from field_api.reports.schedules import (
    Asking,
    find_schedule,
    remove_schedule,
    save_schedule,
    schedules_of,
    send_now,
)
from field_api.reports.source import ServerSource
from field_api.routes.bodies import checked
from field_api.settings import Conf
from kobra_domain.reports.sharing import SchedulesSaid, ScheduleWish
from kobra_domain.scope import Permission, may

router = APIRouter(tags=["reports"])
_Sharer = Annotated[Caller, permitted(Permission.EXPORT)]


@router.get("/report-schedules")
def list_schedules(
    caller: _Sharer,
    database: Db,
    settings: Conf,
    accept_language: Annotated[str, Header()] = "",
) -> SchedulesSaid:
    """One's own, or all for who administers: how the last time went, for each reader too, and the
    next three times.
    """
    now, zone = settings.clock(), caller.user.time_zone
    locale = locale_of(accept_language)
    with database.read() as connection:
        source = ServerSource(connection, caller.keys, now=now, zone=zone, locale=locale)
        asking = Asking(
            user_id=_whose(caller),
            now=now,
            today=source.today,
            names=source.names,
            has_mail=bool(settings.smtp_url),
        )
        found = schedules_of(connection, asking)
    return SchedulesSaid(items=tuple(found))


@router.put("/report-schedules/{schedule_id}", status_code=204)
def put(
    schedule_id: EntityId, body: ScheduleWish, caller: _Sharer, database: Db, settings: Conf
) -> Response:
    """Set one, new or changed; it begins with the next time it is due. 404 for another's or no such
    report, 422 for filters that cannot be read, no reader, or an address that is none.
    """
    wish = checked(body)
    with database.begin() as connection:
        known = find_schedule(connection, schedule_id)
        if known is not None and _whose(caller) not in (None, known.made_by):
            raise ApiError("not_found", field="schedule_id")
        save_schedule(connection, schedule_id, wish, caller.user, settings.clock())
    return Response(status_code=204)


@router.post("/report-schedules/{schedule_id}/send", status_code=204)
def send(schedule_id: EntityId, caller: _Sharer, database: Db, settings: Conf) -> Response:
    """Its readers get it now as well; the next time stays. 404, also for one that is off."""
    with database.begin() as connection:
        is_mine = find_schedule(connection, schedule_id, _whose(caller)) is not None
        if not (is_mine and send_now(connection, schedule_id, caller.user, settings.clock())):
            raise ApiError("not_found", field="schedule_id")
    return Response(status_code=204)


@router.delete("/report-schedules/{schedule_id}", status_code=204)
def delete(schedule_id: EntityId, caller: _Sharer, database: Db, settings: Conf) -> Response:
    """It is sent no more. 404."""
    with database.begin() as connection:
        if find_schedule(connection, schedule_id, _whose(caller)) is None:
            raise ApiError("not_found", field="schedule_id")
        remove_schedule(connection, schedule_id, caller.user, settings.clock())
    return Response(status_code=204)


def _whose(caller: Caller) -> str | None:
    return None if may(caller.user, Permission.ADMINISTER) else caller.user.id

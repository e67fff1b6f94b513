"""Links of reports, made and ended by whoever may take data along; an administrator sees all."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Response
from sqlalchemy import Connection

from field_api.auth.caller import Caller, EntityId, permitted
from field_api.auth.tokens import new_token
from field_api.database import Db
from field_api.errors import ApiError
from field_api.reports.links import (
    NewLink,
    find_link,
    keep_link,
    link_url,
    links_of,
    open_ids,
    opened,
    plain,
    revoke,
)
from field_api.reports.making import Reader, made
from field_api.routes.bodies import checked
from field_api.settings import Conf, Settings
from kobra_domain.reports.sharing import (
    USUAL_DAYS,
    Ended,
    LinkDays,
    LinkMade,
    LinkSaid,
    LinksSaid,
    LinkState,
    LinkToken,
    LinkWish,
    Shared,
)
from kobra_domain.scope import Permission, may

router = APIRouter(tags=["reports"])
_Sharer = Annotated[Caller, permitted(Permission.EXPORT)]
_Reader = Annotated[Caller, permitted(Permission.READ)]


@router.get("/report-links")
def list_links(caller: _Sharer, database: Db, settings: Conf) -> LinksSaid:
    """One's own, or all for who administers; the newest first. Never their addresses."""
    with database.read() as connection:
        found = links_of(connection, _whose(caller), settings.clock())
    return LinksSaid(items=tuple(found))


@router.post("/report-links", status_code=201)
def create(body: LinkWish, caller: _Sharer, database: Db, settings: Conf) -> LinkMade:
    """A link that shows the report as it is now. 404 for no such report, 422 for filters that
    cannot be read and days beyond 90. Its address is told this once.
    """
    wish = checked(body)
    with database.begin() as connection:
        return _made(connection, caller, wish, wish.days, settings)


@router.post("/report-links/read")
def read(body: LinkToken, caller: _Reader, database: Db, settings: Conf) -> Shared:
    """What a link is of, for who is signed in and shall see it within their own scope, as of now.
    404 for none of ours, 410 once it is over.
    """
    with database.read() as connection:
        found = opened(connection, checked(body).token, settings.clock())
    if found is None:
        raise ApiError("not_found", field="token")
    if found.state is not LinkState.OPEN:
        raise ApiError("link_over")
    return found.shared


@router.post("/report-links/{link_id}/renew", status_code=201)
def renew(link_id: EntityId, caller: _Sharer, database: Db, settings: Conf) -> LinkMade:
    """The same report as it is now, by a new address of the caller's; the one before ends. 404."""
    with database.begin() as connection:
        row = find_link(connection, link_id, _whose(caller))
        if row is None:
            raise ApiError("not_found", field="link_id")
        days = min(max((row.expires_at - row.made_at).days, 1), USUAL_DAYS)
        found = _made(connection, caller, row.shared, days, settings)
        revoke(connection, [link_id], caller.user, settings.clock())
    return found


@router.delete("/report-links/{link_id}", status_code=204)
def end(link_id: EntityId, caller: _Sharer, database: Db, settings: Conf) -> Response:
    """It opens nothing any more. 404."""
    with database.begin() as connection:
        if find_link(connection, link_id, _whose(caller)) is None:
            raise ApiError("not_found", field="link_id")
        revoke(connection, [link_id], caller.user, settings.clock())
    return Response(status_code=204)


@router.delete("/report-links")
def end_all(caller: _Sharer, database: Db, settings: Conf, everybody: bool = False) -> Ended:
    """All of one's own end; with `everybody`, for who administers, all there are."""
    if everybody:
        caller.require(Permission.ADMINISTER)
    now = settings.clock()
    with database.begin() as connection:
        ids = open_ids(connection, None if everybody else caller.user.id, now)
        return Ended(count=revoke(connection, ids, caller.user, now))


def _made(
    connection: Connection, caller: Caller, shared: Shared, days: LinkDays, settings: Settings
) -> LinkMade:
    now, token = settings.clock(), new_token()
    zone = caller.user.time_zone
    reader = Reader(keys=caller.keys, zone=zone, now=now, is_known=False)
    report = made(connection, shared, reader)
    link = NewLink(
        token=token,
        shared=plain(shared),
        report=report,
        made_by=caller.user,
        scope_of=caller.user,
        until=now + timedelta(days=days),
    )
    said: LinkSaid = keep_link(connection, link, now)
    return LinkMade(link=said, url=link_url(settings.address, token))


def _whose(caller: Caller) -> str | None:
    return None if may(caller.user, Permission.ADMINISTER) else caller.user.id

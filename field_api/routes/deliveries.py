"""*Envíos*: what left, what waits, what failed and what may have left, by whichever door."""

import base64
from dataclasses import dataclass
from typing import Annotated

import msgspec
from fastapi import APIRouter, Query, Request, Response

from field_api.auth.audit import note
from field_api.auth.caller import Caller, EntityId, permitted
from field_api.change_log.rows import find
from field_api.configuration.stored import is_given, store
from field_api.database import Db
from field_api.errors import ApiError
from field_api.mail.letters.office import Office
from field_api.mail.message import Letter, Part
from field_api.results import listing
from field_api.results.making import letter_of
from field_api.routes.bodies import checked
from field_api.settings import Conf
from kobra_domain.deliveries import Delivery, DeliveryChannel, DeliveryState, VisitDelivery
from kobra_domain.errors import Invalid, UnlawfulMove
from kobra_domain.limits import Id
from kobra_domain.scope import Permission
from kobra_domain.sending import DeliveryLetter, DeliveryPage, LetterPart, Standing
from kobra_domain.visits import Visit

router = APIRouter(prefix="/deliveries", tags=["deliveries"])
Admin = Annotated[Caller, permitted(Permission.ADMINISTER)]
Reader = Annotated[Caller, permitted(Permission.READ)]
_MOST = 1_000


@dataclass(frozen=True, slots=True)
class PauseWish:
    """Whether nothing shall leave."""

    is_paused: bool


@dataclass(frozen=True, slots=True)
class CancelWish:
    """Which of those that wait shall not leave."""

    ids: tuple[Id, ...]


@dataclass(frozen=True, slots=True)
class Cancelled:
    """How many waited, and do no longer."""

    cancelled: int


@router.get("", response_model=DeliveryPage)
def list_deliveries(
    caller: Admin,
    database: Db,
    settings: Conf,
    state: Annotated[DeliveryState | None, Query(description="One; all if absent.")] = None,
    channel: Annotated[DeliveryChannel | None, Query(description="One; all if absent.")] = None,
    before: Annotated[str | None, Query(max_length=36, description="`next` of a page.")] = None,
    limit: Annotated[int, Query(ge=1, le=_MOST)] = 200,
) -> Response:
    """The newest first, whosever they are, without what is said in them."""
    with database.read() as connection:
        found = listing.page_of(
            connection, state=state, channel=channel, before=before, limit=limit + 1
        )
        page = DeliveryPage(
            items=tuple(found[:limit]),
            next=found[limit - 1].id if len(found) > limit else None,
            counts=listing.counts(connection),
            is_paused=settings.mail_paused,
            is_mail_set=bool(settings.smtp_url),
            trouble=listing.trouble(connection),
        )
    return Response(msgspec.json.encode(page), media_type="application/json")


@router.get("/standing", response_model=Standing)
def standing(caller: Admin, database: Db, settings: Conf) -> Response:
    """Whether what waits can leave: what a desktop asks each minute."""
    with database.read() as connection:
        found = Standing(
            is_paused=settings.mail_paused,
            is_mail_set=bool(settings.smtp_url),
            waiting=listing.waiting(connection),
            trouble=listing.trouble(connection),
        )
    return Response(msgspec.json.encode(found), media_type="application/json")


@router.get("/of-visit/{visit_id}")
def deliveries_of_visit(visit_id: EntityId, caller: Reader, database: Db) -> list[VisitDelivery]:
    """What left about a visit that the caller sees, counted by kind: to whom is not said."""
    with database.read() as connection:
        visit = find(connection, Visit, visit_id)
        if visit is None or not caller.sees(visit):
            raise ApiError("not_found", field="visit_id")
        return listing.of_visit(connection, visit_id)


@router.put("/pause", status_code=204)
def pause(
    body: PauseWish, caller: Admin, request: Request, database: Db, settings: Conf
) -> Response:
    """Hold all that would leave, mails and webhooks alike, or let it go. 409 setting_given."""
    if is_given(request.app.state.current.base, "mail_paused"):
        raise UnlawfulMove("setting_given", name="KOBRA_MAIL_PAUSED")
    now = settings.clock()
    with database.begin() as connection:
        told = "true" if body.is_paused else "false"
        store(connection, settings.data_folder, "mail_paused", told, now)
        act = "deliveries.pause" if body.is_paused else "deliveries.resume"
        subject = ("setting", "mail_paused")
        note(connection, at=now, user_id=caller.user.id, act=act, subject=subject)
    request.app.state.current.refresh()
    _hurry(request)
    return Response(status_code=204)


@router.post("/cancel")
def cancel(body: CancelWish, caller: Admin, database: Db, settings: Conf) -> Cancelled:
    """Take back those that still wait; what is on its way is not stopped."""
    ids = list(checked(body).ids)
    if not 0 < len(ids) <= _MOST:
        raise Invalid("invalid", field="ids")
    with database.begin() as connection:
        count = listing.cancel(connection, ids)
        note(
            connection,
            at=settings.clock(),
            user_id=caller.user.id,
            act="delivery.cancel",
            subject=("delivery", ids[0]),
            details={"rows": count},
        )
    return Cancelled(count)


@router.post("/{delivery_id}/resend")
def resend(
    delivery_id: EntityId, caller: Admin, request: Request, database: Db, settings: Conf
) -> Delivery:
    """Send it once more, under the same id. 409 delivery_withheld, delivery_forgotten,
    delivery_on_its_way.
    """
    now = settings.clock()
    with database.begin() as connection:
        found = listing.delivery(connection, delivery_id)
        if found is None:
            raise ApiError("not_found", field="delivery_id")
        again = listing.resend(connection, found, now)
        subject = ("delivery", delivery_id)
        note(connection, at=now, user_id=caller.user.id, act="delivery.resend", subject=subject)
    _hurry(request)
    return again


@router.get("/{delivery_id}/letter")
def read_letter(
    delivery_id: EntityId, caller: Admin, request: Request, database: Db, settings: Conf
) -> DeliveryLetter:
    """A mail as it would leave now; who looked is kept in the audit. Where a rule keeps it, or what
    was in it is gone, 422 with the reason.
    """
    with database.begin() as connection:
        found = listing.delivery(connection, delivery_id)
        if found is None or found.channel is not DeliveryChannel.MAIL:
            raise ApiError("not_found", field="delivery_id")
        subject = ("delivery", delivery_id)
        note(
            connection,
            at=settings.clock(),
            user_id=caller.user.id,
            act="delivery.view",
            subject=subject,
        )
    office: Office = request.app.state.office(settings)
    return _shown(letter_of(database, found, office))


def _shown(letter: Letter) -> DeliveryLetter:
    pictures = tuple(_part(part, has_content=True) for part in letter.pictures)
    attachments = tuple(_part(part, has_content=False) for part in letter.attachments)
    return DeliveryLetter(
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        parts=(*pictures, *attachments),
    )


def _part(part: Part, *, has_content: bool) -> LetterPart:
    return LetterPart(
        name=part.name,
        mime=part.mime,
        size=len(part.content),
        cid=part.cid,
        content=base64.b64encode(part.content).decode() if has_content else "",
    )


def _hurry(request: Request) -> None:
    """Whoever sends in this process looks at once; in another one it does within a second."""
    sender = getattr(request.app.state, "sender", None)
    if sender is not None:
        sender.hurry()
    request.app.state.webhooks.wake()

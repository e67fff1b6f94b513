"""What stands behind the links of mails, for readers who have no account: no route here asks for a
session, each by a signed token that says one thing.
"""

import asyncio
from collections.abc import Callable
from typing import Annotated, Any, TypeVar
from urllib.parse import parse_qs

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse
from sqlalchemy import Connection

from field_api.auth.audit import note
from field_api.auth.caller import Key, public
from field_api.auth.throttle import count_attempt, limits_of
from field_api.database import Database, Db
from field_api.errors import ApiError, locale_of
from field_api.mail.direct import send_mail
from field_api.mail.follows import end_follow, find_follow
from field_api.mail.letters.office import Office, drawn_between
from field_api.mail.letters.pages import (
    ask_page,
    closed_page,
    code_page,
    go_page,
    no_page,
    over_page,
    result_page,
    stop_page,
    voice_of,
)
from field_api.mail.letters.voice import Voice
from field_api.mail.links import GO, RESULTS, UNSUBSCRIBE, followed_by, go_url, mailed_by
from field_api.mail.message import Withheld
from field_api.mail.page_codes import Typed, is_closed, issue_page_code, use_page_code
from field_api.outbox import find_delivery
from field_api.routes.bodies import address_of
from field_api.settings import Conf, Settings
from kobra_domain.deliveries import Delivery
from kobra_domain.follows import Follow
from kobra_domain.limits import ID_PATTERN

router = APIRouter(tags=["mail"])
_by_token = public("the signed token of the mail is the proof")
_anybody = public("it says how a link is opened, and nothing of what it leads to")
_Act = TypeVar("_Act", bound=Callable[..., HTMLResponse])
Token = Annotated[str, Path(max_length=200)]
_PER_ADDRESS, _CODES, _TRIES = 60, 5, 20  # in a quarter of an hour
_NOTED = {Typed.RIGHT: "page.open", Typed.LAST: "page.close"}
_LARGEST_FORM = 4_096
_KINDS = frozenset({"visit", "alert", "day"})
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    ),
}


def looked_at(path: str, why: Any, router: APIRouter = router) -> Callable[[_Act], _Act]:
    """A page that is looked at. HEAD, by which scanners of mails ask first, answers as GET does,
    without the page.
    """

    def declare(act: _Act) -> _Act:
        for method in ("GET", "HEAD"):
            router.add_api_route(path, act, methods=[method], dependencies=[why])
        return act

    return declare


@looked_at(f"{UNSUBSCRIBE}/{{token}}", _by_token)
def ask_stop(token: Token, request: Request, database: Db, key: Key) -> HTMLResponse:
    """A page with a button; nothing ends by looking, because mail programs look at links too."""
    with database.read() as connection:
        follow = find_follow(connection, followed_by(key, token))
        if follow is None:
            return answered(no_page(_language(request)), 404)
        return answered(stop_page(connection, follow, is_done=not follow.is_on))


@router.post(f"{UNSUBSCRIBE}/{{token}}", dependencies=[_by_token])
def stop(token: Token, request: Request, database: Db, key: Key, settings: Conf) -> HTMLResponse:
    """The follow ends: by the page's button, or by a mail program's one click (RFC 8058)."""
    with database.begin() as connection:
        follow = find_follow(connection, followed_by(key, token))
        if follow is None:
            return answered(no_page(_language(request)), 404)
        if follow.is_on:
            now, told = settings.clock(), {"email": follow.email}
            end_follow(connection, follow, now)
            subject = ("follow", follow.id)
            note(
                connection,
                at=now,
                user_id=None,
                act="follow.unsubscribe",
                subject=subject,
                details=told,
            )
        return answered(stop_page(connection, follow, is_done=True))


@looked_at(f"{RESULTS}/{{token}}", _by_token)
def ask_code(
    token: Token, request: Request, database: Db, key: Key, settings: Conf
) -> HTMLResponse:
    """Says that a code will be sent; nothing is sent by looking."""
    found = _opened(database, key, token, settings)
    if found is None:
        return _over(request)
    delivery, follow, voice = found
    with database.read() as connection:
        if is_closed(connection, delivery.id):
            return answered(closed_page(voice), 403)
    return answered(ask_page(voice, follow.email))


@router.post(f"{RESULTS}/{{token}}", dependencies=[_by_token])
async def open_result(
    token: Token, request: Request, database: Db, key: Key, settings: Conf
) -> HTMLResponse:
    """Without a code one is sent to the address of the mail; with the right one the result is
    shown, once.
    """
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > _LARGEST_FORM:
        raise ApiError("too_big")
    body = await request.body()
    if len(body) > _LARGEST_FORM:  # in pieces, of which nobody said how many
        raise ApiError("too_big")
    said = parse_qs(body.decode("ascii", "replace"))
    code = "".join(c for c in "".join(said.get("code", [])[:1]) if c.isdecimal())
    given = (request, database, key, settings, token, code if "code" in said else None)
    return await asyncio.to_thread(_open, *given)


@looked_at(f"{GO}/{{kind}}/{{row_id}}", _anybody)
def go(
    kind: Annotated[str, Path(max_length=20)],
    row_id: Annotated[str, Path(max_length=36)],
    request: Request,
    settings: Conf,
) -> HTMLResponse:
    """How what a mail links to is opened in Kobra."""
    is_known = kind in _KINDS and (ID_PATTERN.fullmatch(row_id) or row_id == "today")
    if not is_known:
        return answered(no_page(_language(request)), 404)
    return answered(go_page(_language(request), go_url(settings.address, kind, row_id)))


def _open(
    request: Request,
    database: Database,
    key: bytes,
    settings: Settings,
    token: str,
    code: str | None,
) -> HTMLResponse:
    found = _opened(database, key, token, settings)
    if found is None:
        return _over(request)
    delivery, follow, voice = found
    if not _is_let(database, key, settings, request, delivery, is_try=code is not None):
        return answered(code_page(voice, follow.email, "code_too_many"), 429)
    if code is None:
        return _send_code(database, key, settings, found)
    with database.begin() as connection:
        typed = use_page_code(connection, key, delivery.id, code, settings.clock())
        if typed in _NOTED:
            _note(connection, settings, delivery, follow, _NOTED[typed])
    if typed in (Typed.LAST, Typed.CLOSED):
        return answered(closed_page(voice), 403)
    if typed is Typed.WRONG:
        return answered(code_page(voice, follow.email, "code_wrong"), 403)
    office: Office = request.app.state.office(settings)
    try:
        page = drawn_between(
            database, office, lambda connection, desk: result_page(connection, delivery, desk)
        )
    except Withheld:
        return _over(request)
    return answered(page)


def _send_code(
    database: Database, key: bytes, settings: Settings, found: tuple[Delivery, Follow, Voice]
) -> HTMLResponse:
    delivery, follow, voice = found
    with database.begin() as connection:
        code = issue_page_code(connection, key, delivery.id, settings.clock())
        if code is None:
            return answered(closed_page(voice), 403)
        _note(connection, settings, delivery, follow, "page.code")
    said = voice.say("code_text", code=code)
    text = f"{said}\n\n{voice.say('code_ignore')}\n"
    if not send_mail(settings, delivery.address, voice.say("code_subject"), text):
        return answered(code_page(voice, follow.email, "code_unsent"), 503)
    return answered(code_page(voice, follow.email))


def _opened(
    database: Database, key: bytes, token: str, settings: Settings
) -> tuple[Delivery, Follow, Voice] | None:
    """What a token opens; None once it is over, or its reader follows no more."""
    delivery_id, is_good = mailed_by(key, token, settings.clock())
    if delivery_id is None or not is_good:
        return None
    with database.read() as connection:
        delivery = find_delivery(connection, delivery_id)
        follow = find_follow(connection, delivery.target_id) if delivery else None
        if delivery is None or follow is None or not follow.is_client or not follow.is_on:
            return None
        return delivery, follow, voice_of(connection, follow)


def _is_let(
    database: Database,
    key: bytes,
    settings: Settings,
    request: Request,
    delivery: Delivery,
    *,
    is_try: bool,
) -> bool:
    """Counts the attempt: few codes for one mail, not many tries, neither from one address."""
    of_mail = (f"{'try' if is_try else 'code'} {delivery.id}", _TRIES if is_try else _CODES)
    limits = limits_of(key, "page", (address_of(request), _PER_ADDRESS), of_mail)
    try:
        with database.begin() as connection:
            count_attempt(connection, limits, settings.clock())
    except ApiError:
        return False
    return True


def _note(
    connection: Connection, settings: Settings, delivery: Delivery, follow: Follow, act: str
) -> None:
    told = {"email": follow.email, "visit_id": delivery.visit_id}
    subject = ("delivery", delivery.id)
    note(connection, at=settings.clock(), user_id=None, act=act, subject=subject, details=told)


def _over(request: Request) -> HTMLResponse:
    return answered(over_page(Voice(_language(request), "UTC")), 410)


def _language(request: Request) -> str:
    return locale_of(request.headers.get("accept-language", ""))


def answered(html: str, status: int = 200) -> HTMLResponse:
    """A page with its headers: nothing loads, nothing is kept, no form leaves."""
    return HTMLResponse(html, status, _HEADERS)

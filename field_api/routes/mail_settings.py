"""The mail server: which it is, and whether it takes a mail. Its password is written and used, and
never read back.
"""

import time
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Request
from sqlalchemy import Connection

from field_api.auth.audit import note
from field_api.auth.caller import Caller, Key, permitted
from field_api.auth.throttle import count_attempt, limits_of
from field_api.configuration.mail_server import MailServer, Tls, server_of
from field_api.configuration.stored import Stored, forget, is_given, store
from field_api.database import Database, Db
from field_api.errors import locale_of
from field_api.mail.fates import Fate, Handed
from field_api.mail.message import Letter, enveloped, sender_of
from field_api.mail.smtp import MailLine, Patience
from field_api.outbox import add_deliveries
from field_api.routes.bodies import checked
from field_api.settings import Conf, Settings
from kobra_domain.deliveries import Delivery, DeliveryChannel, DeliveryPurpose, DeliveryState
from kobra_domain.errors import DomainError, Invalid, UnlawfulMove
from kobra_domain.limits import MailAddress
from kobra_domain.mailboxes import mailbox
from kobra_domain.scope import Permission
from kobra_domain.sending import MailSettings, MailTried, MailWish
from kobra_domain.words import say
from kobra_records import json_form
from kobra_records.ids import new_id

router = APIRouter(prefix="/mail-settings", tags=["deliveries"])
_Admin = Annotated[Caller, permitted(Permission.ADMINISTER)]
_PATIENCE = Patience(10, 15, 20)
_TESTS = 20  # in a quarter of an hour, of one person


@dataclass(frozen=True, slots=True, kw_only=True)
class TestWish:
    """Whom a test goes to, by the server that is set or by one that is not kept yet."""

    to: MailAddress
    server: MailWish | None = None


@router.get("")
def mail_settings(caller: _Admin, request: Request, settings: Conf) -> MailSettings:
    """The mail server, without its password."""
    return _answer(request, settings)


@router.put("")
def change(
    body: MailWish, caller: _Admin, request: Request, database: Db, settings: Conf
) -> MailSettings:
    """Keep another mail server, in force at once. 409 setting_given, 422 mail_password_again,
    mail_address_unreadable, mail_name_is_address, smtp_url_unreadable.
    """
    wish, base = checked(body), request.app.state.current.base
    given = [name for name in ("smtp_url", "mail_from") if is_given(base, name)]
    if given:
        raise UnlawfulMove("setting_given", name=f"KOBRA_{given[0].upper()}")
    server = _server(wish, settings)
    with database.begin() as connection:
        _keep(connection, settings, "smtp_url", server.url if server else "")
        _keep(connection, settings, "mail_from", wish.sender.strip())
        note(
            connection,
            at=settings.clock(),
            user_id=caller.user.id,
            act="setting.set",
            subject=("setting", "smtp_url"),
            details={"value": server.shown if server else "", "sender": wish.sender.strip()},
        )
    request.app.state.current.refresh()
    return _answer(request, request.app.state.settings)


@router.post("/test")
def test(
    body: TestWish, caller: _Admin, request: Request, database: Db, settings: Conf, key: Key
) -> MailTried:
    """Send a mail now, and say how far it came. It stands among what was sent."""
    wish = checked(body)
    with database.begin() as connection:
        limits = limits_of(key, "mail_test", (caller.user.id, _TESTS))
        count_attempt(connection, limits, settings.clock())
    tried = settings
    server = server_of(settings.smtp_url) if settings.smtp_url else None
    if wish.server is not None:
        server = _server(wish.server, settings)
        tried = _with(settings, server, wish.server.sender.strip())
    locale = locale_of(request.headers.get("accept-language", ""))
    if server is None:
        sentence = say("smtp.not_set", None, locale)
        return MailTried(
            is_sent=False, step="", code=0, answer="", sentence=sentence, milliseconds=0
        )
    return _tried(database, tried, server, wish.to, locale)


def _tried(
    database: Database, settings: Settings, server: MailServer, to: str, locale: str
) -> MailTried:
    letter = Letter(
        subject=say("mail.test.subject", None, locale),
        text=say("mail.test.text", {"server": settings.address}, locale),
    )
    made, begun_s = new_id(), time.monotonic()
    envelope = enveloped(letter, to, made, settings, settings.clock())
    with MailLine(server, _PATIENCE) as line:
        handed = line.hand_over(envelope)
    took_ms = round((time.monotonic() - begun_s) * 1000)
    with database.begin() as connection:
        add_deliveries(connection, [_told(made, to, letter, handed, settings)])
    words = f"{handed.code} {handed.answer}" if handed.code else handed.answer
    shown = f"{server.host}:{server.port}"
    return MailTried(
        is_sent=handed.fate is Fate.SENT,
        step=handed.step.value,
        code=handed.code,
        answer=handed.answer,
        sentence=say(_code(handed), {"server": shown, "to": to, "answer": words}, locale),
        milliseconds=took_ms,
    )


def _code(handed: Handed) -> str:
    if handed.fate in {Fate.SENT, Fate.UNKNOWN}:
        return "smtp.tried" if handed.fate is Fate.SENT else "smtp.tried.unknown"
    return f"smtp.tried.{handed.step}"


def _told(
    delivery_id: str, to: str, letter: Letter, handed: Handed, settings: Settings
) -> Delivery:
    now = settings.clock()
    states = {Fate.SENT: DeliveryState.SENT, Fate.UNKNOWN: DeliveryState.MAYBE_SENT}
    state = states.get(handed.fate, DeliveryState.FAILED)
    codes = {Fate.SENT: "smtp.taken", Fate.UNKNOWN: "smtp.unknown_twice"}
    return Delivery(
        id=delivery_id,
        channel=DeliveryChannel.MAIL,
        purpose=DeliveryPurpose.TEST,
        address=to,
        created_at=now,
        next_at=now,
        state=state,
        tries=1,
        tried_at=now,
        sent_at=now if state is DeliveryState.SENT else None,
        code=codes.get(handed.fate, f"smtp.{handed.step}"),
        detail=f"{handed.code or ''} {handed.answer}".strip(),
        content=json_form.text({"subject": letter.subject, "text": letter.text}),
    )


def _server(wish: MailWish, settings: Settings) -> MailServer | None:
    """The server that is asked for. Raises Invalid where the password has to be given anew: kept
    for one server it is told to no other.
    """
    if wish.sender.strip():
        try:
            mailbox(wish.sender)
        except DomainError as problem:
            raise Invalid(problem.code, field="sender") from problem
    host = wish.host.strip()
    if not host:
        return None
    password = wish.password or ""
    if wish.password is None and settings.smtp_url:
        kept = server_of(settings.smtp_url)
        is_same = (kept.host, kept.user) == (host.lower(), wish.user.strip())
        is_as_safe = wish.tls is kept.tls or wish.tls in {Tls.WHOLE, Tls.REQUIRED}
        if kept.password and wish.user.strip() and not (is_same and is_as_safe):
            raise Invalid("mail_password_again", field="password")
        password = kept.password if wish.user.strip() else ""
    made = MailServer(
        host=host, port=wish.port, user=wish.user.strip(), password=password, tls=wish.tls
    )
    return server_of(made.url)


def _with(settings: Settings, server: MailServer | None, sender: str) -> Settings:
    return replace(settings, smtp_url=server.url if server else "", mail_from=sender)


def _keep(connection: Connection, settings: Settings, name: str, value: str) -> None:
    if value:
        store(connection, settings.data_folder, name, value, settings.clock())
    else:
        forget(connection, name)


def _answer(request: Request, settings: Settings) -> MailSettings:
    kept: Stored = request.app.state.current.kept
    locale = locale_of(request.headers.get("accept-language", ""))
    problem: DomainError | None = kept.closed.get("smtp_url")
    server, effective = None, settings.mail_from
    try:
        if settings.smtp_url:
            server = server_of(settings.smtp_url)
            effective = str(sender_of(settings))
    except DomainError as unreadable:  # as it was given at the start
        problem = unreadable
    base = request.app.state.current.base
    names = ("smtp_url", "mail_from", "public_url", "mail_paused")
    return MailSettings(
        host=server.host if server else "",
        port=server.port if server else 587,
        user=server.user if server else "",
        has_password=bool(server and server.password),
        tls=server.tls if server else Tls.OFFERED,
        sender=settings.mail_from,
        effective_sender=effective,
        public_url=settings.public_url,
        address=settings.address,
        is_paused=settings.mail_paused,
        given=tuple(name for name in names if is_given(base, name)),
        problem=say(problem.code, problem.params, locale) if problem else "",
    )

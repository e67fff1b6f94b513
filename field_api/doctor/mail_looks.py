"""Whether what leaves can leave: the mail server, the address that links lead to, what waits."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from field_api.configuration.mail_server import MailServer, server_of
from field_api.configuration.stored import Stored, overlaid, stored
from field_api.database import Database
from field_api.doctor.finding import Finding, bad, doubtful, good
from field_api.mail.fates import Fate, Step
from field_api.mail.message import sender_of
from field_api.mail.smtp import MailLine, Patience
from field_api.settings import Settings
from field_api.tables.results import deliveries
from field_api.webhooks.endpoints import IS_ASLEEP
from kobra_domain.deliveries import DeliveryState
from kobra_domain.errors import DomainError

_LONG = timedelta(hours=1)
_PATIENCE = Patience(connect_s=5.0, command_s=5.0, end_s=5.0)  # whoever asks is waiting


def look_at_mail(settings: Settings, database: Database) -> Iterator[Finding]:
    """Three looks, of a database at the expected revision; none of another one."""
    try:
        with database.read() as connection:
            kept = stored(connection, settings.data_folder)
        now = overlaid(settings, kept)
        yield _server(now, kept)
        yield _address(now)
        yield _waiting(now, database)
    except SQLAlchemyError:
        return


def _server(settings: Settings, kept: Stored) -> Finding:
    closed = kept.closed.get("smtp_url")
    if closed is not None and not settings.smtp_url:
        if closed.code == "secret_key_lost":
            return bad("mail", "mail.key_lost", **closed.params)
        return bad("mail", "mail.closed")
    if not settings.smtp_url:
        return doubtful("mail", "mail.none")
    try:
        sender_of(settings)
        server = server_of(settings.smtp_url)
    except DomainError:
        return bad("mail", "mail.unreadable")
    if settings.old_variables:
        return doubtful("mail", "mail.old", names=", ".join(settings.old_variables))
    return _tried(server)


def _tried(server: MailServer) -> Finding:
    """Connect, with TLS as it is asked for, and sign in; no mail is sent."""
    with MailLine(server, _PATIENCE) as line:
        handed = line.check()
    name = f"{server.host}:{server.port}"
    if handed.fate is Fate.SENT:
        return good("mail", "mail.good", server=name)
    code = {Step.STARTTLS: "mail.no_tls", Step.AUTH: "mail.no_entry"}.get(handed.step)
    return doubtful("mail", code or "mail.no_answer", server=name, answer=handed.answer)


def _address(settings: Settings) -> Finding:
    if not settings.public_url:
        return doubtful("public_url", "public_url.none", address=settings.address)
    return good("public_url", "public_url.good", address=settings.address)


def _waiting(settings: Settings, database: Database) -> Finding:
    d = deliveries.c
    due = settings.clock() - _LONG
    waiting = select(func.count(), func.min(d.created_at, type_=d.created_at.type)).where(
        d.state.in_([DeliveryState.WAITING, DeliveryState.SENDING]), d.created_at < due
    )
    waiting = waiting.where(d.next_at <= settings.clock(), ~IS_ASLEEP)
    with database.read() as connection:
        count, oldest = connection.execute(waiting).one()
    if settings.mail_paused:
        return doubtful("sending", "sending.paused", count=count)
    if count:
        hours = round((settings.clock() - oldest).total_seconds() / 3600)
        return doubtful("sending", "sending.late", count=count, hours=hours)
    return good("sending", "sending.good")

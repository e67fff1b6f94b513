"""A letter as the bytes that leave: headers that nothing from outside can add to, every line short
enough, seven bits only.
"""

import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.errors import HeaderParseError, MessageError
from email.headerregistry import Address, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlsplit

from field_api.configuration.mail_server import server_of
from field_api.settings import Settings
from kobra_domain.errors import DomainError
from kobra_domain.mailboxes import mailbox


class _Ids(UnstructuredHeader):
    """Ids and addresses between angles: programs look for them as they are, so that they are broken
    between one another and never into encoded words, however long one is.
    """

    def fold(self, *, policy: "Policy[Any]") -> str:
        """The lines of the header."""
        name: str = self.name  # type: ignore[attr-defined]
        return f"{name}: " + f"{policy.linesep} ".join(str(self).split()) + policy.linesep


_HEADERS = HeaderRegistry()
for _name in (
    *("message-id", "in-reply-to", "references"),
    *("list-id", "list-unsubscribe", "list-unsubscribe-post"),
):
    _HEADERS.map_to_type(_name, _Ids)  # type: ignore[arg-type]  # mixed in when it is made
# Seven bits, so that no server on the way needs to know more.
POLICY = SMTP.clone(cte_type="7bit", header_factory=_HEADERS)
_LONGEST_SUBJECT = 200
# What the envelope decides; a letter cannot say it.
_OWN_HEADERS = frozenset(
    {"from", "to", "cc", "bcc", "subject", "date", "message-id", "sender", "return-path"}
    | {"auto-submitted", "x-auto-response-suppress", "mime-version"}
)


class Withheld(DomainError):
    """A rule says that the letter may not leave; `code` names it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file of a letter. `cid`: the name by which its HTML shows it; empty for an attachment."""

    name: str
    content: bytes
    mime: str
    cid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What is said, without to whom: text first, HTML if there is any, its pictures, attachments,
    and headers of its own (List-…, References). `sender`: another From than the server's.
    """

    subject: str
    text: str
    html: str = ""
    pictures: tuple[Part, ...] = ()
    attachments: tuple[Part, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    sender: str = ""


@dataclass(frozen=True, slots=True)
class Envelope:
    """A message ready to be handed over."""

    sender: str
    to: str
    content: bytes


def sender_of(settings: Settings) -> Address:
    """Whom mails are from unless a letter says otherwise. Raises DomainError."""
    if settings.mail_from:
        return mailbox(settings.mail_from)
    server = server_of(settings.smtp_url)
    try:
        return mailbox(server.user)
    except DomainError:
        return mailbox(f"kobra@{server.host}")


def mail_host(settings: Settings) -> str:
    """What stands behind the @ of a Message-ID: this server's own name."""
    if host := urlsplit(settings.public_url).hostname:
        return host
    try:
        return sender_of(settings).domain
    except DomainError:
        return socket.gethostname() or "localhost"


def enveloped(
    letter: Letter, to: str, stem: str, settings: Settings, created_at: datetime
) -> Envelope:
    """The letter to one mailbox, under `<stem@host>`: the same bytes on every try but for nothing.
    Raises DomainError: mail_address_unreadable, mail_not_made.
    """
    sender = mailbox(letter.sender) if letter.sender else sender_of(settings)
    recipient = mailbox(to)
    try:
        message = _message(letter, stem, mail_host(settings), created_at)
        message["From"], message["To"] = sender, recipient
        content = message.as_bytes()
    except (MessageError, HeaderParseError, ValueError, UnicodeError) as problem:
        raise DomainError("mail_not_made") from problem
    return Envelope(sender.addr_spec, recipient.addr_spec, content)


def _message(letter: Letter, stem: str, host: str, created_at: datetime) -> EmailMessage:
    message = EmailMessage(policy=POLICY)
    message["Subject"] = one_line(letter.subject)[:_LONGEST_SUBJECT]
    message["Date"] = format_datetime(created_at.astimezone(UTC))
    message["Message-ID"] = f"<{stem}@{host}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    for name, value in letter.headers.items():
        if name.lower() not in _OWN_HEADERS:
            message[name] = value
    message.set_content(letter.text)
    if letter.html:
        message.add_alternative(letter.html, subtype="html")
        _add_pictures(message, letter.pictures)
    for part in letter.attachments:
        kind, _, subtype = part.mime.partition("/")
        message.add_attachment(
            part.content, maintype=kind, subtype=subtype, filename=one_line(part.name)
        )
    return message


def _add_pictures(message: EmailMessage, pictures: tuple[Part, ...]) -> None:
    html = message.get_body(("html",))
    for part in pictures:
        kind, _, subtype = part.mime.partition("/")
        assert isinstance(html, EmailMessage)
        html.add_related(
            part.content,
            maintype=kind,
            subtype=subtype,
            cid=f"<{part.cid}>",
            filename=one_line(part.name),
            disposition="inline",
        )


def one_line(text: str) -> str:
    """Text without line ends or other signs that steer: what is a name stays a name."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())

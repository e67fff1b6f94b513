"""A real mail server that fails where a test wants it to."""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.field_api.databases import free_port

DROP, HANG = "drop", "hang"


class _Server(SMTP):
    """Fails as well where a handler is not asked."""

    box: "Postbox"
    number = 0

    async def smtp_MAIL(self, arg: str) -> None:
        await super().smtp_MAIL(self._without(arg, " RET="))

    async def smtp_RCPT(self, arg: str) -> None:
        await super().smtp_RCPT(self._without(arg, " NOTIFY="))

    def _without(self, arg: str, first: str) -> str:
        """The library knows no DSN: what is asked by it is kept, and the rest gone on with."""
        rest, _, asked = arg.partition(first)
        if asked:
            self.box.bounces.append(first.strip() + asked)
        return rest

    async def smtp_DATA(self, arg: str) -> None:
        answer = self.box.next("data")
        if answer == DROP:
            assert self.transport is not None
            self.transport.close()
            return
        if answer:
            await self.push(answer)
            return
        await super().smtp_DATA(arg)


class _Controller(Controller):
    box: "Postbox"

    def factory(self) -> SMTP:
        """One server a connection."""
        made = _Server(self.handler, **{"hostname": "mail.example", **self.SMTP_kwargs})
        made.box = self.box
        self.box.connections += 1
        made.number = self.box.connections
        return made


@dataclass
class Postbox:
    """What came, and what is answered instead of yes: by step (`mail`, `rcpt`, `data`, `end`) the
    answers to come, one a message; then yes again. DROP hangs up, HANG never answers. `refused`:
    mailboxes that do not exist. `most`: connections that may say something, the first ones.
    `bounces`: what is asked for mails that cannot be delivered, where it offers that (`has_dsn`).
    """

    answers: dict[str, list[str]] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)
    raw: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)
    bounces: list[str] = field(default_factory=list)
    has_dsn: bool = False
    password: str = ""
    connections: int = 0
    most: int | None = None
    port: int = 0

    @property
    def url(self) -> str:
        """The line that names it."""
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def mails(self) -> list[EmailMessage]:
        """What came, read."""
        return [message_from_bytes(one, policy=policy.default) for one in self.raw]

    def next(self, step: str) -> str:
        """The answer to come; empty for yes."""
        waiting = self.answers.get(step) or [""]
        return waiting.pop(0)

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, told: list[str]
    ) -> list[str]:
        """What it offers."""
        session.host_name = hostname
        return [*told[:-1], "250-DSN", told[-1]] if self.has_dsn else told

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Who it is from."""
        assert isinstance(server, _Server)
        if self.most is not None and server.number > self.most:
            return "421 too many connections"
        if answer := self.next("mail"):
            return await self._fail(server, answer)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Whom it is to."""
        if address in self.refused:
            return self.refused[address]
        if answer := self.next("rcpt"):
            return await self._fail(server, answer)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """The last dot was seen."""
        answer = self.next("end")
        if not answer or answer in {DROP, HANG}:  # taken, whether that is said or not
            assert isinstance(envelope.content, bytes)
            self.raw.append(envelope.content)
            self.recipients += envelope.rcpt_tos
        return await self._fail(server, answer) if answer else "250 OK"

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, how: str, given: Any
    ) -> AuthResult:
        """Somebody signs in."""
        assert isinstance(given, LoginPassword)
        self.logins.append((given.login, given.password))
        return AuthResult(success=given.password == self.password.encode(), handled=False)

    async def _fail(self, server: SMTP, answer: str) -> str:
        if answer == DROP:
            assert server.transport is not None
            server.transport.close()
        if answer == HANG:
            await asyncio.sleep(3600)
        return answer


@contextmanager
def postbox(port: int = 0, **settings: Any) -> Iterator[Postbox]:
    """A mail server on loopback as long as the block lasts; `settings` are aiosmtpd's."""
    box = Postbox(port=port or free_port())
    if settings.pop("has_login", False):
        settings = {"auth_require_tls": False, "authenticator": box.authenticate, **settings}
    controller = _Controller(box, hostname="127.0.0.1", port=box.port, **settings)
    controller.box = box
    controller.start()
    try:
        yield box
    finally:
        controller.stop()

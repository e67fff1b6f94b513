"""Hands messages over by SMTP and says of each how it went, step by step: one line to the server
for many messages. Blocking; never called inside a transaction.

What matters most is the last dot: before it nothing was sent, after it only the server knows.
"""

import base64
import re
import smtplib
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType

from field_api.configuration.mail_server import MailServer, Tls
from field_api.mail.fates import (
    CLOSING,
    Fate,
    Handed,
    Step,
    fate_of,
    fate_without_answer,
    reason_of,
    text_of,
)
from field_api.mail.message import Envelope

_CONNECT_S, _COMMAND_S, _END_S = 10.0, 30.0, 60.0
_SLOWEST = 20_000  # bytes a second: slower is as good as hanging
_READY = 354
_PLAIN = "@.-_"  # what an address is written with as it is, beside letters and digits
_DOTS = re.compile(rb"(?m)^\.")


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited: for a connection, for the answer to a command, for that to the last dot;
    seconds.
    """

    connect_s: float = _CONNECT_S
    command_s: float = _COMMAND_S
    end_s: float = _END_S


class _Stopped(Exception):
    """It ended before the last dot."""

    def __init__(self, handed: Handed) -> None:
        super().__init__(handed)
        self.handed = handed


class MailLine:
    """A line to a mail server, opened with the first message and again when the server has hung
    up in between. Of one thread.
    """

    def __init__(self, server: MailServer, patience: Patience | None = None) -> None:
        self.server = server
        self._patience = patience or Patience()
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> "MailLine":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def hand_over(
        self, envelope: Envelope, before_end: Callable[[], bool] = lambda: True
    ) -> Handed:
        """One message to one mailbox. `before_end` is called when all is said but the last dot,
        and may still say no (WITHDRAWN).
        """
        is_used = self._smtp is not None
        try:
            try:
                self._offer(envelope)
            except _Stopped as stopped:
                # A line that was quiet for long is hung up; that says nothing of this message.
                if not is_used or self._smtp is not None or stopped.handed.step is not Step.SENDER:
                    raise
                self._offer(envelope)
            return self._end(envelope, before_end)
        except _Stopped as stopped:
            return stopped.handed

    def check(self) -> Handed:
        """Connect and sign in, no more."""
        try:
            self._opened()
        except _Stopped as stopped:
            return stopped.handed
        return Handed(Fate.SENT, Step.AUTH)

    def close(self) -> None:
        """Say goodbye, if there is a line."""
        smtp, self._smtp = self._smtp, None
        if smtp is None:
            return
        try:
            _wait(smtp, self._patience.connect_s)
            smtp.quit()
        except (OSError, smtplib.SMTPException):
            smtp.close()

    # Before the dot

    def _offer(self, envelope: Envelope) -> None:
        smtp = self._opened()
        options = [f"size={len(envelope.content)}"] if smtp.has_extn("size") else []
        asked = _bounce_options(envelope.to) if smtp.has_extn("dsn") else []
        if asked:
            options.append("RET=HDRS")  # what comes back brings nothing of the content along
        self._say(Step.SENDER, lambda: smtp.mail(envelope.sender, options), 250)
        self._say(Step.RECIPIENT, lambda: smtp.rcpt(envelope.to, asked), 250, 251)
        self._say(Step.CONTENT, lambda: smtp.docmd("DATA"), _READY)

    def _opened(self) -> smtplib.SMTP:
        if self._smtp is None:
            self._smtp = self._connected()
            try:
                self._prepare(self._smtp)
            except _Stopped:
                self._drop()
                raise
        return self._smtp

    def _connected(self) -> smtplib.SMTP:
        server, patience = self.server, self._patience
        step = Step.CONNECT
        name = _own_name()
        try:
            if server.tls is Tls.WHOLE:
                context = ssl.create_default_context()
                smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                    local_hostname=name, timeout=patience.connect_s, context=context
                )
            else:
                smtp = smtplib.SMTP(local_hostname=name, timeout=patience.connect_s)
            # Of whom the certificate has to be, when TLS comes later.
            smtp._host = server.host  # type: ignore[attr-defined]
            code, words = smtp.connect(server.host, server.port)
        except (OSError, smtplib.SMTPException) as problem:
            raise _Stopped(Handed(Fate.NO_SERVER, step, 0, reason_of(problem))) from problem
        if code != 220:
            smtp.close()
            raise _Stopped(Handed(Fate.NO_SERVER, step, code, text_of(words)))
        _wait(smtp, patience.command_s)
        if smtp.sock is not None:
            # The dot goes after the content without an answer in between: else it waits 40 ms.
            smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return smtp

    def _prepare(self, smtp: smtplib.SMTP) -> None:
        server = self.server
        self._greet(smtp)
        is_offered = smtp.has_extn("starttls")
        if server.tls is Tls.REQUIRED or (server.tls is Tls.OFFERED and is_offered):
            if not is_offered:
                raise _Stopped(Handed(Fate.NO_SERVER, Step.STARTTLS, 0, "not offered"))
            self._encrypt(smtp)
        elif server.tls is Tls.OFFERED and server.password and not server.is_here:
            # Whoever sits on the line could have taken the offer away to read the password.
            raise _Stopped(Handed(Fate.NO_SERVER, Step.STARTTLS, 0, "not offered"))
        if server.user:
            self._sign_in(smtp)

    def _greet(self, smtp: smtplib.SMTP) -> None:
        try:
            code, words = smtp.ehlo()
            if not 200 <= code <= 299:
                code, words = smtp.helo()
        except (OSError, smtplib.SMTPException) as problem:
            reason = reason_of(problem)
            raise _Stopped(Handed(Fate.NO_SERVER, Step.GREETING, 0, reason)) from problem
        if not 200 <= code <= 299:
            raise _Stopped(Handed(Fate.NO_SERVER, Step.GREETING, code, text_of(words)))

    def _encrypt(self, smtp: smtplib.SMTP) -> None:
        context = ssl.create_default_context()
        if self.server.tls is Tls.OFFERED and not self.server.password:
            # Encrypted to whoever answers is better than what it would be without the offer.
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        try:
            code, words = smtp.starttls(context=context)
        except (OSError, smtplib.SMTPException) as problem:
            reason = reason_of(problem)
            raise _Stopped(Handed(Fate.NO_SERVER, Step.STARTTLS, 0, reason)) from problem
        if code != 220:
            raise _Stopped(Handed(Fate.NO_SERVER, Step.STARTTLS, code, text_of(words)))
        self._greet(smtp)

    def _sign_in(self, smtp: smtplib.SMTP) -> None:
        user, password = self.server.user, self.server.password
        try:
            if (user + password).isascii():
                smtp.login(user, password)
            else:
                _sign_in_plainly(smtp, user, password)
        except smtplib.SMTPResponseException as problem:
            code, words = problem.smtp_code, text_of(problem.smtp_error)
            raise _Stopped(Handed(Fate.NO_SERVER, Step.AUTH, code, words)) from problem
        except (OSError, smtplib.SMTPException, UnicodeError) as problem:
            reason = reason_of(problem)
            raise _Stopped(Handed(Fate.NO_SERVER, Step.AUTH, 0, reason)) from problem

    def _say(self, step: Step, command: Callable[[], tuple[int, bytes]], *wanted: int) -> None:
        """Raises _Stopped for any other answer, or none: the line is ready for the next message,
        or gone.
        """
        try:
            code, words = command()
        except (OSError, smtplib.SMTPException, ValueError) as problem:
            self._drop()
            raise _Stopped(
                Handed(fate_without_answer(step), step, 0, reason_of(problem))
            ) from problem
        if code in wanted:
            return
        if code == CLOSING or code < 0 or step is Step.CONTENT:
            self._drop()
        else:
            self._reset()
        raise _Stopped(Handed(fate_of(code, step), step, code, text_of(words)))

    # At the dot

    def _end(self, envelope: Envelope, before_end: Callable[[], bool]) -> Handed:
        smtp = self._smtp
        assert smtp is not None
        content = _DOTS.sub(b"..", envelope.content)
        if not content.endswith(b"\r\n"):
            content += b"\r\n"
        try:
            _wait(smtp, self._patience.command_s + len(content) / _SLOWEST)
            smtp.send(content)
        except (OSError, smtplib.SMTPException) as problem:
            self._drop()
            return Handed(Fate.LATER, Step.CONTENT, 0, reason_of(problem))
        if not before_end():
            self._drop()  # without the dot it was not sent
            return Handed(Fate.WITHDRAWN, Step.CONTENT)
        try:
            _wait(smtp, self._patience.end_s)
            smtp.send(b".\r\n")
            code, words = smtp.getreply()
            _wait(smtp, self._patience.command_s)
        except (OSError, smtplib.SMTPException) as problem:
            self._drop()
            return Handed(Fate.UNKNOWN, Step.END, 0, reason_of(problem))
        if code < 0:
            self._drop()
            return Handed(Fate.UNKNOWN, Step.END, 0, text_of(words))
        if 200 <= code <= 299:
            return Handed(Fate.SENT, Step.END, code, text_of(words))
        if code == CLOSING:
            self._drop()
        return Handed(fate_of(code, Step.END), Step.END, code, text_of(words))

    def _reset(self) -> None:
        assert self._smtp is not None
        try:
            code, _ = self._smtp.rset()
        except (OSError, smtplib.SMTPException):
            code = 0
        if code != 250:
            self._drop()

    def _drop(self) -> None:
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            smtp.close()


def _sign_in_plainly(smtp: smtplib.SMTP, user: str, password: str) -> None:
    """The library signs in by ASCII alone; RFC 4616 says UTF-8."""
    told = base64.b64encode(f"\0{user}\0{password}".encode()).decode()
    code, words = smtp.docmd("AUTH", f"PLAIN {told}")
    if code not in {235, 503}:
        raise smtplib.SMTPAuthenticationError(code, words)


def _wait(smtp: smtplib.SMTP, seconds: float) -> None:
    if smtp.sock is not None:
        smtp.sock.settimeout(seconds)


def _bounce_options(to: str) -> list[str]:
    """That whoever cannot deliver it says so, and of which mailbox, wherever it was forwarded to
    (RFC 3461).
    """
    named = "".join(one if one.isalnum() or one in _PLAIN else f"+{ord(one):02X}" for one in to)
    return ["NOTIFY=FAILURE", *([f"ORCPT=rfc822;{named}"] if to.isascii() else [])]


def _own_name() -> str:
    """How this machine greets; without asking the network for its full name, which may hang."""
    name = socket.gethostname()
    return name if "." in name and name.isascii() else "localhost.localdomain"

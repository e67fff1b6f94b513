"""A mail server as one line: `smtp://user:password@host:port`, `smtps://…`."""

import ipaddress
from dataclasses import dataclass, field
from urllib.parse import parse_qs, quote, unquote, urlsplit

from kobra_domain.errors import DomainError
from kobra_domain.sending import MailTls as Tls

__all__ = ["MailServer", "Tls", "server_of"]
_PORT, _TLS_PORT = 25, 465


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where mail is handed over, and as whom."""

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    tls: Tls = Tls.OFFERED

    @property
    def is_here(self) -> bool:
        """Whether what is said to it stays on this machine."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host.lower() == "localhost"

    @property
    def url(self) -> str:
        """The one line, password and all."""
        return self._line(quote(self.password, safe=""))

    @property
    def shown(self) -> str:
        """The one line, as it may be shown."""
        return self._line("…" if self.password else "")

    def _line(self, password: str) -> str:
        scheme = "smtps" if self.tls is Tls.WHOLE else "smtp"
        who = quote(self.user, safe="") + (f":{password}" if password else "")
        host = f"[{self.host}]" if ":" in self.host else self.host
        asked = f"?tls={self.tls.value}" if self.tls in {Tls.REQUIRED, Tls.NEVER} else ""
        return f"{scheme}://{who}{'@' if who else ''}{host}:{self.port}{asked}"


def server_of(url: str) -> MailServer:
    """The mail server that the line names. Raises DomainError smtp_url_unreadable, which repeats
    nothing of it: it holds a password.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode() if parts.hostname else ""
        asked = parse_qs(parts.query, strict_parsing=bool(parts.query))
        tls = Tls(asked.pop("tls", ["whole" if parts.scheme == "smtps" else "offered"])[-1])
    except (ValueError, UnicodeError) as problem:
        raise DomainError("smtp_url_unreadable") from problem
    is_whole = parts.scheme == "smtps"
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if (
        parts.scheme not in {"smtp", "smtps"}
        or not host
        or parts.path not in {"", "/"}
        or parts.fragment
        or asked
        or is_whole is not (tls is Tls.WHOLE)
        or port == 0
        or (password and not user)
        or any(ord(one) < 32 for one in user + password + host)
    ):
        raise DomainError("smtp_url_unreadable")
    return MailServer(
        host=host,
        port=port or (_TLS_PORT if is_whole else _PORT),
        user=user,
        password=password,
        tls=tls,
    )

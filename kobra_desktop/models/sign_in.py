"""The state of the sign-in page: what is remembered, what is running, what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, Signal

from kobra_desktop.api import session
from kobra_desktop.api.errors import Refusal
from kobra_desktop.api.http import FieldApi
from kobra_desktop.background import Background
from kobra_desktop.errors import Known
from kobra_desktop.models.memory import Memory

KEY = "sign_in"
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Credentials:
    """What is typed. The password is handed on and never kept."""

    server: str
    email: str
    password: str


class SignInModel(QObject):
    """`sign_in` runs on a network worker; its value comes with `signed_in`."""

    changed = Signal()
    signed_in = Signal(object)

    def __init__(
        self,
        background: Background,
        memory: Memory,
        sign_in: Callable[[Credentials], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background, self._memory, self._sign_in = background, memory, sign_in
        kept = memory.read(KEY)
        known = kept if isinstance(kept, dict) else {}
        self.server = str(known.get("server", ""))
        self.email = str(known.get("email", ""))
        self.code = ""  # of an invitation that a person goes by
        self.is_busy = False
        self.problem: Known | None = None
        self.wrong: dict[str, str] = {}

    def submit(self, typed: Credentials, code: str | None = None) -> None:
        """Sign in, unless a field is plainly wrong; `wrong` then holds a code by field.

        With a `code` that was mailed or read out, the password typed is a new one.
        """
        if self.is_busy:
            return
        made = Credentials(full_address(typed.server), typed.email.strip(), typed.password)
        self.wrong, self.problem = wrong_fields(made), None
        if code is not None and not code.strip():
            self.wrong["code"] = "missing"
        if self.wrong:
            self.changed.emit()
            return
        self.is_busy = True
        self.changed.emit()
        sign_in = self._sign_in

        def work() -> tuple[Credentials, object]:
            if code is not None:
                take_code(made, code.strip())
            return made, sign_in(made)

        self._background.network(work, self._on_done, self._on_failed, owner=self)

    def _on_done(self, answer: tuple[Credentials, object]) -> None:
        typed, session = answer
        self.is_busy = False
        self.server, self.email = typed.server, typed.email
        self._memory.write(KEY, {"server": typed.server, "email": typed.email})
        self.changed.emit()
        self.signed_in.emit(session)

    def _on_failed(self, problem: Known) -> None:
        self.is_busy, self.problem = False, problem
        self.changed.emit()


def take_code(typed: Credentials, code: str) -> None:
    """Set the password by a code, of an invitation or of a reset: whoever holds it need not know.

    Raises ApiError; blocking.
    """
    api = FieldApi(typed.server, guard=nullcontext(), on_tokens=_ignore)
    chosen = {"email": typed.email, "code": code, "password": typed.password}
    try:
        session.accept_invitation(api, **chosen)
    except Refusal as first:
        try:
            session.accept_reset(api, **chosen)
        except Refusal:
            raise first from None
    finally:
        api.close()


def _ignore(_tokens: object) -> None:
    """A code opens no session."""


def full_address(server: str) -> str:
    """«host» means https, save on this machine; a slash at the end says nothing."""
    text = server.strip().rstrip("/")
    if not text or "://" in text:
        return text
    try:
        host = urlsplit(f"//{text}").hostname or ""
    except ValueError:  # brackets that hold no address: said as such
        host = ""
    return f"{'http' if host in _LOOPBACK else 'https'}://{text}"


def wrong_fields(typed: Credentials) -> dict[str, str]:
    """A code by field: missing, not_an_address, plain_http (only this machine may),
    not_an_email.
    """
    wrong: dict[str, str] = {}
    if code := wrong_address(typed.server):
        wrong["server"] = code
    if not typed.email:
        wrong["email"] = "missing"
    elif "@" not in typed.email:
        wrong["email"] = "not_an_email"
    if not typed.password:
        wrong["password"] = "missing"
    return wrong


def wrong_address(server: str) -> str:
    """What is wrong with a server's address: missing, not_an_address, plain_http; "" if nothing."""
    try:
        parts = urlsplit(server)
        host = parts.hostname
    except ValueError:  # brackets that hold no address
        return "not_an_address"
    if not server:
        return "missing"
    if parts.scheme not in ("http", "https") or not host or " " in server:
        return "not_an_address"
    return "plain_http" if parts.scheme == "http" and host not in _LOOPBACK else ""

"""An invitation as a link: made where people are invited, read where they come in.

`kobra-desktop://invite/?server=…&email=…&code=…`, each value percent-encoded; `email` may be
missing. Whoever clicks it may have got it from anybody: nothing in it is believed that is not
plain.
"""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from kobra_domain.errors import Invalid

SCHEME = "kobra-desktop"
LONGEST = 1_000
_HOST = "invite"
_CODE = re.compile(r"[A-Za-z0-9](-?[A-Za-z0-9]){3,39}")
_EMAIL = re.compile(r"[\w.+%'-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+", re.ASCII)
_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_PATH = re.compile(r"(/[A-Za-z0-9._~-]{1,60}){0,5}/?")
_KNOWN = frozenset({"server", "email", "code"})


@dataclass(frozen=True, slots=True)
class Invitation:
    """`server` is scheme, host and port (and path, where it is published under one); `code` opens
    the account of `email` once; the e-mail may be unsaid.
    """

    server: str
    code: str
    email: str = ""


def link_of(invitation: Invitation) -> str:
    """The link that `read_link` reads."""
    said = {"server": invitation.server, "email": invitation.email, "code": invitation.code}
    values = {name: value for name, value in said.items() if value}
    return f"{SCHEME}://{_HOST}/?{urlencode(values, quote_via=quote)}"


def read_link(text: str) -> Invitation:
    """What a link says. Raises Invalid: not_an_invitation, or unsafe_invitation for a server that
    is not reached by https (on this machine alone http will do).
    """
    if len(text) > LONGEST or not text.isascii() or not text.isprintable() or " " in text:
        raise Invalid("not_an_invitation")
    try:
        parts = urlsplit(text)
        pairs = parse_qsl(parts.query, strict_parsing=True, max_num_fields=len(_KNOWN))
    except ValueError as problem:
        raise Invalid("not_an_invitation") from problem
    said = dict(pairs)
    is_ours = parts.scheme == SCHEME and parts.netloc == _HOST and parts.path in ("", "/")
    is_whole = {"server", "code"} <= said.keys() <= _KNOWN and len(said) == len(pairs)
    if not is_ours or not is_whole or parts.fragment:
        raise Invalid("not_an_invitation")
    code, email = said["code"], said.get("email", "")
    if not _CODE.fullmatch(code) or (email and not _EMAIL.fullmatch(email)):
        raise Invalid("not_an_invitation")
    return Invitation(_server(said["server"]), code, email)


def _server(text: str) -> str:
    if not text.isascii() or not text.isprintable() or " " in text or "\\" in text:
        raise Invalid("not_an_invitation")
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError as problem:
        raise Invalid("not_an_invitation") from problem
    has_more = "@" in parts.netloc or parts.query or parts.fragment or port == 0
    if has_more or not _is_host(host) or not _PATH.fullmatch(parts.path):
        raise Invalid("not_an_invitation")
    if parts.scheme != "https" and not (parts.scheme == "http" and is_this_machine(host)):
        raise Invalid("unsafe_invitation")
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}"


def _is_host(host: str) -> bool:
    if len(host) <= 253 and all(_NAME.fullmatch(part) for part in host.split(".")):
        return True
    return _address(host) is not None


def is_this_machine(host: str) -> bool:
    """Whether nobody else reaches anything by this name or address."""
    found = _address(host)
    return host == "localhost" or (found is not None and found.is_loopback)


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None

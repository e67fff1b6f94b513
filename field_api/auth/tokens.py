"""Tokens and the hashes they are kept as.
An access token is a short JWT; all others are random texts.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import jwt

from field_api.errors import ApiError

_ALGORITHM = "HS256"  # the only one that is read back, whatever a token's header says
_PURPOSE = "access"
_SET_BACK_S = 86_400
# No letters or digits that are confused when read aloud.
_SPEAKABLE = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True, slots=True)
class Access:
    """What an access token says; `version` is the user's session version when it was made."""

    user_id: str
    session_id: str
    version: int


def access_token(key: bytes, access: Access, now: datetime, seconds: int) -> str:
    """A signed token that is good for `seconds`."""
    claims = {
        "sub": access.user_id,
        "sid": access.session_id,
        "ver": access.version,
        "use": _PURPOSE,
        "exp": int(now.timestamp()) + seconds,
    }
    return jwt.encode(claims, key, algorithm=_ALGORITHM)


def read_access_token(key: bytes, token: str, now: datetime, seconds: int) -> Access:
    """What a token says; raises ApiError not_signed_in unless it is ours, whole and in time.

    One that ends much later than any made now (good for `seconds`) was made while the clock was
    wrong; its holder asks for the next.
    """
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=[_ALGORITHM],
            options={"require": ["sub", "sid", "exp"], "verify_exp": False},
        )
        left_s = int(claims["exp"]) - now.timestamp()
        in_time = 0 < left_s <= seconds + _SET_BACK_S
        access = Access(str(claims["sub"]), str(claims["sid"]), int(claims["ver"]))
    except (jwt.InvalidTokenError, KeyError, ValueError, TypeError, OverflowError) as problem:
        raise ApiError("not_signed_in") from problem
    if not in_time or claims.get("use") != _PURPOSE:
        raise ApiError("not_signed_in")
    return access


def new_token() -> str:
    """A random text of 256 bits that stands in headers, bodies and paths as it is."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """A code of about 59 bits that can be read out on the phone: XXXX-XXXX-XXXX."""
    return "-".join("".join(secrets.choice(_SPEAKABLE) for _ in range(4)) for _ in range(3))


def hash_of(token: str) -> str:
    """How a random token or code is kept; case and dashes of a code do not count."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def hash_of_code(code: str) -> str:
    """How a code is kept: as `hash_of`, whatever its case, spaces and dashes."""
    return hash_of("".join(c for c in code.upper() if c.isalnum()))


def keyed_hash(key: bytes, *parts: str) -> str:
    """A hash that cannot be guessed backwards without
    the server's key: for addresses and e-mails.
    """
    message = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hmac.new(key, message, hashlib.sha256).hexdigest()

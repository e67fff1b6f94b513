"""Passwords: how they are kept (argon2id), and which are refused."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from kobra_domain.errors import Invalid

SHORTEST = 10
LONGEST = 200
# OWASP's second choice, about 60 ms and 19 MiB: a guess costs, a sign-in does not.
_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


def check_password(password: str) -> None:
    """Raise Invalid for a password that is too short or cannot be kept."""
    if len(password) < SHORTEST:
        raise Invalid("password_too_short", field="password", limit=SHORTEST)
    if len(password) > LONGEST or "\0" in password:
        raise Invalid("too_long", field="password", limit=LONGEST)
    if not _is_text(password):
        raise Invalid("unreadable_text", field="password")


def hash_password(password: str) -> str:
    """The text to keep."""
    check_password(password)
    return _hasher.hash(password)


def is_password(password: str, kept: str | None) -> bool:
    """Whether it is the one; takes as long when there is no such account."""
    if len(password) > LONGEST or not _is_text(password):
        password, kept = "", None
    try:
        _hasher.verify(kept or _nobody(), password)
    except (Argon2Error, InvalidHashError):
        return False
    return kept is not None


@cache
def _nobody() -> str:
    return _hasher.hash("nobody has this password")


def _is_text(password: str) -> bool:
    return not any("\ud800" <= c <= "\udfff" for c in password)

"""Who is told of what by mail: all of them for administrators, and one's own."""

from dataclasses import asdict

import msgspec

from kobra_desktop.api.http import FieldApi, read
from kobra_domain.follows import Follow

_OWN = ("mode", "portfolio_ids", "digest_at", "time_zone", "cap", "language", "is_on")
_ALL = (*_OWN, "email", "is_client")


def follows(api: FieldApi, *, is_own: bool) -> tuple[Follow, ...]:
    """All, or one's own. Raises Forbidden, ApiError."""
    found: tuple[Follow, ...] = read(api.request("GET", _path(is_own)), tuple[Follow, ...])
    return found


def save(api: FieldApi, follow: Follow, *, is_own: bool) -> Follow:
    """Make or change one; whose address it is the server knows."""
    values = {name: asdict(follow)[name] for name in (_OWN if is_own else _ALL)}
    path = f"{_path(is_own)}/{follow.id}"
    answer = api.request("PUT", path, json=msgspec.to_builtins(values))
    made: Follow = read(answer, Follow)
    return made


def remove(api: FieldApi, follow_id: str, *, is_own: bool) -> None:
    """It is gone."""
    api.request("DELETE", f"{_path(is_own)}/{follow_id}")


def _path(is_own: bool) -> str:
    return "/own-follows" if is_own else "/follows"

"""The place a reader has come to in the feed.
Opaque to clients; anything that is not ours means: begin again.
"""

import base64
import binascii
from dataclasses import dataclass
from typing import Annotated

import msgspec

from field_api.errors import ApiError
from kobra_domain.limits import MAX_INTEGER
from kobra_domain.wire import RESYNC_REQUIRED

_LONGEST = 20_000
# What no engine holds is no place in a log.
Place = Annotated[int, msgspec.Meta(ge=0, le=MAX_INTEGER)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """Everything up to `seq` is told, in the user's scope of epoch `scope`.

    `floor` is the log's end when this reader began with nothing: what was
    gone by then need not be told. While `gained` keys are back-filled,
    `filled` is how far; only what lies at or before `seq` is filled.
    `mark` is the log's at `known`; empty in a cursor from before there were any.
    """

    epoch: str
    scope: Place
    seq: Place
    floor: Place
    gained: tuple[str, ...] = ()
    filled: Place = 0
    mark: str = ""

    @property
    def known(self) -> int:
        """The last number whose history this reader has heard of."""
        return max(self.seq, self.floor)


def written(cursor: Cursor) -> str:
    """The cursor as text."""
    return base64.urlsafe_b64encode(msgspec.json.encode(cursor)).decode().rstrip("=")


def read(text: str) -> Cursor:
    """The cursor of a text; raises ApiError resync_required for any other text."""
    if len(text) > _LONGEST:
        raise ApiError(RESYNC_REQUIRED)
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        return msgspec.json.decode(raw, type=Cursor)
    except (ValueError, binascii.Error, msgspec.DecodeError, RecursionError) as problem:
        raise ApiError(RESYNC_REQUIRED) from problem

"""Free space where the server writes. Below its floor phones are sent away until there is more, so
that desks go on working: what phones have to say stays in the phones.
"""

import shutil
import time
from collections.abc import Sequence
from pathlib import Path

from field_api.errors import ApiError

RETRY_AFTER_S = 300
_GOOD_FOR_S = 0.25


class Room:
    """The disks of these folders; asked at most a few times a second."""

    def __init__(self, folders: Sequence[Path], least: int) -> None:
        self._folders = tuple(folders)
        self.least = least
        self._free = 0
        self._asked_at = float("-inf")

    @property
    def free(self) -> int:
        """Bytes free on the fullest of the disks."""
        if time.monotonic() - self._asked_at > _GOOD_FOR_S:
            self._free = min(shutil.disk_usage(folder).free for folder in self._folders)
            self._asked_at = time.monotonic()
        return self._free

    @property
    def is_short(self) -> bool:
        """Whether less is free than the floor."""
        return self.free < self.least


def no_room() -> ApiError:
    """What a phone is answered meanwhile."""
    return ApiError("no_room", headers={"Retry-After": str(RETRY_AFTER_S)})

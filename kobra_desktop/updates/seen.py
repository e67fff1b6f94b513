"""Which version ran on a profile before this one: what «¿Qué cambió?» is told by."""

from typing import Protocol

from kobra_desktop import resources
from kobra_desktop.updates.manifest import is_newer

KEY = "version_seen"


class Memory(Protocol):
    """What a profile remembers; the screens' memory is one."""

    def read(self, key: str) -> object:
        """The value, or None."""

    def write(self, key: str, value: object) -> None:
        """Keep the value."""


def last_version(memory: Memory) -> str:
    """The version that ran last here; empty on a profile that is new, or older than this memory."""
    kept = memory.read(KEY)
    return kept if isinstance(kept, str) else ""


def note_version(memory: Memory, version: str | None = None) -> None:
    """This one (or `version`) has run; said once what changed was shown."""
    memory.write(KEY, resources.product_version() if version is None else version)


def updated_from(memory: Memory, version: str | None = None) -> str:
    """The version before an update that nobody was told of yet; empty when there was none."""
    now = resources.product_version() if version is None else version
    before = last_version(memory)
    return before if is_newer(now, before) else ""

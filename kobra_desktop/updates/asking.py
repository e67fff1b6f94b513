"""Asks for the word of a newer version; blocking."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kobra_desktop.api.updates import small_answer
from kobra_desktop.updates.manifest import MOST_BYTES, Manifest, read


@dataclass(frozen=True, slots=True)
class Source:
    """`address` of the signed manifest, and the public `key` that it is signed by (64 hex)."""

    address: str = ""
    key: str = ""

    @property
    def is_set(self) -> bool:
        """Whether anybody is asked at all."""
        return bool(self.address and self.key)


# Whoever distributes the program writes both here; empty, it asks nobody.
SOURCE = Source()


def ask(source: Source, clock: Callable[[], datetime]) -> Manifest:
    """The newest version that the source tells of, which may be this one or an older one.

    Raises BadManifest for what is not to be believed, ApiError for what did not come.
    """
    return read(small_answer(source.address, MOST_BYTES), source.key, clock())

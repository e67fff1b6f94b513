"""What letters are written with, and what keeps one from being written."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection

from field_api.database import Database
from field_api.errors import ApiError
from field_api.mail.message import Withheld, mail_host, sender_of
from field_api.pictures.ground import Ground
from field_api.pictures.painter import Painter
from field_api.settings import Settings
from field_api.submissions.thumbnails import Thumbnails
from kobra_domain.errors import DomainError

__all__ = ["Office", "Withheld", "drawn_between", "furnished"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The server's settings, the key that its links are signed with, and where pictures come from,
    each None where there is none: the thumbnail of a photo by its SHA-256, the map of a ground.
    """

    settings: Settings
    key: bytes
    thumbnail: Callable[[str], bytes | None] = lambda sha256: None
    drawn: Callable[[Ground], bytes | None] = lambda _: None

    @property
    def base_url(self) -> str:
        """How readers reach this server, without a final slash."""
        return self.settings.address

    @property
    def now(self) -> datetime:
        """The moment of writing."""
        return self.settings.clock()

    @property
    def domain(self) -> str:
        """What stands behind the @ of message ids."""
        return mail_host(self.settings)

    @property
    def mailbox(self) -> str:
        """The server's own address, bare."""
        try:
            return sender_of(self.settings).addr_spec
        except DomainError:
            return f"kobra@{self.domain}"


def furnished(
    settings: Settings, key: bytes, thumbnails: Thumbnails | None, painter: Painter | None
) -> Office:
    """An office with the pictures of this server's own drawers."""

    def thumbnail(sha256: str) -> bytes | None:
        try:
            return None if thumbnails is None else thumbnails.read(sha256)
        except (KeyError, ApiError, OSError):  # a letter without it says the same
            return None

    def drawn(ground: Ground) -> bytes | None:
        return None if painter is None else painter.draw(ground)

    return Office(settings=settings, key=key, thumbnail=thumbnail, drawn=drawn)


class _Undrawn(Exception):
    """What is written shows a ground that is not drawn yet."""

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        self.ground = ground


def drawn_between(
    database: Database, office: Office, write: Callable[[Connection, Office], T]
) -> T:
    """What `write` makes of one reading of the database. Its picture, of which it has one at most,
    is drawn in between two readings: none stays open for it.
    """
    drawn: list[bytes | None] = []

    def look(ground: Ground) -> bytes | None:
        # Who moved on meanwhile is shown where they were: else there would be no end.
        if not drawn:
            raise _Undrawn(ground)
        return drawn[0]

    while True:
        try:
            with database.read() as connection:
                return write(connection, replace(office, drawn=look))
        except _Undrawn as wish:
            drawn.append(office.drawn(wish.ground))

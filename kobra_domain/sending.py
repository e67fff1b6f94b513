"""What the field API answers about *Envíos* and the mail server, beside deliveries themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from kobra_domain.deliveries import Delivery, DeliveryState
from kobra_domain.limits import Length, Range

_Short = Annotated[str, Length(0, 240)]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryPage:
    """The newest first, without their contents. `next`: the id below which there are more. `counts`
    by state, of all that is kept. `trouble`: the last mail that the mail server as a whole did not
    take, while none has gone since.
    """

    items: tuple[Delivery, ...]
    next: str | None
    counts: Mapping[str, int]
    is_paused: bool
    is_mail_set: bool
    trouble: Delivery | None = None

    def count(self, *states: DeliveryState) -> int:
        """How many stand in any of these states."""
        return sum(self.counts.get(state.value, 0) for state in states)

    @property
    def standing(self) -> "Standing":
        """Whether what waits can leave."""
        return Standing(
            is_paused=self.is_paused,
            is_mail_set=self.is_mail_set,
            waiting=self.count(DeliveryState.WAITING),
            trouble=self.trouble,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Whether what waits can leave, in few words; `trouble` as on a page."""

    is_paused: bool
    is_mail_set: bool
    waiting: int
    trouble: Delivery | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPart:
    """A file of a letter: pictures that its HTML shows by `cid` with their bytes (Base64), of
    attachments the name and the size alone.
    """

    name: str
    mime: str
    size: int
    cid: str = ""
    content: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryLetter:
    """A mail as it would leave now."""

    subject: str
    text: str
    html: str
    parts: tuple[LetterPart, ...] = ()


class MailTls(StrEnum):
    """When the line to a mail server is encrypted: from the first byte, always by STARTTLS, by
    STARTTLS if the server offers it, or never.
    """

    OFFERED = "offered"
    REQUIRED = "required"
    WHOLE = "whole"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailWish:
    """The mail server that shall be. `host` empty: none. `password` None: the one that is kept,
    which is good for the same server and user only. `sender` empty: the user, or kobra@host.
    """

    host: _Short
    port: Annotated[int, Range(1, 65_535)] = 587
    tls: MailTls = MailTls.OFFERED
    user: _Short = ""
    password: _Short | None = None
    sender: _Short = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettings:
    """The mail server as far as it may be read: never the password. `sender` as it is written,
    `effective_sender` with what it is where none is. `given`: the settings that the server was
    given at its start, which cannot be changed here. `problem`: why what is kept cannot be read, in
    the reader's language.
    """

    host: str
    port: int
    user: str
    has_password: bool
    tls: MailTls
    sender: str
    effective_sender: str
    public_url: str
    address: str
    is_paused: bool
    given: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailTried:
    """How a test went: the step that it came to, the server's code and words, and all of it as a
    sentence in the reader's language.
    """

    is_sent: bool
    step: str
    code: int
    answer: str
    sentence: str
    milliseconds: int

"""What the field API answers about *Envíos* and the mail server, beside deliveries themselves."""

from collections.abc import Mapping
from dataclasses import dataclass

from kobra_domain.deliveries import Delivery, DeliveryState


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


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettings:
    """The mail server as far as it may be read: never the password. `tls`: whole, required, offered
    or never. `sender` as it is written, `effective_sender` with what it is where none is. `given`:
    the settings that the server was given at its start, which cannot be changed here. `problem`:
    why what is kept cannot be read, in the reader's language.
    """

    host: str
    port: int
    user: str
    has_password: bool
    tls: str
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

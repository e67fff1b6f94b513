"""How far a message came at a mail server, and what the answer means for it."""

import smtplib
from dataclasses import dataclass
from enum import StrEnum

_LONGEST_ANSWER = 300
CLOSING = 421
# Whoever is asked to sign in, or is refused when signing in, is so for every message.
_OF_ALL = frozenset({CLOSING, 530, 534, 535, 538})


class Step(StrEnum):
    """How far it came."""

    CONNECT = "connect"
    GREETING = "greeting"
    STARTTLS = "starttls"
    AUTH = "auth"
    SENDER = "sender"
    RECIPIENT = "recipient"
    CONTENT = "content"
    END = "end"


class Fate(StrEnum):
    """What it means: taken; not now; never; nobody knows; the server takes nobody's mail now; we
    took it back before the last dot.
    """

    SENT = "sent"
    LATER = "later"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    NO_SERVER = "no_server"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Handed:
    """How it went. `code` is the server's, 0 where it did not answer; `answer` its words, or why
    there was none.
    """

    fate: Fate
    step: Step
    code: int = 0
    answer: str = ""


def fate_of(code: int, step: Step) -> Fate:
    """What an answer means for the message, or for all of them."""
    if code in _OF_ALL or (step is Step.SENDER and 400 <= code <= 499):
        return Fate.NO_SERVER
    return Fate.REFUSED if 500 <= code <= 599 else Fate.LATER


def fate_without_answer(step: Step) -> Fate:
    """What it means that there was none, before the last dot."""
    return Fate.NO_SERVER if step is Step.SENDER else Fate.LATER


def reason_of(problem: BaseException) -> str:
    """Why there was no answer, in one line."""
    if isinstance(problem, smtplib.SMTPResponseException):
        return text_of(problem.smtp_error)
    if isinstance(problem, TimeoutError):
        return "time-out"
    return str(problem)[:_LONGEST_ANSWER] or type(problem).__name__


def text_of(words: bytes | str) -> str:
    """What a server said, in one line that cannot steer anything."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    kept = "".join(one if one.isprintable() else " " for one in text)
    return " ".join(kept.split())[:_LONGEST_ANSWER]

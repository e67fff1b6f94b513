"""What was set aside: which reasons there are beside those of reports and forms themselves, what
can be done with each, and its words.
"""

from datetime import timedelta
from enum import StrEnum

from kobra_domain.answers import AsideKind
from kobra_domain.positions import QuarantineReason
from kobra_domain.words import has_words, say


class PhoneEnd(StrEnum):
    """Why a phone is no longer an agent's, although it may still send what was done before."""

    LOST = "phone_lost"
    LEFT = "agent_left"


# How long after such an end forms of before are still received.
GRACE = timedelta(days=7)
OFF_SHIFT, NO_CONSENT = "off_shift", "no_consent"
# Positions that were counted and not kept: there is nothing to take or to discard.
COUNTED = frozenset({OFF_SHIFT, NO_CONSENT, *PhoneEnd})
_TAKEN = {
    # Where a newer server may read what an older one could not.
    AsideKind.POSITIONS: {QuarantineReason.UNREADABLE, QuarantineReason.BAD_COORDINATES},
    AsideKind.FORMS: {
        "unknown_form",
        "no_instance_id",
        "conflict",
        "lost",
        "two_forms",
        "not_read",
        *PhoneEnd,
    },
    AsideKind.ATTACHMENTS: {"no_form", "no_question"},
}


def ended_after(end: PhoneEnd) -> str:
    """The reason of a form that was ended when the phone was no longer the agent's."""
    return f"after_{end}"


def can_take(kind: AsideKind, reason: str) -> bool:
    """Whether a person may try to take it after all."""
    return reason in _TAKEN[kind]


def can_discard(kind: AsideKind, reason: str) -> bool:
    """Whether there is something that can be taken off the list."""
    return kind is not AsideKind.POSITIONS or reason not in COUNTED


def reason_words(kind: AsideKind, reason: str, locale: str) -> str:
    """The name of a reason; a newer server may know one that has no words here."""
    code = f"aside.{kind}.{reason}"
    return say(code if has_words(code, locale) else "aside.other", None, locale)


def remedy_words(kind: AsideKind, reason: str, locale: str) -> str:
    """What it is and what can be done, accusing nobody."""
    code = f"aside.{kind}.{reason}.why"
    return say(code if has_words(code, locale) else "aside.other.why", None, locale)

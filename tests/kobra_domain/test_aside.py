"""What can be done with what was set aside, and how it is called."""

import pytest

from kobra_domain.answers import AsideKind
from kobra_domain.aside import (
    COUNTED,
    PhoneEnd,
    can_discard,
    can_take,
    ended_after,
    reason_words,
    remedy_words,
)


def test_what_was_only_counted_cannot_be_taken_or_discarded() -> None:
    for reason in COUNTED:
        assert not can_take(AsideKind.POSITIONS, reason)
        assert not can_discard(AsideKind.POSITIONS, reason)
    assert can_discard(AsideKind.POSITIONS, "null_island")
    assert can_discard(AsideKind.FORMS, PhoneEnd.LOST)


@pytest.mark.parametrize("end", list(PhoneEnd))
def test_a_form_from_a_phone_that_ended_is_taken_if_it_was_ended_before(end: PhoneEnd) -> None:
    assert can_take(AsideKind.FORMS, end)
    assert not can_take(AsideKind.FORMS, ended_after(end))
    assert reason_words(AsideKind.FORMS, ended_after(end), "en") != "Another reason"


def test_a_damaged_form_cannot_be_taken() -> None:
    assert not can_take(AsideKind.FORMS, "unreadable_xml")


@pytest.mark.parametrize("locale", ["es", "es_CO", "en"])
def test_a_reason_that_only_a_newer_server_knows_is_said_so(locale: str) -> None:
    known = reason_words(AsideKind.POSITIONS, "null_island", locale)
    other = reason_words(AsideKind.POSITIONS, "of_tomorrow", locale)
    assert other != known
    assert remedy_words(AsideKind.POSITIONS, "of_tomorrow", locale) != other
    assert len(remedy_words(AsideKind.POSITIONS, "null_island", locale)) > len(known)

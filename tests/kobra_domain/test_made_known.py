"""What a visit that ends makes known of a person."""

from __future__ import annotations

import pytest

from kobra_domain.made_known import TELLING_OUTCOMES, made_known
from kobra_domain.visits import Outcome
from tests.kobra_domain.things import NOW, a_party, a_visit


def test_a_death_is_known_from_the_end_of_the_visit() -> None:
    ended = a_visit(outcome=Outcome.DECEASED, ended_at=NOW)
    assert made_known(a_party(), ended).deceased_known_at == NOW
    known = a_party(deceased_known_at=NOW)
    assert made_known(known, a_visit(outcome=Outcome.DECEASED)) is known


def test_who_disputes_the_debt_is_not_contacted_and_what_was_written_stands() -> None:
    ended = a_visit(outcome=Outcome.DISPUTE, ended_at=NOW)
    assert made_known(a_party(), ended).do_not_contact_reason
    written = a_party(do_not_contact_reason="Con abogado")
    assert made_known(written, ended) is written


@pytest.mark.parametrize(
    "outcome", [None, *(one for one in Outcome if one not in TELLING_OUTCOMES)]
)
def test_nothing_else_is_told_of_the_person(outcome: Outcome | None) -> None:
    party = a_party()
    assert made_known(party, a_visit(outcome=outcome, ended_at=NOW)) is party

"""Numbers as they are typed, by the country of the agent's time zone."""

from __future__ import annotations

import pytest

from kobra_desktop.models.administration.phones import international
from kobra_domain.errors import Invalid
from kobra_domain.limits import check
from kobra_domain.people import Agent


@pytest.mark.parametrize(
    ("typed", "zone", "kept"),
    [
        ("300 555 0100", "America/Bogota", "+57 300 5550100"),
        ("(55) 5555-0100", "America/Mexico_City", "+52 55 5555 0100"),
        ("+57 300 555 0100", "America/Mexico_City", "+57 300 5550100"),
        ("  ", "America/Bogota", ""),
    ],
)
def test_becomes_a_number_that_can_be_called(typed: str, zone: str, kept: str) -> None:
    assert international(typed, zone) == kept
    check(Agent(id="00000000-0000-4000-8000-000000000001", code="A", name="A", phone=kept))


@pytest.mark.parametrize(
    ("typed", "zone"),
    [("12", "America/Bogota"), ("no sé", "America/Bogota"), ("300 555 0100", "UTC")],
)
def test_refuses_what_nobody_can_call(typed: str, zone: str) -> None:
    with pytest.raises(Invalid) as refused:
        international(typed, zone)
    assert refused.value.params == {"field": "phone"}

"""The cell of parameters: one pair is written, everything else stays as it is spelled."""

from __future__ import annotations

import pytest

from kobra_desktop.models.questionnaires.parameters import parameters_of, write_parameter
from kobra_domain.questionnaires.parameters import KNOWN


@pytest.mark.parametrize(
    ("text", "key", "value", "expected"),
    [
        ("", "end", "10", "end=10"),
        ("start=1 end=5 odd", "end", "10", "start=1 end=10 odd"),
        ("start = 1, end = 5", "end", "10", "start = 1, end=10"),
        ("start=1 end=5", "end", "", "start=1"),
        ("weekend=1", "end", "2", "weekend=1 end=2"),
    ],
)
def test_one_pair_is_written(text: str, key: str, value: str, expected: str) -> None:
    """Or taken away by an empty value."""
    assert write_parameter(text, key, value) == expected


@pytest.mark.parametrize("base", sorted(KNOWN))
def test_what_is_offered_is_known_to_the_type(base: str) -> None:
    """A field for what the compiler would refuse is no help."""
    assert {parameter.key for parameter in parameters_of(base)} <= KNOWN[base]

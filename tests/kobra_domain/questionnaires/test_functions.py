"""The functions of the phone: how many arguments they take, and of what kind."""

import pytest

from kobra_domain.questionnaires.functions import FUNCTIONS, INSTEAD, ArgumentKind
from kobra_domain.words import has_words
from kobra_domain.words.say import TABLES


@pytest.mark.parametrize(
    ("name", "taken", "refused"),
    [
        ("selected", [2], [0, 1, 3]),
        ("today", [0], [1]),
        ("round", [1, 2], [0, 3]),
        ("concat", [0, 1, 9], []),
        ("join", [1, 2, 9], [0]),
        ("coalesce", [2], [1, 3]),
        ("if", [3], [2, 4]),
        ("distance", [1, 2, 3], [0]),
        ("indexed-repeat", [3, 5, 7, 9, 11], [2, 4, 13]),
        ("weighted-checklist", [2, 4, 6], [1, 3]),
        ("pulldata", [4], [3, 5]),
    ],
)
def test_counts_of_arguments(name: str, taken: list[int], refused: list[int]) -> None:
    assert [count for count in taken if not FUNCTIONS[name].takes(count)] == []
    assert [count for count in refused if FUNCTIONS[name].takes(count)] == []


def test_kinds_of_arguments_go_on_as_they_ended() -> None:
    again = FUNCTIONS["indexed-repeat"]
    assert [again.kind(at) for at in range(5)] == [
        ArgumentKind.FIELD,
        ArgumentKind.REPEAT,
        ArgumentKind.NUMBER,
        ArgumentKind.REPEAT,
        ArgumentKind.NUMBER,
    ]
    assert FUNCTIONS["today"].kind(0) is ArgumentKind.ANY
    assert FUNCTIONS["join"].kind(7) is ArgumentKind.ANY
    assert FUNCTIONS["geofence"].kind(1) is ArgumentKind.FIELD


@pytest.mark.parametrize("name", ["floor", "ceiling", "substring", "last", "local-name", "nosuch"])
def test_what_the_phone_does_not_know(name: str) -> None:
    assert name not in FUNCTIONS


def test_every_function_has_its_help_and_every_help_its_function() -> None:
    helps = {code for code in TABLES["es"] if code.startswith("function.")}
    assert helps == {function.code for function in FUNCTIONS.values()}
    assert has_words("function.selected", "en")


def test_what_is_meant_instead_exists() -> None:
    assert set(INSTEAD.values()) <= FUNCTIONS.keys()
    assert not INSTEAD.keys() & FUNCTIONS.keys()

"""The answer to a question of a questionnaire, over all its versions, as what numbers are told
apart by. `kobra_records.sql.answered` finds it; rows in memory have it as an attribute of its name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol, runtime_checkable

from kobra_domain.limits import ID_PATTERN
from kobra_domain.words import number, say

PREFIX = "answer:"
LONGEST_PATH, MOST_BOUNDS = 160, 12
_LARGEST, _PARTS = 1e15, 4
_SAID = re.compile(rf"{PREFIX}({ID_PATTERN.pattern})/([^|,]{{1,{LONGEST_PATH}}})((?:\|[^|,]+)*)")

# What a row says without a choice or a band: the form did not ask, nobody answered, no number.
DROPPED, BLANK, ODD = "dropped", "blank", "odd"
CHOICE, BAND = "=", "#"  # what a choice's code and a band's number begin with


@dataclass(frozen=True, slots=True)
class Answered:
    """The question at `path` of a questionnaire. `bounds`: a number is told by the band it lies in,
    each from its bound on; without any the answer is one of a list.
    """

    questionnaire_id: str
    path: str
    bounds: tuple[float, ...] = ()

    @property
    def value(self) -> str:
        """How it is asked for, and the name of the term that rows have."""
        bounds = "".join(f"|{one:g}" for one in self.bounds)
        return f"{PREFIX}{self.questionnaire_id}/{self.path}{bounds}"


def read_answered(text: str) -> Answered | None:
    """What a text asks for; None: it is not of this kind, or cannot be read."""
    found = _SAID.fullmatch(text)
    if found is None:
        return None
    questionnaire_id, path, said = found.groups()
    try:
        bounds = tuple(float(one) for one in said.split("|")[1:])
    except ValueError:
        return None
    is_rising = all(one < later for one, later in pairwise(bounds))
    if not is_rising or len(bounds) > MOST_BOUNDS or not all(abs(one) < _LARGEST for one in bounds):
        return None
    return Answered(questionnaire_id, path, bounds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question that numbers may be told apart by, by the words of its newest version. `choices`
    are labels by code in the order of the list; None: its answers are numbers. `is_multiple`: an
    answer is several of them, so that a row stands in the group of each. `versions` are the ids of
    those that ask it.
    """

    questionnaire_id: str
    questionnaire: str
    path: str
    label: str
    choices: Mapping[str, str] | None = None
    is_multiple: bool = False
    versions: frozenset[str] = frozenset()


@runtime_checkable
class Answering(Protocol):
    """A source that knows questionnaires."""

    def question(self, asked: Answered) -> Question | None:
        """The question as it is asked, in the reader's language; None: no version asks it."""

    def questions(self) -> Sequence[Question]:
        """All that numbers may be told apart by."""


def bands(bounds: tuple[float, ...], locale: str) -> list[str]:
    """What bands are called: menos de 100, 100–500, desde 500."""
    said = [number(one, locale, 0 if one == int(one) else 2) for one in bounds]
    middle = [f"{low}–{high}" for low, high in pairwise(said)]
    first = say("answered.below", {"bound": said[0]}, locale)
    return [first, *middle, say("answered.from", {"bound": said[-1]}, locale)]


def answer_name(asked: Answered, question: Question, value: str, locale: str) -> str:
    """What a value is called: a choice's words, a band, «Sin respuesta», «Sin esta pregunta»; ""
    is a row without the questionnaire.
    """
    if value == "":
        return say("answered.without", {"questionnaire": question.questionnaire}, locale)
    if value in (DROPPED, BLANK, ODD):
        return say(f"answered.{value}", None, locale)
    if value.startswith(BAND) and asked.bounds:
        named = bands(asked.bounds, locale)
        at = int(value[1:]) if value[1:].isdecimal() else len(named)
        return named[at] if at < len(named) else value
    code = value.removeprefix(CHOICE)
    return (question.choices or {}).get(code, code)


def answer_order(asked: Answered, question: Question, value: str) -> tuple[int, int, str]:
    """Where a value stands: bands and choices in their order, then what is none."""
    if value.startswith(BAND) and value[1:].isdecimal():
        return (0, int(value[1:]), "")
    if value.startswith(CHOICE):
        codes = list(question.choices or ())
        code = value.removeprefix(CHOICE)
        return (1, codes.index(code) if code in codes else len(codes), code)
    return (2, (ODD, BLANK, DROPPED, "").index(value) if value in (ODD, BLANK, DROPPED) else 3, "")


def round_bounds(values: Sequence[float]) -> tuple[float, ...]:
    """Bounds that part values into about four even bands, each with two digits that matter; none
    where there is nothing to part.
    """
    ordered = sorted(values)
    if not ordered or ordered[0] == ordered[-1]:
        return ()
    steps = (ordered[len(ordered) * n // _PARTS] for n in range(1, _PARTS))
    made = sorted({_rounded(one) for one in steps})
    return tuple(one for one in made if one > ordered[0] and abs(one) < _LARGEST)


def _rounded(value: float) -> float:
    return float(f"{value:.1e}")

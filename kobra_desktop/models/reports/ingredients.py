"""What a report can be made of: measures, dimensions and the questions of questionnaires, each with
what it says in one sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kobra_desktop.store.accents import plain
from kobra_desktop.store.queries.saved_reports import Offered
from kobra_domain.metrics.answered import bands
from kobra_domain.metrics.asked import name_of
from kobra_domain.metrics.declared import METRICS
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.reports.custom.measures import Measure, quotients_of, read_measure
from kobra_domain.words import say


@dataclass(frozen=True, slots=True)
class Ingredient:
    """`key` is a metric's, or how a dimension is said; `how` what it says, in a sentence."""

    key: str
    name: str
    how: str
    is_measure: bool = False

    def is_found(self, text: str) -> bool:
        """Whether all words of a search are in its name or its sentence, accents aside."""
        said = plain(f"{self.name} {self.how}")
        return all(part in said for part in plain(text).split())


def measures(locale: str) -> list[Ingredient]:
    """All measures, in the order that they are declared."""
    return [
        Ingredient(one.key, name_of(one, locale), say(f"metric.{one.key}.how", None, locale), True)
        for one in METRICS.values()
    ]


def quotients(locale: str) -> list[tuple[str, list[Ingredient]]]:
    """What may be measured for each of another, by the name of the first."""
    made = []
    for one in METRICS.values():
        held = [quotient(measure, locale) for measure in quotients_of(one)]
        if held:
            made.append((name_of(one, locale), held))
    return made


def quotient(measure: Measure, locale: str) -> Ingredient:
    """One of them; what it is called beside its first is the second."""
    assert measure.per is not None
    how = name_of(measure.per, locale)
    return Ingredient(measure.text, measure.name(locale), how, is_measure=True)


def dimensions(locale: str) -> list[Ingredient]:
    """All dimensions of rows."""
    return [
        Ingredient(
            one.value,
            say(f"dimension.{one.value}", None, locale),
            say(f"dimension.{one.value}.how", None, locale),
        )
        for one in Dimension
    ]


def questions(offered: Iterable[Offered], locale: str) -> list[Ingredient]:
    """What questionnaires ask, over all their versions."""
    made = []
    for one in offered:
        asked = one.question
        parts = (
            bands(one.by.bounds, locale) if asked.choices is None else list(asked.choices.values())
        )
        # Choices of a file are not told beforehand.
        code = "answered.how" if parts else "answered.how.untold"
        params = {"questionnaire": asked.questionnaire, "answers": ", ".join(parts)}
        made.append(Ingredient(one.by.value, asked.label, say(code, params, locale)))
    return made


def bare(text: str) -> str:
    """A question is the same one in whichever bands."""
    return text.partition("|")[0] if text.startswith("answer:") else text


def ingredient_names(held: Iterable[str], lines: Iterable[Ingredient], locale: str) -> list[str]:
    """What a block's parts are called; what is there no longer by what was kept."""
    known = {bare(one.key): one.name for one in lines}
    return [known.get(bare(one)) or _measure_name(one, locale) for one in held]


def _measure_name(text: str, locale: str) -> str:
    measure = read_measure(text)
    return text if measure is None else measure.name(locale)

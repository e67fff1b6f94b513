"""One language spelt in two ways: phones would offer both, each with half of the words."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kobra_domain.questionnaires.columns import CHOICES, SETTINGS, SURVEY, split
from kobra_domain.questionnaires.form import Column, Form
from kobra_domain.questionnaires.problems import Problem, header_problem, problem
from kobra_domain.questionnaires.references import Reading
from kobra_domain.questionnaires.spelling import plain

MOST_NAMED = 6
_PARTS = re.compile(r"(?P<name>.*?)\s*[(\[]\s*(?P<code>[\w-]+)\s*[)\]]")


@dataclass(frozen=True, slots=True)
class _Sound:
    """A language as it is meant: its name and its code, each empty if it is not said."""

    name: str
    code: str

    def is_like(self, other: "_Sound") -> bool:
        if self.name == other.name:
            return self.code == other.code or not (self.code and other.code)
        return self.name == other.code or other.name == self.code


def problems(reading: Reading) -> Iterator[Problem]:
    """Each language once that has more than one spelling, with the spelling to keep."""
    form = reading.form
    main = spellings(form)
    for kept in dict.fromkeys(main.values()):
        odd = [(s, column) for s, column in _columns(form) if _other(column, kept, main)]
        if odd:
            sheet, first = odd[0]
            named = dict.fromkeys(column.header.strip() for _, column in odd)
            yield header_problem(
                "form.language_twins",
                sheet,
                first.key,
                language=kept,
                headers=", ".join(list(named)[:MOST_NAMED]),
            )
    yield from _default(form, main)


def _default(form: Form, main: Mapping[str, str]) -> Iterator[Problem]:
    default = form.settings.get("default_language", "").strip()
    if default and default not in main:
        kept = is_spelt(default, main)
        if kept:
            params = {"language": kept, "headers": default}
            yield problem("form.language_twins", None, "default_language", sheet=SETTINGS, **params)


def spellings(form: Form) -> Mapping[str, str]:
    """Each language of the columns, and the spelling of it that most columns have."""
    counted = Counter(
        language for _, column in _columns(form) if (language := split(column.key)[1]) is not None
    )
    order = list(counted)
    ranked = sorted(counted, key=lambda one: (-counted[one], "(" not in one, order.index(one)))
    found: dict[str, str] = {}
    for language in ranked:
        own = _sound(language)
        alike = next((kept for kept in found.values() if _sound(kept).is_like(own)), language)
        found[language] = alike
    return {language: found[language] for language in order}


def is_spelt(language: str, main: Mapping[str, str]) -> str:
    """The spelling of a language that is spelt otherwise in the columns; empty if it is in none."""
    own = _sound(language)
    return next((kept for kept in main.values() if _sound(kept).is_like(own)), "")


def _other(column: Column, kept: str, main: Mapping[str, str]) -> bool:
    language = split(column.key)[1]
    return language is not None and language != kept and main[language] == kept


def _columns(form: Form) -> Iterator[tuple[str, Column]]:
    yield from ((SURVEY, column) for column in form.survey_columns)
    yield from ((CHOICES, column) for column in form.choice_columns)


def _sound(language: str) -> _Sound:
    found = _PARTS.fullmatch(language.strip())
    name, code = (found["name"], found["code"]) if found else (language, "")
    return _Sound(plain(name).replace(" ", ""), code.casefold().replace("_", "-"))

"""One language spelt in several ways is said once, before all that follows from it."""

from dataclasses import replace

import pytest

from kobra_domain.questionnaires.form import Form
from kobra_domain.questionnaires.lint import lint
from kobra_domain.questionnaires.lint_languages import spellings
from tests.kobra_domain.questionnaires.forms import choice, columns, question
from tests.kobra_domain.questionnaires.linted import SETTINGS, named_form, only


def form_of(survey: tuple[str, ...], choices: tuple[str, ...] = (), **settings: str) -> Form:
    """A form whose labels and hints are in these spellings."""
    cells = {f"label::{language}": "¿A?" for language in survey[:1]}
    form = named_form(question("a", "select_one x", **cells), choices=(choice("x", "1"),))
    return replace(
        form,
        survey_columns=columns("type", "name", *(f"label::{language}" for language in survey)),
        choice_columns=columns("list_name", "name", *(f"label::{one}" for one in choices)),
        settings={**SETTINGS, **settings},
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Español (es)", "Español(es)"),
        ("Español (es)", "español (es)"),
        ("Español (es)", "Espanol (es)"),
        ("Español (es)", "ESPAÑOL (ES)"),
        ("Español (es)", "Español [es]"),
        ("Español (es)", "Español ( es )"),
        ("Español (es)", "Español"),
        ("Español (es)", "es"),
        ("English (en-GB)", "English (en_GB)"),
    ],
)
def test_two_spellings_are_said_once_with_the_one_to_keep(one: str, other: str) -> None:
    form = form_of((one, other), (one,))
    problem = only(form, "language_twins")
    assert problem.params == {"language": one, "headers": f"label::{other}"}
    assert (problem.sheet, problem.row, problem.column) == ("survey", 1, f"label::{other}")
    found = lint(form)
    assert found[0] == problem
    assert not [p for p in found if "translation" in p.code or "language_on" in p.code]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Español (es)", "English (en)"),
        ("Zapoteco del Istmo (zap)", "Zapoteco de la Sierra (zap)"),
        ("English (en)", "English (en-GB)"),
    ],
)
def test_two_languages_are_two(one: str, other: str) -> None:
    assert not [p for p in lint(form_of((one, other))) if p.code == "form.language_twins"]


def test_five_spellings_are_one_line_and_the_default_another() -> None:
    odd = ("Español(es)", "español (es)", "Espanol (es)", "ES")
    form = form_of(("Español (es)", *odd, "English (en)"), ("Español (es)",),
                   default_language="español(es)")  # fmt: skip
    found = [p for p in lint(form) if p.code == "form.language_twins"]
    assert [(p.sheet, p.params["language"]) for p in found] == [
        ("survey", "Español (es)"),
        ("settings", "Español (es)"),
    ]
    assert found[0].params["headers"] == ", ".join(f"label::{one}" for one in odd)
    assert not [p for p in lint(form) if p.code == "form.default_language_unknown"]
    assert spellings(form)["ES"] == "Español (es)"
    # What is missing is counted in languages, not in spellings.
    missing = [p.params["language"] for p in lint(form) if p.code == "form.translation_missing"]
    assert missing == ["English (en)"]


def test_on_one_sheet_alone_counts_languages_too() -> None:
    form = form_of(("Español (es)",), ("español (es)",))
    assert [p.sheet for p in lint(form) if p.code == "form.language_twins"] == ["choices"]
    assert not [p for p in lint(form) if p.code == "form.language_on_one_sheet"]

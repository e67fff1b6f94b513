"""Where a problem stands, as a person calls the place."""

from __future__ import annotations

from kobra_desktop.models.questionnaires.problem_words import place_words
from kobra_domain.questionnaires.problems import Problem, Severity


def test_a_setting_is_called_as_its_page_calls_it() -> None:
    """The key of the workbook stays for one that the page does not name."""
    known = Problem(code="x", severity=Severity.WARNING, sheet="settings", column="version")
    other = Problem(code="x", severity=Severity.WARNING, sheet="settings", column="public_key")
    assert place_words(known) == "Settings · Version"
    assert place_words(other) == "Settings · public_key"


def test_a_place_in_a_workbook_is_sheet_row_and_column() -> None:
    """As a person finds it there."""
    problem = Problem(code="x", severity=Severity.ERROR, sheet="survey", row=12, column="relevant")
    assert place_words(problem) == "survey, row 12, relevant"

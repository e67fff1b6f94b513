"""What reports are put together of."""

import pytest

from kobra_desktop.models.reports.ingredients import questions
from kobra_desktop.store.queries.saved_reports import Offered
from kobra_domain.metrics.answered import Answered, Question


@pytest.mark.parametrize(
    ("choices", "bounds", "how"),
    [
        ({"y": "Sí", "n": "No"}, (), "Respuestas de «Visita»: Sí, No"),
        (None, (100.0,), "Respuestas de «Visita»: menos de 100, desde 100"),
        ({}, (), "Respuestas de «Visita»"),  # a list that stands in a file
    ],
)
def test_a_question_says_how_it_is_answered(
    choices: dict[str, str] | None, bounds: tuple[float, ...], how: str
) -> None:
    asked = Question(
        questionnaire_id="q", questionnaire="Visita", path="p", label="¿Quién?", choices=choices
    )
    (told,) = questions([Offered(asked, Answered("q", "p", bounds))], "es")
    assert (told.name, told.how) == ("¿Quién?", how)

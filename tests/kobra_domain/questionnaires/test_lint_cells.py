"""What Excel did to a cell is said as long as the cell says it."""

from dataclasses import replace

import pytest

from kobra_domain.questionnaires import canonical
from kobra_domain.questionnaires.form import Form, Remark
from tests.kobra_domain.questionnaires.forms import choice, question
from tests.kobra_domain.questionnaires.linted import named_form, problems

FORM = named_form(
    question("a", default="2026-11-20", required="TRUE", nota="2026-11-20"),
    question("d", "date", default="2026-11-20"),
    question("e", "select_one x"),
    choices=(choice("x", "42", zona="1"),),
    version="1",
)


def remark(code: str, sheet: str, column: str, text: str, uid: str | None = None) -> Remark:
    return Remark(
        code=f"form.cell_{code}", sheet=sheet, column=column, text=text, row=2, shown="0", uid=uid
    )


def said(form: Form) -> list[tuple[str, str, str | None, int | None]]:
    return [
        (found.code.removeprefix("form.cell_"), found.sheet, found.uid, found.row)
        for found in problems(form)
        if found.code.startswith("form.cell_")
    ]


@pytest.mark.parametrize(
    ("found", "is_said"),
    [
        (remark("shown", "settings", "version", "1"), True),
        (remark("shown", "settings", "version", "2"), False),
        (remark("shown", "settings", "nuestro", ""), False),
        (remark("no_value", "settings", "form_title2", ""), False),
        (remark("no_value", "settings", "public_key", ""), True),
        (remark("shown", "choices", "name", "42", "x.42"), True),
        (remark("shown", "choices", "zona", "1", "x.42"), True),
        (remark("shown", "choices", "name", "42", "gone"), False),
        (remark("date", "survey", "default", "2026-11-20", "a"), True),
        (remark("date", "survey", "default", "2026-11-20", "d"), False),
        (remark("date", "survey", "nota", "2026-11-20", "a"), False),
        (remark("truth", "survey", "required", "TRUE", "a"), False),
        (remark("truth", "survey", "label", "A", "a"), True),
        (remark("error", "external_choices", "x", "#N/A"), True),
        (remark("beyond", "otra", "", ""), True),
    ],
)
def test_a_remark_is_said_while_the_cell_says_it_and_somebody_reads_it(
    found: Remark, is_said: bool
) -> None:
    form = replace(FORM, remarks=(found,))
    code = found.code.removeprefix("form.cell_")
    assert said(form) == ([(code, found.sheet, found.uid, 2)] if is_said else [])
    assert canonical.read(canonical.text(form)) == form


def test_a_remark_without_a_row_is_no_form() -> None:
    text = canonical.text(replace(FORM, remarks=(remark("shown", "settings", "version", "1"),)))
    with pytest.raises(Exception, match="not_a_form"):
        canonical.read(text.replace('"row":2', '"row":null'))

"""One cause is one line, and no compiler says again what our own lint has said."""

from dataclasses import replace

from kobra_domain.questionnaires.problems import Problem, ProblemSource, Severity, problem
from kobra_domain.questionnaires.together import grouped, together
from kobra_domain.words import say
from tests.kobra_domain.questionnaires.forms import columns, question
from tests.kobra_domain.questionnaires.linted import named_form, problems


def test_texts_that_lack_a_language_are_counted() -> None:
    nodes = [question(f"q{at}", **{"label::es": "A"}) for at in range(310)]
    form = replace(named_form(*nodes), survey_columns=columns("type", "label::es", "label::hi"))
    missing = [p for p in grouped(problems(form)) if "translation" in p.code]
    assert [say(p.code, p.params, "es") for p in missing] == ["A 310 textos les falta «hi»."]
    assert missing[0].uid == "q0"


def test_what_has_one_cause_is_told_once_with_its_rows() -> None:
    nodes = [replace(question(f"q{at}", required="Sí"), row=at + 2) for at in range(12)]
    found = grouped(problems(named_form(*nodes)))
    (words,) = (p for p in found if p.code == "form.yes_no_word")
    assert (words.uid, words.params["alike"]) == ("q0", 11)
    assert say(words.code, words.params, "es").endswith(
        "Igual en 11 lugares más. Filas: 3, 4, 5, 6, 7, 8, 9, 10…"
    )
    assert "11" not in say(f"{words.code}.remedy", words.params, "es")


def test_few_are_told_one_by_one_and_other_causes_apart() -> None:
    nodes = [question(f"q{at}", required=("Sí", "oui")[at % 2]) for at in range(6)]
    found = [p for p in grouped(problems(named_form(*nodes))) if p.code == "form.yes_no_word"]
    assert [p.uid for p in found] == ["q0", "q2", "q4", "q1", "q3", "q5"]
    four = [question(f"q{at}", required="Sí") for at in range(4)]
    (one,) = (p for p in grouped(problems(named_form(*four))) if p.code == "form.yes_no_word")
    assert one.params["alike"] == 3
    assert "alike_rows" not in one.params


def test_what_the_compiler_says_again_is_an_echo() -> None:
    def said(code: str, uid: str | None = None) -> Problem:
        return Problem(code=code, severity=Severity.ERROR, uid=uid, source=ProblemSource.PYXFORM)

    form = named_form(question("a"), question("b"))
    linted = [
        problem("form.type_unknown", form.survey[0], "type", type="x"),
        problem("form.language_twins", None, language="es", headers="x"),
    ]
    later = [
        said("pyxform.type_unknown", "a"),
        said("pyxform.other", "b"),
        said("pyxform.other"),
        said("pyxform.language_codes"),
    ]
    found = together(form, linted, later)
    assert [(p.code, p.uid) for p in found] == [
        ("form.language_twins", None),
        ("pyxform.other", None),
        ("form.type_unknown", "a"),
        ("pyxform.other", "b"),
    ]

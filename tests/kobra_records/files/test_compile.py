"""What compilers say of a form: told apart, said in both languages, placed on its question."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from pyxform.errors import ErrorCode

import kobra_records.files
from kobra_domain.questionnaires.form import Form
from kobra_domain.questionnaires.problems import Problem, ProblemSource
from kobra_domain.words import has_words, say
from kobra_records.files import validate as validating
from kobra_records.files.compile import compile_form, compile_workbook
from kobra_records.files.compiler_messages import understood
from kobra_records.files.validate import java, validate
from kobra_records.files.xlsform import read_workbook
from tests.kobra_records.files.books import Rows, outcome, workbook

HEAD = ["type", "name", "label", "relevant", "calculation", "parameters", "choice_filter"]
CHOICES: Rows = [["list_name", "name", "label"], ["sn", "si", "Sí"], ["sn", "no", "No"]]


def form_of(*rows: list[str | None], choices: Rows = CHOICES) -> Form:
    return read_workbook(workbook(survey=[HEAD, *rows], choices=choices), "x")


def placed(problem: Problem, form: Form) -> tuple[str, str | None, int | None]:
    """Code, the name of what it is placed on, and row."""
    names = {node.uid: node.name for node in form.nodes()}
    names |= {choice.uid: choice.name for choice in form.choices}
    return problem.code, names.get(problem.uid or ""), problem.row


def test_a_good_form_compiles_to_what_its_workbook_does() -> None:
    data = workbook(survey=[HEAD, ["text", "a", "A"]])
    form = read_workbook(data, "x")
    assert compile_form(form).xform == compile_workbook(data, form).xform == outcome(data)
    assert compile_form(form).problems == ()


def test_a_form_without_an_id_takes_the_name_it_is_given() -> None:
    form = form_of(["text", "a", "A"])
    assert 'id="visita"' in str(compile_form(form, "visita").xform)


def test_external_choices_come_with_their_file() -> None:
    data = workbook(
        survey=[HEAD, ["select_one_external x", "a", "A", None, None, None, "b = 1"]],
        external_choices=[["list_name", "name", "label", "b"], ["x", "y", "Y", "1"]],
    )
    compiled = compile_form(read_workbook(data, "x"))
    assert compiled.xform
    assert str(compiled.itemsets).splitlines()[1:] == ['"x","y","Y","1"']


@pytest.mark.parametrize(
    ("rows", "code", "name", "row"),
    [
        ([["text", "a", "A"], [], [None, "b", "B"]], "pyxform.no_type", "b", 4),
        ([["text", None, "A"]], "pyxform.no_name", "", 2),
        ([["begin group", "g"], ["text", "b"], ["end group"]], "pyxform.no_label", "b", 3),
        ([["text", "a", "A"], ["text", "a", "A"]], "pyxform.names_001", "a", 3),
        ([["text", "a b", "A"]], "pyxform.names_008", "a b", 2),
        ([["text", "a", "A", "${x} = 1"]], "pyxform.pyref_003", "a", 2),
        ([["select_one x", "a", "A"]], "pyxform.list_unknown", "a", 2),
        ([["raro", "a", "A"]], "pyxform.type_unknown", "a", 2),
        ([["text", "a", "A", None, None, "x=1"]], "pyxform.survey_005", "a", 2),
        ([["range", "a", "A", None, None, "start=x"]], "pyxform.range", "a", 2),
        ([["calculate", "a"]], "pyxform.no_calculation", "a", 2),
        ([["select_one_from_file a.doc", "a", "A"]], "pyxform.file_extension", "a", 2),
    ],
)
def test_an_error_stands_on_its_question(
    rows: list[list[str | None]], code: str, name: str, row: int
) -> None:
    form = form_of(*rows)
    compiled = compile_form(form)
    assert compiled.xform is None
    assert [placed(problem, form) for problem in compiled.problems] == [(code, name, row)]
    assert compiled.problems[0].source is ProblemSource.PYXFORM
    assert compiled.problems[0].is_error


def test_an_error_among_the_choices_stands_on_its_choice() -> None:
    choices: Rows = [["list_name", "name", "label"], ["sn", "si", "Sí"], [], ["sn", None, "No"]]
    form = form_of(["select_one sn", "a", "A"], choices=choices)
    (found,) = compile_form(form).problems
    assert (found.code, found.sheet, found.row) == ("pyxform.names_006", "choices", 4)
    assert found.uid == form.choices[2].uid


def test_a_choice_with_spaces_stands_on_its_choice() -> None:
    choices: Rows = [["list_name", "name", "label"], ["l", "a b", "A"]]
    form = form_of(["select_multiple l", "a", "A"], choices=choices)
    (found,) = compile_form(form).problems
    assert placed(found, form) == ("pyxform.choice_spaces", "a b", 2)


def test_warnings_do_not_keep_it_from_compiling() -> None:
    form = form_of(["image", "a", "A"], [None, None, None, "nota"], ["text", "b", "B"])
    compiled = compile_form(form)
    assert compiled.xform
    assert [placed(problem, form)[0::2] for problem in compiled.problems] == [
        ("pyxform.max_pixels", 2),
        ("pyxform.row_skipped", 3),
    ]
    assert not any(problem.is_error for problem in compiled.problems)


def test_all_that_does_not_close_is_told_at_once() -> None:
    form = form_of(["begin group", "g", "G"], ["begin repeat", "r", "R"], ["end loop"])
    found = compile_form(form).problems
    assert [placed(problem, form) for problem in found[:3]] == [
        ("file.group_unclosed", "g", 2),
        ("file.group_unclosed", "r", 3),
        ("file.end_unopened", "", 4),
    ]


def test_rows_behind_a_gap_are_told_as_the_compiler_sees_none() -> None:
    form = form_of(["text", "a", "A"], *([[]] * 70), ["text", "b", "B"])
    assert [placed(problem, form) for problem in compile_form(form).problems] == [
        ("file.rows_unseen", "b", 73)
    ]


def test_what_was_made_here_has_a_uid_and_no_row() -> None:
    form = form_of(["text", "a", "A", "${x}"])
    (found,) = compile_form(replace(form, survey=(replace(form.survey[0], row=None),))).problems
    assert (found.uid, found.row, found.column) == (form.survey[0].uid, None, "relevant")


def test_every_template_of_the_compiler_is_known_by_its_text() -> None:
    for name, member in ErrorCode.__members__.items():
        fields = set(re.findall(r"(?<!\{)\{(\w+)\}", member.value.msg))
        message = member.value.format(**dict.fromkeys(fields, "7"))
        said = understood(message, is_error=True)
        family = name.lower().partition("_")[0]
        assert said.code.startswith(f"pyxform.{family}") or said.code == "pyxform.other", name
        if "row" in fields:
            assert said.row == 7, name


def test_a_message_that_nobody_knows_is_said_as_it_is() -> None:
    said = understood("[row : 12] Something quite new.", is_error=True)
    assert (said.code, said.row) == ("pyxform.other", 12)
    assert "Something quite new." in say(said.code, said.params, "es")


def test_every_code_of_files_has_words_and_a_remedy_in_both_languages() -> None:
    folder = Path(kobra_records.files.__file__).parent
    code = re.compile(r'"((?:file|work|pyxform|validate)\.[a-z_0-9]+)"')
    codes = {
        found for path in folder.glob("*.py") for found in code.findall(path.read_text("utf-8"))
    }
    messages = (folder / "compiler_messages.py").read_text("utf-8")
    codes |= {
        f"pyxform.{name}" for name in re.findall(r'^    \("(\w+)", r', messages, re.MULTILINE)
    }
    assert len(codes) > 50
    for language in ("es", "en"):
        missing = {said for said in codes if not has_words(said, language)}
        missing |= {said for said in codes if not has_words(f"{said}.remedy", language)}
        assert missing == set()


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        ([["text", "a", "A"], ["text", "b", "B", "((1 ="]], "b"),
        ([["text", "a", "A"], ["calculate", "b", None, None, "foo(1)"]], "b"),
        ([["begin group", "g", "G"], ["integer", "a", "A", "1 >"], ["end group"]], "a"),
    ],
)
def test_what_the_phone_engine_refuses_stands_on_its_question(
    rows: list[list[str | None]], name: str
) -> None:
    form = form_of(*rows)
    xform = compile_form(form).xform
    assert xform is not None
    problems = validate(xform, form)
    assert problems is not None
    assert [placed(problem, form)[:2] for problem in problems] == [("validate.error", name)]
    assert "java" not in say(problems[0].code, problems[0].params, "en").lower()


def test_the_phone_engine_has_nothing_against_a_good_form() -> None:
    xform = compile_form(form_of(["select_one sn", "a", "A"], ["text", "b", "B", "${a} = 'si'"]))
    assert validate(str(xform.xform)) == ()


def test_a_validator_that_takes_too_long_is_stopped() -> None:
    xform = compile_form(form_of(["text", "a", "A"])).xform
    problems = validate(str(xform), None, 0.01)
    assert problems is not None
    assert [problem.code for problem in problems] == ["validate.timed_out"]


def test_a_validator_that_nobody_waits_for_ends() -> None:
    """Its process with it: the folder that it works in is cleared away."""
    xform = compile_form(form_of(["text", "a", "A"])).xform
    looks: list[bool] = []

    def stopped() -> bool:
        looks.append(len(looks) >= 1)
        return looks[-1]

    assert validate(str(xform), stopped=stopped) is None
    assert looks == [False, True]


def test_without_java_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert java() is not None
    monkeypatch.setattr(validating, "java", lambda: None)
    assert validate("<x/>") is None

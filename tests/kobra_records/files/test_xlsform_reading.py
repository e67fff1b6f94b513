"""The hard cases of reading: what stands where in the form, and what is refused with its place."""

import pytest

from kobra_domain.questionnaires.form import Column, NodeKind
from kobra_records.files import workbooks
from kobra_records.files.letters import letters
from kobra_records.files.problems import FileProblem
from kobra_records.files.xlsform import read_workbook, write_workbook
from tests.kobra_records.files.books import FIXTURES, Rows, again, outcome, outline, texts, workbook

HEAD = ["type", "name", "label"]


def test_headers_find_their_column_however_they_are_spelt() -> None:
    header = [" Type", "NAME", "Label :: Español (es)", "Relevance", "mis  notas", None, "x"]
    form = read_workbook(workbook(survey=[header, ["text", "a", "¿A?", "1", "n", "?", "y"]]), "x")
    assert form.survey_columns == (
        Column("type", " Type"),
        Column("name", "NAME"),
        Column("label::Español (es)", "Label :: Español (es)"),
        Column("relevant", "Relevance"),
        Column("mis notas", "mis  notas"),
        Column(" 6", ""),
        Column("x", "x"),
    )
    assert form.survey[0].cells == {
        "type": "text",
        "name": "a",
        "label::Español (es)": "¿A?",
        "relevant": "1",
        "mis notas": "n",
        " 6": "?",
        "x": "y",
    }


def test_rows_become_a_tree_with_the_rows_they_came_from() -> None:
    rows: Rows = [
        HEAD,
        ["begin group", "g", "G"],
        [None, None, None],
        ["begin repeat", "r", "R"],
        ["text", "a", "A"],
        ["end repeat"],
        ["end group", "g"],
        [None, None, None, "suelto"],
    ]
    form = read_workbook(workbook(survey=rows), "x")
    assert outline(form) == [
        "group g@2",
        " blank @3",
        " repeat r@4",
        "  question a@5",
        "comment @8",
    ]
    group = form.survey[0]
    assert (group.end_row, group.end_cells) == (7, {"type": "end group", "name": "g"})


@pytest.mark.parametrize(
    ("rows", "tree"),
    [
        ([["begin group", "g"], ["text", "a"]], ["question g@2", "question a@3"]),
        ([["text", "a"], ["end group"]], ["question a@2", "question @3"]),
        (
            [["begin group", "g"], ["begin repeat", "r"], ["text", "a"], ["end group"]],
            ["group g@2", " question r@3", " question a@4"],
        ),
        (
            [["begin repeat", "r"], ["end group"], ["text", "a"], ["end repeat"]],
            ["repeat r@2", " question @3", " question a@4"],
        ),
    ],
)
def test_what_does_not_close_stays_where_it_stands(rows: list[list[str]], tree: list[str]) -> None:
    data = workbook(survey=[HEAD, *rows])
    assert outline(read_workbook(data, "x")) == tree
    assert outcome(again(data)) == outcome(data)
    assert texts(again(data)) == texts(data)


def test_groups_in_groups_beyond_reason_are_refused_with_their_row() -> None:
    rows = [HEAD, *(["begin group", f"g{at}"] for at in range(3_000))]
    with pytest.raises(FileProblem) as found:
        read_workbook(workbook(survey=rows), "x")
    assert [(problem.code, problem.row) for problem in found.value.problems] == [
        ("file.too_deep", 62)
    ]


def test_repeated_headers_are_all_named_with_their_places() -> None:
    sheets = {
        "survey": [[*HEAD, "label", "hint", "hint"], ["text", "a", "A"]],
        "choices": [["list_name", "name", "name"]],
    }
    with pytest.raises(FileProblem) as found:
        read_workbook(workbook(**sheets), "x")
    said = [
        (problem.sheet, problem.column, problem.params["places"])
        for problem in found.value.problems
    ]
    assert said == [
        ("survey", "label", "C, D"),
        ("survey", "hint", "E, F"),
        ("choices", "name", "B, C"),
    ]


def test_two_spellings_of_one_column_are_left_to_the_compiler() -> None:
    data = workbook(survey=[[*HEAD, "relevant", "Relevance"], ["text", "a", "A", "1", "2"]])
    form = read_workbook(data, "x")
    assert [column.key for column in form.survey_columns[3:]] == ["relevant", "Relevance"]
    assert form.survey[0].cells["relevant"] == "1"
    assert "'relevant', 'Relevance'" in outcome(again(data))


def test_twenty_thousand_blank_rows_are_nothing() -> None:
    rows = [HEAD, ["text", "a", "A"], *[["", " "]] * 20_000, [" "]]
    form = read_workbook(workbook(survey=rows), "x")
    assert outline(form) == ["question a@2"]


def test_a_row_switched_off_is_no_part_of_the_tree() -> None:
    rows: Rows = [
        [*HEAD, "disabled"],
        ["begin group", "g", "G", "yes"],
        ["text", "a", "A"],
        ["end group", None, None, "yes"],
    ]
    form = read_workbook(workbook(survey=rows), "x")
    assert [node.kind for node in form.survey] == [
        NodeKind.COMMENT,
        NodeKind.QUESTION,
        NodeKind.COMMENT,
    ]


def test_a_workbook_without_a_survey_says_what_it_has() -> None:
    with pytest.raises(FileProblem) as found:
        read_workbook(workbook(encuesta=[HEAD], notas=[]), "mío.xlsx")
    assert found.value.code == "file.no_survey"
    assert found.value.params == {"filename": "mío.xlsx", "sheets": "encuesta, notas"}


def test_headers_that_are_not_in_the_first_row() -> None:
    with pytest.raises(FileProblem) as found:
        read_workbook(workbook(survey=[[], HEAD, ["text", "a", "A"]]), "x")
    assert found.value.code == "file.no_header"


def test_an_empty_survey_is_a_form_without_questions() -> None:
    form = read_workbook(workbook(survey=[]), "x")
    assert (form.survey, form.survey_columns) == ((), ())
    assert write_workbook(form)


def test_other_sheets_and_settings_are_kept() -> None:
    data = workbook(
        Notas=[["a", None, 1], [], [None, 2.5]],
        Survey=[HEAD, ["text", "a", "A"]],
        settings=[["Form Title", "set form id", "otra"], ["T", 7, "x"], [None, "nota"]],
    )
    form = read_workbook(data, "x")
    assert form.sheet_names == ("Notas", "Survey", "settings")
    assert form.settings == {"form_title": "T", "form_id": "7", "otra": "x"}
    assert form.sheets[0].rows == (("a", "", "1"), (), ("", "2.5"))
    assert (form.title, form.form_id) == ("T", "7")


def test_limits_on_rows_columns_and_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    data = workbook(survey=[HEAD, *[["text", "a", "A"]] * 50])
    monkeypatch.setattr(workbooks, "MOST_CELLS", 100)
    with pytest.raises(FileProblem, match="too_many_cells"):
        read_workbook(data, "x")
    monkeypatch.setattr(workbooks, "MOST_CELLS", 1_000)
    monkeypatch.setattr(workbooks, "MOST_ROWS", 10)
    monkeypatch.setattr(workbooks, "MOST_BLANK_ROWS", 10)
    with pytest.raises(FileProblem, match="too_many_rows"):
        read_workbook(data, "x")


def test_cells_far_out_cost_nothing() -> None:
    rows: list[list[str | None]] = [[*HEAD], ["text", "a", "A"]]
    data = workbook(survey=rows)
    from io import BytesIO

    from openpyxl import load_workbook

    book = load_workbook(BytesIO(data))
    book["survey"]["XFD1048576"] = "lejos"
    stream = BytesIO()
    book.save(stream)
    assert outline(read_workbook(stream.getvalue(), "x")) == ["question a@2"]


def test_every_thing_has_its_own_uid() -> None:
    form = read_workbook((FIXTURES / "survey.xls").read_bytes(), "x")
    uids = [node.uid for node in form.nodes()] + [choice.uid for choice in form.choices]
    assert len(set(uids)) == len(uids) == 13


def test_an_xls_reads_as_the_compiler_reads_it() -> None:
    form = read_workbook((FIXTURES / "survey.xls").read_bytes(), "x.xls")
    cells = {node.name: node.cells for node in form.nodes()}
    assert cells["a"]["label::Español (es)"] == "¿Aceptó?"
    assert [cells[name]["default"] for name in "bcdte"] == [
        "3",
        "1.5",
        "2026-11-21",
        "10:30:00",
        "TRUE",
    ]
    assert form.sheets[0].rows == (("cosas", "1", "2.5", "", "2026-01-02"),)


def test_columns_as_spreadsheets_name_them() -> None:
    assert [letters(at) for at in (0, 25, 26, 51, 701, 702)] == ["A", "Z", "AA", "AZ", "ZZ", "AAA"]

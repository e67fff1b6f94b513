"""What the designer changed is written as the compiler wants it, and nothing else moves."""

from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook

from kobra_domain.questionnaires.form import Choice, Column, Form, Node, NodeKind
from kobra_records.files.xlsform import read_workbook, write_workbook
from kobra_records.files.xlsform_writing import sheet_layout
from tests.kobra_records.files.books import Rows, again, outcome, outline, texts, workbook

HEAD = ["type", "name", "label"]


def made(uid: str, kind: NodeKind = NodeKind.QUESTION, *children: Node, **cells: str) -> Node:
    return Node(uid=uid, kind=kind, cells={"name": uid, "label": uid, **cells}, children=children)


COLUMNS = tuple(Column(key, key) for key in HEAD)


def test_a_form_made_here_is_a_workbook_that_compiles() -> None:
    group = made("g", NodeKind.GROUP, made("a", type="text"), type="begin_group")
    repeat = made("r", NodeKind.REPEAT, made("b", type="integer"), type="begin repeat")
    bare = made("l", NodeKind.REPEAT, made("c", type="text"), type="begin lgroup")
    data = write_workbook(Form(survey=(group, repeat, bare), survey_columns=COLUMNS))
    assert outcome(data).startswith("<?xml")
    assert [row[0] for row in texts(data)["survey"]] == [
        *("type", "begin_group", "text", "end_group", "begin repeat", "integer", "end repeat"),
        *("begin lgroup", "text", "end lgroup"),
    ]


def test_a_group_that_became_a_repeat_ends_as_one() -> None:
    form = read_workbook(
        workbook(
            survey=[HEAD, ["begin group", "g", "G"], ["text", "a", "A"], ["end group", "g", "fin"]]
        ),
        "x",
    )
    group = form.survey[0]
    changed = replace(group, kind=NodeKind.REPEAT, cells={**group.cells, "type": "begin repeat"})
    data = write_workbook(replace(form, survey=(changed,)))
    assert texts(data)["survey"][-1] == ("end repeat", "g", "fin")
    assert outcome(data).startswith("<?xml")


def test_what_looks_like_a_formula_or_an_error_stays_text() -> None:
    cells = ["=1+1", "=", "#N/A", "TRUE", "0012", "1e5", "-", "+x", "@y", "'z"]
    rows = [HEAD, *(["text", f"q{at}", text] for at, text in enumerate(cells))]
    data = again(workbook(survey=rows))
    assert [row[2] for row in texts(data)["survey"][1:]] == cells


def test_long_texts_are_not_cut_and_what_xml_cannot_hold_is_left_out() -> None:
    long = made("a", type="text", label="á" * 40_000)
    odd = made("b", type="text", label="x\x0by")
    data = write_workbook(Form(survey=(long, odd), survey_columns=COLUMNS))
    assert [row[2] for row in texts(data)["survey"][1:]] == ["á" * 40_000, "xy"]


def test_a_list_added_to_a_lone_sheet_makes_both_known() -> None:
    form = read_workbook(workbook(Hoja1=[HEAD, ["select_one sn", "a", "A"]]), "x")
    form = replace(
        form,
        choices=(Choice(uid="c", cells={"list_name": "sn", "name": "si", "label": "Sí"}),),
        choice_columns=tuple(Column(key, key) for key in ("list_name", "name", "label")),
    )
    data = write_workbook(form)
    assert list(texts(data)) == ["survey", "choices"]
    assert outcome(data).startswith("<?xml")


def test_a_column_added_behind_a_wide_gap_is_seen() -> None:
    data = workbook(survey=[[*HEAD, *[None] * 25, "lejos"], ["text", "a", "A", *[None] * 25, "x"]])
    form = read_workbook(data, "x")
    node = replace(form.survey[0], cells={**form.survey[0].cells, "hint": "ayuda"})
    columns = (*form.survey_columns, Column("hint", "hint"))
    changed = write_workbook(replace(form, survey=(node,), survey_columns=columns))
    assert "<hint>ayuda</hint>" in outcome(changed)
    assert texts(changed)["survey"][1][-1] == "x"


def test_settings_below_the_second_row_stay_there() -> None:
    rows: Rows = [["form_id", "nota"], ["f", "x"], [], [None, "abajo"]]
    form = read_workbook(workbook(survey=[HEAD, ["text", "a", "A"]], settings=rows), "x")
    form = replace(form, settings={**form.settings, "form_id": "g"})
    assert texts(write_workbook(form))["settings"] == (
        ("form_id", "nota"),
        ("g", "x"),
        (),
        ("", "abajo"),
    )


def test_sheets_are_written_once_each_under_names_that_may_be() -> None:
    form = Form(sheet_names=("Survey", "a/b", "notas"), survey_columns=COLUMNS)
    assert sheet_layout(form) == [("Survey", "survey"), ("a/b", "a/b"), ("notas", "notas")]
    assert list(texts(write_workbook(form))) == ["Survey", "a_b", "notas"]


def test_titles_are_told_apart_and_what_looks_escaped_is_what_it_was() -> None:
    long = "x" * 30
    titles = ("survey", f"{long}12", f"{long}13", "a/b", "a:b", "History", "talla_x0041_b", "A  b")
    form = Form(sheet_names=titles, survey_columns=COLUMNS)
    data = write_workbook(form)
    written = load_workbook(BytesIO(data)).sheetnames
    assert all(len(title) <= 31 for title in written)
    assert "talla_x005F_x0041_b" in written
    assert list(texts(data)) == [
        *("survey", f"{long}1", f"{long[:29]} 2", "a_b", "a_b 2", "History_"),
        *("talla_x0041_b", "A  b"),
    ]


@pytest.mark.parametrize("text", ["_x000D_ a", "_x005F_x000D_", "precio_x1000_kg", "_x005F_"])
def test_what_looks_escaped_in_a_cell_is_read_as_it_was_written(text: str) -> None:
    data = write_workbook(
        Form(survey=(made("a", type="text", label=text),), survey_columns=COLUMNS)
    )
    assert texts(data)["survey"][1][2] == text
    assert read_workbook(data, "x").survey[0].cells["label"] == text


def test_a_tree_is_read_as_it_was_written() -> None:
    rows: Rows = [
        HEAD,
        ["begin group", "g", "G"],
        [],
        ["text", "a", "A"],
        ["end group"],
        [None, None, "x"],
    ]
    data = workbook(survey=rows)
    assert outline(read_workbook(again(data), "x")) == outline(read_workbook(data, "x"))

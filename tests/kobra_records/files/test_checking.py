"""Whole jobs on a workbook, as the worker does them."""

from collections.abc import Iterator

import pytest

from kobra_domain.questionnaires.form import Form
from kobra_records.files.checking import check_workbook, compile_file, rewrite_workbook
from kobra_records.files.problems import FileProblem
from kobra_records.files.validate import validate
from kobra_records.files.worker import Worker
from tests.kobra_records.files.books import FIXTURES, outcome, texts, workbook, workbook_of
from tests.kobra_records.files.corpus import CORPUS

# The compiler takes it and leaves out half; nobody else does.
LOSSY = "a long gap"


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as own:
        yield own


@pytest.mark.parametrize("name", sorted(CORPUS.keys() - {LOSSY}))
def test_a_valid_workbook_has_no_errors(worker: Worker, name: str) -> None:
    data = workbook_of(CORPUS[name])
    checked = worker.run(check_workbook, data, "x.xlsx", "data")
    errors = {problem.code for problem in checked.problems if problem.is_error}
    assert errors <= {"form.data_file_missing"}  # no workbook brings the files that it asks for
    assert checked.xform == outcome(data)


def test_the_phone_engine_takes_what_the_compiler_made(worker: Worker) -> None:
    for name in ("selects", "logic", "languages", "groups", "repeat counts", "parameters"):
        made = worker.run(compile_file, workbook_of(CORPUS[name]), "x.xlsx", "data")
        assert validate(str(made.xform), made.form) == (), name


def test_what_no_form_can_be_made_of_is_told_and_what_cannot_be_opened_is_raised() -> None:
    twice = workbook(survey=[["type", "name", "name"], ["text", "a", "b"]])
    checked = check_workbook(twice, "x.xlsx", "x")
    assert (checked.form, checked.xform) == (Form(), None)
    assert [problem.code for problem in checked.problems] == ["file.duplicate_header"]
    assert compile_file(twice, "x.xlsx", "x").xform is None
    for job in (check_workbook, compile_file):
        with pytest.raises(FileProblem):
            job(b"PK\x03\x04", "x.xlsx", "x")


def test_groups_deeper_than_we_show_are_refused_by_the_compiler_alone() -> None:
    rows = [["begin group", f"g{at}", "G"] for at in range(70)]
    ends = [["end group"]] * 70
    data = workbook(survey=[["type", "name", "label"], *rows, ["text", "a", "A"], *ends])
    assert compile_file(data, "x.xlsx", "data").xform == outcome(data)
    assert [found.code for found in check_workbook(data, "x.xlsx", "x").problems] == [
        "file.too_deep"
    ]


def test_an_xls_is_rewritten_by_the_worker(worker: Worker) -> None:
    data = (FIXTURES / "survey.xls").read_bytes()
    assert texts(worker.run(rewrite_workbook, data, "survey.xls")) == texts(data)


def test_the_deepest_form_that_is_read_travels_to_the_worker_and_back(worker: Worker) -> None:
    rows = [["begin group", f"g{at}", "G"] for at in range(60)]
    ends = [["end group"]] * 60
    data = workbook(survey=[["type", "name", "label"], *rows, ["text", "a", "A"], *ends])
    checked = worker.run(check_workbook, data, "x.xlsx", "data")
    assert checked.xform == outcome(data)
    assert len(list(checked.form.nodes())) == 61

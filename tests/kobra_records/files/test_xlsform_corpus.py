"""Nothing is lost: every valid workbook compiles to the same XForm after being opened and saved."""

import pytest

from kobra_domain.questionnaires import canonical
from kobra_records.files.workbooks import sheets_of
from kobra_records.files.xlsform import read_workbook, write_workbook
from tests.kobra_records.files.books import FIXTURES, again, outcome, texts, workbook_of
from tests.kobra_records.files.corpus import CORPUS

NAMES = sorted(CORPUS)


@pytest.mark.parametrize("name", NAMES)
def test_the_compiler_takes_it(name: str) -> None:
    assert outcome(workbook_of(CORPUS[name])).startswith("<?xml")


@pytest.mark.parametrize("name", NAMES)
def test_opened_and_saved_it_compiles_to_the_same(name: str) -> None:
    data = workbook_of(CORPUS[name])
    assert outcome(again(data)) == outcome(data)


@pytest.mark.parametrize("name", NAMES)
def test_opened_and_saved_every_cell_reads_the_same(name: str) -> None:
    data = workbook_of(CORPUS[name])
    assert texts(again(data)) == texts(data)
    assert [sheet.name for sheet in sheets_of(again(data))] == list(CORPUS[name])


@pytest.mark.parametrize("name", NAMES)
def test_what_is_kept_as_canonical_text_loses_nothing_either(name: str) -> None:
    data = workbook_of(CORPUS[name])
    form = read_workbook(data, "test.xlsx")
    kept = canonical.read(canonical.text(form))
    assert outcome(write_workbook(kept)) == outcome(data)
    assert texts(write_workbook(kept)) == texts(data)


def test_an_xls_becomes_an_xlsx_of_the_same_form() -> None:
    data = (FIXTURES / "survey.xls").read_bytes()
    wanted = outcome(data).replace("2026-11-21 00:00:00", "2026-11-21")  # a day, not an hour
    assert outcome(again(data)) == wanted
    assert texts(again(data)) == texts(data)

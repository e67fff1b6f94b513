"""Templates are files that are read without a word."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from kobra_domain.imports.reading import Setting
from kobra_domain.imports.targets import SHIFT_PARTS, TAKEN, Target
from kobra_domain.imports.things import ImportKind
from kobra_domain.words import say
from kobra_records.files.portfolio_files.reading import FileRows
from kobra_records.files.portfolio_files.templates import template_name, write_template
from tests.kobra_records.files.portfolio_files.asked import CO, MX


@pytest.mark.parametrize("setting", [CO, MX], ids=["CO", "MX"])
@pytest.mark.parametrize("locale", ["es", "en"])
@pytest.mark.parametrize("kind", list(ImportKind))
def test_a_templates_own_rows_are_without_fault(
    tmp_path: Path, kind: ImportKind, locale: str, setting: Setting
) -> None:
    write_template(tmp_path / "t.xlsx", kind, setting.country, locale)
    rows = FileRows(tmp_path / "t.xlsx", kind, None, setting, strict=True)
    [taken] = list(rows)
    reading = rows.reading()
    assert (reading.taken, reading.refused, taken.lines) == (2, 0, [3, 4])
    assert reading.doubts == ()
    assert {use.target for use in rows.mapping.columns} == TAKEN[kind] - {
        Target.SURNAME,
        Target.PLACE,
        *SHIFT_PARTS,
    }


def test_what_tells_things_apart_is_text_also_where_nothing_stands(tmp_path: Path) -> None:
    write_template(tmp_path / "t.xlsx", ImportKind.ACCOUNTS, "CO", "es")
    sheet = load_workbook(tmp_path / "t.xlsx").active
    assert sheet is not None
    formats = {
        sheet.cell(1, column).value: sheet.column_dimensions[letter].number_format
        for column, letter in enumerate("ABCDEFG", 1)
    }
    assert formats["credito"] == formats["documento"] == formats["telefono"] == "@"
    assert formats["nombre"] == "General"


@pytest.mark.parametrize("locale", ["es", "en"])
def test_every_target_has_its_explanation(locale: str) -> None:
    for target in set(Target) - {Target.SURNAME, Target.PLACE}:
        assert say(f"template.{target}", None, locale) != say(
            "unknown_code", {"code": f"template.{target}"}, locale
        )


def test_what_a_template_is_called() -> None:
    assert template_name(ImportKind.ACCOUNTS, "es") == "Plantilla - Créditos.xlsx"
    assert template_name(ImportKind.PAYMENTS, "en") == "Template - Payments.xlsx"

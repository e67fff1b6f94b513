"""Mappings come from people, files and other programs."""

import json
from typing import Any

import pytest

from kobra_domain.imports.formats import DateOrder, DecimalMark, Encoding
from kobra_domain.imports.mapping import ColumnUse, Constant, FixedColumn, Mapping
from kobra_domain.imports.problems import FileCode, FileRefused
from kobra_domain.imports.targets import Target
from kobra_domain.imports.things import ImportKind
from kobra_records.files.portfolio_files.mapping_json import mapping_json, read_mapping

WHOLE = Mapping(
    kind=ImportKind.ACCOUNTS,
    columns=(
        ColumnUse(header="Crédito", target=Target.NUMBER),
        ColumnUse(header="saldo", target=Target.BALANCE, unit=1_000, decimal=DecimalMark.COMMA),
        ColumnUse(header="corte", target=Target.CUT_OFF_ON, date_order=DateOrder.DAY_FIRST),
        ColumnUse(header="est", target=Target.STATUS, values={"VIG": "active", "X": ""}),
        ColumnUse(header="x", target=Target.LON, ordinal=2, shift=6, is_negated=True),
    ),
    constants=(Constant(target=Target.PRODUCT_TYPE, value="microcredit"),),
    encoding=Encoding.CP850,
    delimiter="\t",
    sheet="Hoja1",
    header_line=3,
    fixed=(FixedColumn(name="Crédito", start=1, width=10),),
)


def test_a_mapping_comes_back_as_it_was() -> None:
    said = mapping_json(WHOLE)
    assert said["columns"][0] == {"header": "Crédito", "target": "credito"}
    assert read_mapping(json.dumps(said)) == WHOLE
    assert read_mapping({"kind": "payments"}) == Mapping(kind=ImportKind.PAYMENTS)
    assert mapping_json(Mapping(kind=ImportKind.PAYMENTS)) == {"kind": "payments"}


def test_a_mapping_made_by_hand_may_be_short() -> None:
    short = {"columns": {"Obligación": "credito", "Cliente": "nombre"}}
    made = read_mapping(json.dumps(short), ImportKind.ACCOUNTS)
    assert made.kind is ImportKind.ACCOUNTS
    assert [(use.header, use.target.value) for use in made.columns] == [
        ("Obligación", "credito"),
        ("Cliente", "nombre"),
    ]
    said = read_mapping({"kind": "payments"}, ImportKind.ACCOUNTS)
    assert said.kind is ImportKind.PAYMENTS


COLUMN = {"header": "a", "target": "credito"}


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        ("", "json"),
        ("[]", "json"),
        ("[" * 100_000, "json"),
        (b"\xff\xfe{", "json"),
        (" " * 2_000_001, "too_big"),
        ({}, "kind"),
        ({"kind": "cuentas"}, "kind"),
        ({"kind": "accounts", "colour": 1}, "colour"),
        ({"kind": "accounts", "columns": 1}, "columns"),
        ({"kind": "accounts", "columns": None}, "columns"),
        ({"kind": "accounts", "columns": [1]}, "columns[0]"),
        ({"kind": "accounts", "columns": [{**COLUMN, "color": 1}]}, "columns[0].color"),
        ({"kind": "accounts", "columns": [{**COLUMN, "target": "x"}]}, "columns[0].target"),
        (
            {"kind": "payments", "columns": [{"header": "a", "target": "saldo"}]},
            "columns[0].target",
        ),
        ({"kind": "accounts", "columns": [COLUMN, COLUMN]}, "columns[1].header"),
        (
            {"kind": "accounts", "columns": [COLUMN, {**COLUMN, "header": "b"}]},
            "columns[1].ordinal",
        ),
        ({"kind": "accounts", "columns": [{**COLUMN, "unit": 7}]}, "columns[0].unit"),
        ({"kind": "accounts", "columns": [{**COLUMN, "ordinal": 2}]}, "columns[0].ordinal"),
        ({"kind": "accounts", "columns": [{**COLUMN, "unit": "1"}]}, "columns[0].unit"),
        ({"kind": "accounts", "delimiter": ";;"}, "delimiter"),
        ({"kind": "accounts", "delimiter": '"'}, "delimiter"),
        ({"kind": "accounts", "encoding": "latin-1"}, "encoding"),
        ({"kind": "accounts", "header_line": -1}, "header_line"),
        ({"kind": "accounts", "fixed": [{"name": "a", "start": 0, "width": 1}]}, "fixed[0]"),
        (
            {"kind": "accounts", "constants": [{"target": "valor_pago", "value": "1"}]},
            "constants[0]",
        ),
    ],
    ids=range(25),
)
def test_what_is_wrong_is_named(raw: bytes | str | dict[str, Any], field: str) -> None:
    with pytest.raises(FileRefused) as refused:
        read_mapping(raw)
    assert refused.value.reason is FileCode.BAD_MAPPING
    assert refused.value.params["field"] == field

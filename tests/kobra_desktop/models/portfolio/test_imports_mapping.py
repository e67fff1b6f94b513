"""What a person says of a file's columns: each act keeps what was said of the others."""

from __future__ import annotations

import pytest

from kobra_desktop.models.portfolio.imports_mapping import (
    column_lines,
    constant,
    fixed_columns,
    fixed_text,
    kind_of,
    meaning,
    other_way,
    slot_words,
    slots_offered,
    way_said,
    with_constant,
    with_meaning,
    with_slot,
    with_unit,
    with_way,
)
from kobra_domain.errors import Invalid
from kobra_domain.imports.formats import DateOrder, DecimalMark, FileForm
from kobra_domain.imports.mapping import Mapping, Slot, proposed_mapping
from kobra_domain.imports.reading import Assumption, Look
from kobra_domain.imports.targets import Target
from kobra_domain.imports.things import ImportKind

HEADERS = ("Crédito", "Nombre", "Celular", "Saldo", "Estado", "Notas")
LOOK = Look(
    form=FileForm.DELIMITED,
    name="cartera.csv",
    encoding=None,
    delimiter=";",
    sheets=(),
    sheet="",
    header_line=1,
    header_rows=1,
    first_line=2,
    headers=HEADERS,
    sample=(
        (1, HEADERS),
        (2, ("8801", "Ana", "", "1.200", "VIG", "x")),
        (3, ("8802", "Luis", "300", "1.200", "XZ", "")),
        (4, ("8803", "Rosa")),
    ),
)
DRAFT = proposed_mapping(HEADERS, ImportKind.ACCOUNTS)


def slots(mapping: Mapping) -> dict[str, Slot]:
    """What each column is."""
    return {use.header: use.slot for use in mapping.columns}


def test_columns_are_shown_with_their_first_values_and_never_their_own_header() -> None:
    """Empty cells say nothing, and the same value is shown once."""
    lines = {line.header: line for line in column_lines(LOOK, DRAFT)}
    assert list(lines) == list(HEADERS)
    assert lines["Saldo"].samples == ("1.200",)
    assert lines["Celular"].samples == ("300",)
    assert lines["Saldo"].is_money
    assert not lines["Celular"].is_money
    assert lines["Notas"].slot is None


def test_a_target_is_one_columns_only() -> None:
    """Whichever had it before is nothing; the order of columns stays the file's."""
    made = with_slot(DRAFT, HEADERS, "Notas", Slot(Target.NAME))
    assert slots(made)["Notas"] == Slot(Target.NAME)
    assert "Nombre" not in slots(made)
    assert [use.header for use in made.columns] == [h for h in HEADERS if h in slots(made)]
    nothing = with_slot(made, HEADERS, "Notas", None)
    assert "Notas" not in slots(nothing)
    assert frozenset({Target.NAME}) in nothing.missing


def test_a_second_telephone_is_a_second_one() -> None:
    """Of what may be repeated one more is offered than there is."""
    offered = slots_offered(DRAFT)
    assert [slot.ordinal for slot in offered if slot.target is Target.PHONE] == [1, 2]
    assert [slot.ordinal for slot in offered if slot.target is Target.BALANCE] == [1]
    made = with_slot(DRAFT, HEADERS, "Notas", Slot(Target.PHONE, 2))
    assert slots(made)["Celular"] == Slot(Target.PHONE)
    assert slot_words(Slot(Target.PHONE, 2), "es") == "Teléfono 2"


def test_what_a_column_says_is_no_constant_any_more() -> None:
    """And a constant is said once, and taken back."""
    said = with_constant(DRAFT, Target.PRODUCT_TYPE, "microcredit")
    said = with_constant(said, Target.PRODUCT_TYPE, "consumer")
    assert constant(said, Target.PRODUCT_TYPE) == "consumer"
    assert constant(with_constant(said, Target.PRODUCT_TYPE, ""), Target.PRODUCT_TYPE) == ""
    by_column = with_slot(said, HEADERS, "Notas", Slot(Target.PRODUCT_TYPE))
    assert by_column.constants == ()


def test_units_ways_and_meanings_are_kept_by_column() -> None:
    """An answer is of its column alone, and can be taken back."""
    made = with_unit(DRAFT, "Saldo", 1_000)
    made = with_way(made, "Saldo", DecimalMark.COMMA)
    made = with_meaning(made, "Estado", "XZ", "withdrawn")
    made = with_meaning(made, "Estado", "-", "")
    use = {use.header: use for use in made.columns}
    assert (use["Saldo"].unit, use["Saldo"].decimal) == (1_000, DecimalMark.COMMA)
    assert way_said(made, "Saldo")
    assert not way_said(made, "Estado")
    assert use["Estado"].values == {"XZ": "withdrawn", "-": ""}
    assert meaning(made, "Estado", "XZ") == "withdrawn"
    assert meaning(made, "Estado", "otro") is None
    assert meaning(made, "no such column", "XZ") is None
    back = with_meaning(with_meaning(made, "Estado", "XZ", None), "Estado", "-", None)
    assert next(one for one in back.columns if one.header == "Estado").values is None


def test_columns_of_fixed_width_are_written_and_read() -> None:
    """A name may have blanks; what is no column is said by its line."""
    written = "credito 1 10\n\nNombre del titular 11 40\nsaldo 51 12"
    found = fixed_columns(written)
    assert [(one.name, one.start, one.width) for one in found] == [
        ("credito", 1, 10),
        ("Nombre del titular", 11, 40),
        ("saldo", 51, 12),
    ]
    assert fixed_columns(fixed_text(found)) == found
    for wrong in ("credito 1", "a 1 2\ncredito x 4", "a 1 2\nb 0 4", "a 1 2\nb 1 ٣"):
        with pytest.raises(Invalid) as told:
            fixed_columns(wrong)
        assert told.value.params["line"] == len(wrong.splitlines())


@pytest.mark.parametrize(
    ("taken", "other"),
    [
        (DecimalMark.COMMA, DecimalMark.POINT),
        (DecimalMark.POINT, DecimalMark.COMMA),
        (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST),
        (DateOrder.MONTH_FIRST, DateOrder.DAY_FIRST),
    ],
    ids=str,
)
def test_a_question_has_two_answers(
    taken: DecimalMark | DateOrder, other: DecimalMark | DateOrder
) -> None:
    """The country's way, and the other one."""
    asked = Assumption(
        column="Saldo",
        target=Target.BALANCE,
        taken=taken,
        line=2,
        text="1.200",
        reads="1200",
        else_reads="1.2",
    )
    assert other_way(asked) is other


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ("credito nombre saldo direccion", ImportKind.ACCOUNTS),
        ("credito valor_pago fecha_pago referencia", ImportKind.PAYMENTS),
        ("credito autorizacion fecha_autorizacion", ImportKind.AUTHORISATIONS),
        ("credito fecha_contacto canal", ImportKind.CONTACTS),
        ("credito valor_promesa fecha_promesa", ImportKind.PROMISES),
        ("codigo_gestor nombre equipo", ImportKind.AGENTS),
        ("documento direccion municipio", ImportKind.ADDRESSES),
        ("a b c", None),
    ],
    ids=str,
)
def test_what_a_file_holds_is_proposed_by_its_headers(
    headers: str, kind: ImportKind | None
) -> None:
    """By the template's headers every kind is found; a stranger's file is asked."""
    assert kind_of(headers.split()) is kind

"""What outgoing files say, when they are due, their names, and what is wrong with terms."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from kobra_domain.contacts import Contact, ContactPurpose
from kobra_domain.errors import Invalid
from kobra_domain.imports.formats import DecimalMark
from kobra_domain.outgoing.checking import check_terms, wrong_terms
from kobra_domain.outgoing.codes import ALL_KEYS, PROPOSED, asked_keys, codes_of, missing_codes
from kobra_domain.outgoing.fields import FORMATS, CellFormat, CellType, OutgoingField, type_of
from kobra_domain.outgoing.gestion import (
    GestionCredit,
    Money,
    Sum,
    Totals,
    digest_of,
    result_of_contact,
    result_of_visit,
    totals_of,
)
from kobra_domain.outgoing.naming import file_name
from kobra_domain.outgoing.rows import Saying, TooWide, fitted, rows_of, text_of
from kobra_domain.outgoing.schedule import begins_at, last_due, next_due
from kobra_domain.outgoing.things import (
    ClientCode,
    Mark,
    OutgoingColumn,
    OutgoingFormat,
    OutgoingTerms,
    Separator,
    Side,
)
from kobra_domain.portfolios import ChannelKind
from kobra_domain.visits import NotCompletedReason, Outcome, VisitState
from tests.kobra_domain.outgoing.gestiones import AT, CREDIT, DUE, gestion, sheet, terms
from tests.kobra_domain.things import a_visit

_F, _C = OutgoingField, CellFormat
BOGOTA, TIJUANA = "America/Bogota", "America/Tijuana"


def value(column: OutgoingField | OutgoingColumn, **changes: Any) -> Any:
    """What a column says of a gestión."""
    said = terms(column, codes=(ClientCode(key="outcome.promise", code=" PP "), *PROPOSED))
    row = next(rows_of(gestion(**changes), Mark.LATE, 3))
    return Saying(sheet(said)).values(row)[0]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (_F.CREDIT, "000841"),
        (_F.PRODUCT, "Tarjeta"),
        (_F.PARTY_NAME, "María Peña"),
        (_F.DOCUMENT_NUMBER, "0052100"),
        (_F.DAY, date(2026, 3, 4)),
        (_F.TIME, time(10, 5, 9)),
        (_F.MOMENT, datetime(2026, 3, 4, 10, 5, 9)),
        (_F.RESULT_CODE, "PP"),
        (_F.CHANNEL_CODE, "VISITA"),
        (_F.MARK_CODE, "T"),
        (_F.RESULT_WORDS, "Compromiso de pago"),
        (_F.PROMISE_AMOUNT, Decimal("1250.50")),
        (_F.PROMISE_DAY, date(2026, 3, 9)),
        (_F.PROMISE_CURRENCY, "COP"),
        (_F.PAYMENT_AMOUNT, Decimal("50.00")),
        (_F.PAYMENT_METHOD, "Efectivo"),
        (_F.PAYMENT_REFERENCE, "00018"),
        (_F.PURPOSE, "Cobro"),
        (_F.VERDICT, "En el domicilio"),
        (_F.DISTANCE, 14),
        (_F.LAT, Decimal("4.650000")),
        (_F.GESTION_ID, "00000000-0000-0000-0000-000000000001"),
        (_F.ROW_NUMBER, 3),
        (_F.FILE_NUMBER, 7),
        (_F.FILE_DAY, date(2026, 3, 4)),
        (OutgoingColumn(field=_F.FIXED, text="AGENCIA"), "AGENCIA"),
    ],
)
def test_what_columns_say(field: OutgoingField | OutgoingColumn, expected: object) -> None:
    assert value(field) == expected


def test_what_nobody_said_is_empty() -> None:
    empty = (_F.CREDIT, _F.PROMISE_AMOUNT, _F.VERDICT, _F.LON, _F.DISTANCE)
    bare = {"credits": (), "verdict": None, "distance_m": None, "lon": None}
    assert [value(one, **bare) for one in empty] == ["", None, "", None, None]
    assert value(_F.RESULT_CODE, result="outcome.refused") == ""


def test_of_several_on_one_credit_their_sum_and_the_earliest_day() -> None:
    more = replace(DUE, amount_minor=10_000, on=date(2026, 3, 6))
    other = Money(amount_minor=1, currency="USD", on=date(2026, 3, 7))
    both = (replace(CREDIT, promises=(DUE, more, other)),)
    assert value(_F.PROMISE_AMOUNT, credits=both) == Decimal("1350.50")
    assert value(_F.PROMISE_DAY, credits=both) == date(2026, 3, 6)


def test_a_row_for_each_credit_and_one_where_there_is_none() -> None:
    two = gestion(credits=(CREDIT, GestionCredit(number="2")))
    assert [(row.number, row.credit) for row in rows_of(two, Mark.NEW, 5)] == [
        (5, two.credits[0]),
        (6, two.credits[1]),
    ]
    assert [row.credit for row in rows_of(gestion(credits=()), Mark.NEW, 1)] == [None]


def test_titles_are_the_fields_own_in_the_words_of_the_country_unless_named() -> None:
    said = terms(_F.CREDIT, OutgoingColumn(field=_F.DAY, title="FEC_GEST"))
    assert Saying(sheet(said)).titles() == ["Número de obligación", "FEC_GEST"]
    assert Saying(sheet(said, "es_MX")).titles()[0] == "Número de crédito"


@pytest.mark.parametrize(
    ("field", "format", "said", "text"),
    [
        (_F.DAY, None, date(2026, 3, 4), "04/03/2026"),
        (_F.DAY, _C.DAY_YMD, date(2026, 3, 4), "20260304"),
        (_F.DAY, _C.DAY_MONTH_FIRST, date(2026, 3, 4), "03/04/2026"),
        (_F.TIME, None, time(9, 5, 1), "09:05"),
        (_F.TIME, _C.TIME_HMS, time(9, 5, 1), "090501"),
        (_F.MOMENT, _C.MOMENT_ISO, datetime(2026, 3, 4, 9), "2026-03-04T09:00:00"),
        (_F.PROMISE_AMOUNT, None, Decimal("1250.5"), "1250,50"),
        (_F.PROMISE_AMOUNT, _C.AMOUNT_CENTS, Decimal("1250.50"), "125050"),
        (_F.PROMISE_AMOUNT, _C.AMOUNT_WHOLE, Decimal("1250.50"), "1251"),
        (_F.LON, None, Decimal("-74.060000"), "-74,060000"),
        (_F.DISTANCE, None, 14, "14"),
        (_F.NOTE, None, "Dice que\r\n paga", "Dice que paga"),
        (_F.PARTY_NAME, _C.UPPER, "María Peña", "MARÍA PEÑA"),
        (_F.PARTY_NAME, _C.BARE, "María Peña", "MARIA PENA"),
        (_F.DAY, None, None, ""),
    ],
)
def test_how_values_are_written(
    field: OutgoingField, format: CellFormat | None, said: Any, text: str
) -> None:
    column = OutgoingColumn(field=field, format=format)
    assert text_of(said, column, terms(column, decimal=DecimalMark.COMMA)) == text


def test_a_text_is_cut_at_its_width_and_nothing_else_is() -> None:
    name = OutgoingColumn(field=_F.PARTY_NAME, width=5)
    assert fitted("María Peña", name, "Nombre") == ("María", True)
    assert fitted("Ana", name, "Nombre") == ("Ana  ", False)
    right = OutgoingColumn(field=_F.CREDIT, width=8, side=Side.RIGHT, fill="0")
    assert fitted("841", right, "Crédito") == ("00000841", False)
    with pytest.raises(TooWide) as told:
        fitted("123456789", right, "Crédito")
    assert told.value == TooWide("Crédito", 8, "123456789")


def test_each_field_has_a_type_and_formats_of_their_types() -> None:
    assert {type_of(one) for one in OutgoingField} == set(CellType)
    told = [one for formats in FORMATS.values() for one in formats]
    assert sorted(told) == sorted(CellFormat)


def test_codes_that_no_column_writes_are_asked_of_nobody() -> None:
    said = terms(_F.CREDIT, _F.DAY)
    assert missing_codes(said, ["outcome.promise"]) == ()
    said = terms(_F.RESULT_CODE, codes=(ClientCode(key="outcome.refused", code="R1"),))
    assert codes_of(said) == {"outcome.refused": "R1"}
    keys = ["outcome.refused", "outcome.promise", "channel_kind.visit", "outcome.paid"]
    assert missing_codes(said, keys) == ("outcome.promise", "outcome.paid")
    assert "mark.new" not in asked_keys(said)
    assert len(set(ALL_KEYS)) == len(ALL_KEYS)
    blank = replace(said, codes=(ClientCode(key="outcome.refused", code="  "),))
    assert missing_codes(blank, ["outcome.refused"]) == ("outcome.refused",)


def test_what_came_of_a_visit_or_contact() -> None:
    visit = a_visit(state=VisitState.COMPLETED, outcome=Outcome.MOVED)
    assert result_of_visit(visit) == "outcome.moved"
    assert result_of_visit(replace(visit, outcome=None)) == "gestion_result.unsaid"
    not_done = replace(
        visit,
        state=VisitState.NOT_COMPLETED,
        not_completed_reason=NotCompletedReason.NO_ACCESS,
    )
    assert result_of_visit(not_done) == "not_completed_reason.no_access"
    assert result_of_visit(replace(not_done, not_completed_reason=None)) == "outcome.moved"
    call = Contact(
        id="c", portfolio_id="p", party_id="q", at=AT, channel=ChannelKind.PHONE, is_two_way=True
    )
    assert result_of_contact(call) == "gestion_result.answered"
    assert result_of_contact(replace(call, is_two_way=False)) == "gestion_result.unanswered"
    assert result_of_contact(replace(call, is_received=True)) == "gestion_result.received"


def test_a_digest_is_of_what_is_told() -> None:
    told = digest_of(gestion())
    assert digest_of(gestion(party_name="Otra", street="Otra", verdict=None)) == told
    for other in (
        {"note": ""},
        {"result": "outcome.paid"},
        {"credits": ()},
        {"agent_code": "x"},
        {"purpose": ContactPurpose.TRANSACTIONAL},
    ):
        assert digest_of(gestion(**other)) != told


def test_totals_add_up_and_what_comes_to_nothing_is_left_out() -> None:
    one = totals_of(gestion())
    assert one == Totals({"outcome.promise": 1}, {"COP": Sum(1, 125_050)}, {"COP": Sum(1, 5_000)})
    two = one.plus(one)
    assert (two.gestiones, two.promises["COP"]) == (2, Sum(2, 250_100))
    assert two.plus(one, -1) == one
    assert one.plus(one, -1) == Totals()


MONDAY_TO_FRIDAY = {"days": (0, 1, 2, 3, 4), "hour": time(20), "is_on": True}


def test_it_is_due_on_its_days_at_its_hour() -> None:
    said = terms(_F.DAY, **MONDAY_TO_FRIDAY)
    sunday = datetime(2026, 3, 8, 15, tzinfo=UTC)
    assert last_due(said, BOGOTA, sunday) == datetime(2026, 3, 7, 1, tzinfo=UTC)  # Friday, 20:00
    assert next_due(said, BOGOTA, sunday) == datetime(2026, 3, 10, 1, tzinfo=UTC)
    at = datetime(2026, 3, 10, 1, tzinfo=UTC)
    assert last_due(said, BOGOTA, at) == at
    assert next_due(said, BOGOTA, at) == datetime(2026, 3, 11, 1, tzinfo=UTC)
    off = replace(said, is_on=False)
    assert (last_due(off, BOGOTA, at), next_due(off, BOGOTA, at)) == (None, None)
    weekly = replace(said, days=(1,))
    assert next_due(weekly, BOGOTA, datetime(2026, 3, 11, 2, tzinfo=UTC)) == datetime(
        2026, 3, 18, 1, tzinfo=UTC
    )
    assert begins_at(date(2026, 3, 1), BOGOTA) == datetime(2026, 3, 1, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "hour", "due"),
    [
        # Clocks jump from 02:00 to 03:00: 02:30 is half an hour after that.
        (date(2026, 3, 8), time(2, 30), datetime(2026, 3, 8, 10, 30, tzinfo=UTC)),
        # Clocks go back from 02:00 to 01:00: the first of both.
        (date(2026, 11, 1), time(1, 30), datetime(2026, 11, 1, 8, 30, tzinfo=UTC)),
        (date(2026, 7, 1), time(20), datetime(2026, 7, 2, 3, tzinfo=UTC)),
        (date(2026, 12, 1), time(20), datetime(2026, 12, 2, 4, tzinfo=UTC)),
    ],
)
def test_an_hour_is_the_portfolios_also_when_clocks_change(
    day: date, hour: time, due: datetime
) -> None:
    said = terms(_F.DAY, days=(day.weekday(),), hour=hour, is_on=True)
    assert last_due(said, TIJUANA, due) == due
    before = due.replace(minute=due.minute - 1 if due.minute else 0, hour=due.hour - 1)
    assert next_due(said, TIJUANA, before) == due


LOCAL = datetime(2026, 3, 4, 20, 5, 9)


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("gestiones_{date}_{seq}", "gestiones_20260304_0007.csv"),
        ("G{date:DDMMYY}{seq:2}.txt", "G04032607.txt"),
        ("{date:YYYY-MM-DD} {time}{seq:1}", "2026-03-04 20057.csv"),
        ("a{time:HHMMSS}", "a200509.csv"),
        ("  fijo  ", "fijo.csv"),
    ],
)
def test_names(pattern: str, name: str) -> None:
    assert file_name(pattern, OutgoingFormat.CSV, LOCAL, 7) == name


@pytest.mark.parametrize(
    "pattern",
    [
        *("{fecha}", "{date:XX}", "{seq:99}", "{seq:x}", "a{", "a}", "../a", "a/b", "a\\b"),
        *("a:b", "a\nb", ".oculto", "con", "LPT1.csv", "a.", "", "{time:XX}"),
    ],
)
def test_names_that_no_folder_takes(pattern: str) -> None:
    with pytest.raises(Invalid, match="bad_file_name"):
        file_name(pattern, OutgoingFormat.XLSX, LOCAL, 7)


def codes(said: OutgoingTerms) -> list[str]:
    return [one.code for one in wrong_terms(said)]


def test_what_is_wrong_with_terms() -> None:
    good = terms(_F.CREDIT)
    check_terms(good)
    assert codes(replace(good, columns=())) == ["outgoing_no_columns"]
    assert codes(replace(good, columns=good.columns * 121)) == ["too_long"]
    assert codes(replace(good, emails=("a@b.co",) * 21)) == ["too_long"]
    assert codes(replace(good, name="{x}")) == ["bad_file_name"]
    assert codes(replace(good, is_on=True, days=())) == ["missing"]
    twice = replace(good, separator=Separator.COMMA, decimal=DecimalMark.COMMA)
    assert codes(twice) == ["outgoing_comma_twice"]
    fixed = replace(good, format=OutgoingFormat.FIXED)
    assert codes(fixed) == ["outgoing_no_width"]
    wide = replace(fixed, columns=(OutgoingColumn(field=_F.CREDIT, width=9),))
    assert codes(wide) == []
    odd = OutgoingColumn(field=_F.CREDIT, format=CellFormat.DAY_ISO)
    assert codes(replace(good, columns=(odd,))) == ["outgoing_format"]
    for keys in (("a",), ("outcome.paid", "outcome.paid")):
        given = tuple(ClientCode(key=key, code="1") for key in keys)
        assert codes(replace(good, codes=given)) == ["outgoing_unknown_code"]
    with pytest.raises(Invalid, match="too_long"):
        check_terms(replace(good, columns=(OutgoingColumn(field=_F.CREDIT, fill="00"),)))
    with pytest.raises(Invalid, match="outgoing_no_columns"):
        check_terms(terms())

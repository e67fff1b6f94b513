"""Why a file of the night is held: each reason, and just beneath it none."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from field_api.imports.holding import held_reason
from tests.field_api.imports.made import Desk

HEADERS = "credito;nombre;saldo;fecha_corte"
COUNT = 20


def rows(
    day: str = "19/11/2026", *, balance: int = 100, count: int = COUNT, last: str = ""
) -> list[str]:
    """Twenty accounts of one balance."""
    made = [f"C{n};Persona {n};{balance};{day}" for n in range(count)]
    return [*made, last] if last else made


@pytest.fixture
def taken(desk: Desk) -> Desk:
    """A desk that took last night's file."""
    desk.take(*rows(), headers=HEADERS)
    return desk


def held(desk: Desk, lines: Sequence[str], headers: str = HEADERS) -> tuple[str, dict[str, object]]:
    """Why tonight's file is held; nothing of it is written."""
    tonight = desk.take(*lines, headers=headers, is_dry=True)
    with desk.database.read() as connection:
        reason = held_reason(connection, tonight.item, tonight.planned)
    return ("", {}) if reason is None else (reason.code, dict(reason.params))


def test_what_is_as_it_was_expected_is_not(taken: Desk) -> None:
    assert held(taken, rows("20/11/2026")) == ("", {})
    assert held(taken, rows(""))[0] == ""  # a file that says no day
    assert held(taken, rows("20/11/2026"), HEADERS.upper()) == ("", {})


@pytest.mark.parametrize("headers", [f"{HEADERS};mora", "credito;nombre;saldo vencido;fecha_corte"])
def test_another_shape(taken: Desk, headers: str) -> None:
    lines = rows("20/11/2026")
    if headers.count(";") > HEADERS.count(";"):
        lines = [f"{line};0" for line in lines]
    assert held(taken, lines, headers) == ("import_held_shape", {})


@pytest.mark.parametrize("day", ["19/11/2026", "18/11/2026"])
def test_a_cut_off_that_is_not_later(taken: Desk, day: str) -> None:
    code, said = held(taken, rows(day))
    assert code == "import_held_cut_off"
    assert said["last"] == "2026-11-19"


def test_accounts_that_are_not_in_it(taken: Desk) -> None:
    def without(count: int) -> tuple[str, dict[str, object]]:
        return held(taken, rows("20/11/2026", count=COUNT - count))

    assert without(1) == ("", {})  # five percent
    assert without(2) == ("import_held_absent", {"share": 10.0, "most": 5})


@pytest.mark.parametrize(
    ("balance", "share"), [(120, None), (80, None), (121, 21.0), (79, 21.0), (0, 100.0)]
)
def test_balances_that_move_together(taken: Desk, balance: int, share: float | None) -> None:
    expected = ("", {}) if share is None else ("import_held_moved", {"share": share, "most": 20})
    assert held(taken, rows("20/11/2026", balance=balance)) == expected


@pytest.mark.parametrize(
    ("last", "reason"),
    [
        ("Registros: 20;;2000;", ("", {})),
        ("Registros: 21;;2000;", ("import_held_trailer", {"said": 21, "rows": 20})),
        ("TOTAL;;2001;", ("import_held_sums", {"target": "saldo"})),
        ("TOTAL;;;", ("", {})),
    ],
)
def test_other_rows_or_sums_than_its_last_line_says(
    taken: Desk, last: str, reason: tuple[str, dict[str, object]]
) -> None:
    assert held(taken, rows("20/11/2026", last=last)) == reason


def test_the_limits_are_the_portfolios(taken: Desk) -> None:
    wide = replace(taken.portfolio, most_absent=50, most_moved=90)
    taken.write((wide, taken.portfolio))
    assert held(taken, rows("20/11/2026", balance=190, count=11)) == ("", {})

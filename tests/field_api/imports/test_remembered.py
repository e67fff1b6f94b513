"""A mapping that is remembered helps with the next file, and never speaks against it."""

from datetime import date
from pathlib import Path

import pytest

from field_api.imports.taking import Wish, take_file
from kobra_domain.imports.formats import DateOrder, DecimalMark, Encoding
from kobra_domain.imports.mapping import ColumnUse, Mapping
from kobra_domain.imports.problems import FileCode, FileRefused
from kobra_domain.imports.targets import Target
from kobra_domain.imports.things import ImportKind
from kobra_domain.portfolios import Account, Party
from tests.field_api.imports.made import Desk, counts
from tests.field_api.servers import NOW

HEADERS = "credito;nombre;saldo;corte"
YES = Mapping(
    kind=ImportKind.ACCOUNTS,
    columns=(
        ColumnUse(header="credito", target=Target.NUMBER),
        ColumnUse(header="nombre", target=Target.NAME),
        ColumnUse(header="saldo", target=Target.BALANCE, decimal=DecimalMark.POINT),
        ColumnUse(header="corte", target=Target.CUT_OFF_ON, date_order=DateOrder.MONTH_FIRST),
    ),
    encoding=Encoding.CP1252,
)


def seen(desk: Desk) -> tuple[int, date | None]:
    """What the one account says."""
    (account,) = desk.all(Account)
    return account.balance_minor, account.cut_off_on


def test_what_was_only_assumed_is_assumed_again(desk: Desk) -> None:
    row = "1;Ana;1.500;01/02/2026"
    first = desk.take(row, headers=HEADERS)
    again = desk.take(row, headers=HEADERS)
    assert counts(again) == (0, 0, 1, 0, 0)
    one, two = first.planned.reading, again.planned.reading
    assert one.survey.assumed == two.survey.assumed != ()
    assert one.detected == two.detected
    with pytest.raises(FileRefused) as refused:
        desk.take(row, headers=HEADERS, is_strict=True)
    assert refused.value.reason is FileCode.UNDECIDED


def test_what_a_person_said_is_not_asked_again(desk: Desk) -> None:
    desk.take("1;Ana;1.500;01/02/2026", headers=HEADERS, mapping=YES)
    assert seen(desk) == (150, date(2026, 1, 2))
    later = desk.take("1;Ana;2.500;02/02/2026", headers=HEADERS, is_strict=True)
    assert counts(later) == (0, 1, 0, 0, 0)
    assert later.planned.reading.detected.decimal is DecimalMark.POINT
    assert seen(desk) == (250, date(2026, 2, 2))


def test_rows_that_decide_go_before_what_is_remembered(desk: Desk) -> None:
    desk.take("1;Ana;1.500;01/02/2026", headers=HEADERS, mapping=YES)
    later = desk.take("1;Ana;1.500,25;31/12/2025", headers=HEADERS)
    assert counts(later) == (0, 1, 0, 0, 0)
    assert seen(desk) == (150_025, date(2025, 12, 31))


def test_headers_and_letters_may_be_written_otherwise(desk: Desk, tmp_path: Path) -> None:
    desk.take("1;Ana;1,500.25;12/31/2025", headers=HEADERS, mapping=YES)
    later = desk.take("1;Íñigo;1,500.25;12/31/2025", headers="CRÉDITO;Nombre;SALDO;Corte")
    assert counts(later)[3] == 0
    assert [one.name for one in desk.all(Party)] == ["Íñigo"]
    path = tmp_path / "otra.csv"
    path.write_bytes(f"Cartera\n\n{HEADERS}\n1;Ñusta;1,500.25;12/31/2025\n".encode("cp1252"))
    wish = Wish(portfolio=desk.portfolio, kind=ImportKind.ACCOUNTS, path=path)
    take_file(desk.database, tmp_path / "data", wish, NOW)
    assert [one.name for one in desk.all(Party)] == ["Ñusta"]

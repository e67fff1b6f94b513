"""Last night's files of the city's bank are read as any file, without a mapping."""

from datetime import timedelta
from pathlib import Path

from field_api.simulator.nightly_files import NEW_PEOPLE, write_files
from field_api.simulator.script import Script
from kobra_domain.documents import read_document
from kobra_domain.imports.formats import DateOrder, DecimalMark, Encoding
from kobra_domain.imports.problems import RowCode
from kobra_domain.imports.reading import Setting
from kobra_domain.imports.targets import Target
from kobra_domain.imports.things import ImportKind
from kobra_domain.streets.placa import read_placa
from kobra_records.files.portfolio_files.reading import FileRows


def _rows(path: Path, kind: ImportKind, script: Script) -> FileRows:
    bank = script.world.portfolios[0]
    setting = Setting(
        country=bank.country,
        currency=bank.currency,
        today=script.world.today,
        time_zone=bank.time_zone,
    )
    return FileRows(path, kind, None, setting)


def test_the_accounts_of_the_night_are_known_new_and_refused(
    script: Script, tmp_path: Path
) -> None:
    made = write_files(script, tmp_path)
    rows = _rows(made.accounts, ImportKind.ACCOUNTS, script)
    taken = [values for block in rows for _line, *values in block.rows()]
    told = rows.reading()
    detected = told.detected
    assert (detected.encoding, detected.delimiter) == (Encoding.CP1252, ";")
    assert (detected.decimal, detected.date_order) == (DecimalMark.COMMA, DateOrder.DAY_FIRST)
    assert told.refused_by == {RowCode.MINOR: 1, RowCode.MISSING: 1, RowCode.TOTALS: 1}
    column = {slot.target: place for place, slot in enumerate(told.slots)}
    known = {account.number: account for account in script.world.accounts}
    new = [row for row in taken if row[column[Target.NUMBER]] not in known]
    assert len(new) == NEW_PEOPLE
    homes = {address.street for address in script.world.addresses}
    for row in new:
        assert row[column[Target.STREET]] not in homes
        assert row[column[Target.AUTHORISED_ON]] is not None
    assert sum(read_placa(row[column[Target.STREET]]) is not None for row in new) > NEW_PEOPLE // 2
    people = {party.id: party for party in script.world.parties}
    lower = 0
    for row in taken:
        account = known.get(row[column[Target.NUMBER]])
        if account is not None:
            owner = people[account.parties[0].party_id]
            assert row[column[Target.NAME]] == owner.name
            document = (row[column[Target.DOCUMENT_TYPE]], row[column[Target.DOCUMENT]])
            assert document == read_document(owner.document_type, owner.document_number)
            lower += row[column[Target.BALANCE]] < account.balance_minor
    assert lower == len(made.payments.read_bytes().splitlines()) - 1 - 3


def test_the_money_of_the_night_is_that_by_which_balances_fell(
    script: Script, tmp_path: Path
) -> None:
    made = write_files(script, tmp_path)
    rows = _rows(made.payments, ImportKind.PAYMENTS, script)
    taken = [values for block in rows for _line, *values in block.rows()]
    told = rows.reading()
    assert told.refused == 0
    column = {slot.target: place for place, slot in enumerate(told.slots)}
    known = {account.number for account in script.world.accounts}
    strangers = [row for row in taken if row[column[Target.NUMBER]] not in known]
    assert len(strangers) == 3
    [paid_on] = {row[column[Target.PAID_ON]] for row in taken}
    cut_offs = {account.cut_off_on for account in script.world.accounts}
    assert cut_offs == {paid_on - timedelta(days=1)}, "the balances before it know nothing of it"


def test_the_files_of_a_night_are_the_same_again(script: Script, tmp_path: Path) -> None:
    one, other = write_files(script, tmp_path / "a"), write_files(script, tmp_path / "b")
    assert one.accounts.read_bytes() == other.accounts.read_bytes()
    assert one.payments.read_bytes() == other.payments.read_bytes()

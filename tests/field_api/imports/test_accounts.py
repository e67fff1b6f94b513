"""A file of accounts from its rows to the book and back, on both engines."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from field_api.errors import ApiError
from field_api.imports.undoing import undo_preview
from kobra_domain.dues import BankPayment
from kobra_domain.imports.things import ImportKind
from kobra_domain.people import Agent
from kobra_domain.portfolios import (
    Account,
    AccountState,
    Address,
    AddressKind,
    Authorisation,
    Party,
    PartyRole,
)
from kobra_domain.visits import Visit, VisitState
from kobra_records import json_form
from kobra_records.ids import new_id, new_phone_id
from tests.field_api.imports.made import ANA, HEADERS, LUIS, Desk, book, counts, dangling
from tests.field_api.servers import NOW

KINDS = (Account, Party, Address, Authorisation, Visit)
pytestmark = pytest.mark.both_engines


def test_a_file_brings_accounts_people_and_doors(desk: Desk) -> None:
    taken = desk.take(ANA, LUIS)
    assert counts(taken) == (2, 0, 0, 0, 0)
    ana = next(one for one in desk.all(Party) if one.name == "Ana Gómez")
    assert (ana.document_type, ana.document_number) == ("", "52100200")
    assert [one.value for one in ana.channels] == ["+573001112233"]
    account = next(one for one in desk.all(Account) if one.number == "CR1")
    assert (account.balance_minor, account.days_past_due) == (120_000_000, 35)
    assert account.parties[0].party_id == ana.id
    assert account.parties[0].role is PartyRole.HOLDER
    door = next(one for one in desk.all(Address) if one.party_id == ana.id)
    assert (door.street, door.municipality) == ("Calle 8 # 12-40", "Bogotá")


def test_every_row_that_came_is_in_the_feed_and_every_one_that_went(desk: Desk) -> None:
    taken = desk.take(ANA, LUIS)
    lines = "SELECT kind, scope_key, is_gone, count(*) FROM change_log GROUP BY 1, 2, 3"
    with desk.database.read() as connection:
        told = {(row[0], row[1]): (bool(row[2]), row[3]) for row in connection.execute(text(lines))}
    mine = f"portfolio:{desk.portfolio.id}"
    for kind in ("account", "party", "address"):
        assert told[kind, "*"] == told[kind, mine] == (False, 2)
    desk.undo(taken)
    with desk.database.read() as connection:
        told = {(row[0], row[1]): (bool(row[2]), row[3]) for row in connection.execute(text(lines))}
        numbers = connection.execute(text("SELECT seq FROM change_log")).scalars().all()
        last = connection.scalar(text("SELECT seq FROM server"))
    for kind in ("account", "party", "address"):
        assert told[kind, "*"] == told[kind, mine] == (True, 2)
    assert max(numbers) == last


def test_a_file_that_was_taken_is_let_go(desk: Desk) -> None:
    for row in (ANA, LUIS):
        desk.take(row)
        with desk.database.begin() as connection:
            if connection.dialect.name == "sqlite":
                held = [row.name for row in connection.execute(text("PRAGMA database_list"))]
                assert "kobra_beside" not in held
    assert len(desk.all(Account)) == 2


def test_the_same_file_twice_changes_nothing(desk: Desk) -> None:
    desk.take(ANA, LUIS)
    before = book(desk, KINDS)
    again = desk.take(ANA, LUIS)
    assert counts(again) == (0, 0, 2, 0, 0)
    assert book(desk, KINDS) == before


def test_what_a_later_file_says_changes_and_what_it_does_not_say_stays(desk: Desk) -> None:
    desk.take(ANA, LUIS)
    later = desk.take("CR1;Ana Gómez;900.000", headers="credito;nombre;saldo")
    assert counts(later) == (0, 1, 0, 0, 1)
    account = next(one for one in desk.all(Account) if one.number == "CR1")
    assert (account.balance_minor, account.days_past_due) == (90_000_000, 35)
    ana = next(one for one in desk.all(Party) if one.name == "Ana Gómez")
    assert ana.document_number == "52100200"


def test_undo_leaves_the_book_as_it_was(desk: Desk) -> None:
    desk.take(ANA)
    before = book(desk, KINDS)
    second = desk.take(ANA.replace("1.200.000", "700.000"), LUIS)
    assert counts(second) == (1, 1, 0, 0, 0)
    desk.undo(second)
    assert book(desk, KINDS) == before


def test_what_a_person_changed_since_stays_unless_chosen(desk: Desk) -> None:
    desk.take(ANA)
    second = desk.take(ANA.replace("1.200.000", "700.000"))
    account = desk.all(Account)[0]
    desk.write((replace(account, segment="VIP"), account))
    seen = undo_preview(desk.database, desk.folder / "data", second.item.id, NOW)
    assert [(one.kind, one.id, one.code) for one in seen.staying] == [
        ("account", account.id, "changed_since")
    ]
    desk.undo(second)
    assert desk.all(Account)[0].balance_minor == 70_000_000


def test_what_a_person_changed_since_goes_back_if_chosen(desk: Desk) -> None:
    desk.take(ANA)
    second = desk.take(ANA.replace("1.200.000", "700.000"))
    account = desk.all(Account)[0]
    desk.write((replace(account, segment="VIP"), account))
    desk.undo(second, also=frozenset({account.id}))
    assert desk.all(Account)[0].balance_minor == 120_000_000


def test_a_begun_visit_keeps_what_it_names_and_others_are_called_off(desk: Desk) -> None:
    taken = desk.take(ANA, LUIS)
    agent = Agent(id=new_id(), code="AG-1", name="Ada")
    made = []
    for account, state in zip(
        sorted(desk.all(Account), key=lambda one: one.number),
        (VisitState.ASSIGNED, VisitState.COMPLETED),
        strict=True,
    ):
        party = account.parties[0].party_id
        door = next(one for one in desk.all(Address) if one.party_id == party)
        made.append(
            Visit(
                id=new_phone_id(),
                portfolio_id=desk.portfolio.id,
                party_id=party,
                address_id=door.id,
                account_ids=(account.id,),
                created_at=NOW,
                agent_id=agent.id,
                planned_on=NOW.date(),
                state=state,
            )
        )
    desk.write(agent, *made)
    seen = undo_preview(desk.database, desk.folder / "data", taken.item.id, NOW)
    assert {one.name: one.code for one in seen.staying if one.kind == "account"} == {
        "CR1": "import_withdrawn", "CR2": "import_in_use",
    }  # fmt: skip
    desk.undo(taken)
    assert {one.number: one.state for one in desk.all(Account)} == {
        "CR1": AccountState.WITHDRAWN, "CR2": AccountState.ACTIVE,
    }  # fmt: skip
    assert {one.name for one in desk.all(Party)} == {"Ana Gómez", "Luis Pérez"}
    assert dangling(desk.database) == []
    again = desk.take(ANA, LUIS)
    assert counts(again) == (0, 1, 1, 0, 0)
    assert {one.state for one in desk.all(Account)} == {AccountState.ACTIVE}
    states = {one.id: (one.state, one.cancel_reason) for one in desk.all(Visit)}
    assert states[made[0].id] == (VisitState.CANCELLED, "import_undone")
    assert states[made[1].id][0] is VisitState.COMPLETED


def test_codebtors_of_other_rows_are_parties_of_the_account(desk: Desk) -> None:
    headers = HEADERS + ";rol"
    taken = desk.take(f"{ANA};titular", "CR1;79400500;Luis Pérez;;;;;;codeudor", headers=headers)
    assert counts(taken)[3] == 0
    account = desk.all(Account)[0]
    assert [one.role for one in account.parties] == [PartyRole.HOLDER, PartyRole.CODEBTOR]
    again = desk.take(f"{ANA};titular", "CR1;79400500;Luis Pérez;;;;;;codeudor", headers=headers)
    assert counts(again) == (0, 0, 2, 0, 0)


def test_one_person_with_two_credits_is_one_person_with_one_door(desk: Desk) -> None:
    desk.take(ANA, ANA.replace("CR1", "CR9").replace("3001112233", "3209998877"))
    (ana,) = desk.all(Party)
    assert sorted(one.value for one in ana.channels) == ["+573001112233", "+573209998877"]
    assert len(desk.all(Address)) == 1
    assert json_form.text(ana.channels).startswith('[{"kind":"phone"')


def test_paid_by_the_file_calls_off_what_is_not_begun(desk: Desk) -> None:
    desk.take(ANA, LUIS)
    account = next(one for one in desk.all(Account) if one.number == "CR1")
    door = next(one for one in desk.all(Address) if one.party_id == account.parties[0].party_id)
    agent = Agent(id=new_id(), code="AG-1", name="Ada")
    visit = Visit(
        id=new_phone_id(),
        portfolio_id=desk.portfolio.id,
        party_id=door.party_id,
        address_id=door.id,
        account_ids=(account.id,),
        created_at=NOW,
        agent_id=agent.id,
        planned_on=NOW.date(),
        state=VisitState.ON_PHONE,
        on_phone_at=NOW,
    )
    desk.write(agent, visit)
    paid = desk.take(
        "CR1;Ana Gómez;pagado", "CR2;Luis Pérez;vigente", headers="credito;nombre;estado"
    )
    assert paid.planned.effects.visits == 1
    assert paid.planned.effects.agents == ("Ada",)
    assert desk.all(Visit)[0].state is VisitState.CANCELLED
    assert {one.number: one.state for one in desk.all(Account)} == {
        "CR1": AccountState.PAID,
        "CR2": AccountState.ACTIVE,
    }
    desk.undo(paid)
    assert desk.all(Visit)[0].state is VisitState.ASSIGNED
    assert {one.state for one in desk.all(Account)} == {AccountState.ACTIVE}


def test_what_closing_absent_accounts_calls_off_is_said_before(desk: Desk) -> None:
    desk.take(ANA, LUIS)
    account = next(one for one in desk.all(Account) if one.number == "CR2")
    door = next(one for one in desk.all(Address) if one.party_id == account.parties[0].party_id)
    visit = Visit(
        id=new_phone_id(),
        portfolio_id=desk.portfolio.id,
        party_id=door.party_id,
        address_id=door.id,
        account_ids=(account.id,),
        created_at=NOW,
    )
    desk.write(visit)
    for closes in (False, True):
        seen = desk.take(ANA, closes_absent=closes, is_dry=True)
        assert seen.planned.effects.visits == int(closes)
    desk.take(ANA, closes_absent=True)
    assert desk.all(Visit)[0].state is VisitState.CANCELLED


def test_absent_accounts_are_kept_or_closed(desk: Desk) -> None:
    desk.take(ANA, LUIS)
    kept = desk.take(ANA)
    assert counts(kept) == (0, 0, 1, 0, 1)
    assert {one.state for one in desk.all(Account)} == {AccountState.ACTIVE}
    closed = desk.take(ANA, closes_absent=True)
    assert counts(closed) == (0, 0, 1, 0, 1)
    states = {one.number: one.state for one in desk.all(Account)}
    assert states == {"CR1": AccountState.ACTIVE, "CR2": AccountState.CLOSED}
    desk.undo(closed)
    assert {one.state for one in desk.all(Account)} == {AccountState.ACTIVE}


@pytest.mark.parametrize(
    "row",
    [LUIS.replace("800.000", "mucho"), f"{LUIS};y;más", LUIS.replace("Luis Pérez", "")],
)
def test_an_account_whose_row_is_refused_is_not_absent(desk: Desk, row: str) -> None:
    desk.take(ANA, LUIS)
    taken = desk.take(ANA, row, closes_absent=True)
    assert counts(taken) == (0, 0, 1, 1, 0)
    assert {one.state for one in desk.all(Account)} == {AccountState.ACTIVE}


def test_imports_are_taken_back_one_after_the_other(desk: Desk) -> None:
    before = book(desk, KINDS)
    first = desk.take(ANA, LUIS)
    between = book(desk, KINDS)
    second = desk.take(
        ANA.replace("1.200.000", "700.000").replace("Gómez", "Góngora"),
        LUIS.replace("Carrera 7 # 45-10", "Calle 1 # 2-3").replace("3104445566", "3000000000"),
    )
    assert counts(second) == (0, 2, 0, 0, 0)
    desk.undo(second)
    assert book(desk, KINDS) == between
    seen = undo_preview(desk.database, desk.folder / "data", first.item.id, NOW)
    assert seen.staying == []
    desk.undo(first)
    assert book(desk, KINDS) == before


PAID = "credito;fecha_pago;valor;referencia"


def test_money_that_found_its_account_later_goes_with_its_file(desk: Desk) -> None:
    paid = desk.take("CR1;25/03/2026;100,50;R1", headers=PAID, kind=ImportKind.PAYMENTS)
    desk.take(ANA)
    (account,), (payment,) = desk.all(Account), desk.all(BankPayment)
    assert payment.account_id == account.id
    desk.undo(paid)
    assert desk.all(BankPayment) == []


def test_money_that_a_person_gave_to_an_account_is_listed_and_stays(desk: Desk) -> None:
    desk.take(ANA)
    paid = desk.take("CR9;25/03/2026;100,50;R1", headers=PAID, kind=ImportKind.PAYMENTS)
    (account,), (payment,) = desk.all(Account), desk.all(BankPayment)
    matched = replace(payment, account_id=account.id)
    desk.write((matched, payment))
    desk.undo(paid)
    assert desk.all(BankPayment) == [matched]


def test_an_undone_or_unknown_import_is_not_undone_again(desk: Desk) -> None:
    taken = desk.take(ANA)
    first = desk.undo(taken)
    assert desk.undo(taken) == first
    with pytest.raises(ApiError):
        desk.undo(replace(taken, item=replace(taken.item, id=new_id())))


def test_an_address_that_a_person_added_keeps_its_person(desk: Desk) -> None:
    taken = desk.take(ANA)
    (ana,) = desk.all(Party)
    own = Address(
        id=new_id(),
        portfolio_id=desk.portfolio.id,
        party_id=ana.id,
        kind=AddressKind.WORK,
        street="Calle 100 # 7-33",
    )
    desk.write(own)
    desk.undo(taken)
    assert [one.id for one in desk.all(Party)] == [ana.id]
    assert [one.id for one in desk.all(Address)] == [own.id]
    assert desk.all(Account) == []

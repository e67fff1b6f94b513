"""A co-debtor who stands in the row of the account is a party of it like any other."""

from typing import Any

from kobra_domain.imports.problems import WarningCode
from kobra_domain.portfolios import Account, Party, PartyRole
from tests.field_api.imports.made import Desk, counts

HEADERS = "credito;documento;nombre;saldo;nombre codeudor;documento codeudor;telefono codeudor"
ANA = "CR1;52100200;Ana Gómez;1.200.000;Luz Ríos;41555600;3157778899"
LUIS = "CR2;79400500;Luis Pérez;800.000;;;"
SOL = "CR3;41555600;Luz Ríos;500.000;Leo Paz;;3157778811"  # who vouches for the first


def parts(desk: Desk) -> dict[str, list[tuple[str, PartyRole]]]:
    """By number who has which part."""
    names = {one.id: one.name for one in desk.all(Party)}
    return {
        one.number: [(names[part.party_id], part.role) for part in one.parties]
        for one in desk.all(Account)
    }


def channels(desk: Desk) -> dict[str, list[Any]]:
    return {one.name: [each.value for each in one.channels] for one in desk.all(Party)}


def test_one_row_brings_two_people_and_the_same_file_again_changes_nothing(desk: Desk) -> None:
    taken = desk.take(ANA, LUIS, SOL, headers=HEADERS)
    assert counts(taken) == (3, 0, 0, 0, 0)
    assert parts(desk) == {
        "CR1": [("Ana Gómez", PartyRole.HOLDER), ("Luz Ríos", PartyRole.CODEBTOR)],
        "CR2": [("Luis Pérez", PartyRole.HOLDER)],
        "CR3": [("Luz Ríos", PartyRole.HOLDER), ("Leo Paz", PartyRole.CODEBTOR)],
    }
    assert len(desk.all(Party)) == 4
    assert channels(desk)["Luz Ríos"] == ["+573157778899"]
    again = desk.take(ANA, LUIS, SOL, headers=HEADERS)
    assert counts(again) == (0, 0, 3, 0, 0)
    desk.undo(again)
    desk.undo(taken)
    assert (desk.all(Account), desk.all(Party)) == ([], [])


def test_a_codebtor_comes_to_an_account_that_is_there(desk: Desk) -> None:
    desk.take(LUIS, headers=HEADERS)
    taken = desk.take("CR2;79400500;Luis Pérez;800.000;Leo Paz;;", headers=HEADERS)
    assert counts(taken)[1] == 1
    assert parts(desk)["CR2"][1:] == [("Leo Paz", PartyRole.CODEBTOR)]
    taken = desk.take("CR2;79400500;Luis Pérez;800.000;Leo Paz;;3157778811", headers=HEADERS)
    assert counts(taken)[1] == 1
    assert channels(desk)["Leo Paz"] == ["+573157778811"]
    assert len(parts(desk)["CR2"]) == 2


def test_who_owes_alone_does_not_vouch_for_themselves(desk: Desk) -> None:
    desk.take("CR2;79400500;Luis Pérez;800.000;Luis Pérez;79400500;3157778811", headers=HEADERS)
    assert parts(desk) == {"CR2": [("Luis Pérez", PartyRole.HOLDER)]}
    assert channels(desk) == {"Luis Pérez": ["+573157778811"]}


def test_a_codebtor_whom_nobody_can_name_is_told(desk: Desk) -> None:
    taken = desk.take("CR2;79400500;Luis Pérez;800.000;;41555600;3157778811", headers=HEADERS)
    [doubt] = taken.planned.effects.doubts
    assert (doubt.code, doubt.lines, doubt.example) == (
        WarningCode.CODEBTOR_UNNAMED,
        (2,),
        "41555600",
    )
    assert len(desk.all(Party)) == 1

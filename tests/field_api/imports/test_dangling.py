"""After an import was taken back no row names one that went with it, whatever was done since."""

from collections.abc import Callable
from itertools import count
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kobra_domain.contacts import Contact
from kobra_domain.dues import Payment
from kobra_domain.imports.things import ImportKind
from kobra_domain.portfolios import Account, Address, AddressKind, ChannelKind
from kobra_domain.visits import Visit, VisitState
from kobra_records.ids import new_id, new_phone_id
from tests.field_api.imports.made import Desk, dangling
from tests.field_api.servers import NOW

_NUMBERS = count(1)
PAID = "credito;fecha_pago;valor;referencia"


def visited(desk: Desk, account: Account, state: VisitState) -> None:
    """A visit to the holder's door."""
    party = account.parties[0].party_id
    door = next(one for one in desk.all(Address) if one.party_id == party)
    visit = Visit(
        id=new_phone_id(), portfolio_id=desk.portfolio.id, party_id=party, address_id=door.id,
        account_ids=(account.id,), created_at=NOW, planned_on=NOW.date(), state=state,
    )  # fmt: skip
    desk.write(visit)


def called(desk: Desk, account: Account, _: VisitState) -> None:
    """A contact that was written down."""
    desk.write(
        Contact(
            id=new_id(),
            portfolio_id=desk.portfolio.id,
            party_id=account.parties[0].party_id,
            at=NOW,
            channel=ChannelKind.PHONE,
            is_two_way=True,
            account_id=account.id,
        )
    )


def moved(desk: Desk, account: Account, _: VisitState) -> None:
    """Another address of the holder's."""
    desk.write(
        Address(
            id=new_id(),
            portfolio_id=desk.portfolio.id,
            party_id=account.parties[0].party_id,
            kind=AddressKind.WORK,
            street="Calle 100 # 7-33",
        )
    )


def heard(desk: Desk, account: Account, _: VisitState) -> None:
    """Money told at the door."""
    desk.write(
        Payment(
            id=new_id(),
            portfolio_id=desk.portfolio.id,
            account_id=account.id,
            amount_minor=100,
            currency="COP",
            paid_on=NOW.date(),
            reported_at=NOW,
        )
    )


def paid(desk: Desk, account: Account, _: VisitState) -> None:
    """Money of the bank."""
    row = f"{account.number};25/03/2026;100,50;{new_id()}"
    desk.take(row, headers=PAID, kind=ImportKind.PAYMENTS)


Act = Callable[[Desk, Account, VisitState], None]
_acts = st.lists(
    st.tuples(
        st.sampled_from([visited, visited, called, moved, heard, paid]),
        st.integers(0, 2),
        st.sampled_from(list(VisitState)),
    ),
    max_size=4,
)


def test_no_row_names_one_that_went_with_its_import(desk: Desk) -> None:
    @settings(max_examples=12, deadline=None, database=None)
    @given(_acts)
    def whatever_was_done(acts: list[tuple[Act, int, VisitState]]) -> None:
        names = [f"P{next(_NUMBERS)}" for _ in range(3)]
        rows = [
            f"{name};52{name[1:]:0>6};Persona {name};;Calle 8 # 12-{n};Bogotá;1.200.000;35"
            for n, name in enumerate(names)
        ]
        taken = desk.take(*rows)
        for act, at, state in acts:
            held: list[Any] = [one for one in desk.all(Account) if one.number == names[at]]
            act(desk, held[0], state)
        desk.undo(taken)
        assert dangling(desk.database) == []

    whatever_was_done()

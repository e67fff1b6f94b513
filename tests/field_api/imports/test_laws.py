"""Laws 2 to 4 of a file that comes in, on made-up files over made-up books: what the dry run says
is what the write does, each row ends in one of five fates, and an undo restores what was before.
"""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kobra_domain.imports.fates import Fate
from kobra_domain.portfolios import Account, AccountState, Address, Authorisation, Party
from kobra_domain.visits import Visit
from tests.field_api.imports.made import Desk, book

HEADERS = "credito;documento;nombre;telefono;direccion;municipio;saldo;dias_mora;estado"
KINDS = (Account, Party, Address, Authorisation, Visit)
_numbers = st.sampled_from(["C1", "C2", "C3", "C4", "C5", "C6"])
_documents = st.sampled_from(["", "52100200", "79400500", "C.C. 1.010", "TI 99"])
_names = st.sampled_from(["Ana Gómez", "Luis Pérez", "ANA GOMEZ", "Eva", ""])
_phones = st.sampled_from(["", "3001112233", "310 444 5566", "no tiene"])
_streets = st.sampled_from(["", "Calle 8 # 12-40", "CL 8 12 40", "Carrera 7 # 45-10"])
_amounts = st.sampled_from(["", "0", "1.200,50", "800", "-5", "x"])
_days = st.sampled_from(["", "0", "35", "doce"])
_states = st.sampled_from(["", "vigente", "pagado", "retirado"])
_row = st.tuples(
    _numbers, _documents, _names, _phones, _streets, st.just("Bogotá"), _amounts, _days, _states
)
_rows = st.lists(st.one_of(_row, st.just(("",) * 9), st.just(("TOTAL",) + ("",) * 8)), max_size=8)


def lines(rows: list[tuple[str, ...]]) -> list[str]:
    """The rows as they stand in a file; one at the end, so that it has any."""
    return [";".join(row) for row in (*rows, ("C9", "", "Olga", *("",) * 6))]


@settings(
    max_examples=12,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(first=_rows, second=_rows, closes=st.booleans())
def test_a_dry_run_says_what_the_write_does_and_an_undo_restores_what_was(
    desk: Desk, first: list[tuple[str, ...]], second: list[tuple[str, ...]], closes: bool
) -> None:
    begun = book(desk, KINDS)
    one = desk.take(*lines(first), headers=HEADERS)
    before = book(desk, KINDS)
    active = {
        row.number for row in before.values()
        if isinstance(row, Account) and row.state is AccountState.ACTIVE
    }  # fmt: skip

    how: dict[str, Any] = {"headers": HEADERS, "closes_absent": closes}
    dry = desk.take(*lines(second), is_dry=True, **how)
    assert book(desk, KINDS) == before  # nothing of it was written
    two = desk.take(*lines(second), **how)
    assert two.planned.fates == dry.planned.fates
    assert two.planned.reading == dry.planned.reading
    assert two.refusals == dry.refusals
    assert two.planned.effects == dry.planned.effects

    fates, reading = two.planned.fates, two.planned.reading
    in_file = sum(count for fate, count in fates.items() if fate is not Fate.ABSENT)
    assert in_file == reading.rows == reading.taken + reading.refused
    assert fates[Fate.REFUSED] == len(two.refusals) == len({r.line for r in two.refusals})
    named = {row[0] for row in (*second, ("C9",)) if row[0].startswith("C")}
    assert fates[Fate.ABSENT] == len(active - named)

    desk.undo(two)
    assert book(desk, KINDS) == before
    desk.undo(one)
    assert book(desk, KINDS) == begun

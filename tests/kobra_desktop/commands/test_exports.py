"""Rows taken along: recorded offline before anything leaves, refused without the right, and free
where they are few or nobody's.
"""

from dataclasses import replace

import pytest

from kobra_desktop.commands import exports
from kobra_desktop.commands.desk import Desk
from kobra_desktop.store import outbox, rows
from kobra_desktop.store.replica import Replica
from kobra_domain.errors import NotAllowed
from kobra_domain.exports import FREE_ROWS, Export, ExportWay
from kobra_domain.people import Role
from tests.kobra_desktop.field import a_desk


@pytest.fixture
def desk(replica: Replica) -> Desk:
    """A desk; nobody serves."""
    return a_desk(replica)


def _record(desk: Desk, count: int, *, is_personal: bool = True, filter: str = "") -> None:
    facts = {"listing": "Visitas", "filter": filter, "has_personal_data": is_personal}
    exports.record(desk, rows=count, way=ExportWay.COPY, **facts)  # type: ignore[arg-type]


def test_it_waits_for_the_server(desk: Desk) -> None:
    """Who, when, what and how, in the outbox as any act."""
    _record(desk, FREE_ROWS + 1, filter="x" * 5_000)
    [waiting] = outbox.next_batch(desk.store)
    assert waiting.command == "export.create"
    with desk.store.reading() as connection:
        made = rows.one(connection, "export", waiting.entity_id)
    assert isinstance(made, Export)
    assert (made.made_by, made.made_at, made.rows) == (desk.who.id, desk.clock(), FREE_ROWS + 1)
    assert (made.way, made.filter) == (ExportWay.COPY, "x" * 2_000)


@pytest.mark.parametrize(("count", "is_personal"), [(FREE_ROWS, True), (100_000, False)])
def test_few_rows_and_nobodys_are_free(desk: Desk, count: int, is_personal: bool) -> None:
    """For every role, and nothing is noted."""
    desk.who = replace(desk.who, role=Role.VIEWER)
    assert exports.may_export(desk, count, has_personal_data=is_personal)
    _record(desk, count, is_personal=is_personal)
    assert outbox.counts(desk.store).all == 0


@pytest.mark.parametrize(
    ("role", "may"), [(Role.ADMIN, True), (Role.SUPERVISOR, True), (Role.VIEWER, False)]
)
def test_by_role(desk: Desk, role: Role, may: bool) -> None:
    """A viewer reads and takes nothing along."""
    desk.who = replace(desk.who, role=role)
    assert exports.may_export(desk, FREE_ROWS + 1, has_personal_data=True) is may
    if not may:
        with pytest.raises(NotAllowed):
            _record(desk, FREE_ROWS + 1)
        assert outbox.counts(desk.store).all == 0

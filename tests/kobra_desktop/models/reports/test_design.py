"""A report while it is put together: each act is a step, and shapes get what they need."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kobra_desktop.models.reports.design import Design
from kobra_domain.reports.custom.things import FIRST, MOST_BLOCKS, Block, SavedReport, Shape
from kobra_domain.reports.filters import Against, Filters, Period
from tests.kobra_domain.things import an_id

REPORT = SavedReport(id=an_id(1), name="Mío", owner_id=an_id(2), blocks=(FIRST,))


def design(*blocks: Block) -> Design:
    return Design(replace(REPORT, blocks=blocks or (FIRST,)), None)


@pytest.mark.parametrize(
    ("dimensions", "shape", "after"),
    [
        (("team",), Shape.LINE, ("week", "team")),
        (("month", "team"), Shape.LINE, ("month", "team")),
        ((), Shape.BAR, ("team",)),
        (("team",), Shape.PIVOT, ("team", "month")),
        (("month",), Shape.PIVOT, ("month", "team")),
        (("team",), Shape.NUMBER, ("team",)),
    ],
)
def test_a_shape_gets_what_it_needs(
    dimensions: tuple[str, ...], shape: Shape, after: tuple[str, ...]
) -> None:
    made = design(Block(measures=("done",), dimensions=dimensions))
    made.shape(shape)
    assert (made.block.shape, made.block.dimensions) == (shape, after)


def test_a_line_goes_along_one_time() -> None:
    made = design()
    made.toggle_dimension("month")
    assert [*made.block.dimensions] == ["month"]
    for one in ("team", "agent"):
        made.toggle_dimension(one)
    made.turn()
    assert [*made.block.dimensions] == ["team", "agent", "month"]
    made.toggle_dimension("agent")
    assert [*made.block.dimensions] == ["team", "month"]


def test_what_changes_nothing_is_no_step() -> None:
    made = design()
    made.rename("Mío")
    made.rename("  ")
    made.hold(made.filters)
    made.choose(4)
    assert not made.may_undo
    made.rename("Otro")
    made.undo()
    assert (made.now.name, made.may_undo, made.may_redo) == ("Mío", False, True)
    made.redo()
    assert made.now.name == "Otro"
    made.undo()
    made.rename("Tercero")
    assert not made.may_redo


def test_a_block_keeps_only_what_is_another_than_the_report_s() -> None:
    made = design()
    made.hold(Filters(period=Period.LAST_30))
    made.hold_block(Filters(period=Period.LAST_30))
    assert [*made.block.filters] == []
    made.hold_block(Filters(period=Period.TODAY, against=Against.PERIOD_BEFORE))
    assert [(one.name, one.value) for one in made.block.filters] == [
        ("period", "today"),
        ("against", "period_before"),
    ]
    assert made.block_filters.period is Period.TODAY
    assert made.filters.period is Period.LAST_30


def test_there_is_an_end_to_blocks_and_none_is_a_report_too() -> None:
    made = design()
    for _ in range(MOST_BLOCKS + 2):
        made.duplicate()
    assert len(made.now.blocks) == MOST_BLOCKS
    one = design()
    one.remove()
    assert (one.now.blocks, one.block, one.at) == ((), Block(), 0)
    one.duplicate()
    one.move(1)
    one.toggle_measure("done")
    assert one.now.blocks == (Block(measures=("done",)),)
    one.undo()
    one.add()
    assert one.now.blocks == (FIRST,)


def test_it_is_saved_when_it_is_as_it_was_saved() -> None:
    made = Design(REPORT, REPORT)
    states = [made.is_saved]
    made.entitle("Otra")
    made.widen(is_wide=False)
    states.append(made.is_saved)
    made.ask_for(["team"])
    for _ in range(3):
        made.undo()
    assert [*states, made.is_saved] == [True, False, True]

"""What was chosen last for a report that asks is there again, whatever became of the report."""

from __future__ import annotations

import pytest

from kobra_desktop.models.memory import SessionMemory
from kobra_desktop.models.reports.answers import keep_answers, last_answers
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.reports.custom.things import Held, SavedReport
from kobra_domain.reports.filters import Filters, Period
from tests.kobra_domain.things import an_id

ASKS = SavedReport(
    id=an_id(1), name="Mío", owner_id=an_id(2), parameters=("period", "team"),
    filters=(Held(name="team", value="t"), Held(name="agent", value="a")),
)  # fmt: skip


def test_what_was_chosen_is_there_again_also_that_all_teams_were() -> None:
    memory = SessionMemory()
    chosen = Filters(period=Period.LAST_7, held={Dimension.AGENT: ("a",)})
    keep_answers(memory, ASKS, chosen)
    assert last_answers(memory, ASKS) == chosen
    asks_less = SavedReport(id=an_id(1), name="Mío", owner_id=an_id(2), parameters=("team",))
    assert last_answers(memory, asks_less) == Filters()


@pytest.mark.parametrize("spoilt", [None, 3, {an_id(1): 5}, {an_id(1): [["a"], ["period", "x"]]}])
def test_what_cannot_be_read_is_as_if_nothing_was_chosen(spoilt: object) -> None:
    memory = SessionMemory()
    memory.write("reports.asked", spoilt)
    assert last_answers(memory, ASKS).values(Dimension.TEAM) == ("t",)


def test_only_the_last_are_kept() -> None:
    memory = SessionMemory()
    for n in range(1, 250):
        report = SavedReport(id=an_id(n), name="x", owner_id=an_id(2), parameters=("team",))
        keep_answers(memory, report, Filters(held={Dimension.TEAM: ("u",)}))
    held = memory.read("reports.asked")
    assert isinstance(held, dict)
    assert (len(held), an_id(249) in held) == (200, True)

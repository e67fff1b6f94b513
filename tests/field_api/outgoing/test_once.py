"""Each gestión leaves exactly once, corrected ones again with a mark; all files together tell what
the product counts, whatever comes late, is corrected, is killed or held.
"""

import random
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, true

from field_api.change_log.rows import entities
from field_api.outgoing import files, leaving
from field_api.tables.replicated import contacts, payments, promises, visits
from kobra_domain.contacts import Contact
from kobra_domain.dues import Payment, Promise, PromiseState
from kobra_domain.outgoing.answers import OutgoingFile
from kobra_domain.outgoing.codes import OUTCOME_KEYS
from kobra_domain.outgoing.gestion import Sum, Totals, result_of_contact, result_of_visit
from kobra_domain.outgoing.things import Mark, OutgoingState
from kobra_domain.visits import ENDED_STATES, NotCompletedReason, Outcome, Visit, VisitState
from tests.field_api.outgoing.made import CODES, Desk

pytestmark = pytest.mark.both_engines


class Killed(Exception):
    """As if the process had gone."""


def marks(file: OutgoingFile) -> dict[Mark, int]:
    assert file.manifest is not None, file
    return dict(file.manifest.marks)


def test_late_and_corrected_ones_go_in_the_next_file_with_their_own_day(desk: Desk) -> None:
    desk.tell()
    first = desk.visit(outcome=Outcome.PROMISE)
    desk.promise(first)
    early = desk.now
    desk.forward(hours=1)
    one = desk.make()
    assert marks(one) == {Mark.NEW: 1}
    assert desk.rows(one) == [["C-1", "04/03/2026", "10:00", "R9", "N", "1000.00", ""]]
    desk.forward(days=1)
    assert marks(desk.make()) == {}
    desk.change(first, outcome=Outcome.REFUSED, result_note="Se corrige\nde oficio")
    desk.visit(ended_at=early + timedelta(minutes=5))  # its phone had no signal
    desk.visit()
    desk.forward(hours=1)
    two = desk.make()
    assert [row[1:] for row in desk.rows(two)] == [
        ["04/03/2026", "10:00", "R4", "C", "1000.00", "Se corrige de oficio"],
        ["04/03/2026", "10:05", "R3", "T", "", ""],
        ["05/03/2026", "11:00", "R3", "N", "", ""],
    ]
    assert two.manifest is not None
    assert two.manifest.added == Totals(
        {"outcome.no_contact": 2, "outcome.refused": 1, "outcome.promise": -1}
    ), two.manifest.added
    assert (two.sequence, two.manifest.from_at) == (3, desk.files()[1].manifest.until_at)  # type: ignore[union-attr]


def test_what_is_no_word_of_the_gestion_is_no_correction(desk: Desk) -> None:
    desk.tell()
    visit = desk.visit()
    promise = desk.promise(visit)
    desk.make()
    desk.forward(minutes=1)
    desk.change(visit, note="otra")  # what the agent was told to do
    desk.change(promise, state=PromiseState.BROKEN)
    desk.change(desk.side.party, name="Otro Nombre")
    assert marks(desk.make()) == {}
    desk.forward(minutes=1)
    desk.change(promise, state=PromiseState.CANCELLED)
    assert marks(desk.make()) == {Mark.CORRECTION: 1}


def test_a_correction_that_was_taken_back_before_a_file_is_none(desk: Desk) -> None:
    desk.tell()
    visit = desk.visit()
    desk.make()
    desk.forward(minutes=1)
    other = desk.change(visit, outcome=Outcome.MOVED)
    desk.change(other, outcome=visit.outcome)
    assert marks(desk.make()) == {}
    desk.forward(minutes=1)
    desk.change(visit, outcome=Outcome.MOVED)
    assert marks(desk.make()) == {Mark.CORRECTION: 1}
    desk.forward(minutes=1)
    desk.change(other, outcome=visit.outcome)  # the review was taken back: that is told too
    assert marks(desk.make()) == {Mark.CORRECTION: 1}
    assert total(desk).results == {"outcome.no_contact": 1}


def test_what_a_clients_own_file_imported_is_not_told_back(desk: Desk) -> None:
    desk.tell()
    desk.contact(import_id=desk.side.team.id)
    desk.contact(is_two_way=False)
    file = desk.make()
    assert file.manifest is not None
    assert file.manifest.added.results == {"gestion_result.unanswered": 1}


def test_gestiones_of_before_are_none_of_it_and_those_of_others_neither(desk: Desk) -> None:
    desk.tell()
    desk.visit(ended_at=desk.now - timedelta(days=9))
    desk.visit(state=VisitState.CHECKED_IN, ended_at=None, outcome=None)
    assert marks(desk.make()) == {}


def total(desk: Desk) -> Totals:
    """What all files together tell."""
    said = Totals()
    for file in desk.files():
        if file.manifest is not None:
            said = said.plus(file.manifest.added)
    return said


def counted(desk: Desk) -> Totals:
    """What the product counts, by its own tables."""
    own = desk.side.portfolio.id
    results: Counter[str] = Counter()
    with desk.database.read() as connection:
        ended = entities(connection, Visit, visits.c.portfolio_id == own)
        results.update(result_of_visit(one) for one in ended if one.state in ENDED_STATES)
        spoken = entities(connection, Contact, contacts.c.portfolio_id == own)
        results.update(result_of_contact(one) for one in spoken if one.import_id is None)
        standing = promises.c.state != PromiseState.CANCELLED
        sums = {}
        for name, table, where in (
            ("promises", promises, standing),
            ("payments", payments, true()),
        ):
            row = connection.execute(
                select(func.count(), func.coalesce(func.sum(table.c.amount_minor), 0)).where(where)
            ).one()
            sums[name] = {"COP": Sum(row[0], int(row[1]))} if row[0] else {}
    return Totals(dict(sorted(results.items())), **sums)


class Days:
    """Some days of a portfolio, as chance has them."""

    STEPS = ((files, "_keep_parts"), (files, "_note_made"), (leaving, "_whole"), (leaving, "_note"))
    ACTS = (
        *("visited", "visited", "late", "corrected", "heard", "withdrawn", "called"),
        *("made", "made", "killed", "killed", "coded"),
    )

    def __init__(self, desk: Desk, seed: int, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.desk, self.chance, self.folder = desk, random.Random(seed), str(folder)
        self.patch = patch
        self.ended: list[Visit] = []
        self.told: list[Promise | Payment] = []
        desk.tell(folder=self.folder)

    def play(self, acts: int) -> None:
        """So many acts; in the end all that may leave has left."""
        for _ in range(acts):
            self.desk.forward(minutes=self.chance.choice((1, 30, 600)))
            getattr(self, self.chance.choice(self.ACTS))()
        self.desk.tell(folder=self.folder)
        self.desk.maker.work(self.desk.now)
        self.desk.forward(hours=1)
        self.desk.make()

    def visited(self, back: timedelta = timedelta()) -> None:
        is_done = self.chance.random() < 0.7
        reason = None if is_done else self.chance.choice(list(NotCompletedReason))
        outcome = self.chance.choice(list(Outcome)) if is_done else None
        state = VisitState.COMPLETED if is_done else VisitState.NOT_COMPLETED
        at = self.desk.now - back
        ended = {"state": state, "ended_at": at, "outcome": outcome}
        self.ended.append(self.desk.visit(**ended, not_completed_reason=reason))

    def late(self) -> None:
        self.visited(timedelta(minutes=self.chance.randrange(1, 1_500)))

    def corrected(self) -> None:
        if self.ended:
            at = self.chance.randrange(len(self.ended))
            said = {"outcome": self.chance.choice(list(Outcome)), "state": VisitState.COMPLETED}
            self.ended[at] = self.desk.change(self.ended[at], **said)

    def heard(self) -> None:
        if self.ended:
            visit, amount = self.chance.choice(self.ended), self.chance.randrange(1, 9) * 1_000
            is_promise = self.chance.random() < 0.5
            make = self.desk.promise if is_promise else self.desk.payment
            self.told.append(make(visit, amount))

    def withdrawn(self) -> None:
        """A promise is taken back; a payment goes with the form that told of it."""
        if not self.told:
            return
        gone = self.told.pop(self.chance.randrange(len(self.told)))
        if isinstance(gone, Promise):
            self.desk.change(gone, state=PromiseState.CANCELLED)
            return
        self.desk.remove(gone)
        at = next(n for n, one in enumerate(self.ended) if one.id == gone.visit_id)
        note = f"sin pago {self.chance.random()}"
        self.ended[at] = self.desk.change(self.ended[at], result_note=note)

    def called(self) -> None:
        chance = self.chance
        self.desk.contact(is_two_way=chance.random() < 0.5, is_received=chance.random() < 0.2)

    def made(self) -> None:
        self.desk.make()

    def killed(self) -> None:
        with self.patch.context() as patch:
            patch.setattr(*self.chance.choice(self.STEPS), kill)
            with suppress(Killed):  # or nothing was left to be done at that step
                self.desk.make()

    def coded(self) -> None:
        """The client has no code for one result, or has all of them again."""
        gone = self.chance.choice((OUTCOME_KEYS[0], OUTCOME_KEYS[9], ""))
        left = tuple(one for one in CODES if one.key != gone)
        self.desk.tell(folder=self.folder, codes=left)


def kill(*_given: object) -> None:
    raise Killed


@pytest.mark.parametrize("seed", [1, 2])
def test_all_files_together_tell_what_the_product_counts(
    desk: Desk, seed: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    out = tmp_path / "salida"
    out.mkdir()
    Days(desk, seed, out, monkeypatch).play(60)
    assert total(desk) == counted(desk)
    made = [one for one in reversed(desk.files()) if one.state is OutgoingState.OUT]
    assert [one.sequence for one in made] == list(range(1, len(made) + 1))
    assert len(made) == len(desk.files()) > 5
    for one in made:
        assert (out / one.name).read_bytes() == desk.content(one)
    told = sum(marks(one).get(mark, 0) for one in made for mark in (Mark.NEW, Mark.LATE))
    assert told == total(desk).gestiones

"""One person at a desktop: what they did, what they had before them when they did it, and what
they have given up.
"""

import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import Done
from kobra_desktop.store import outbox, rows
from kobra_desktop.store.queries.held import OpRow, op_rows
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import OUTBOX
from kobra_desktop.sync.engine import Engine
from kobra_desktop.sync.pull import pull
from kobra_desktop.sync.push import push, push_again
from kobra_domain.errors import DomainError
from kobra_domain.kinds import Entity
from kobra_domain.people import User
from kobra_records import json_form
from tests.histories.roads import Road
from tests.system.station import KEY

Row = tuple[str, str]
Values = set[str]  # JSON texts


class Person:
    """`shown`: op id → field → JSON texts of the values that were on the screen. `owed`: the
    operations that must not be lost.
    """

    def __init__(
        self,
        name: str,
        user: User,
        path: Path,
        road: Road,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self.name, self.road, self.clock, self.new_id = name, road, clock, new_id
        self._user, self._path = user, path
        self.shown: dict[str, dict[str, Values]] = {}
        self.owed: set[str] = set()
        self.open_forms: list[Entity] = []
        self.acts: list[tuple[Done, Mapping[Row, Entity]]] = []
        self.start()

    def start(self) -> None:
        """Open the program."""
        self.replica = Replica(self._path, KEY, self._user.id)
        self.desk = Desk(
            store=self.replica,
            api=self.road.api,
            clock=self.clock,
            new_id=self.new_id,
            new_phone_id=self.new_id,
            who=self._user,
        )
        guard = threading.Lock()
        self.engine = Engine(self.replica, self.road.api, self.clock, guard, lambda status: None)

    def restart(self) -> None:
        """End it and open it again; a window's undo is gone, what was typed and not saved too."""
        self.replica.close()
        self.acts.clear()
        self.open_forms.clear()
        self.start()

    def rows(self, kind: str) -> list[Any]:
        """What the screen has of a kind, in an order that a seed brings again."""
        with self.replica.reading() as connection:
            found = rows.entities(connection, kind)
        return sorted(found, key=lambda one: str(one.id))

    def does(self, act: Callable[[], Done], *forms: Entity) -> Done | None:
        """Do something with these rows before oneself (else those of the screen); None: it was
        refused, which is said.
        """
        was = self._waiting()
        screen = self._screen()
        seen = {(type(form).__name__, form.id): form for form in forms}
        with suppress(DomainError):
            done = act()
            left = self._screen()
            for op in self._fresh(was):
                row = (op.kind, op.entity_id)
                form = next((f for (_, i), f in seen.items() if i == op.entity_id), screen.get(row))
                self._note(op, form)
            self.acts.append((done, {row: left[row] for row in left if row[1] in done.ids}))
            return done
        return None

    def decides(self, row: OpRow, act: Callable[[], None]) -> None:
        """Answer a held edit: what was shown of the server's was seen."""
        was = self._waiting()
        for side in row.sides:
            self.shown[row.op_id].setdefault(side.field, set()).add(json_form.text(side.theirs))
        with suppress(DomainError):
            act()
        self._follow(was)
        self.owed -= was.keys() - self._waiting().keys()  # under a new id, or given up

    def syncs(self, run: Callable[[], None]) -> None:
        """A run; what it sends again under a new id is the same edit."""
        was = self._waiting()
        try:
            run()
        finally:
            self._follow(was)

    def close(self) -> None:
        """End the program."""
        self.replica.close()

    def run(self) -> None:
        """A whole run."""
        self.engine.run(lambda: False)

    def exchanges(self) -> None:
        """Send and fetch."""
        push_again(self.replica, self.road.api)
        push(self.replica, self.road.api, lambda: False)
        pull(self.replica, self.road.api, lambda: False, lambda rows: None)

    def _follow(self, was: Mapping[str, outbox.Pending]) -> None:
        ids = {one.seq: one.op_id for one in was.values()}
        for op in self._waiting().values():
            before = ids.get(op.seq, op.op_id)
            if before != op.op_id:
                self.shown[op.op_id] = self.shown[before]
                self.owed.add(op.op_id)
                self.owed.discard(before)

    def takes_back(self, act: Callable[[Done], Done], place: int) -> None:
        """Undo an act: what it left was seen."""
        done, left = self.acts.pop(place)
        was = self._waiting()
        with suppress(DomainError):
            undone = act(done)
            now = self._waiting()
            self.owed -= was.keys() - now.keys()
            for op in self._fresh(was):
                self._note(op, left.get((op.kind, op.entity_id)))
            self.acts.append((undone, {r: e for r, e in self._screen().items() if r in left}))

    def _note(self, op: outbox.Pending, form: Entity | None) -> None:
        # Own edits under the form are seen, too: the screen lays them over the server's row.
        self.owed.add(op.op_id)
        self.shown[op.op_id] = {
            name: {json_form.text(getattr(form, name, None))} for name in op.changed
        }

    def _screen(self) -> dict[Row, Entity]:
        kinds = ("visit", "agent", "party", "team", "user", "alert")
        return {(kind, one.id): one for kind in kinds for one in self.rows(kind)}

    def _waiting(self) -> dict[str, outbox.Pending]:
        with self.replica.reading() as connection:
            found = connection.execute(OUTBOX.select().order_by(OUTBOX.c.seq))
            return {op.op_id: op for op in map(outbox.pending, found)}

    def _fresh(self, was: Mapping[str, Any]) -> list[outbox.Pending]:
        return [op for one, op in self._waiting().items() if one not in was]

    @property
    def held(self) -> list[OpRow]:
        """What waits for an answer, as the screen lists it."""
        return op_rows(self.replica)

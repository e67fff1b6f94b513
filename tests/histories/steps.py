"""What people do in a history, what happens on the way, and how often."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from field_api.auth.caller import Caller
from field_api.change_log.rows import find
from field_api.database import Database
from field_api.operations.perform import perform
from kobra_desktop.commands import agents, alerts, edits, held, users, visits
from kobra_desktop.commands.done import Done, undo
from kobra_desktop.errors import KNOWN
from kobra_desktop.store.outbox import OpState
from kobra_domain.people import User
from kobra_domain.visits import Priority, Purpose, Visit
from tests.field_api.servers import NOW
from tests.histories.ground import PEOPLE, an_id
from tests.histories.person import Person
from tests.histories.roads import Crash, crashing, some_fault
from tests.system.backup import copied
from tests.system.conftest import ADMIN, LUIS, Field

NOTES = ("", "a", "b", "c")


@dataclass
class Steps:
    """The people of a history and what they share; what is done is `told`."""

    chance: Random
    city: Field
    people: dict[str, Person]
    database: Database
    clock: Callable[[], datetime]
    skew: dict[str, timedelta]
    told: list[str]

    def any(self) -> None:
        who = self.chance.choice(PEOPLE)
        steps: list[tuple[int, Callable[[Person], object]]] = [
            (4, self._open_form),
            (6, self._save_form),
            (14, self._edit),
            (4, self._plan),
            (2, self._end_or_reopen),
            (2, self._create),
            (2, self._absence),
            (2, self._alert),
            (2, self._scope),
            (3, self._undo),
            (5, self._decide),
            (12, self._sync),
            (2, self._crash),
            (1, self._deliver),
            (1, self._clock),
            (2, self._field),
            (1, self._copy_or_put_back),
        ]
        (step,) = self.chance.choices([s for _, s in steps], [n for n, _ in steps])
        self.told.append(f"{who.partition('@')[0]} {step.__name__}")
        step(self.people[who])

    def _tell(self, words: object) -> None:
        self.told[-1] += f" {words}"

    def _any(self, found: list[Any]) -> Any:
        """One of them; mostly one of the first two, where all meet."""
        few = found[:2] if self.chance.random() < 0.7 else found
        return self.chance.choice(few) if few else None

    def _open_form(self, person: Person) -> None:
        kind = self.chance.choice(("visit", "visit", "visit", "agent", "party", "team"))
        row = self._any(person.rows(kind))
        if row is not None:
            person.open_forms.append(row)
            self._tell(f"{kind} {row.id[:4]}")

    def _save_form(self, person: Person) -> None:
        if person.open_forms:
            self._write(
                person, person.open_forms.pop(self.chance.randrange(len(person.open_forms)))
            )

    def _edit(self, person: Person) -> None:
        row = self._any(person.rows(self.chance.choice(("visit", "visit", "visit", "party"))))
        if row is not None:
            self._write(person, row)

    def _write(self, person: Person, form: Any) -> None:
        changes = self._changes(form)
        desk = person.desk
        self._tell(f"{form.id[:4]} {changes}")
        if isinstance(form, Visit):
            person.does(lambda: visits.edit_visit(desk, form.id, seen=form, **changes), form)
        else:
            kind = type(form).__name__.lower()
            person.does(lambda: edits.edit(desk, f"{kind}.edit", form.id, changes, form), form)

    def _changes(self, form: Any) -> dict[str, Any]:
        chance = self.chance
        if not isinstance(form, Visit):
            return {"name": f"{form.name.split()[0]} {chance.choice('ABC')}"}
        options: dict[str, Any] = {
            "note": chance.choice(NOTES),
            "priority": chance.choice(list(Priority)),
            "purpose": chance.choice(list(Purpose)),
        }
        names = chance.sample(sorted(options), chance.choice((1, 1, 2)))
        return {name: options[name] for name in names}

    def _plan(self, person: Person) -> None:
        found = person.rows("visit")
        few = found if self.chance.random() < 0.3 else found[:2]
        chosen = self.chance.sample(few, min(len(few), self.chance.randint(1, 2)))
        agent = self.chance.choice((self.city.ana.id, self.city.bea.id, None))
        on = (NOW + timedelta(days=self.chance.choice((0, 0, 3)))).date()
        self._tell(f"{[one.id[:4] for one in chosen]} {agent and agent[:4]}")
        person.does(
            lambda: visits.assign_visits(
                person.desk,
                visit_ids=[one.id for one in chosen],
                agent_id=agent,
                planned_on=on,
                seen={one.id: one for one in chosen},
            ),
            *chosen,
        )

    def _end_or_reopen(self, person: Person) -> None:
        one = self._any(person.rows("visit"))
        if one is None:
            return
        desk, chosen, seen = person.desk, [one.id], {one.id: one}
        if self.chance.random() < 0.5:
            cancel = lambda: visits.cancel_visits(  # noqa: E731
                desk, visit_ids=chosen, reason="x", seen=seen
            )
            person.does(cancel, one)
        else:
            person.does(lambda: visits.reopen_visits(desk, visit_ids=chosen, seen=seen), one)

    def _create(self, person: Person) -> None:
        one = self._any(person.rows("visit"))
        if one is not None:
            fields = {
                name: getattr(one, name)
                for name in ("portfolio_id", "party_id", "address_id", "account_ids")
            }
            person.does(lambda: visits.create_visit(person.desk, note="nueva", **fields))

    def _absence(self, person: Person) -> None:
        agent = self._any(person.rows("agent"))
        if agent is None:
            return
        desk, on = person.desk, NOW.date()
        if agent.absent_on is not None:
            person.does(lambda: agents.clear_absence(desk, agent_id=agent.id, seen=agent), agent)
            return
        reason = self.chance.choice(("médico", "permiso"))
        person.does(
            lambda: agents.mark_absent(desk, agent_id=agent.id, on=on, reason=reason, seen=agent),
            agent,
        )

    def _alert(self, person: Person) -> None:
        one = self._any(person.rows("alert"))
        if one is None:
            return
        desk, seen = person.desk, {one.id: one}
        until = NOW + timedelta(hours=self.chance.randint(1, 3))
        if self.chance.random() < 0.7:
            mute = lambda: alerts.mute(  # noqa: E731
                desk, alert_ids=[one.id], until=until, seen=seen
            )
            person.does(mute, one)
        else:
            person.does(lambda: alerts.attend(desk, alert_ids=[one.id], seen=seen), one)

    def _scope(self, _: Person) -> None:
        """An administrator gives Luis other teams and portfolios, or a zone's name to a team."""
        admin, city = self.people[ADMIN], self.city
        one = next((u for u in admin.rows("user") if u.email == LUIS), None)
        if one is None:
            return
        some = self.chance.choice(((city.micro.id,), (city.micro.id, city.other.id), ()))
        team = self.chance.choice(((city.north.id,), (city.north.id, city.south.id)))
        admin.does(
            lambda: users.edit_user(
                admin.desk, one.id, seen=one, portfolio_ids=some, team_ids=team
            ),
            one,
        )

    def _undo(self, person: Person) -> None:
        places = [n for n, (done, _) in enumerate(person.acts) if done.undo is not None]
        if places:
            person.takes_back(lambda done: self._undone(person, done), self.chance.choice(places))

    def _undone(self, person: Person, done: Done) -> Done:
        assert done.undo is not None
        return undo(person.desk, done.undo)

    def _decide(self, person: Person) -> None:
        held_rows = [
            row for row in person.held if row.state in (OpState.CONFLICT, OpState.REJECTED)
        ]
        row = self._any(held_rows)
        if row is None:
            return
        desk, theirs = person.desk, {side.field: side.theirs for side in row.sides}
        if self.chance.random() < 0.3:
            self._wait_a_while()  # the dialog stands open
        is_mine = self.chance.random() < 0.5
        self._tell(f"{row.state} {row.command} {is_mine}")
        if row.state is OpState.REJECTED:
            act = (
                (lambda: held.retry(desk, row.op_id))
                if is_mine
                else (lambda: held.discard(desk, row.op_id))
            )
        elif is_mine:
            fields = self.chance.choice((None, [row.sides[0].field]))
            act = lambda: held.keep_mine(  # noqa: E731
                desk, row.op_id, fields=fields, theirs=theirs
            )
        else:
            act = lambda: held.take_theirs(desk, row.op_id)  # noqa: E731
        person.decides(row, act)

    def _wait_a_while(self) -> None:
        for one in self.people.values():
            self.run(one)

    def _sync(self, person: Person) -> None:
        if self.chance.random() < 0.35:
            fault = some_fault(self.chance)
            self._tell(fault)
            person.road.arm(*fault)
        self.run(person)

    def run(self, person: Person) -> None:
        """A whole run; often only its first two steps, for the check costs more than they do."""
        with suppress(*KNOWN):
            person.syncs(person.run if self.chance.random() < 0.2 else person.exchanges)

    def _crash(self, person: Person) -> None:
        engines = [person.replica._edits, person.replica._pulls]
        with suppress(Crash), crashing(engines, self.chance):
            self._edit(person)
            self.run(person)
        person.restart()

    def _deliver(self, person: Person) -> None:
        person.road.deliver()

    def _clock(self, person: Person) -> None:
        days = self.chance.choice((-400, -4, -1, 0, 0, 1, 30, 1500))
        self.skew[person.name] = timedelta(days=days)
        self._tell(days)

    def _copy_or_put_back(self, _: Person) -> None:
        """The server's database goes back to a copy that was made before (SQLite only)."""
        path = self.database.engine.url.database
        if self.database.engine.dialect.name != "sqlite" or path is None:
            return
        copy = Path(f"{path}.copy")
        is_back = copy.exists()
        self._tell("put back" if is_back else "copied")
        copied(*((copy, Path(path)) if is_back else (Path(path), copy)))

    def _field(self, _: Person) -> None:
        """A phone has the visit; or the server's own findings change it."""
        chosen = self.city.visits[self.chance.randrange(4)]
        with self.database.read() as connection:
            visit = find(connection, Visit, chosen.id)
            user = find(connection, User, self.city.users[ADMIN].id)
        if visit is None or user is None:
            return
        operation = {
            "op_id": an_id(self.chance),
            "command": "visit.edit",
            "entity_id": visit.id,
            "changed": {"note": [visit.note, "del campo"]},
        }
        perform(self.database, Caller(user, "session"), operation, self.clock())

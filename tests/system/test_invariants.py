"""Two desktops and the server's own rules, in every order that chance finds: edits, lost requests,
lost
answers, restarts. When all is quiet, nothing is lost, doubled or different.
"""

import shutil
import tempfile
from pathlib import Path
from typing import Any, cast

import orjson
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from sqlalchemy import select

from field_api.auth.caller import Caller
from field_api.change_log.pages import rows_page
from field_api.change_log.tally import counts, row_hash
from field_api.database import Database
from field_api.operations.perform import perform
from field_api.tables.operations import operations
from kobra_desktop.api.errors import Offline
from kobra_desktop.api.http import FieldApi
from kobra_desktop.commands import held, visits
from kobra_desktop.commands.desk import Desk
from kobra_desktop.store import outbox, rows, settle, tally
from kobra_desktop.store.outbox import OpState
from kobra_desktop.store.queries.held import op_rows
from kobra_desktop.store.replica import Replica
from kobra_desktop.sync.pull import pull
from kobra_desktop.sync.push import push
from kobra_domain.errors import DomainError
from kobra_domain.people import User
from kobra_domain.visits import Priority
from kobra_domain.wire import Status
from kobra_records.ids import new_id, new_phone_id
from tests.field_api.databases import migrate
from tests.field_api.servers import NOW
from tests.system.conftest import LUIS, SARA, found_city
from tests.system.station import KEY

DAYS = 400
WHO = st.sampled_from((SARA, LUIS))
VISIT = st.integers(0, 2)


class Answer:
    """Bytes, as the client reads them."""

    def __init__(self, content: bytes) -> None:
        self.content = content


class Road:
    """The server's own functions in the place of HTTP; a request or its answer may be lost."""

    def __init__(self, database: Database, user: User) -> None:
        self._database = database
        self._user = user
        self.loses = ""

    def request(self, method: str, path: str, **options: Any) -> Answer:
        """One exchange."""
        loses, self.loses = self.loses, ""
        if loses == "request":
            raise Offline
        content = self._serve(method, path, options)
        if loses == "answer":
            raise Offline
        return Answer(content)

    def _serve(self, method: str, path: str, options: dict[str, Any]) -> bytes:
        if method == "POST":
            caller = Caller(self._user, "session")
            said = orjson.loads(orjson.dumps(options["json"]))
            return orjson.dumps(
                {"results": [perform(self._database, caller, one, NOW) for one in said]}
            )
        params = options["params"]
        with self._database.read() as connection:
            page = rows_page(
                connection, self._user, params.get("since"), params["limit"], NOW, DAYS
            )
        return orjson.dumps(page)


class Desktops(RuleBasedStateMachine):
    """I1 to I5 and I7 over two desktops of people with different scopes."""

    _template: Path | None = None

    @initialize()
    def begin(self) -> None:
        """A server with a small field, and two desktops that have pulled it."""
        self.folder = Path(tempfile.mkdtemp(prefix="kobra-machine-"))
        copied = self.folder / "server.db"
        shutil.copy(self._migrated(), copied)
        self.database = Database(f"sqlite:///{copied}")
        self.city = found_city(self.database)
        self.roads = {who: Road(self.database, self.city.users[who]) for who in (SARA, LUIS)}
        self.replicas: dict[str, Replica] = {}
        for who in (SARA, LUIS):
            self._open(who)
        self.acknowledged: set[str] = set()

    @classmethod
    def _migrated(cls) -> Path:
        if cls._template is None:
            cls._template = Path(tempfile.mkdtemp(prefix="kobra-template-")) / "template.db"
            migrate(f"sqlite:///{cls._template}")
        return cls._template

    def _open(self, who: str) -> None:
        self.replicas[who] = Replica(self.folder / f"{who}.db", KEY, self.city.users[who].id)
        self._pull(who)

    def _desk(self, who: str) -> Desk:
        return Desk(
            store=self.replicas[who],
            api=self._api(who),
            clock=lambda: NOW,
            new_id=new_id,
            new_phone_id=new_phone_id,
            who=self.city.users[who],
        )

    def _api(self, who: str) -> FieldApi:
        return cast(FieldApi, self.roads[who])

    def _pull(self, who: str) -> None:
        pull(self.replicas[who], self._api(who), lambda: False, lambda n: None)

    def _note(self, op_ids: tuple[str, ...]) -> None:
        self.acknowledged.update(op_ids)

    @rule(who=WHO, visit=VISIT, note=st.sampled_from("abc"), is_urgent=st.booleans())
    def edit(self, who: str, visit: int, note: str, is_urgent: bool) -> None:
        """Type something, online or not."""
        priority = Priority.URGENT if is_urgent else Priority.NORMAL
        done = visits.edit_visit(
            self._desk(who), self.city.visits[visit].id, note=note, priority=priority
        )
        self._note(done.undo.op_ids if done.undo else ())

    @rule(who=WHO, visit=VISIT, gives=st.booleans())
    def assign(self, who: str, visit: int, gives: bool) -> None:
        """Give a visit to an agent of both, or take it away."""
        done = visits.assign_visits(
            self._desk(who),
            visit_ids=[self.city.visits[visit].id],
            agent_id=self.city.ana.id if gives else None,
            planned_on=NOW.date(),
        )
        self._note(done.undo.op_ids if done.undo else ())

    @rule(who=WHO, loses=st.sampled_from(("", "", "request", "answer")))
    def send(self, who: str, loses: str) -> None:
        """Push; the request or the answer may be lost."""
        self.roads[who].loses = loses
        self._try(lambda: push(self.replicas[who], self._api(who), lambda: False))
        self.roads[who].loses = ""  # nothing was sent, perhaps

    @rule(who=WHO, loses=st.sampled_from(("", "", "request", "answer")))
    def fetch(self, who: str, loses: str) -> None:
        """Pull; the request or the answer may be lost."""
        self.roads[who].loses = loses
        self._try(lambda: self._pull(who))
        self.roads[who].loses = ""

    @rule(who=WHO)
    def deliver_twice(self, who: str) -> None:
        """An answer that comes a second time, late."""
        batch = outbox.next_batch(self.replicas[who])
        said = [orjson.loads(orjson.dumps(op.operation())) for op in batch]
        caller = Caller(self.city.users[who], "session")
        results = [perform(self.database, caller, one, NOW) for one in said]
        settle.settle(self.replicas[who], results)
        settle.settle(self.replicas[who], results)

    @rule(who=WHO)
    def restart(self, who: str) -> None:
        """Close the program and open it again."""
        self.replicas[who].close()
        self._open(who)

    @rule(who=WHO, is_mine=st.booleans())
    def decide(self, who: str, is_mine: bool) -> None:
        """Answer the oldest conflict."""
        for row in op_rows(self.replicas[who], OpState.CONFLICT)[:1]:
            desk = self._desk(who)
            waiting = self._ids(who)
            try:
                if is_mine:
                    held.keep_mine(desk, row.op_id)
                else:
                    held.take_theirs(desk, row.op_id)
            except DomainError:
                held.take_theirs(desk, row.op_id)
            # Decided: under new ids, or given up by a person.
            self.acknowledged -= waiting
            self.acknowledged |= self._ids(who)

    def _ids(self, who: str) -> set[str]:
        return {row.op_id for row in op_rows(self.replicas[who])}

    def _try(self, act: Any) -> None:
        try:
            act()
        except Offline:
            return

    def teardown(self) -> None:
        """Be quiet, then look."""
        if not hasattr(self, "replicas"):
            return
        for road in self.roads.values():
            road.loses = ""
        for _ in range(2):
            for who in (SARA, LUIS):
                push(self.replicas[who], self._api(who), lambda: False)
                self._pull(who)
        for who in (SARA, LUIS):
            self._look(who)
        self._look_for_lost()
        for replica in self.replicas.values():
            replica.close()
        self.database.close()
        shutil.rmtree(self.folder)

    def _look(self, who: str) -> None:
        """I3: the server's view, row by row, save where an edit is held for a person."""
        replica, user = self.replicas[who], self.city.users[who]
        assert outbox.counts(replica).waiting == 0
        with self.database.read() as connection:
            assert counts(connection, user, NOW, DAYS) == tally.counts(replica)
            for kind in ("visit", "agent", "party"):
                theirs = row_hash(connection, user, kind, NOW, DAYS)
                assert theirs == tally.row_hash(replica, kind)
        replica.check()
        with replica.reading() as connection:
            mine = {one.id: one for one in rows.entities(connection, "visit")}
        other = self.replicas[LUIS if who == SARA else SARA]
        with other.reading() as connection:
            theirs_by_id = {one.id: one for one in rows.entities(connection, "visit")}
        for visit_id in mine.keys() & theirs_by_id.keys():
            assert mine[visit_id] == theirs_by_id[visit_id]

    def _look_for_lost(self) -> None:
        """I1 and I2: each acknowledged edit was done once, or is held where a person sees it."""
        with self.database.read() as connection:
            applied = select(operations.c.op_id).where(operations.c.status == Status.APPLIED.value)
            done = list(connection.scalars(applied))
        assert len(done) == len(set(done))
        seen = set(done) | self._ids(SARA) | self._ids(LUIS)
        assert self.acknowledged <= seen


TestDesktops = Desktops.TestCase
TestDesktops.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)

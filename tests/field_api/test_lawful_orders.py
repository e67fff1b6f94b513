"""Whatever is planned, written down, signed, brought in by a file, taken back, sent late or handed
out, in any order: nothing leaves for a phone and no check-in is taken that the law, told once more
in `lawful.py`, forbids at that moment.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from field_api.auth.caller import Caller
from field_api.change_log.rows import find
from field_api.database import Database
from field_api.imports.taking import TakenFile
from field_api.operations.perform import perform
from field_api.phones.visit_list import offer, take, visit_ids
from kobra_domain.contacts import Contact, ContactPurpose
from kobra_domain.imports.things import ImportKind
from kobra_domain.people import Agent, Role, User
from kobra_domain.portfolios import (
    Account,
    AccountParty,
    Authorisation,
    ChannelKind,
    Party,
    PartyRole,
    Portfolio,
    ProductType,
)
from kobra_domain.visits import (
    CheckIn,
    Outcome,
    Visit,
    VisitState,
)
from kobra_domain.wire import OperationResult, Status
from kobra_records.ids import new_id
from kobra_records.json_form import builtin
from tests.field_api.imports.made import Desk
from tests.field_api.lawful import Known, day_begins, minutes_left
from tests.field_api.world import Side, World, creation, edit, write

BEGIN = datetime(2026, 3, 9, 12, tzinfo=UTC)  # a Monday, 7:00 in Bogotá
PRODUCTS = [ProductType.CONSUMER, ProductType.MICROCREDIT, ProductType.MICROCREDIT]
few = st.integers(0, 2)  # which of the visits, or whose of the person's rows


def _step(name: str, *words: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.tuples(st.just(name), *words)


STEPS = st.one_of(
    _step("wait", st.sampled_from([7, 61, 240, 720, 1440, 2880, 11_000])),
    _step("assign", few, st.integers(0, 3)),
    _step("go", few),
    _step("go", few),
    _step("window", few, st.integers(0, 47)),
    _step("fetch"),
    _step("check_in", few, st.sampled_from([0, 0, 0, 5, 90, 600, 1440, -90, -900])),
    _step("end", few, st.sampled_from(["holder", "nobody", "dead", "dispute"])),
    _step("again", few),
    _step("heard", few, st.sampled_from(list(ChannelKind)), st.integers(0, 3000)),
    _step("file", few, st.integers(0, 3000)),
    _step("take_back"),
    _step("stop", few, st.sampled_from(["no contact", "dead", "restricted", "lifted", "lifted"])),
    _step("paper", few, st.integers(-2, 9)),
    _step("role", few, st.sampled_from([PartyRole.REFERENCE, PartyRole.HOLDER, PartyRole.HOLDER])),
    _step("product", few, st.sampled_from(PRODUCTS)),
)


@dataclass
class Person:
    """One person with two credits of one portfolio and one of its sister, an agent who visits them,
    and the clock of the server; `seen` counts what happened, so that a test of refusals alone would
    be noticed.
    """

    database: Database
    admin: Caller
    phone: Caller
    agent: Agent
    sides: list[Side]
    visits: list[str]
    folder: Path
    seen: Counter[str]
    files: list[tuple[Desk, TakenFile]] = field(default_factory=list)
    now: datetime = BEGIN

    def send(self, operation: dict[str, Any], by: Caller | None = None) -> OperationResult:
        return perform(self.database, by or self.admin, operation, self.now)

    def row(self, kind: Any, key: str) -> Any:
        with self.database.read() as connection:
            return find(connection, kind, key)

    def known(self, visit: Visit) -> Known:
        with self.database.read() as connection:
            return Known.of(connection, visit)

    def change(self, kind: Any, command: str, key: str, **wanted: Any) -> OperationResult:
        """An edit of what stands."""
        row = self.row(kind, key)
        pairs = {name: (builtin(getattr(row, name)), builtin(one)) for name, one in wanted.items()}
        return self.send({**edit(key, command, **pairs), "reason": "Porque sí"})

    # Steps

    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    def assign(self, n: int, days: int) -> None:
        on = (self.now - timedelta(hours=5)).date() + timedelta(days=days)
        visit: Visit = self.row(Visit, self.visits[n])
        before = self.known(visit)
        done = self.change(
            Visit,
            "visit.assign",
            visit.id,
            state=VisitState.ASSIGNED,
            agent_id=self.agent.id,
            planned_on=on,
        )
        if done.status is not Status.APPLIED:
            self.seen["not assigned"] += 1
            return
        self.seen["assigned"] += 1
        begins = max(self.now, datetime(on.year, on.month, on.day, 5, tzinfo=UTC))
        if visit.window_start_at is not None or (visit.agent_id, visit.planned_on) == (
            self.agent.id,
            on,
        ):
            return  # nothing that is asked about has changed, or a window says when
        assert any(before.may(at) or before.in_a_stay(at) for at in minutes_left(begins)), done

    def window(self, n: int, half: int) -> None:
        visit: Visit = self.row(Visit, self.visits[n])
        start = day_begins(self.now) + timedelta(minutes=30 * half)
        self.change(
            Visit,
            "visit.edit",
            visit.id,
            window_start_at=start,
            window_end_at=start + timedelta(minutes=30),
        )

    def go(self, n: int) -> None:
        """A day's work as it should be."""
        self.assign(n, 0)
        self.fetch()
        self.wait(7)
        self.check_in(n, 0)

    def fetch(self) -> None:
        """The phone asks for its list, and takes it."""
        before = {key: self.row(Visit, key) for key in self.visits}
        made = take(
            self.database,
            self.agent,
            offer(self.database, self.agent, self.now).md5,
            self.now,
        )
        for key in visit_ids(made.content):
            visit = before[key]
            known = self.known(visit)
            if visit.state is VisitState.CHECKED_IN:
                continue  # somebody is at the door: the form is to be ended
            is_new = visit.state is VisitState.ASSIGNED
            begins = self.now if is_new else day_begins(self.now)
            self.seen["new on the phone" if is_new else "still on the phone"] += 1
            assert any(known.may(at) or known.in_a_stay(at) for at in minutes_left(begins)), visit

    def check_in(self, n: int, behind: int) -> None:
        """What the phone says was so many minutes ago, or ahead by a clock that is wrong."""
        visit: Visit = self.row(Visit, self.visits[n])
        at = self.now - timedelta(minutes=behind)
        known = self.known(visit)
        fix = CheckIn(at=at, fix_at=at, lat=4.65, lon=-74.06, accuracy_m=5)
        sent = edit(
            visit.id,
            "visit.check_in",
            state=(visit.state.value, VisitState.CHECKED_IN.value),
            check_in=(builtin(visit.check_in), builtin(fix)),
        )
        done = self.send(sent, self.phone)
        was = min(at, self.now)
        if done.status is Status.APPLIED:
            self.seen["checked in"] += 1
            assert known.may(was) or known.in_a_stay(was), (visit, at)
        elif done.code.startswith("visit_") and not known.in_a_stay(was):
            self.seen["turned away"] += 1
            assert not known.may(was), (done, visit, at)

    def end(self, n: int, how: str) -> None:
        visit: Visit = self.row(Visit, self.visits[n])
        outcome = {
            "holder": Outcome.CONTACT_HOLDER,
            "nobody": Outcome.NO_CONTACT,
            "dead": Outcome.DECEASED,
            "dispute": Outcome.DISPUTE,
        }[how]
        done = self.send(
            edit(
                visit.id,
                "visit.complete",
                state=(visit.state.value, VisitState.COMPLETED.value),
                ended_at=(None, builtin(self.now)),
                outcome=(None, outcome.value),
            ),
            self.phone,
        )
        self.seen["ended"] += done.status is Status.APPLIED

    def again(self, n: int) -> None:
        """One more visit to the same door, once the one before is over."""
        visit: Visit = self.row(Visit, self.visits[n])
        if visit.state in (VisitState.COMPLETED, VisitState.NOT_COMPLETED):
            fresh = self.sides[n].visit(created_at=self.now)
            done = self.send(creation(fresh, "visit.create"))
            if done.status is Status.APPLIED:
                self.visits[n] = fresh.id

    def heard(self, n: int, channel: ChannelKind, ago: int) -> None:
        side = self.sides[n]
        contact = Contact(
            id=new_id(),
            portfolio_id=side.portfolio.id,
            party_id=side.party.id,
            at=self.now - timedelta(minutes=ago),
            channel=channel,
            is_two_way=bool(ago % 2),
            is_received=ago % 7 == 0,
            purpose=ContactPurpose.TRANSACTIONAL if ago % 5 == 0 else ContactPurpose.COLLECTION,
            note="Pidió su saldo",
        )
        done = self.send(creation(contact, "contact.create"))
        self.seen["heard"] += done.status is Status.APPLIED

    def file(self, n: int, ago: int) -> None:
        """The call centre's file of the day, with one call."""
        side, at = self.sides[n], self.now - timedelta(minutes=ago, hours=5)
        desk = Desk(self.database, self.folder, side.portfolio)
        row = f";{side.party.document_number};{at:%d/%m/%Y};{at:%H:%M};llamada;si"
        headers = "credito;documento;fecha_contacto;hora_contacto;canal;contacto_efectivo"
        taken = desk.take(row, headers=headers, kind=ImportKind.CONTACTS, now=self.now)
        self.files.append((desk, taken))
        self.seen["came by file"] += taken.item.new

    def take_back(self) -> None:
        if self.files:
            desk, taken = self.files.pop()
            desk.undo(taken)

    def stop(self, n: int, how: str) -> None:
        key = self.sides[n].party.id
        moment = None if how == "lifted" else self.now
        if how in ("no contact", "lifted"):
            words = "" if how == "lifted" else "Lo pidió"
            self.change(Party, "party.do_not_contact", key, do_not_contact_reason=words)
        if how in ("dead", "lifted"):
            self.change(Party, "party.deceased", key, deceased_known_at=moment)
        if how in ("restricted", "lifted"):
            self.change(Party, "party.restriction", key, restricted_at=moment)

    def paper(self, n: int, days: int) -> None:
        """It is over on that day; on the ninth it has no end."""
        on: date | None = (self.now - timedelta(hours=5)).date() + timedelta(days=days)
        ends = None if days == 9 else on
        key = self.sides[n].authorisation.id
        self.change(Authorisation, "authorisation.edit", key, expires_on=ends)

    def role(self, n: int, role: PartyRole) -> None:
        side = self.sides[n]
        parties = (AccountParty(party_id=side.party.id, role=role),)
        self.change(Account, "account.edit", side.account.id, parties=parties)

    def product(self, n: int, product: ProductType) -> None:
        self.change(Portfolio, "portfolio.edit", self.sides[n].portfolio.id, product_type=product)


def a_person(database: Database, world: World, folder: Path, seen: Counter[str]) -> Person:
    """In two portfolios of their own, so that no example changes another's."""
    north, number = world.north, str(int(new_id()[-12:], 16))[:10]
    agent = replace(north.agent, id=new_id(), code=f"AG-{new_id()[-8:]}")
    user = User(id=new_id(), name="P", email=f"{agent.id}@kobra.example", role=Role.AGENT)
    one, two = (replace(north.portfolio, id=new_id(), name=new_id()) for _ in range(2))
    sides: list[Side] = []
    for portfolio in (one, one, two):
        base = sides[0] if sides and portfolio is one else None
        side = replace(north, portfolio=portfolio).another() if base is None else base
        of: dict[str, Any] = {"portfolio_id": portfolio.id}
        document: dict[str, Any] = {"document_type": "CC", "document_number": number}
        account_id = new_id()
        side = replace(
            side,
            party=replace(side.party, **of, **document),
            address=replace(side.address, **of),
            account=replace(side.account, **of, id=account_id, number=account_id),
            authorisation=replace(side.authorisation, **of, id=new_id(), account_id=account_id),
        )
        sides.append(side)
    rows = {row.id: row for side in sides for row in side.of_person()}
    made = [side.visit(created_at=BEGIN) for side in sides]
    write(database, agent, one, two, *rows.values(), *made, at=BEGIN)
    admin = Caller(world.users["admin"], "session")
    phone = Caller(replace(user, agent_id=agent.id), "session")
    ids = [one.id for one in made]
    return Person(database, admin, phone, agent, sides, ids, folder, seen)


def test_nothing_unlawful_leaves_in_whatever_order(
    database: Database, world: World, tmp_path: Path
) -> None:
    seen: Counter[str] = Counter()

    @settings(
        max_examples=45,
        deadline=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(STEPS, min_size=20, max_size=40))
    def orders(steps: list[tuple[Any, ...]]) -> None:
        person = a_person(database, world, tmp_path, seen)
        person.assign(0, 0)
        for name, *words in steps:
            step: Callable[..., None] = getattr(person, name)
            step(*words)

    orders()
    assert all(seen[what] > 3 for what in ("new on the phone", "checked in", "turned away")), seen

"""One of each thing is called otherwise, as a pull would do it, and every list, card and page that
shows its name shows the other one: none of them was told what it depends on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pytest
from pytestqt.qtbot import QtBot

from kobra_desktop.commands.visits import assign_visits
from kobra_desktop.models import live
from kobra_desktop.models.administration.authorisations import AuthorisationsModel
from kobra_desktop.models.administration.portfolios import PortfoliosModel
from kobra_desktop.models.administration.staff import StaffModel
from kobra_desktop.models.administration.users import UsersModel
from kobra_desktop.models.agents import AgentsModel
from kobra_desktop.models.alerts import AlertsModel
from kobra_desktop.models.field_map.visits import DayVisits
from kobra_desktop.models.field_map.zones import ZonesModel
from kobra_desktop.models.finder import PaletteFinder
from kobra_desktop.models.held import HeldModel
from kobra_desktop.models.live_list import LiveList
from kobra_desktop.models.palette import Entry
from kobra_desktop.models.questionnaires.drafts import DraftModel
from kobra_desktop.models.questionnaires.library import LibraryModel
from kobra_desktop.models.questionnaires.list import QuestionnairesModel
from kobra_desktop.models.questionnaires.publishing import PublishingModel
from kobra_desktop.models.result import ResultModel
from kobra_desktop.models.reviews import ReviewsModel
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.submissions.table import AnswersModel
from kobra_desktop.models.today.day import TodayModel
from kobra_desktop.models.visit_card import VisitCardModel
from kobra_desktop.models.visits import VisitsModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.accents import plain
from kobra_domain.kinds import NAMES, Entity
from kobra_domain.questionnaires.things import LibraryBlock
from kobra_domain.visits import Purpose, Visit
from kobra_domain.words import word
from tests.kobra_desktop.views.visits.answered import answer
from tests.kobra_desktop.views.world import NOW, ZONE, World

E = TypeVar("E", bound=Entity)
BEFORE, AFTER, TYPED = "antes", "luego", "n77"
FIRST = Purpose.ADDRESS_VALIDATION
# The field that names a thing, and the screens that say the name at least.
SHOWN = {
    "team": ("name", "agents alerts staff teams users zones"),
    "user": ("name", "alerts result users versions"),
    "agent": (
        "name",
        "agents alerts answers card day found held result reviews staff today visits",
    ),
    "portfolio": (
        "name",
        "answers card day portfolios publishing questionnaires result today users visits",
    ),
    "party": ("name", "alerts answers card day found held papers result reviews today visits"),
    "address": ("street", "card day found result reviews today visits"),
    "account": ("number", "card found papers result"),
    "questionnaire": ("title", "forms found questionnaires reviews"),
    "library_block": ("name", "library"),
}


@dataclass(frozen=True)
class Field:
    """A field in which one of each thing hangs together."""

    world: World
    things: Mapping[str, Entity]
    visit: Visit
    submission_id: str


Screens = Mapping[str, Callable[[], str]]


def write(world: World, thing: E, **changes: Any) -> E:
    """As a pull would: the row is written, then it is said which changed."""
    fresh = replace(thing, **changes)
    entity: Entity = fresh
    world.pull(entity)
    return fresh


def named(kind: str, name: str) -> str:
    """What a thing is called: no other thing's name holds it, and `TYPED` finds them all."""
    return f"{TYPED} {name}{kind.replace('_', '')}"


def everything(value: object) -> Iterator[str]:
    """All texts in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from everything(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from everything(getattr(value, field.name))
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from everything(one)


def joined(value: object) -> str:
    """The texts on one line, without accents."""
    return plain(" ".join(everything(value)))


def said(listed: LiveList[Any]) -> str:
    """What its columns say of all rows, what its search reads and what its chips offer."""
    held, columns = listed.held, listed.listing.columns
    cells = [column.text(row) for row in held.rows for column in columns]
    return joined([cells, held.haystacks, listed.options])


def painted(visits: VisitsModel) -> str:
    """What the table of visits shows, and what its chips offer."""
    model = visits.list.model
    lines, wide = range(model.rowCount()), range(model.columnCount())
    cells = [str(model.index(line, column).data()) for line in lines for column in wide]
    return joined([cells, visits.list.options])


@pytest.fixture
def field(world: World) -> Field:
    """The visit that ended last: its agent, team, portfolio, holder, door, account and form."""
    answered = answer(world, has_photos=False)
    one = answered.submissions[-1]
    visit = next(v for v in world.visits if v.id == one.visit_id)
    agent = next(a for a in world.agents if a.id == visit.agent_id)
    by_id: dict[str, Entity] = {entity.id: entity for entity in world.entities}
    publisher = world.users[1]
    write(world, answered.version, published_by=publisher.id)
    assert agent.team_id is not None
    found = (
        by_id[agent.team_id],
        publisher,
        agent,
        by_id[visit.portfolio_id],
        by_id[visit.party_id],
        by_id[visit.address_id],
        by_id[visit.account_ids[0]],
        answered.questionnaire,
        LibraryBlock(id=world.new_id(), name="", document=answered.questionnaire.document),
    )
    things = {NAMES[type(thing)]: thing for thing in found}
    of_all = {"user": {"portfolio_ids": (visit.portfolio_id,)}}
    of_all["questionnaire"] = of_all["user"]
    for kind, thing in things.items():
        more = of_all.get(kind, {}) | {SHOWN[kind][0]: named(kind, BEFORE)}
        things[kind] = write(world, thing, **more)
    visit = write(
        world,
        visit,
        purpose=FIRST,
        questionnaire_id=answered.questionnaire.id,
    )
    write(world, world.alerts[0], visit_id=visit.id)
    return Field(world, things, visit, one.id)


def keep_an_edit(workspace: Workspace, field: Field) -> None:
    """A visit to the same door is given to the same agent, and waits to be sent."""
    fresh = Visit(
        id=field.world.new_id(),
        portfolio_id=field.visit.portfolio_id,
        party_id=field.visit.party_id,
        address_id=field.visit.address_id,
        account_ids=field.visit.account_ids,
        created_at=NOW,
        planned_on=date(2026, 11, 23),
    )
    write(field.world, fresh)
    agent_id = field.things["agent"].id
    assert assign_visits(workspace.desk, visit_ids=[fresh.id], agent_id=agent_id).ids


def opened(workspace: Workspace, field: Field) -> Screens:
    """Everything that shows names, each as its page opens it, with what it says."""
    status = StatusModel(ZoneInfo(ZONE))
    visits, alerts, reviews = (
        VisitsModel(workspace),
        AlertsModel(workspace),
        ReviewsModel(workspace),
    )
    answers, today, held = AnswersModel(workspace), TodayModel(workspace), HeldModel(workspace)
    agents, day, zones = AgentsModel(workspace, status), DayVisits(workspace), ZonesModel(workspace)
    for model in (visits, alerts, reviews, answers, today, held, agents, day, zones):
        model.open()
    card, judged = VisitCardModel(workspace), ResultModel(workspace)
    card.show(field.visit.id)
    judged.show(submission_id=field.submission_id)
    papers = AuthorisationsModel(workspace)
    papers.show(field.things["portfolio"].id)
    users, staff = UsersModel(workspace, status), StaffModel(workspace, status)
    portfolios, sheets = PortfoliosModel(workspace), QuestionnairesModel(workspace)
    library = LibraryModel(workspace)
    draft = DraftModel(workspace, field.things["questionnaire"].id)
    publishing = PublishingModel(draft)
    publishing.reload()
    finder, found = PaletteFinder(workspace), list[list[Entry]]()
    finder.find(TYPED, found.append)
    for listed in (papers, users, staff, portfolios, sheets, library):
        listed.list.open()
    return {
        "visits": lambda: painted(visits),
        "alerts": lambda: said(alerts.list),
        "reviews": lambda: said(reviews.list),
        "answers": lambda: said(answers.list) if answers.list else "",
        "forms": lambda: joined(
            [[form.title for form in answers.forms], answers.table and answers.table.form.title]
        ),
        "today": lambda: joined(today.day),
        "held": lambda: joined(held.lines),
        "agents": lambda: said(agents.list),
        "day": lambda: said(day.list),
        "zones": lambda: joined(zones.teams),
        "card": lambda: joined(card.facts),
        "result": lambda: joined(judged.facts),
        "papers": lambda: said(papers.list),
        "users": lambda: said(users.list),
        "staff": lambda: said(staff.list),
        "teams": lambda: joined(staff.teams),
        "portfolios": lambda: said(portfolios.list),
        "questionnaires": lambda: said(sheets.list),
        "found": lambda: joined([(one.words, one.detail) for one in found[-1]] if found else []),
        "library": lambda: joined(library.blocks),
        "publishing": lambda: joined(publishing.portfolios),
        "versions": lambda: joined([publishing.version_words(v) for v in publishing.versions]),
    }


@contextmanager
def followed(
    screens: Screens, wanted: str, before: str, after: str, qtbot: QtBot
) -> Iterator[None]:
    """Every screen that said the one says the other; of those `wanted` are some at least."""
    shown = {name for name, say in screens.items() if before in say()}
    assert set(wanted.split()) <= shown
    yield

    def are_all_true() -> None:
        stale = {n for n in shown if before in screens[n]() or after not in screens[n]()}
        assert not stale, f"{after}: {sorted(stale)}"

    qtbot.waitUntil(are_all_true)


def test_what_is_renamed_is_renamed_wherever_it_is_shown(
    workspace: Workspace, field: Field, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One thing after the other, so that no news of another kind wakes a screen by chance."""
    monkeypatch.setattr(live, "SOON_MS", 1)  # how long a screen rests is not what is asked here
    keep_an_edit(workspace, field)
    screens = opened(workspace, field)
    qtbot.waitUntil(lambda: all(say() for say in screens.values()))
    for kind, (quality, wanted) in SHOWN.items():
        before, after = named(kind, BEFORE), named(kind, AFTER)
        with followed(screens, wanted, before, after, qtbot):
            write(field.world, field.things[kind], **{quality: after})
    validation, notice = (plain(word(p, "es")) for p in (FIRST, Purpose.NOTICE))
    with followed(screens, "card result visits", validation, notice, qtbot):
        write(field.world, field.visit, purpose=Purpose.NOTICE)

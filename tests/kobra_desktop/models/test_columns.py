"""What a column says is what it is: no list of the program lets a day, an hour or a number leave
the screen as mere text, and files hold them as spreadsheets do.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

import kobra_desktop
from kobra_desktop.models.administration.aside import AsideModel
from kobra_desktop.models.administration.audit import AuditModel
from kobra_desktop.models.administration.authorisations import AuthorisationsModel
from kobra_desktop.models.administration.deliveries import DeliveriesModel
from kobra_desktop.models.administration.follows import FollowsModel
from kobra_desktop.models.administration.held_people import HeldPeopleModel
from kobra_desktop.models.administration.portfolios import PortfoliosModel
from kobra_desktop.models.administration.privacy import PrivacyModel
from kobra_desktop.models.administration.silence import SilenceModel
from kobra_desktop.models.administration.staff import StaffModel
from kobra_desktop.models.administration.users import UsersModel
from kobra_desktop.models.administration.webhook_log import WebhookLogModel
from kobra_desktop.models.administration.webhooks import WebhooksModel
from kobra_desktop.models.agents import AgentsModel
from kobra_desktop.models.agreements.payments import PaymentsModel
from kobra_desktop.models.agreements.promises import PromisesModel
from kobra_desktop.models.alerts import AlertsModel
from kobra_desktop.models.columns import Columns
from kobra_desktop.models.field_map.visits import DayVisits
from kobra_desktop.models.portfolio.accounts import AccountsModel
from kobra_desktop.models.portfolio.imports import ImportsModel
from kobra_desktop.models.portfolio.imports_rows import FateRows
from kobra_desktop.models.portfolio.imports_words import RowWords
from kobra_desktop.models.portfolio.outgoing.files import OutgoingModel
from kobra_desktop.models.portfolio.parties import PartiesModel
from kobra_desktop.models.portfolio.unplaced import UnplacedModel
from kobra_desktop.models.questionnaires.list import QuestionnairesModel
from kobra_desktop.models.reports.links import LinksModel
from kobra_desktop.models.reports.schedules import SchedulesModel
from kobra_desktop.models.reviews import ReviewsModel
from kobra_desktop.models.rows import Column, Fact
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.submissions.table import AnswersModel
from kobra_desktop.models.today.closing import ClosingModel
from kobra_desktop.models.today.day import TodayModel
from kobra_desktop.models.visits import VisitsModel
from kobra_desktop.models.workspace import Workspace
from kobra_domain.answers import (
    AsideItem,
    AsideKind,
    AuditPage,
    AuditRow,
    HeldHow,
    HeldPerson,
)
from kobra_domain.deliveries import (
    Delivery,
    DeliveryChannel,
    DeliveryPurpose,
    DeliveryState,
)
from kobra_domain.follows import Follow, FollowMode
from kobra_domain.imports.answers import FieldChange, ImportRow, ImportRows
from kobra_domain.outgoing.answers import Manifest, OutgoingFile
from kobra_domain.outgoing.gestion import Totals
from kobra_domain.outgoing.things import Mark, OutgoingState
from kobra_domain.places import Point
from kobra_domain.portfolios import Address, Party, Portfolio
from kobra_domain.privacy import LegalHold
from kobra_domain.reports.schedules import Every
from kobra_domain.reports.sharing import (
    LinkSaid,
    LinksSaid,
    LinkState,
    ScheduleSaid,
    SchedulesSaid,
    ScheduleState,
)
from kobra_domain.visits import VisitState
from kobra_domain.webhooks import Webhook, WebhookLog, WebhookTry
from kobra_domain.words.figures import EN, ES
from kobra_records.files.exports.deed import ExportPlan, write_export
from kobra_records.files.exports.dialect import dialect_of
from kobra_records.files.exports.holding import ExportFormat
from kobra_records.files.exports.table import Amount, ColumnType, ExportTable, Moment, Value
from kobra_records.ids import new_id
from tests.kobra_desktop.models.portfolio.test_imports_list import add
from tests.kobra_desktop.models.test_renaming import write
from tests.kobra_desktop.views.agreements.owed import owed
from tests.kobra_desktop.views.visits.answered import answer
from tests.kobra_desktop.views.world import NOW, TODAY, World

HERE = Path(kobra_desktop.__file__).parent
OWN_ROWS = {"models/rows.py", "models/columns.py", "models/live_list.py", "models/windowed.py"}
LISTS = {"Listing", "WindowedList", "RowsModel"}
WEEKDAYS = "|".join((*ES.weekdays, *EN.weekdays))
SHORT_DAY = re.compile(rf"\b({WEEKDAYS}) \d{{1,2}}\b(?!:)|\b(Today|Tomorrow)\b")
WHOLE_DAY = re.compile(r"\d{4}-\d\d-\d\d")
HOURS = re.compile(r"\d\d:\d\d([–-]\d\d:\d\d)?")
AGO = re.compile(r"(?<!desde )\bhace \d|\d \w+ ago\b|\bahora\b|\bnow\b")
NUMBER = re.compile(r"[-+$ ]*\d[\d.,]* ?(%|[A-Z]{3}|k?m|h|min|s)?")
DATED = (date, Moment, time)
NATIVE: dict[ColumnType, tuple[type, ...]] = {
    ColumnType.TEXT: (str,),
    ColumnType.CODE: (str,),
    ColumnType.NUMBER: (int, float, Decimal),
    ColumnType.RATIO: (float, Decimal),
    ColumnType.MONEY: (Amount,),
    ColumnType.DURATION: (timedelta,),
    ColumnType.DATE: (date,),
    ColumnType.TIME: (time,),
    ColumnType.INSTANT: (datetime,),
    ColumnType.LOCAL: (Moment,),
    ColumnType.POINT: (Point,),
    ColumnType.TRUTH: (bool,),
}


def faults(column: Column[Any], row: Any) -> Iterator[str]:
    """What leaves the screen of a row as less than it is."""
    text, leaving, key = column.text(row), column.leaving(row), column.sort(row)
    values = column.values(row)
    types = [one.type for one in column.exported]
    is_dated = any(isinstance(value, DATED) for value in values)
    says_when = SHORT_DAY.search(text) or WHOLE_DAY.search(text) or HOURS.fullmatch(text)
    if column.key == "shift":  # hours of work, which may be several
        says_when = None
    if (says_when or AGO.search(text) or isinstance(key, date)) and not is_dated:
        yield f"{column.key}: «{text}» is a day or an hour"
    is_measure = NUMBER.fullmatch(text) or isinstance(key, float)
    is_number = any(isinstance(value, int | float | Decimal | Amount) for value in values)
    if is_measure and not is_number and column.type is not ColumnType.CODE:
        yield f"{column.key}: «{text}» is a number"
    if AGO.search(leaving) or (SHORT_DAY.search(leaving) and not WHOLE_DAY.search(leaving)):
        yield f"{column.key}: «{leaving}» is true today only"
    for value, kind in zip(values, types, strict=True):
        is_day = kind is ColumnType.DATE and isinstance(value, datetime)
        if value is not None and (is_day or not isinstance(value, NATIVE[kind])):
            yield f"{column.key}: {value!r} is no {kind}"


def sent(workspace: Workspace, world: World, status: StatusModel) -> AuditModel:
    """The audit as a server answers it."""
    model = AuditModel(workspace, status)
    user, agent = world.users[1].id, world.agents[0].id
    details: Sequence[dict[str, Any]] = (
        {"from": NOW.isoformat(), "to": NOW.isoformat()},
        {"listing": "Visitas", "rows": 120, "filter": "Hoy"},
        {"bytes": 12_345_678},
        {"form_id": "f", "form_version": "2026112201", "number": 4},
    )
    rows = tuple(
        AuditRow(id=9 - n, at=NOW, user_id=user, act="agent.edit", subject_kind="agent",
                 subject_id=agent, details=one)
        for n, one in enumerate(details)
    )  # fmt: skip
    model._ask(lambda: AuditPage(items=rows, next=None), model._on_newest)
    return model


def mailed(workspace: Workspace, status: StatusModel) -> DeliveriesModel:
    """What left by itself, as a server answers it."""
    model = DeliveriesModel(workspace, status)
    delivery = Delivery(
        id=new_id(),
        channel=DeliveryChannel.MAIL,
        purpose=DeliveryPurpose.EACH,
        address="jefa@entidad.example",
        created_at=NOW,
        next_at=NOW,
        tries=1_204,
        tried_at=NOW,
        sent_at=NOW,
        state=DeliveryState.SENT,
    )
    model._items = (delivery,)
    model.list.reload()
    return model


def left(workspace: Workspace, status: StatusModel) -> OutgoingModel:
    """A file that left for a client."""
    model = OutgoingModel(workspace, status)
    manifest = Manifest(
        portfolio="Cartera",
        institution="Banco",
        file="gestiones_1.csv",
        sequence=1,
        from_at=NOW,
        until_at=NOW,
        made_at=NOW,
        rows=3,
        gestiones=2,
        marks={Mark.LATE: 1},
        results=(),
        promises=(),
        payments=(),
        added=Totals(),
        bytes=9,
        sha256="0" * 64,
    )
    file = OutgoingFile(
        id=new_id(),
        portfolio_id=new_id(),
        state=OutgoingState.OUT,
        due_at=NOW,
        name=manifest.file,
        made_at=NOW,
        manifest=manifest,
    )
    model._files = (file,)
    model.list.reload()
    return model


def kept_aside(workspace: Workspace, world: World, status: StatusModel) -> AsideModel:
    """What was set aside as a server answers it."""
    model, agent = AsideModel(workspace, status), world.agents[0]
    ours: dict[str, Any] = {"agent": agent.code, "agent_id": agent.id, "received_at": NOW}
    reports = AsideItem(
        kind=AsideKind.POSITIONS, reason="null_island", count=1_204, id="a:null_island", **ours
    )
    photo = AsideItem(
        kind=AsideKind.ATTACHMENTS,
        reason="no_form",
        count=1,
        id="b",
        name="IMG_0042.jpg",
        size=12_345_678,
        **ours,
    )
    model._items = (reports, photo)
    model.list.reload()
    return model


def held(workspace: Workspace) -> HeldPeopleModel:
    """Whose data a phone held, as a server answers it."""
    model = HeldPeopleModel(workspace)
    person = HeldPerson(
        party_id="p",
        name="Luz Peña",
        document="CC 52123456",
        portfolio="Micro",
        institution="Banco",
        address="Calle 8",
        accounts=("8841", "8842"),
        visits=2,
        how=HeldHow.FETCHED,
    )
    model._take((person,))
    return model


def hooks(
    workspace: Workspace, world: World, status: StatusModel
) -> tuple[WebhooksModel, WebhookLogModel]:
    """An endpoint that was told of one thing, as a server answers it."""
    portfolio = next(one for one in world.entities if isinstance(one, Portfolio))
    endpoint = Webhook(
        id=new_id(),
        institution_id=portfolio.institution_id,
        url="https://banco.example/kobra",
        portfolio_ids=(portfolio.id,),
        made_at=NOW,
        last_at=NOW,
        last_status=503,
        failing_since=NOW,
        waiting=1_204,
    )
    tried = WebhookTry(
        id=new_id(),
        webhook_id=endpoint.id,
        delivery_id=new_id(),
        at=NOW,
        kind="visit.completed",
        status=503,
        ms=1_204,
        tries=2,
    )
    model, log = WebhooksModel(workspace, status), WebhookLogModel(workspace)
    model._items = (endpoint,)
    model.list.reload()
    log._take(WebhookLog(items=(tried,)), ())
    return model, log


def told(world: World) -> None:
    """What the invented field has none of: each column has something to say at least once."""
    visit = next(v for v in world.visits if v.state is VisitState.ON_PHONE)
    write(
        world, visit, window_start_at=NOW, window_end_at=NOW + timedelta(hours=2), planned_on=TODAY
    )
    write(world, world.agents[0], absent_on=TODAY + timedelta(days=2), sos_tested_at=NOW)
    write(world, world.agents[1], enrolled_at=NOW)  # what was heard was of another phone
    write(world, world.alerts[2], muted_until_at=NOW + timedelta(hours=1))
    party = next(one for one in world.entities if isinstance(one, Party))
    write(world, party, restricted_at=NOW)
    hold = LegalHold(
        id=new_id(),
        portfolio_id=party.portfolio_id,
        party_id=party.id,
        ordered_by="Juzgado 12 Civil",
        case_number="2026-00123",
        placed_at=NOW,
    )
    write(world, hold, lifted_at=NOW)
    owed(world)
    answered = answer(world, has_photos=False)
    write(world, answered.questionnaire, edited_at=NOW, edited_by=world.users[1].id)


Lists = dict[str, Any]


def unplaced(workspace: Workspace, world: World) -> UnplacedModel:
    """One door without its pin."""
    door = next(one for one in world.entities if isinstance(one, Address))
    write(world, door, lat=None, lon=None)
    return UnplacedModel(workspace)


def came_in(workspace: Workspace, world: World) -> ImportsModel:
    """A file that was taken."""
    add(world, "cartera.csv", rows=120, new=20, refused=3, cut_off_on=TODAY, committed_at=NOW)
    return ImportsModel(workspace)


def rows_of_a_file(workspace: Workspace) -> FateRows:
    """A row that changes."""
    model = FateRows(workspace, RowWords(workspace, "COP"))
    balance = FieldChange(kind="account", field="balance_minor", old=90_000, new=70_000)
    row = ImportRow(line=2, key="8801", name="Ana Ruiz", kind="account", changes=(balance,))
    model.take(ImportRows(total=1, items=(row,)))
    return model


def followed(workspace: Workspace, world: World, status: StatusModel) -> FollowsModel:
    """An address with a digest and a cap."""
    model = FollowsModel(workspace, status)
    portfolio = next(v.portfolio_id for v in world.visits)
    made = Follow(
        id=new_id(),
        email="jefa@entidad.example",
        mode=FollowMode.DIGEST,
        portfolio_ids=(portfolio,),
        digest_at=time(18, 30),
        cap=5,
    )
    model._items = (made,)
    model.list.reload()
    return model


def linked(workspace: Workspace, status: StatusModel) -> LinksModel:
    model = LinksModel(workspace, status)
    now = workspace.now
    made = LinkSaid(
        id="00000000-0000-4000-8000-000000000001",
        report="hours",
        title="Horarios de contacto",
        about="Mes pasado",
        made_by="00000000-0000-4000-8000-000000000002",
        made_by_name="Ana",
        made_at=now,
        expires_at=now,
        state=LinkState.OPEN,
        opened=3,
        last_opened_at=now,
        email="jefa@entidad.example",
    )
    model._on_items(LinksSaid(items=(made,)))
    model.list.reload()
    return model


def scheduled(workspace: Workspace, status: StatusModel) -> SchedulesModel:
    model = SchedulesModel(workspace, status)
    now = workspace.now
    made = ScheduleSaid(
        id="00000000-0000-4000-8000-000000000001",
        report="hours",
        title="Horarios de contacto",
        about="Mes pasado",
        every=Every.DAY,
        at=time(7),
        time_zone="America/Bogota",
        to=("jefa@entidad.example",),
        made_by="00000000-0000-4000-8000-000000000002",
        made_by_name="Ana",
        state=ScheduleState.WELL,
        sent_at=now,
        next=(now,),
    )
    model._on_items(SchedulesSaid(items=(made,)))
    model.list.reload()
    return model


def lists(workspace: Workspace, world: World) -> Lists:
    """The item model of every list, by the file that declares it."""
    status = StatusModel(workspace.zone)
    papers = AuthorisationsModel(workspace)
    portfolio = next(v.portfolio_id for v in world.visits)
    papers.show(portfolio)
    endpoints, log = hooks(workspace, world, status)
    models: dict[str, Any] = {
        "administration/aside": kept_aside(workspace, world, status),
        "administration/audit": sent(workspace, world, status),
        "administration/authorisations": papers,
        "administration/follows": followed(workspace, world, status),
        "administration/deliveries": mailed(workspace, status),
        "administration/held_people": held(workspace),
        "administration/portfolios": PortfoliosModel(workspace),
        "administration/privacy": PrivacyModel(workspace, status),
        "administration/silence": SilenceModel(workspace),
        "administration/staff": StaffModel(workspace, status),
        "administration/users": UsersModel(workspace, status),
        "administration/webhook_log": log,
        "administration/webhooks": endpoints,
        "agents": AgentsModel(workspace, status),
        "agreements/payments": PaymentsModel(workspace),
        "agreements/promises": PromisesModel(workspace),
        "alerts": AlertsModel(workspace),
        "field_map/visits": DayVisits(workspace),
        "reports/links": linked(workspace, status),
        "reports/schedules": scheduled(workspace, status),
        "portfolio/accounts": AccountsModel(workspace),
        "portfolio/parties": PartiesModel(workspace),
        "portfolio/unplaced": unplaced(workspace, world),
        "portfolio/imports": came_in(workspace, world),
        "portfolio/outgoing/files": left(workspace, status),
        "portfolio/imports_rows": rows_of_a_file(workspace),
        "questionnaires/list": QuestionnairesModel(workspace),
        "reviews": ReviewsModel(workspace),
        "submissions/table": AnswersModel(workspace),
        "today/closing": ClosingModel(workspace),
        "today/day": TodayModel(workspace),
        "visits": VisitsModel(workspace),
    }
    for model in models.values():
        # One wants an agent, the other a file of the server's.
        if not isinstance(model, HeldPeopleModel | FateRows):
            getattr(model, "open", lambda m=model: m.list.open())()
    return models


def rows_of(model: Any) -> tuple[Sequence[Column[Any]], list[Any]]:
    """Columns and all rows, whatever is filtered."""
    if isinstance(model, TodayModel):
        return model.results.columns, list(model.results.shown_rows()())
    if isinstance(model, VisitsModel | AccountsModel | PartiesModel):
        return model.list.model.columns, list(model.list.model.shown_rows()())
    if isinstance(model, FateRows):
        return model.rows.columns, list(model.rows.shown_rows()())
    listed = model.list
    return (listed.listing.columns, list(listed.held.rows)) if listed is not None else ((), [])


def calls(names: set[str]) -> set[str]:
    """The files of the models that call one of these."""
    found = set()
    for path in (HERE / "models").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        made = (one.func for one in ast.walk(tree) if isinstance(one, ast.Call))
        if any(isinstance(one, ast.Name) and one.id in names for one in made):
            found.add(path.relative_to(HERE).as_posix())
    return found - OWN_ROWS - {"models/questionnaires/new_forms.py"}  # columns of a workbook


def test_no_list_is_forgotten(workspace: Workspace, world: World) -> None:
    """Every file that declares a list is walked below, and columns are made in one way."""
    assert calls(LISTS) == {f"models/{name}.py" for name in lists(workspace, world)}
    assert calls({"Column"}) == set()


@pytest.mark.parametrize("locale", ["es_CO", "en"])
def test_every_list_says_what_its_values_are(
    workspace: Workspace, world: World, qtbot: QtBot, tmp_path: Path, locale: str
) -> None:
    """Every row of every list; columns that are hidden at first too; and a workbook of each."""
    told(world)
    models = lists(replace(workspace, locale=locale), world)
    qtbot.waitUntil(lambda: all(rows_of(model)[1] for model in models.values()))
    for name, model in models.items():
        columns, rows = rows_of(model)
        titled = [column for column in columns if column.title]  # others stand in no table
        found = sorted({fault for row in rows for one in titled for fault in faults(one, row)})
        assert not found, f"{name}: {found}"
        if titled:
            check_workbook(tmp_path / "a.xlsx", titled, rows, replace(workspace, locale=locale))


def check_workbook(
    path: Path, columns: Sequence[Column[Any]], rows: Sequence[Any], workspace: Workspace
) -> None:
    """Read back: days are days, numbers are numbers, codes are text."""
    shown = tuple(one for column in columns for one in column.exported)
    table = ExportTable("T", shown, [[v for c in columns for v in c.values(row)] for row in rows])
    dialect = dialect_of(workspace.locale)
    plan = ExportPlan(path=path, format=ExportFormat.XLSX, dialect=dialect, zone=workspace.zone)
    path.unlink(missing_ok=True)
    assert not write_export([table], plan).losses
    sheet = load_workbook(path).worksheets[0]
    headers = [str(cell.value) for cell in sheet[1]]
    assert len(set(headers)) == len(headers)
    for one in shown:
        starts = one.title if one.type is not ColumnType.INSTANT else f"{one.title} ("
        place = next(n for n, header in enumerate(headers) if header.startswith(starts))
        cells = [line[place].value for line in sheet.iter_rows(min_row=2)]
        kinds = {type(cell) for cell in cells if cell is not None}
        if one.type in (ColumnType.DATE, ColumnType.INSTANT, ColumnType.LOCAL):
            assert kinds <= {datetime}, one
        elif one.type in (ColumnType.NUMBER, ColumnType.POINT):
            assert kinds <= {int, float}, one
        elif one.type is ColumnType.CODE:
            assert kinds <= {str}, one


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (lambda _: "vie 20 nov", "is a day"),
        (lambda _: "07:00", "is a day"),
        (lambda _: "hace 3 min", "is a day"),
        (lambda _: "1,234.50", "is a number"),
        (lambda _: "18 %", "is a number"),
        (lambda _: "Calle 12 # 3-4", ""),
    ],
)
def test_the_rule_finds_what_is_said_as_text(
    workspace: Workspace, text: Callable[[object], str], fault: str
) -> None:
    """So that a column that is added tomorrow is found."""
    found = " ".join(faults(Columns[object](workspace)("a", "A", text), None))
    assert fault in found
    assert bool(found) == bool(fault)


def test_what_is_copied_is_true_whenever_it_is_read(workspace: Workspace) -> None:
    """By type: whole days, the place's clock, figures as one reads them, and what else is said."""
    column = Columns[object](replace(workspace, locale="es_CO"))
    said: dict[ColumnType, tuple[Value, str]] = {
        ColumnType.DATE: (TODAY, "2026-11-20"),
        ColumnType.INSTANT: (NOW, "2026-11-20 10:41"),
        ColumnType.LOCAL: (Moment(NOW, "America/Tijuana"), "2026-11-20 07:41"),
        ColumnType.NUMBER: (Decimal("1234.50"), "1.234,50"),
        ColumnType.RATIO: (0.18, "18 %"),
        ColumnType.MONEY: (Amount(150_000, "COP"), "$ 1.500 COP"),
        ColumnType.DURATION: (timedelta(minutes=61), "1 h 1 min"),
        ColumnType.TIME: (time(7, 5), "07:05"),
        ColumnType.POINT: (Point(4.6, -74.08), "4.600000, -74.080000"),
        ColumnType.TRUTH: (True, "Sí"),
        ColumnType.CODE: ("0042", "0042"),
    }
    for kind, (value, words) in said.items():

        def read(_: object, native: Value = value) -> Value:
            return native

        assert column("a", "A", read, type=kind).leaving(None) == words
    metres: Fact[object] = Fact(ColumnType.NUMBER, lambda _: 14.5, "Distancia", "m")
    both = column("a", "Ubicación", lambda _: "En la  puerta", also=(metres,))
    assert both.leaving(None) == "En la puerta · 14,5 m"
    assert [one.title for one in both.exported] == ["Ubicación", "Distancia (m)"]
    assert both.values(None) == ["En la puerta", 14.5]
    assert column("a", "A", lambda _: 444.0, type=ColumnType.NUMBER).leaving(None) == "444"
    nothing = column("a", "A", lambda _: None, type=ColumnType.DATE, text=lambda _: "Sin fin")
    assert (nothing.leaving(None), nothing.values(None)) == ("Sin fin", [None])

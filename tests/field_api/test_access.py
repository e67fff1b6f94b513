"""Default deny: every route × role × ownership, every command × role × ownership, and a
snapshot of the interface.
"""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import orjson
import pytest
import requests
from fastapi import APIRouter
from fastapi.routing import APIRoute

import field_api.app
from field_api.app import OF_PHONES, UNPREFIXED, create_app
from field_api.auth.caller import declaration
from field_api.routes import API_PREFIX, ROUTERS
from field_api.settings import Settings
from kobra_domain.alert_rules import AlertRules
from kobra_domain.alerts import Alert, AlertAct, AlertKind, AlertStep
from kobra_domain.commands import COMMANDS
from kobra_domain.contacts import Contact, Petition, PetitionKind
from kobra_domain.dues import BankPayment
from kobra_domain.exports import Export, ExportWay
from kobra_domain.goals import Goal, goal_id
from kobra_domain.house_rules import no_house
from kobra_domain.kinds import Entity
from kobra_domain.people import Role
from kobra_domain.portfolios import ChannelKind, CreditorType
from kobra_domain.privacy import LegalHold
from kobra_domain.questionnaires.things import LibraryBlock, Questionnaire, QuestionnaireVersion
from kobra_domain.reports.custom.things import SavedReport
from kobra_domain.scope import PERMISSIONS, Permission
from kobra_domain.submissions import Proposal, ProposalKind, Review, ReviewAct, Submission
from kobra_records.ids import new_id
from tests.field_api.servers import WEDNESDAY, Client, Running, running
from tests.field_api.world import Side, World, build_world, creation, edit, write

SNAPSHOT = Path(__file__).with_name("openapi.json")
ROLES = ("admin", "supervisor", "viewer", "agent")
# Lie in no portfolio: every person of the desktop sees them.
QUESTIONNAIRES = {
    "questionnaire",
    "questionnaire_version",
    "library_block",
    "alert_rules",
    "house_rules",
}
# Lies under whoever sends it: what somebody else did cannot be said.
OWN_ACTS = {"export"}
P = Permission

# What docs/architecture.md promises. A route that is not here fails; "" is open to anybody.
EXPECTED: dict[tuple[str, str], Permission | None] = {
    ("GET", "/health"): None,
    ("GET", "/ready"): None,
    # A token of the settings opens it; without one it is not there.
    ("GET", "/metrics"): None,
    ("GET", "/phones/{token}"): None,
    ("POST", "/phones/{token}"): None,
    # As a person may type it; said once in the document.
    ("GET", "/phones/{token}/"): None,
    ("POST", "/phones/{token}/"): None,
    # The agent's key in the path opens these.
    ("GET", "/key/{token}/formList"): None,
    ("GET", "/key/{token}/forms/{version_id}"): None,
    ("GET", "/key/{token}/forms/{version_id}/manifest"): None,
    ("GET", "/key/{token}/forms/{version_id}/itemsets.csv"): None,
    ("GET", "/key/{token}/forms/{version_id}/media/{md5}"): None,
    ("GET", "/key/{token}/media/{md5}/visitas.csv"): None,
    ("GET", "/key/{token}/integrity"): None,
    ("HEAD", "/key/{token}/submission"): None,
    ("POST", "/key/{token}/submission"): None,
    ("POST", "/api/v1/session"): None,
    ("POST", "/api/v1/session/refresh"): None,
    ("POST", "/api/v1/invitations/accept"): None,
    ("POST", "/api/v1/password-resets"): None,
    ("POST", "/api/v1/password-resets/accept"): None,
    ("GET", "/api/v1/session"): P.OWN_SESSION,
    ("DELETE", "/api/v1/session"): P.OWN_SESSION,
    ("POST", "/api/v1/session/password"): P.OWN_SESSION,
    ("POST", "/api/v1/invitations"): P.ADMINISTER,
    ("POST", "/api/v1/users/{user_id}/reset-code"): P.ADMINISTER,
    ("GET", "/api/v1/changes"): P.READ,
    ("GET", "/api/v1/changes/counts"): P.READ,
    ("GET", "/api/v1/changes/hashes"): P.READ,
    ("POST", "/api/v1/operations"): P.READ,
    ("POST", "/api/v1/form-files/missing"): P.DESIGN,
    ("GET", "/api/v1/form-files/{sha256}"): P.READ,
    ("PUT", "/api/v1/form-files/{sha256}"): P.DESIGN,
    ("GET", "/api/v1/agents"): P.WATCH_FIELD,
    ("PUT", "/api/v1/agents/{agent_id}/consent"): P.ADMINISTER,
    ("DELETE", "/api/v1/agents/{agent_id}/consent"): P.ADMINISTER,
    ("POST", "/api/v1/agents/{agent_id}/enrolment"): P.ADMINISTER,
    ("DELETE", "/api/v1/agents/{agent_id}/enrolment"): P.ADMINISTER,
    ("POST", "/api/v1/agents/{agent_id}/endings"): P.ADMINISTER,
    ("POST", "/api/v1/agents/{agent_id}/endings/preview"): P.ADMINISTER,
    ("GET", "/api/v1/agents/{agent_id}/endings"): P.ADMINISTER,
    ("GET", "/api/v1/endings/{ending_id}/people"): P.ADMINISTER,
    ("GET", "/api/v1/aside"): P.ADMINISTER,
    ("GET", "/api/v1/aside/file"): P.ADMINISTER,
    ("POST", "/api/v1/aside/take"): P.ADMINISTER,
    ("POST", "/api/v1/aside/discard"): P.ADMINISTER,
    ("GET", "/api/v1/server"): P.ADMINISTER,
    ("GET", "/api/v1/audit"): P.ADMINISTER,
    ("GET", "/api/v1/visits/{visit_id}/dossier"): P.EXPORT,
    ("GET", "/api/v1/parties/{party_id}/dossier"): P.EXPORT,
    ("POST", "/api/v1/parties/{party_id}/erasure"): P.ADMINISTER,
    ("POST", "/api/v1/imports"): P.IMPORT,
    ("GET", "/api/v1/deliveries"): P.ADMINISTER,
    ("GET", "/api/v1/deliveries/standing"): P.ADMINISTER,
    ("GET", "/api/v1/deliveries/of-visit/{visit_id}"): P.READ,
    ("PUT", "/api/v1/deliveries/pause"): P.ADMINISTER,
    ("POST", "/api/v1/deliveries/cancel"): P.ADMINISTER,
    ("POST", "/api/v1/deliveries/{delivery_id}/resend"): P.ADMINISTER,
    ("GET", "/api/v1/deliveries/{delivery_id}/letter"): P.ADMINISTER,
    ("GET", "/api/v1/mail-settings"): P.ADMINISTER,
    ("PUT", "/api/v1/mail-settings"): P.ADMINISTER,
    ("POST", "/api/v1/mail-settings/test"): P.ADMINISTER,
    ("GET", "/api/v1/agent-days"): P.WATCH_FIELD,
    ("POST", "/api/v1/summaries"): P.EXPORT,
    ("GET", "/api/v1/webhooks"): P.ADMINISTER,
    ("POST", "/api/v1/webhooks"): P.ADMINISTER,
    ("PUT", "/api/v1/webhooks/{webhook_id}"): P.ADMINISTER,
    ("DELETE", "/api/v1/webhooks/{webhook_id}"): P.ADMINISTER,
    ("POST", "/api/v1/webhooks/{webhook_id}/secret"): P.ADMINISTER,
    ("GET", "/api/v1/webhooks/{webhook_id}/log"): P.ADMINISTER,
    ("GET", "/api/v1/webhooks/{webhook_id}/log/{try_id}"): P.ADMINISTER,
    ("POST", "/api/v1/webhooks/{webhook_id}/replay"): P.ADMINISTER,
    ("POST", "/api/v1/webhooks/{webhook_id}/test"): P.ADMINISTER,
    ("GET", "/api/v1/portfolios/{portfolio_id}/nightly"): P.ADMINISTER,
    ("PUT", "/api/v1/portfolios/{portfolio_id}/nightly/{kind}"): P.ADMINISTER,
    ("DELETE", "/api/v1/portfolios/{portfolio_id}/nightly/{kind}"): P.ADMINISTER,
    ("POST", "/api/v1/portfolios/{portfolio_id}/nightly/{kind}/key"): P.ADMINISTER,
    ("DELETE", "/api/v1/portfolios/{portfolio_id}/nightly/{kind}/key"): P.ADMINISTER,
    # The key of the upload address opens it.
    ("GET", "/api/v1/portfolios/{portfolio_id}/outgoing"): P.EXPORT,
    ("PUT", "/api/v1/portfolios/{portfolio_id}/outgoing"): P.ADMINISTER,
    ("DELETE", "/api/v1/portfolios/{portfolio_id}/outgoing"): P.ADMINISTER,
    ("GET", "/api/v1/portfolios/{portfolio_id}/outgoing/sample"): P.ADMINISTER,
    ("GET", "/api/v1/outgoing/files"): P.EXPORT,
    ("GET", "/api/v1/portfolios/{portfolio_id}/outgoing/files"): P.EXPORT,
    ("POST", "/api/v1/portfolios/{portfolio_id}/outgoing/files"): P.EXPORT,
    ("GET", "/api/v1/portfolios/{portfolio_id}/outgoing/files/{file_id}"): P.EXPORT,
    ("GET", "/api/v1/portfolios/{portfolio_id}/outgoing/files/{file_id}/content"): P.EXPORT,
    ("GET", "/api/v1/portfolios/{portfolio_id}/outgoing/files/{file_id}/manifest"): P.EXPORT,
    ("POST", "/api/v1/portfolios/{portfolio_id}/outgoing/files/{file_id}/again"): P.EXPORT,
    ("POST", "/api/v1/nightly/{nightly_id}"): None,
    ("GET", "/api/v1/imports/template"): P.IMPORT,
    ("GET", "/api/v1/imports/{import_id}"): P.IMPORT,
    ("DELETE", "/api/v1/imports/{import_id}"): P.IMPORT,
    ("POST", "/api/v1/imports/{import_id}/reading"): P.IMPORT,
    ("POST", "/api/v1/imports/{import_id}/reading/stop"): P.IMPORT,
    ("GET", "/api/v1/imports/{import_id}/rows"): P.IMPORT,
    ("POST", "/api/v1/imports/{import_id}/commit"): P.IMPORT,
    ("POST", "/api/v1/imports/{import_id}/undo/preview"): P.IMPORT,
    ("POST", "/api/v1/imports/{import_id}/undo"): P.IMPORT,
    ("GET", "/api/v1/imports/{import_id}/refused"): P.IMPORT,
    ("GET", "/api/v1/metrics"): P.READ,
    ("GET", "/api/v1/metrics/{key}"): P.READ,
    ("GET", "/api/v1/metrics/{key}/rows"): P.READ,
    ("GET", "/api/v1/report-links"): P.EXPORT,
    ("POST", "/api/v1/report-links"): P.EXPORT,
    ("DELETE", "/api/v1/report-links"): P.EXPORT,
    ("POST", "/api/v1/report-links/read"): P.READ,
    ("POST", "/api/v1/report-links/{link_id}/renew"): P.EXPORT,
    ("DELETE", "/api/v1/report-links/{link_id}"): P.EXPORT,
    ("GET", "/api/v1/report-schedules"): P.EXPORT,
    ("PUT", "/api/v1/report-schedules/{schedule_id}"): P.EXPORT,
    ("DELETE", "/api/v1/report-schedules/{schedule_id}"): P.EXPORT,
    ("POST", "/api/v1/report-schedules/{schedule_id}/send"): P.EXPORT,
    ("GET", "/api/v1/reports"): P.READ,
    ("GET", "/api/v1/reports/{key}"): P.READ,
    ("GET", "/api/v1/reports/{key}/file"): P.EXPORT,
    ("POST", "/api/v1/reports/design"): P.READ,
    ("GET", "/api/v1/portfolios/{portfolio_id}/cuts"): P.IMPORT,
    ("POST", "/api/v1/portfolios/{portfolio_id}/cuts/closing"): P.ADMINISTER,
    ("GET", "/api/v1/tiles"): P.READ,
    ("GET", "/api/v1/tiles/basemap.pmtiles"): P.READ,
    ("PUT", "/api/v1/tiles/basemap.pmtiles"): P.ADMINISTER,
    ("GET", "/api/v1/tiles/region"): P.ADMINISTER,
    ("POST", "/api/v1/tiles/region"): P.ADMINISTER,
    ("POST", "/api/v1/tiles/region/start"): P.ADMINISTER,
    ("DELETE", "/api/v1/tiles/region"): P.ADMINISTER,
    ("GET", "/api/v1/positions"): P.WATCH_FIELD,
    ("GET", "/api/v1/trails/{agent_id}"): P.WATCH_FIELD,
    ("GET", "/api/v1/quarantine"): P.WATCH_FIELD,
    ("GET", "/api/v1/alerts"): P.WATCH_FIELD,
    ("POST", "/api/v1/alert-rules/effect"): P.ADMINISTER,
    ("GET", "/api/v1/submissions"): P.READ,
    ("GET", "/api/v1/promises"): P.READ,
    ("GET", "/api/v1/payments"): P.READ,
    ("GET", "/api/v1/submissions/aside"): P.ADMINISTER,
    ("GET", "/api/v1/submissions/aside/{raw_id}/xml"): P.ADMINISTER,
    ("GET", "/api/v1/submissions/{submission_id}/xml"): P.READ,
    ("GET", "/api/v1/submissions/{submission_id}/attachments/{name}"): P.READ,
    ("GET", "/api/v1/places/books"): P.PLAN_VISITS,
    ("POST", "/api/v1/places/books"): P.ADMINISTER,
    ("DELETE", "/api/v1/places/books/loading"): P.ADMINISTER,
    ("GET", "/api/v1/places/quality"): P.PLAN_VISITS,
    ("GET", "/api/v1/places/{address_id}/suggestions"): P.PLAN_VISITS,
    ("GET", "/api/v1/live"): P.WATCH_FIELD,
    ("GET", "/api/v1/follows"): P.ADMINISTER,
    ("PUT", "/api/v1/follows/{follow_id}"): P.ADMINISTER,
    ("DELETE", "/api/v1/follows/{follow_id}"): P.ADMINISTER,
    ("GET", "/api/v1/own-follows"): P.OWN_SESSION,
    ("PUT", "/api/v1/own-follows/{follow_id}"): P.OWN_SESSION,
    ("DELETE", "/api/v1/own-follows/{follow_id}"): P.OWN_SESSION,
    ("GET", "/unsubscribe/{token}"): None,
    ("HEAD", "/unsubscribe/{token}"): None,
    ("POST", "/unsubscribe/{token}"): None,
    ("GET", "/reports/stop/{token}"): None,
    ("HEAD", "/reports/stop/{token}"): None,
    ("POST", "/reports/stop/{token}"): None,
    ("GET", "/shared/{token}"): None,
    ("HEAD", "/shared/{token}"): None,
    ("GET", "/results/{token}"): None,
    ("HEAD", "/results/{token}"): None,
    ("POST", "/results/{token}"): None,
    ("GET", "/go/{kind}/{row_id}"): None,
    ("HEAD", "/go/{kind}/{row_id}"): None,
}


@pytest.fixture(scope="module")
def field(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One server for the whole walk: what is asked here does not depend on the engine."""
    folder = tmp_path_factory.mktemp("walk")
    (folder / "kobra.db").write_bytes(sqlite_template.read_bytes())
    with running(f"sqlite:///{folder / 'kobra.db'}", folder) as server:
        yield server


@pytest.fixture(scope="module")
def world(field: Running) -> World:
    return build_world(field.database)


def routes() -> list[tuple[str, APIRoute]]:
    """Every route of the source with its whole path."""
    found = []
    for prefix, routers in (("", UNPREFIXED), (API_PREFIX, (*ROUTERS, *OF_PHONES))):
        for router in routers:
            found += [(prefix + r.path, r) for r in router.routes if isinstance(r, APIRoute)]
    return found


def test_every_route_is_expected_and_declares_what_is_promised() -> None:
    declared = {}
    for path, route in routes():
        said = declaration(route)
        for method in route.methods or ():
            declared[method, path] = said if isinstance(said, Permission) else None
    assert declared == EXPECTED


def test_nothing_is_served_beside_the_declared_routes(sqlite_url: str) -> None:
    document = create_app(Settings(database_url=sqlite_url)).openapi()
    served = {(m.upper(), path) for path, acts in document["paths"].items() for m in acts}
    assert served == {(method, path) for method, path in EXPECTED if not path.endswith("/")}


def test_a_route_without_a_declaration_is_not_served(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    careless = APIRouter()
    careless.add_api_route("/open", lambda: "everything")
    monkeypatch.setattr(field_api.app, "ROUTERS", (*ROUTERS, careless))
    with pytest.raises(RuntimeError, match="/open"):
        create_app(Settings(database_url=sqlite_url))


def test_the_interface_is_the_snapshot(sqlite_url: str) -> None:
    document = create_app(Settings(database_url=sqlite_url)).openapi()
    text = orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS) + b"\n"
    if os.environ.get("KOBRA_WRITE_SNAPSHOT"):
        SNAPSHOT.write_bytes(text)
    assert SNAPSHOT.read_bytes() == text, "changed on purpose? KOBRA_WRITE_SNAPSHOT=1 and commit"


@pytest.mark.parametrize("who", ["anybody", "forged", *ROLES])
def test_every_route_by_every_role(field: Running, world: World, who: str) -> None:
    for (method, path), permission in EXPECTED.items():
        if permission is None:
            continue
        client = field.client()
        if who == "forged":
            client.headers["Authorization"] = "Bearer a.b.c"
        elif who != "anybody":
            client.sign_in(world.email(who))
        status = _ask(client, method, path, world.north)
        if who in ("anybody", "forged"):
            assert status == 401, (method, path)
        elif permission in PERMISSIONS[Role(who)]:
            assert status not in (401, 403, 405, 500), (method, path, status)
        else:
            assert status == 403, (method, path)


@pytest.mark.parametrize("who", ["supervisor", "viewer", "stranger", "nobody"])
@pytest.mark.parametrize("path", ["/api/v1/trails/{agent_id}", "/api/v1/positions"])
def test_what_concerns_an_agent_is_shown_in_scope_only(
    field: Running, world: World, who: str, path: str
) -> None:
    client = field.client().sign_in(world.email(who))
    for side in (world.north, world.south):
        is_own = side is {"stranger": world.south, "nobody": None}.get(who, world.north)
        assert _ask(client, "GET", path, side) == (200 if is_own else 404), side.team.name


IN_SCOPE = [
    ("supervisor", {"AG-01"}),
    ("stranger", {"AG-02"}),
    ("nobody", set()),
    ("admin", {"AG-01", "AG-02"}),
]


@pytest.mark.parametrize(("who", "codes"), IN_SCOPE)
def test_the_list_of_agents_holds_those_in_scope(
    field: Running, world: World, who: str, codes: set[str]
) -> None:
    items = field.client().sign_in(world.email(who)).get("/api/v1/agents").json()["items"]
    assert {item["code"] for item in items} == codes


@pytest.mark.parametrize("who", [*ROLES, "stranger", "nobody"])
def test_every_command_by_every_role(field: Running, world: World, who: str) -> None:
    client, user = field.client().sign_in(world.email(who)), world.users[who]
    for side in (world.north, world.south):
        visit = side.visit(agent_id=None)
        alert = Alert(
            id=new_id(),
            kind=AlertKind.LOW_BATTERY,
            raised_at=WEDNESDAY,
            last_at=WEDNESDAY,
            team_id=side.team.id,
        )
        step = AlertStep(
            id=new_id(),
            alert_id=alert.id,
            at=WEDNESDAY,
            act=AlertAct.SEEN,
            team_id=side.team.id,
        )
        own: dict[str, Entity] = {"visit": visit, "alert": alert, "alert_step": step}
        rows: dict[str, Entity] = {**own, **_filled_in(side)}
        write(field.database, *rows.values())
        rows["user"] = world.users["admin"]
        is_own = user.role is Role.ADMIN or side is {
            "stranger": world.south, "nobody": None}.get(who, world.north)  # fmt: skip
        for command in COMMANDS.values():
            [result] = client.operate(_attempt(command.name, command.kind, side, rows))
            if command.permission not in PERMISSIONS[user.role]:
                assert result["code"] == "not_allowed", command
                is_shared = command.kind in QUESTIONNAIRES and user.role is not Role.AGENT
                assert result["body"] is None or is_own or is_shared, command
            elif not is_own and command.kind not in OWN_ACTS:
                assert result["status"] == "rejected", (command, result)
                assert result["code"] in {"not_found", "outside_scope", "already_there"}, (
                    command,
                    result,
                )
                assert result["body"] is None, command
            else:
                assert result["code"] not in {"not_allowed", "outside_scope"}, (command, result)


def _attempt(name: str, kind: str, side: Side, more: dict[str, Entity]) -> dict[str, Any]:
    rows: dict[str, Entity] = {
        "team": side.team,
        "agent": side.agent,
        "institution": side.institution,
        "portfolio": side.portfolio,
        "party": side.party,
        "address": side.address,
        "account": side.account,
        "authorisation": side.authorisation,
        **_filled_in(side),
        "alert_rules": AlertRules(),
        "house_rules": no_house("CO", CreditorType.FINANCIAL),
        **more,
    }
    if name == "visit.create":
        return creation(side.visit(), name)
    if COMMANDS[name].creates:
        return creation(rows[kind], name)
    return edit(rows[kind].id, name)


def _filled_in(side: Side) -> dict[str, Entity]:
    """A questionnaire, and what came of it in the side's portfolio."""
    said: dict[str, Any] = {"form_id": new_id(), "title": "Visita", "document": "{}"}
    questionnaire = Questionnaire(id=new_id(), created_at=WEDNESDAY, **said)
    version = QuestionnaireVersion(
        id=new_id(),
        questionnaire_id=questionnaire.id,
        form_version="1",
        document_hash="0",
        **said,
    )
    submission = Submission(
        id=new_id(),
        instance_id=f"uuid:{new_id()}",
        form_id="visita",
        received_at=WEDNESDAY,
        portfolio_id=side.portfolio.id,
    )
    review = Review(
        id=new_id(),
        submission_id=submission.id,
        act=ReviewAct.COMMENT,
        at=WEDNESDAY,
        portfolio_id=side.portfolio.id,
    )
    proposal = Proposal(
        id=new_id(),
        portfolio_id=side.portfolio.id,
        party_id=side.party.id,
        kind=ProposalKind.PHONE,
        proposed_at=WEDNESDAY,
    )
    return {
        "questionnaire": questionnaire,
        "questionnaire_version": version,
        "library_block": LibraryBlock(id=new_id(), name="Bloque", document="{}"),
        "submission": submission,
        "review": review,
        "proposal": proposal,
        "legal_hold": LegalHold(
            id=new_id(),
            portfolio_id=side.portfolio.id,
            party_id=side.party.id,
            ordered_by="Juzgado 12 Civil",
            case_number="2026-00123",
            placed_at=WEDNESDAY,
        ),
        **_of_people(side),
        "goal": _goal(side.team.id, new_id()),
        "saved_report": SavedReport(
            id=new_id(), name="Mío", owner_id=new_id(), team_id=side.team.id
        ),
        "export": Export(
            id=new_id(),
            made_by=new_id(),
            made_at=WEDNESDAY,
            listing="Visitas",
            rows=51,
            way=ExportWay.FILE,
        ),
    }


def _goal(team_id: str, agent_id: str) -> Goal:
    month_on = date(2026, 11, 1)
    return Goal(
        id=goal_id(month_on, "COP", agent_id=agent_id),
        month_on=month_on,
        currency="COP",
        team_id=team_id,
        agent_id=agent_id,
    )


def _of_people(side: Side) -> dict[str, Entity]:
    """What is written down of the side's person between visits."""
    of: dict[str, Any] = {
        "id": new_id(),
        "portfolio_id": side.portfolio.id,
        "party_id": side.party.id,
    }
    return {
        "contact": Contact(**of, at=WEDNESDAY, channel=ChannelKind.PHONE, is_two_way=True),
        "petition": Petition(
            **of,
            kind=PetitionKind.COMPLAINT,
            text="Queja",
            received_at=WEDNESDAY,
            due_on=WEDNESDAY.date(),
        ),
        "bank_payment": BankPayment(
            id=new_id(),
            portfolio_id=side.portfolio.id,
            account_number=side.account.number,
            amount_minor=100,
            currency="COP",
            value_on=WEDNESDAY.date(),
            booked_on=WEDNESDAY.date(),
        ),
    }


_BY_AGENT = ("positions", "quarantine", "alerts")


def _ask(client: Client, method: str, path: str, side: Side) -> int:
    with asked(client, method, path, side) as answer:
        return answer.status_code


def asked(client: Client, method: str, path: str, side: Side, **known: str) -> requests.Response:
    """What a route answers about a side; its body is not read yet. What the side holds besides is
    `known` by its name in the path.
    """
    agent_id = side.agent.id
    ids = {
        "agent_id": agent_id,
        "user_id": agent_id,
        "token": "x",
        "submission_id": agent_id,
        "name": "a.jpg",
        "raw_id": agent_id,
        "visit_id": agent_id,
        "file_id": side.portfolio.id,
        "portfolio_id": side.portfolio.id,
        "party_id": side.party.id,
        "address_id": side.address.id,
        "ending_id": agent_id,
        "import_id": agent_id,
        "delivery_id": agent_id,
        "webhook_id": agent_id,
        "try_id": agent_id,
        "follow_id": side.portfolio.id,
        "link_id": agent_id,
        "schedule_id": agent_id,
        "kind": "accounts",
        "key": "done",
        "sha256": "0" * 64,
    }
    path = path.format(**{**ids, **known})
    query = {"agent": side.agent.code} if path.endswith(_BY_AGENT) else {}
    if "/trails/" in path or path.endswith(("positions", "quarantine")):
        query |= {"from": "2026-03-04T00:00:00Z", "to": "2026-03-05T00:00:00Z"}
    if path.endswith(("promises", "payments")):
        query = {"visit": known.get("visit_id", side.agent.id)}
    if path.endswith("/rows"):
        query = {"fate": "changed"}
    body: Any = [] if path.endswith("operations") else {}
    json = body if method in ("POST", "PUT") else None
    return client.request(method, path, params=query, json=json, stream=True)

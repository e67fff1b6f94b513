"""Operations: applied once, refused with a reason, in conflict field by field; on both engines."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from field_api.tables.operations import operations
from kobra_domain.alerts import Alert, AlertKind
from kobra_domain.buckets import bucket_at
from kobra_domain.commands import COMMANDS
from kobra_domain.kinds import kind_of
from kobra_domain.visits import Outcome, VisitState
from kobra_records.ids import new_id
from tests.field_api.servers import Client, Running
from tests.field_api.world import DOOR, TODAY, World, creation, edit, write

pytestmark = pytest.mark.both_engines

SignIn = Callable[[str], Client]
NOW = "2026-03-04T15:00:00Z"


def test_an_operation_is_applied_once_and_its_answer_repeated(
    sign_in: SignIn, world: World
) -> None:
    supervisor = sign_in("supervisor")
    operation = creation(world.north.visit(), "visit.create")
    [first] = supervisor.operate(operation)
    assert first["status"] == "applied", first
    assert first["body"]["created_by"] == world.users["supervisor"].id
    [second] = supervisor.operate(operation)
    assert (second["status"], second["first"]) == ("duplicate", "applied")
    assert second["version"] == first["version"]
    assert second["body"] == first["body"]
    named = supervisor.post("/api/v1/operations", json={"operations": [operation]}).json()
    assert named["results"] == [second]
    refused = supervisor.post("/api/v1/operations", json={"changes": []})
    assert (refused.status_code, refused.json()["params"]) == (422, {"field": ""})


def test_the_same_id_with_another_payload_is_rejected(sign_in: SignIn, world: World) -> None:
    supervisor = sign_in("supervisor")
    operation = creation(world.north.visit(), "visit.create")
    supervisor.operate(operation)
    operation["changed"]["note"] = [None, "otra cosa"]
    [result] = supervisor.operate(operation)
    assert (result["status"], result["code"]) == ("rejected", "op_id_used")


def test_a_poison_operation_blocks_nobody(sign_in: SignIn, world: World) -> None:
    supervisor = sign_in("supervisor")
    good = creation(world.north.visit(), "visit.create")
    poison: list[dict[str, Any]] = [
        {},
        {"op_id": 7},
        {"op_id": new_id(), "command": "visit.create", "entity_id": "x", "changed": {}},
        {"op_id": new_id(), "command": "no.such", "entity_id": new_id(), "changed": {}},
        {**creation(world.north.visit(note="\0"), "visit.create")},
    ]
    results = supervisor.operate(*poison, good)
    assert [r["status"] for r in results] == ["rejected"] * len(poison) + ["applied"]


def test_different_fields_merge_and_the_same_field_conflicts(
    sign_in: SignIn, world: World, server: Running
) -> None:
    visit = world.north.visit()
    write(server.database, visit)
    supervisor, admin = sign_in("supervisor"), sign_in("admin")
    [mine] = supervisor.operate(edit(visit.id, "visit.edit", note=("", "tocar dos veces")))
    assert mine["status"] == "applied"
    [other] = admin.operate(edit(visit.id, "visit.edit", priority=("normal", "high")))
    assert other["status"] == "applied"
    assert (other["body"]["note"], other["body"]["priority"]) == ("tocar dos veces", "high")
    [clash] = admin.operate(
        edit(visit.id, "visit.edit", note=("", "no tocar"), purpose=("collection", "notice"))
    )
    assert (clash["status"], clash["fields"]) == ("conflict", ["note"])
    assert clash["body"]["note"] == "tocar dos veces"
    assert clash["body"]["purpose"] == "collection"
    [same] = admin.operate(edit(visit.id, "visit.edit", note=("", "tocar dos veces")))
    assert same["status"] == "applied"


def test_what_was_made_on_top_of_a_refused_operation_is_parked(
    sign_in: SignIn, world: World, server: Running
) -> None:
    visit = world.north.visit(note="a")
    write(server.database, visit)
    supervisor = sign_in("supervisor")
    first = edit(visit.id, "visit.edit", note=("", "b"))
    second = edit(visit.id, "visit.edit", note=("b", "c"), after=first["op_id"])
    third = edit(visit.id, "visit.edit", priority=("normal", "low"), after=second["op_id"])
    results = supervisor.operate(first, second, third)
    assert [r["status"] for r in results] == ["conflict", "rejected", "rejected"]
    assert results[1]["code"] == results[2]["code"] == "parked"


def test_a_chain_of_edits_does_not_conflict_with_itself(
    sign_in: SignIn, world: World, server: Running
) -> None:
    visit = world.north.visit()
    write(server.database, visit)
    supervisor = sign_in("supervisor")
    first = edit(visit.id, "visit.edit", note=("", "b"))
    second = edit(visit.id, "visit.edit", note=("b", "c"), after=first["op_id"])
    results = supervisor.operate(first, second)
    assert [r["status"] for r in results] == ["applied", "applied"]
    assert results[1]["body"]["note"] == "c"


def test_a_chain_overwrites_nothing_that_it_did_not_write_itself(
    sign_in: SignIn, world: World, server: Running
) -> None:
    visit = world.north.visit()
    write(server.database, visit)
    luis, sara = sign_in("supervisor"), sign_in("admin")
    first = edit(visit.id, "visit.edit", priority=("normal", "high"))
    second = edit(visit.id, "visit.edit", note=("", "de Luis"), after=first["op_id"])
    sara.operate(edit(visit.id, "visit.edit", note=("", "de Sara")))
    results = luis.operate(first, second)
    assert [r["status"] for r in results] == ["applied", "conflict"]
    assert (results[1]["fields"], results[1]["body"]["note"]) == (["note"], "de Sara")
    again = luis.operate(first, second)  # the answers were lost
    assert [(r["status"], r["first"]) for r in again] == [
        ("duplicate", "applied"),
        ("duplicate", "conflict"),
    ]


def test_a_chain_of_three_is_asked_field_by_field(
    sign_in: SignIn, world: World, server: Running
) -> None:
    visit = world.north.visit()
    write(server.database, visit)
    luis, sara = sign_in("supervisor"), sign_in("admin")
    first = edit(visit.id, "visit.edit", note=("", "a"))
    second = edit(visit.id, "visit.edit", purpose=("collection", "notice"), after=first["op_id"])
    third = edit(
        visit.id, "visit.edit", note=("a", "b"), priority=("normal", "low"), after=second["op_id"]
    )
    luis.operate(first, second)
    sara.operate(edit(visit.id, "visit.edit", priority=("normal", "high")))
    [result] = luis.operate(third)
    assert (result["status"], result["fields"]) == ("conflict", ["priority"])


def test_what_the_server_made_of_a_chain_is_the_chain_s_own(
    sign_in: SignIn, world: World, server: Running
) -> None:
    one = Alert(
        id=new_id(),
        kind=AlertKind.NOT_HEARD,
        raised_at=datetime(2026, 3, 4, 14, tzinfo=UTC),
        last_at=datetime(2026, 3, 4, 14, tzinfo=UTC),
        team_id=world.north.team.id,
        agent_id=world.north.agent.id,
    )
    write(server.database, one)
    luis = sign_in("supervisor")
    me, other, stranger = (world.users[name].id for name in ("supervisor", "admin", "stranger"))
    first = edit(
        one.id,
        "alert.attend",
        state=("open", "attended"),
        attended_by=(None, other),  # the server knows better who it was
        attended_at=(None, NOW),
    )
    second = edit(
        one.id, "alert.attend", attended_by=(other, stranger), note=("", "a"), after=first["op_id"]
    )
    results = luis.operate(first, second)
    assert [r["status"] for r in results] == ["applied", "applied"], results
    assert results[1]["body"]["attended_by"] == me


def test_a_phone_that_has_taken_a_visit_meanwhile_holds_nobody_up(
    sign_in: SignIn, world: World, server: Running
) -> None:
    """Assigned and taken back at once, before the desk hears that the phone was quicker."""
    taken: dict[str, Any] = {"state": VisitState.ON_PHONE, "agent_id": world.north.agent.id}
    at = datetime(2026, 3, 4, 15, tzinfo=UTC)
    taken |= {"assigned_at": at, "on_phone_at": at, "planned_on": TODAY}
    one, other, third = (world.north.visit(**taken) for _ in range(3))
    write(server.database, one, other, third)
    results = sign_in("supervisor").operate(
        edit(
            one.id,
            "visit.cancel",
            state=("assigned", "cancelled"),
            cancel_reason=("", "x"),
            ended_at=(None, NOW),
        ),
        edit(other.id, "visit.assign", position=(other.position, 7)),
        edit(
            third.id,
            "visit.assign",
            state=("assigned", "draft"),
            agent_id=(world.north.agent.id, None),
            assigned_at=(NOW, None),
        ),
    )
    assert [r["status"] for r in results] == ["applied"] * 3, results
    assert [r["body"]["state"] for r in results] == ["cancelled", "assigned", "draft"]
    assert [r["body"]["on_phone_at"] for r in results[1:]] == [None, None]


def test_a_visit_that_is_begun_is_not_taken_back_unseen(
    sign_in: SignIn, world: World, server: Running
) -> None:
    visit = world.north.visit(
        state=VisitState.COMPLETED, agent_id=world.north.agent.id, outcome=Outcome.NO_CONTACT
    )
    write(server.database, visit)
    change = edit(
        visit.id, "visit.cancel", state=("assigned", "cancelled"), cancel_reason=("", "x")
    )
    [result] = sign_in("supervisor").operate(change)
    assert (result["status"], result["fields"]) == ("conflict", ["state"])


def test_a_predecessor_on_another_row_is_no_leave_to_overwrite(
    sign_in: SignIn, world: World, server: Running
) -> None:
    here, there = world.north.visit(), world.north.visit()
    write(server.database, here, there)
    luis, sara = sign_in("supervisor"), sign_in("admin")
    sara.operate(edit(here.id, "visit.edit", note=("", "de Sara")))
    first = edit(there.id, "visit.edit", note=("", "de Sara"))
    second = edit(here.id, "visit.edit", note=("", "de Luis"), after=first["op_id"])
    results = luis.operate(first, second)
    assert [r["status"] for r in results] == ["applied", "conflict"]


def test_what_was_done_lies_not_after_its_arrival(
    sign_in: SignIn, world: World, server: Running
) -> None:
    """A desk whose clock is ahead; what is planned may lie ahead, and an hour past stays."""
    visit, other = world.north.visit(), world.north.visit()
    write(server.database, visit, other)
    luis, now = sign_in("supervisor"), server.clock()
    ahead, past = "2027-12-25T10:00:00Z", "2026-03-01T10:00:00Z"
    results = luis.operate(
        edit(
            visit.id,
            "visit.cancel",
            state=("draft", "cancelled"),
            cancel_reason=("", "x"),
            ended_at=(None, ahead),
        ),
        edit(
            other.id,
            "visit.cancel",
            state=("draft", "cancelled"),
            cancel_reason=("", "x"),
            ended_at=(None, past),
        ),
        creation(world.north.visit(created_at=datetime(2027, 12, 25, tzinfo=UTC)), "visit.create"),
    )
    assert [r["status"] for r in results] == ["applied"] * 3, results
    ended = [datetime.fromisoformat(r["body"]["ended_at"]) for r in results[:2]]
    assert ended == [now, datetime.fromisoformat(past)]
    assert datetime.fromisoformat(results[2]["body"]["created_at"]) == now


def test_a_list_is_one_value(sign_in: SignIn, world: World) -> None:
    user, admin = world.users["supervisor"], sign_in("admin")
    teams = [world.north.team.id, world.south.team.id]
    first = edit(user.id, "user.edit", language=("es", "en"))
    second = edit(user.id, "user.edit", team_ids=(list(user.team_ids), []), after=first["op_id"])
    admin.operate(edit(user.id, "user.edit", team_ids=(list(user.team_ids), teams)))
    named = {"operations": [first, second]}
    results = admin.post("/api/v1/operations", json=named).json()["results"]
    assert [r["status"] for r in results] == ["applied", "conflict"]
    assert results[1]["body"]["team_ids"] == teams


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("viewer", "not_allowed"),
        ("agent", "not_allowed"),
        ("stranger", "outside_scope"),
        ("nobody", "outside_scope"),
    ],
)
def test_who_may_not_plan_there_is_refused(
    sign_in: SignIn, world: World, who: str, code: str
) -> None:
    [result] = sign_in(who).operate(creation(world.north.visit(), "visit.create"))
    assert (result["status"], result["code"]) == ("rejected", code)
    assert result["body"] is None


def test_a_row_outside_the_scope_is_as_if_it_were_not_there(
    sign_in: SignIn, world: World, server: Running
) -> None:
    visit = world.north.visit()
    write(server.database, visit)
    [result] = sign_in("stranger").operate(edit(visit.id, "visit.edit", note=("", "x")))
    assert (result["status"], result["code"], result["body"]) == ("rejected", "not_found", None)


@pytest.mark.parametrize("field", ["party_id", "address_id", "account_ids"])
def test_a_visit_holds_together_inside_one_portfolio(
    sign_in: SignIn, world: World, field: str
) -> None:
    south = world.south.visit()
    visit = world.north.visit(**{field: getattr(south, field)})
    [result] = sign_in("admin").operate(creation(visit, "visit.create"))
    assert (result["status"], result["code"]) == ("rejected", "unknown_reference")


def test_an_agent_of_another_team_cannot_be_assigned(
    sign_in: SignIn, world: World, server: Running
) -> None:
    visit = world.north.visit()
    write(server.database, visit)
    [result] = sign_in("supervisor").operate(_assignment(visit.id, world.south.agent.id))
    assert (result["code"], result["params"]["field"]) == ("unknown_reference", "agent_id")


def test_the_law_is_asked_at_assignment(sign_in: SignIn, world: World, server: Running) -> None:
    visit, sunday = world.north.visit(), "2026-03-08"
    write(server.database, visit)
    supervisor = sign_in("supervisor")
    [refused] = supervisor.operate(_assignment(visit.id, world.north.agent.id, sunday))
    assert refused["status"] == "rejected"
    assert refused["params"]["source"]
    assert refused["params"]["next_allowed_at"]
    [allowed] = supervisor.operate(_assignment(visit.id, world.north.agent.id))
    assert allowed["status"] == "applied", allowed


def test_without_an_authorisation_a_colombian_home_is_not_visited(
    sign_in: SignIn, world: World
) -> None:
    admin = sign_in("admin")
    [revoked] = admin.operate(
        edit(world.north.authorisation.id, "authorisation.edit", revoked_on=(None, "2026-03-01"))
    )
    assert revoked["status"] == "applied"
    visit = world.north.visit(planned_on=TODAY)
    [refused] = admin.operate(creation(visit, "visit.create"))
    assert refused["status"] == "rejected"
    assert refused["params"]["source"]


@pytest.mark.parametrize(
    ("metres_north", "verdict", "completion"),
    [(0, "at_address", "applied"), (500, "away", "rejected")],
)
def test_the_server_judges_the_check_in_and_the_completion(
    sign_in: SignIn,
    world: World,
    server: Running,
    metres_north: float,
    verdict: str,
    completion: str,
) -> None:
    visit = world.north.visit()
    write(server.database, visit)
    sign_in("supervisor").operate(_assignment(visit.id, world.north.agent.id))
    agent = sign_in("agent")
    [arrived] = agent.operate(_arrival(visit.id, metres_north))
    assert arrived["status"] == "applied", arrived
    assert arrived["body"]["verdict"] == verdict
    [done] = agent.operate(
        edit(
            visit.id,
            "visit.complete",
            state=("checked_in", "completed"),
            outcome=(None, "contact_holder"),
            ended_at=(None, NOW),
        )
    )
    assert done["status"] == completion, done
    if completion == "rejected":
        assert done["code"] == "not_at_address"
    else:
        assert done["body"]["review"] == "received"
        then = bucket_at(world.north.account, world.north.portfolio.buckets)
        assert done["body"]["bucket"] == then
        assert done["body"]["overdue_minor"] == world.north.account.overdue_minor


def test_the_evidence_of_the_first_check_in_stands(
    sign_in: SignIn, world: World, server: Running
) -> None:
    visit = world.north.visit()
    write(server.database, visit)
    sign_in("supervisor").operate(_assignment(visit.id, world.north.agent.id))
    agent = sign_in("agent")
    [first] = agent.operate(_arrival(visit.id, 500))
    server.clock.forward(hours=12)  # a retry is not judged anew, neither by the law nor by its age
    agent = sign_in("agent")
    [again] = agent.operate(_arrival(visit.id, 500))
    assert (again["status"], again["body"]) == ("applied", first["body"])
    better = _arrival(visit.id, 0)
    fixes = (first["body"]["check_in"], better["changed"]["check_in"][1])
    [moved] = agent.operate(edit(visit.id, "visit.check_in", check_in=fixes))
    assert (moved["status"], moved["code"]) == ("rejected", "unlawful_move")
    assert moved["body"] == first["body"]


def test_a_visit_about_an_account_that_is_gone_is_refused(
    sign_in: SignIn, world: World, server: Running
) -> None:
    visit = world.north.visit(account_ids=(world.north.account.id, new_id()))
    write(server.database, visit)
    [result] = sign_in("supervisor").operate(_assignment(visit.id, world.north.agent.id))
    assert (result["status"], result["code"]) == ("rejected", "unknown_reference")
    assert result["params"]["field"] == "account_ids"


@pytest.mark.parametrize(("metres_north", "raised"), [(0, 0), (500, 1)])
def test_a_check_in_away_from_the_door_raises_one_alert(
    sign_in: SignIn, world: World, server: Running, metres_north: float, raised: int
) -> None:
    visit = world.north.visit()
    write(server.database, visit)
    supervisor, agent = sign_in("supervisor"), sign_in("agent")
    supervisor.operate(_assignment(visit.id, world.north.agent.id))
    [arrived] = agent.operate(_arrival(visit.id, metres_north))
    agent.operate(_arrival(visit.id, metres_north))  # a retry raises nothing
    pulled = supervisor.pull()
    assert pulled.put["visit", visit.id]["state"] == "checked_in"
    alerts = [body for (kind, _), body in pulled.put.items() if kind == "alert"]
    assert len(alerts) == raised
    for alert in alerts:
        assert (alert["kind"], alert["visit_id"]) == ("outside_fence", visit.id)
        assert (alert["agent_id"], alert["team_id"]) == (world.north.agent.id, world.north.team.id)
        assert alert["detail"] == f"{arrived['body']['distance_m']:.0f}"
        assert alert["lat"] == arrived["body"]["check_in"]["lat"]
    assert not [kind for kind, _ in sign_in("stranger").pull().put if kind == "alert"]


def test_the_server_alone_writes_its_findings(
    sign_in: SignIn, world: World, server: Running
) -> None:
    visit = world.north.visit()
    write(server.database, visit)
    [result] = sign_in("supervisor").operate(
        edit(visit.id, "visit.edit", verdict=(None, "at_address"))
    )
    assert (result["status"], result["code"]) == ("rejected", "field_not_writable")


def test_single_values_are_said_to_be_taken(sign_in: SignIn, world: World) -> None:
    admin, north = sign_in("admin"), world.north
    taken = [
        edit(world.south.agent.id, "agent.edit", code=("AG-02", "ag-01")),
        edit(
            world.users["viewer"].id,
            "user.edit",
            email=("viewer@kobra.example", "ADMIN@kobra.example"),
        ),
        creation(north.account, "account.create")
        | {
            "entity_id": (new := new_id()),
            "changed": {**creation(north.account, "")["changed"], "id": [None, new]},
        },
    ]
    for result in admin.operate(*taken):
        assert (result["status"], result["code"]) == ("rejected", "already_taken"), result


def test_a_row_does_not_move_to_another_portfolio(sign_in: SignIn, world: World) -> None:
    [result] = sign_in("admin").operate(
        edit(
            world.north.party.id,
            "party.edit",
            portfolio_id=(world.north.portfolio.id, world.south.portfolio.id),
        )
    )
    assert (result["status"], result["code"]) == ("rejected", "portfolio_fixed")


def test_the_last_administrator_stays(sign_in: SignIn, world: World) -> None:
    me = world.users["admin"].id
    [result] = sign_in("admin").operate(edit(me, "user.edit", is_active=(True, False)))
    assert (result["status"], result["code"]) == ("rejected", "last_admin")


def test_what_an_administrator_does_is_audited(sign_in: SignIn, world: World) -> None:
    admin = sign_in("admin")
    admin.operate(edit(world.north.portfolio.id, "portfolio.edit", radius_m=(60.0, 80.0)))
    [line] = admin.get("/api/v1/audit").json()["items"]
    assert (line["act"], line["subject_id"]) == ("portfolio.edit", world.north.portfolio.id)
    assert line["details"] == {"fields": ["radius_m"]}


def test_what_a_supervisor_decides_for_others_is_audited(
    sign_in: SignIn, world: World, server: Running
) -> None:
    visit = world.north.visit()
    write(server.database, visit)
    [done] = sign_in("supervisor").operate(_assignment(visit.id, world.north.agent.id))
    assert done["status"] == "applied", done
    lines = sign_in("admin").get("/api/v1/audit").json()["items"]
    assert ("visit.assign", visit.id) in {(a["act"], a["subject_id"]) for a in lines}


def test_an_act_over_several_rows_is_kept_and_audited_as_one(
    sign_in: SignIn, world: World, server: Running
) -> None:
    admin, act = sign_in("admin"), new_id()
    both = [
        {**edit(side.portfolio.id, "portfolio.edit", radius_m=(60.0, 80.0)), "act_id": act}
        for side in (world.north, world.south)
    ]
    alone = edit(world.north.portfolio.id, "portfolio.edit", radius_m=(80.0, 90.0))
    assert [r["status"] for r in admin.operate(*both, alone)] == ["applied"] * 3
    lines = admin.get("/api/v1/audit").json()["items"]
    assert [line["details"].get("act_id") for line in lines] == [None, act, act]
    with server.database.read() as connection:
        kept = dict(connection.execute(select(operations.c.op_id, operations.c.act_id)).all())
    assert [kept[one["op_id"]] for one in (*both, alone)] == [act, act, None]
    [refused] = admin.operate({**alone, "op_id": new_id(), "act_id": "not an id"})
    assert (refused["status"], refused["code"]) == ("rejected", "malformed_operation")


def _assignment(visit_id: str, agent_id: str, day: str = TODAY.isoformat()) -> dict[str, Any]:
    return edit(
        visit_id,
        "visit.assign",
        state=("draft", "assigned"),
        agent_id=(None, agent_id),
        planned_on=(None, day),
        assigned_at=(None, NOW),
    )


def _arrival(visit_id: str, metres_north: float) -> dict[str, Any]:
    fix = {
        "at": NOW,
        "fix_at": NOW,
        "lat": DOOR[0] + metres_north / 111_000,
        "lon": DOOR[1],
        "accuracy_m": 8.0,
        "is_mock": False,
    }
    return edit(visit_id, "visit.check_in", state=("assigned", "checked_in"), check_in=(None, fix))


def test_whatever_is_named_must_be_there(sign_in: SignIn, world: World) -> None:
    """Each field of each kind that names a row, however deep the id lies; the server's own word
    (who did it) is not asked for.
    """
    side = world.north
    visit = side.visit(agent_id=side.agent.id, planned_on=TODAY, state=VisitState.ASSIGNED)
    asked = []
    for row in [*side.rows(), visit, side.visit(questionnaire_id=new_id())]:
        kind = kind_of(row)
        for reference in kind.references:
            if not reference.ids(row) or reference.kind == "user":
                continue
            if reference.field not in COMMANDS[f"{kind.name}.create"].fields:
                continue
            operation = creation(replace(row, id=new_id()), f"{kind.name}.create")
            text = json.dumps(operation["changed"][reference.field][1])
            for one in reference.ids(row):
                text = text.replace(one, new_id())
            operation["changed"][reference.field][1] = json.loads(text)
            asked.append((reference.field, operation))
    results = sign_in("admin").operate(*(operation for _, operation in asked))
    said = [(one["code"], one["params"].get("field")) for one in results]
    assert said == [("unknown_reference", field) for field, _ in asked]
    assert {field for field, _ in asked} >= {
        "team_id",
        "parties",
        "account_ids",
        "questionnaire_id",
    }

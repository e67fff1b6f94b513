"""`kobra-desktop plan`: what outside tests rely on, to the letter, and what hostile files get."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from kobra_desktop import plan_verb
from kobra_desktop.command_line import main
from kobra_desktop.planning.engine import PlanFailed
from kobra_desktop.planning.stages import Asked, Search
from kobra_domain.planning.draft import never

Said = tuple[int, str, str]
Run = Callable[..., Said]
DAY = "2026-12-02T"
PROBLEM: dict[str, Any] = {
    "agents": [
        {
            "id": "ana",
            "start": [4.65, -74.07],
            "end": [4.65, -74.07],
            "shift": [f"{DAY}08:00:00-05:00", f"{DAY}18:00:00-05:00"],
            "breaks": [{"minutes": 60, "window": [f"{DAY}12:00:00-05:00", f"{DAY}15:00:00-05:00"]}],
            "max_visits": 3,
        }
    ],
    "visits": [
        {
            "id": "v1",
            "lat": 4.66,
            "lon": -74.07,
            "service_minutes": 20,
            "windows": [[f"{DAY}09:00:00-05:00", f"{DAY}10:00:00-05:00"]],
            "priority": 1,
        },
        {
            "id": "v2",
            "lat": 4.67,
            "lon": -74.08,
            "service_minutes": 20,
            "windows": [],
            "priority": 1,
            "pin_agent": "ana",
            "pin_hour": f"{DAY}16:00:00-05:00",
        },
        {"id": "v3", "lat": None, "lon": None, "service_minutes": 20, "windows": [], "priority": 1},
    ],
    "metres_factor": 1.35,
    "speed_kmh": 25,
}


@pytest.fixture(autouse=True)
def in_spanish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "es_CO.UTF-8")


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    def run(verb: str, *shapes: Any, words: tuple[str, ...] = ()) -> Said:
        paths = []
        for index, shape in enumerate(shapes):
            path = tmp_path / f"{index}.json"
            raw = shape if isinstance(shape, bytes) else json.dumps(shape).encode()
            path.write_bytes(raw)
            paths.append(str(path))
        code = main(["plan", verb, *paths, *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


@pytest.fixture
def in_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The search in this process, so many turns: what is tried here is the verb."""

    def solve(asked: Asked, **_: Any) -> Any:
        return Search(
            Asked(problem=asked.problem, seed=asked.seed, turns=5), lambda found: None, never
        ).run()

    monkeypatch.setattr(plan_verb, "solve", solve)


def changed(shape: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """A copy with another value at a dotted path."""
    copy = deepcopy(shape)
    *way, last = [int(step) if step.isdecimal() else step for step in path.split(".")]
    at: Any = copy
    for step in way:
        at = at[step]
    at[last] = value
    return copy


def test_a_problem_is_solved_in_its_own_process_and_the_plan_holds(said: Run) -> None:
    code, out, _ = said("solve", PROBLEM, words=("--seconds", "0.3", "--seed", "7", "--json"))
    plan = json.loads(out)
    assert code == 0
    assert set(plan) == {"routes", "unassigned"}
    (route,) = plan["routes"]
    assert set(route) == {"agent", "stops", "metres", "minutes"}
    assert [stop["visit"] for stop in route["stops"]] == ["v1", "v2"]
    assert set(route["stops"][0]) == {"visit", "arrival", "start", "end"}
    assert route["stops"][0]["start"] == f"{DAY}09:00:00-05:00"
    assert plan["unassigned"] == [
        {"visit": "v3", "why": "No tiene lugar en el mapa: corrige su dirección."}
    ]
    code, out, _ = said("check", PROBLEM, plan)
    assert (code, json.loads(out)) == (0, {"breaches": []})


def test_a_plan_for_people_says_each_day(said: Run, in_here: None) -> None:
    code, out, _ = said("solve", PROBLEM)
    assert code == 0
    assert out.splitlines()[1:] == [
        "  09:00–09:20  v1",
        "  15:50–16:10  v2",
        "Sin asignar: 1 visita",
        "  v3: No tiene lugar en el mapa: corrige su dirección.",
    ]


def test_an_hour_of_the_day_pins_too(said: Run, in_here: None) -> None:
    _, out, _ = said("solve", changed(PROBLEM, "visits.1.pin_hour", "16:00"), words=("--json",))
    (route,) = json.loads(out)["routes"]
    assert route["stops"][1]["start"] == f"{DAY}15:50:00-05:00"


def test_a_plan_that_breaks_a_rule_says_which_and_exits_with_one(said: Run, in_here: None) -> None:
    plan = json.loads(said("solve", PROBLEM, words=("--json",))[1])
    late = changed(plan, "routes.0.stops.0.start", f"{DAY}08:30:00-05:00")
    late["routes"][0]["stops"][0]["arrival"] = f"{DAY}08:30:00-05:00"
    late["routes"][0]["stops"][0]["end"] = f"{DAY}08:50:00-05:00"
    code, out, _ = said("check", PROBLEM, late)
    (breach,) = json.loads(out)["breaches"]
    assert code == 1
    assert breach == {
        "agent": "ana",
        "visit": "v1",
        "rule": "window",
        "why": "No comienza y termina dentro de una de sus horas permitidas. "
        "Podría desde las 09:00.",
    }
    plan["routes"] = []
    code, out, _ = said("check", PROBLEM, plan)
    assert [one["rule"] for one in json.loads(out)["breaches"]] == ["missing", "missing"]


@pytest.mark.parametrize(
    ("path", "value", "word"),
    [
        ("agents", {}, "agents"),
        ("agents.0", 7, "agents[0]"),
        ("agents.0.id", "", "agents[0].id"),
        ("agents.0.start", [91, 0], "agents[0].start"),
        ("agents.0.start", "home", "agents[0].start"),
        ("agents.0.shift", [f"{DAY}08:00:00", f"{DAY}18:00:00"], "agents[0].shift"),
        (
            "agents.0.shift",
            [f"{DAY}18:00:00-05:00", f"{DAY}08:00:00-05:00"],
            "agents[0].shift",
        ),
        ("agents.0.shift", ["x"], "agents[0].shift"),
        ("agents.0.breaks", [{"minutes": -1}], "agents[0].breaks[0].minutes"),
        ("agents.0.breaks", [{}] * 7, "agents[0].breaks"),
        ("agents.0.max_visits", True, "agents[0].max_visits"),
        ("visits.0.lat", None, "visits[0]"),
        ("visits.0.lat", float("nan"), "visits[0]"),
        ("visits.0.windows", [[1, 2]], "visits[0].windows[0]"),
        ("visits.0.windows", 5, "visits[0].windows"),
        ("visits.0.service_minutes", "20", "visits[0].service_minutes"),
        ("visits.0.priority", -1, "visits[0].priority"),
        ("visits.1.id", "v1", "«v1»"),
        ("visits.1.pin_agent", "eva", "«eva»"),
        ("visits.1.pin_hour", "25:99", "visits[1].pin_hour"),
        ("speed_kmh", 0, "speed_kmh"),
        ("metres_factor", 10**400, "metres_factor"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_is_wrong_in_a_problem_is_named(said: Run, path: str, value: Any, word: str) -> None:
    code, out, err = said("solve", changed(PROBLEM, path, value))
    assert (code, out) == (2, "")
    assert word in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "raw", [b"", b"\xff\xfe\x00", b"[]", b"{", b"[" * 100_000, b'{"agents": []}', b"null"]
)
def test_what_is_no_problem_is_a_sentence(said: Run, raw: bytes) -> None:
    code, out, err = said("solve", raw, words=("--json",))
    assert code == 2
    assert json.loads(out)["errors"] == 1
    assert err == ""


def test_a_plan_names_only_what_the_problem_holds(said: Run) -> None:
    stranger = {"routes": [{"agent": "eva", "stops": [], "metres": 0, "minutes": 0}]}
    code, _, err = said("check", PROBLEM, stranger, words=())
    assert code == 2
    other = {"routes": [], "unassigned": [{"visit": "v9", "why": ""}]}
    code, out, _ = said("check", PROBLEM, other)
    assert code == 2
    assert "v9" in out + err


def test_no_agents_and_no_file_and_no_engine(
    said: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = said("solve", changed(PROBLEM, "agents", []), words=("--json",))
    assert code == 2  # a visit is pinned to nobody
    free = changed(changed(PROBLEM, "agents", []), "visits", PROBLEM["visits"][:1])
    code, out, _ = said("solve", free, words=("--json",))
    assert code == 0
    assert json.loads(out)["unassigned"] == [{"visit": "v1", "why": "Nadie tiene turno ese día."}]
    assert main(["plan", "solve", "nowhere.json"]) == 2
    assert "nowhere.json" in capsys.readouterr().err

    def failing(asked: Asked, **_: Any) -> Any:
        raise PlanFailed("plan.engine_crashed")

    monkeypatch.setattr(plan_verb, "solve", failing)
    code, _, err = said("solve", PROBLEM)
    assert code == 2
    assert "El planeador falló" in err


@pytest.mark.parametrize("words", [("--seconds", "0"), ("--seconds", "x"), ("--seed", "-1")])
def test_what_is_no_number_ends_the_program(said: Run, words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        said("solve", PROBLEM, words=words)
    assert ended.value.code == 2


def test_ctrl_c_is_no_failure(said: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(asked: Asked, **_: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(plan_verb, "solve", interrupted)
    assert said("solve", PROBLEM)[0] == 130

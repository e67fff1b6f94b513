"""What the lint says of where a form is filled in."""

import pytest

from kobra_domain.questionnaires.form import Node
from kobra_domain.questionnaires.lint_geofence import reads_visits
from kobra_domain.questionnaires.references import Reading
from tests.kobra_domain.questionnaires.forms import question
from tests.kobra_domain.questionnaires.linted import codes, named_form, only, said

VISIT = question("visita", "select_one_from_file visitas.csv")
PLACE = question("v_geo", "calculate", calculation="pulldata('visitas', 'geometry', 'name', '1')")
LOCATED = "location-priority=balanced location-min-interval=60 location-max-age=120"
AUDIT = question("audit", "audit", parameters=LOCATED)


CHECKED = "(${v_geo} = '' or distance(., ${v_geo}) < 80) and selected-at(., 3) < 30"


def arrival(constraint: str = CHECKED, **cells: str) -> Node:
    made = {"constraint": constraint, "constraint_message": "Acérquese al domicilio", **cells}
    return question("llegada", "geopoint", **made)


def test_a_form_with_all_that_proves_the_place() -> None:
    assert codes(VISIT, PLACE, arrival(), AUDIT) == []


@pytest.mark.parametrize(
    "node",
    [
        VISIT,
        PLACE,
        question("visitas", "csv-external"),
        question("x", "calculate", calculation="count(instance('visitas')/root/item)"),
    ],
)
def test_forms_that_read_the_visits(node: Node) -> None:
    assert reads_visits(Reading(named_form(node)))
    assert set(codes(node)) >= {"arrival_missing", "audit_missing"}


def test_other_forms_need_no_place() -> None:
    assert codes(question("a"), question("audit", "audit")) == []
    assert codes(question("llegada", "geopoint")) == []


def test_the_arrival_is_checked() -> None:
    form = named_form(VISIT, question("llegada", "geopoint"), AUDIT)
    assert said(form) == [("arrival_unchecked", "llegada", "constraint")]


def test_the_arrival_cannot_be_moved_by_hand() -> None:
    form = named_form(VISIT, PLACE, arrival(appearance="placement-map"), AUDIT)
    assert said(form) == [("placement_map", "llegada", "appearance")]
    assert codes(question("casa", "geopoint", appearance="placement-map")) == []


def test_the_arrival_is_measured_well() -> None:
    form = named_form(VISIT, PLACE, arrival("${v_geo} = '' or distance(., ${v_geo}) < 80"), AUDIT)
    assert said(form) == [("arrival_accuracy_unchecked", "llegada", "constraint")]
    form = named_form(VISIT, PLACE, arrival(parameters="allow-mock-accuracy=true"), AUDIT)
    assert said(form) == [("arrival_mock_allowed", "llegada", "parameters")]


def test_the_audit_says_where() -> None:
    form = named_form(VISIT, PLACE, arrival(), question("audit", "audit"))
    assert said(form) == [("audit_without_location", "audit", "parameters")]
    some = question("audit", "audit", parameters="location-priority=balanced")
    found = only(named_form(some), "audit_location_incomplete")
    assert found.is_error
    assert found.params["keys"] == "location-min-interval, location-max-age"
    assert "audit_location_incomplete" not in codes(question("audit", "audit", parameters="a b"))


@pytest.mark.parametrize(
    "constraint",
    [
        "${v_geo} = '' or distance(., ${v_geo}) < 80",
        "'' = ${v_geo} or distance(., ${v_geo}) < 80",
        "if(${v_geo} != '', distance(., ${v_geo}) < 80, true())",
        "string-length(${v_geo}) = 0 or distance(., ${v_geo}) < 80",
        "distance(., coalesce(${v_geo}, .)) < 80",
        "distance(., '19 -99 0 0') < 80",
        "distance(${llegada}, .) < 80",
    ],
)
def test_guarded_distances(constraint: str) -> None:
    assert "distance_unguarded" not in codes(PLACE, arrival(constraint))


@pytest.mark.parametrize(
    "constraint",
    ["distance(., ${v_geo}) < 80", "${v_geo} != 'x' and distance(${v_geo}, .) + 1 < 80"],
)
def test_unguarded_distances(constraint: str) -> None:
    found = only(named_form(PLACE, arrival(constraint)), "distance_unguarded")
    assert (found.uid, found.column, found.params) == (
        "llegada",
        "constraint",
        {"reference": "v_geo"},
    )


def test_relevance_guards_too() -> None:
    text = "distance(., ${v_geo}) < 80"
    assert "distance_unguarded" not in codes(PLACE, arrival(text, relevant="${v_geo} != ''"))
    assert "distance_unguarded" in codes(PLACE, arrival(text, relevant="${v_geo} = ("))


def test_an_unreadable_distance_is_told_elsewhere() -> None:
    found = codes(PLACE, arrival("distance(., ${v_geo} < 80"))
    assert "distance_unguarded" not in found
    assert "expression_unclosed_bracket" in found

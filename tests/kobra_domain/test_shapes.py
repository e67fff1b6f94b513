"""What the types of entities say to forms."""

from kobra_domain.limits import Length, Range
from kobra_domain.people import Agent, ShiftSpan, Team
from kobra_domain.shapes import shape_of
from kobra_domain.visits import Visit, VisitState


def test_a_shape_has_the_plain_type_and_its_limits() -> None:
    shape = shape_of(Agent, "moving_interval_s")
    limit = shape.limit(Range)
    assert shape.base is int
    assert limit is not None
    assert shape.limit(Length) is None
    assert (shape.is_optional, shape.is_many) == (False, False)


def test_what_may_be_missing_keeps_its_limits() -> None:
    shape = shape_of(Agent, "team_id")
    assert (shape.base, shape.is_optional) == (str, True)
    assert shape.markers


def test_several_are_told_by_one_of_them() -> None:
    shape = shape_of(Agent, "shift")
    assert (shape.base, shape.is_many) == (ShiftSpan, True)


def test_what_has_no_limit_is_its_type() -> None:
    assert shape_of(Visit, "state").base is VisitState
    assert shape_of(Team, "is_active").base is bool

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

import pytest

from kobra_domain.alerts import AlertKind
from kobra_domain.errors import Invalid
from kobra_domain.events import EventKind
from kobra_domain.follows import (
    Follow,
    FollowMode,
    Urgency,
    check_follow,
    hour_of,
    next_digest,
    urgency_of,
)
from kobra_domain.limits import check

PORTFOLIO = "00000000-0000-4000-8000-000000000001"


def a_follow(**changed: object) -> Follow:
    values: dict[str, object] = {
        "id": "00000000-0000-4000-8000-000000000002",
        "email": "ana@entidad.example",
        "mode": FollowMode.EACH,
        "portfolio_ids": (PORTFOLIO,),
    }
    return Follow(**{**values, **changed})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "address",
    [
        '"Ana" <trick@otra.example>',
        "ana@entidad.example, otra@b.example",
        "ana@entidad.example\nBcc: b@c.example",
        "ana@[127.0.0.1]",
        "<ana@entidad.example>",
        "ana@entidad",
        "",
        "ana" * 40 + "@entidad.example",
    ],
)
def test_an_address_is_one_plain_address(address: str) -> None:
    with pytest.raises(Invalid) as refused:
        check(a_follow(email=address))
    assert refused.value.params["field"] == "email"


def test_an_address_with_all_that_is_lawful_passes() -> None:
    check(a_follow(email="ana.ruiz+kobra@correo.entidad-1.example", digest_at=time(7), cap=5))


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"mode": FollowMode.DIGEST}, "missing", "digest_at"),
        ({"portfolio_ids": ()}, "missing", "portfolio_ids"),
        ({"user_id": PORTFOLIO, "is_client": True}, "client_is_no_user", "is_client"),
    ],
)
def test_what_does_not_go_together_is_refused(
    changed: dict[str, object], code: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        check_follow(a_follow(**changed))
    assert (refused.value.code, refused.value.params["field"]) == (code, field)


def test_a_user_may_follow_all_that_they_see() -> None:
    check_follow(a_follow(portfolio_ids=(), user_id=PORTFOLIO))


@pytest.mark.parametrize("mode", list(FollowMode))
def test_an_sos_is_told_to_all_but_clients(mode: FollowMode) -> None:
    follow = a_follow(mode=mode, digest_at=time(7))
    assert urgency_of(follow, EventKind.ALERT_RAISED, AlertKind.SOS) is Urgency.SOS
    client = a_follow(mode=mode, digest_at=time(7), is_client=True)
    assert urgency_of(client, EventKind.ALERT_RAISED, AlertKind.SOS) is None


def test_only_alerts_are_broken_promises_and_what_is_raised() -> None:
    follow = a_follow(mode=FollowMode.ALERTS)
    told = {kind for kind in EventKind if urgency_of(follow, kind, None)}
    assert told == {
        *(EventKind.ALERT_RAISED, EventKind.ZONE_ENTERED),
        EventKind.PROMISE_BROKEN,
    }


def test_each_is_told_of_results_too_and_not_of_the_office() -> None:
    untold = {kind for kind in EventKind if urgency_of(a_follow(), kind, None) is None}
    assert untold == {EventKind.ADDRESS_PROPOSED, EventKind.SUBMISSION_REVIEWED}
    assert urgency_of(a_follow(), EventKind.VISIT_COMPLETED, None) is Urgency.EACH


def test_a_client_hears_of_doors_and_of_no_phones() -> None:
    client = a_follow(is_client=True)
    away = urgency_of(client, EventKind.ALERT_RAISED, AlertKind.OUTSIDE_FENCE)
    assert away is Urgency.ALERT
    assert urgency_of(client, EventKind.ALERT_RAISED, AlertKind.LOW_BATTERY) is None


def test_a_digest_is_of_the_local_hour_and_strictly_later() -> None:
    noon = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
    assert next_digest(time(7), "America/Bogota", noon) == noon + timedelta(days=1)
    before = noon - timedelta(seconds=1)
    assert next_digest(time(7), "America/Bogota", before) == noon


@pytest.mark.parametrize("at", [time(1, 30), time(2, 30), time(0, 0), time(23, 59)])
@pytest.mark.parametrize(
    "start", [datetime(2026, 3, 6, tzinfo=UTC), datetime(2026, 10, 30, tzinfo=UTC)]
)
def test_it_comes_once_on_each_day_of_a_clock_change(at: time, start: datetime) -> None:
    """New York goes forward on 8 March 2026 and back on 1 November."""
    moments = [start]
    for _ in range(5):
        moments.append(next_digest(at, "America/New_York", moments[-1]))
    gaps = {later - earlier for earlier, later in pairwise(moments[1:])}
    assert gaps <= {timedelta(hours=hours) for hours in (23, 24, 25)}
    assert sum(gaps, timedelta()) > timedelta(0)


def test_the_hour_is_the_clocks_where_zones_have_halves() -> None:
    now = datetime(2026, 11, 30, 12, 10, 5, tzinfo=UTC)  # 17:40 in Kolkata
    begun, ends = hour_of(now, "Asia/Kolkata")
    assert begun == datetime(2026, 11, 30, 11, 30, tzinfo=UTC)
    assert ends - begun == timedelta(hours=1)

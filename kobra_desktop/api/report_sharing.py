"""Reports that are shared: links and schedules, which the server keeps."""

from __future__ import annotations

from kobra_desktop.api.http import FieldApi, read
from kobra_domain.reports.sharing import (
    Ended,
    LinkMade,
    LinksSaid,
    LinkWish,
    SchedulesSaid,
    ScheduleWish,
    Shared,
)
from kobra_records import json_form

_LINKS, _SCHEDULES = "/report-links", "/report-schedules"


def links(api: FieldApi) -> LinksSaid:
    """One's own, or all for who administers. Raises ApiError, as all of these."""
    found: LinksSaid = read(api.request("GET", _LINKS), LinksSaid)
    return found


def make_link(api: FieldApi, wish: LinkWish) -> LinkMade:
    """A new one, with its address."""
    answer = api.request("POST", _LINKS, json=json_form.builtin(wish))
    made: LinkMade = read(answer, LinkMade)
    return made


def renew_link(api: FieldApi, link_id: str) -> LinkMade:
    """The same report as it is now, by another address; the one before ends."""
    made: LinkMade = read(api.request("POST", f"{_LINKS}/{link_id}/renew"), LinkMade)
    return made


def end_link(api: FieldApi, link_id: str) -> None:
    """It opens nothing any more."""
    api.request("DELETE", f"{_LINKS}/{link_id}")


def end_links(api: FieldApi) -> int:
    """All of one's own end; answers how many."""
    ended: Ended = read(api.request("DELETE", _LINKS), Ended)
    return ended.count


def read_link(api: FieldApi, token: str) -> Shared:
    """Which report with which filters a link is of."""
    answer = api.request("POST", f"{_LINKS}/read", json={"token": token})
    found: Shared = read(answer, Shared)
    return found


def schedules(api: FieldApi) -> SchedulesSaid:
    """One's own, or all for who administers."""
    found: SchedulesSaid = read(api.request("GET", _SCHEDULES), SchedulesSaid)
    return found


def save_schedule(api: FieldApi, schedule_id: str, wish: ScheduleWish) -> None:
    """Make or change one."""
    api.request("PUT", f"{_SCHEDULES}/{schedule_id}", json=json_form.builtin(wish))


def send_schedule(api: FieldApi, schedule_id: str) -> None:
    """Its readers get it now as well."""
    api.request("POST", f"{_SCHEDULES}/{schedule_id}/send")


def remove_schedule(api: FieldApi, schedule_id: str) -> None:
    """It is sent no more."""
    api.request("DELETE", f"{_SCHEDULES}/{schedule_id}")

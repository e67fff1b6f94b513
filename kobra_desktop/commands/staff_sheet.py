"""Agents of a sheet, with the teams that come with them: one act, undone as one."""

from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import Done, do
from kobra_desktop.store import rows
from kobra_desktop.store.making import Edit
from kobra_desktop.store.watching import Watch, unwatched
from kobra_domain.people import Agent, ShiftSpan, Team
from kobra_domain.staff_sheet import StaffPlan, StaffStep, plan_staff
from kobra_records.files.staff_sheets import StaffSheet

_FIELDS = ("code", "name", "team_id", "phone", "email", "time_zone", "shift")


def staff_plan(
    desk: Desk, sheet: StaffSheet, *, time_zone: str, shift: tuple[ShiftSpan, ...] = ()
) -> StaffPlan:
    """What a sheet would do with the agents that are here; nothing is written."""
    with desk.store.reading() as connection:
        agents: list[Agent] = rows.entities(connection, "agent")
        teams: list[Team] = rows.entities(connection, "team")
    return plan_staff(
        sheet.lines, agents, teams, new_id=desk.new_id, time_zone=time_zone, shift=shift
    )


def take_staff(desk: Desk, plan: StaffPlan, watch: Watch = unwatched) -> Done:
    """Make and change what the plan says. Taken back after it was sent, who came is no longer in
    use: phones and visits may know them. Raises DomainError, Stopped.
    """
    made = [Edit("team.create", one.id, {"id": one.id, "name": one.name}) for one in plan.teams]
    back = [Edit("team.edit", one.id, {"is_active": False}) for one in plan.teams]
    for step in plan.written:
        edit, inverse = _edits(step)
        made.append(edit)
        back.insert(0, inverse)
    return do(desk, made, inverse=back, watch=watch)


def _edits(step: StaffStep) -> tuple[Edit, Edit]:
    after, before = step.after, step.before
    if before is None:
        values = {name: getattr(after, name) for name in _FIELDS}
        create = Edit("agent.create", after.id, {"id": after.id, **values})
        return create, Edit("agent.edit", after.id, {"is_active": False})
    old = {name: getattr(before, name) for name in step.changes}
    edit = Edit("agent.edit", before.id, step.changes, before)
    return edit, Edit("agent.edit", before.id, old)

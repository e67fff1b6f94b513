"""What an agent said and then corrected: a form, the edits of it (`deprecatedID`), the edits of
those. They are one word about one event: it happened when the first was filled in, and the last
says what. In whatever order they come, they are put together here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, or_, select

from field_api.change_log.rows import entities
from field_api.database import is_postgresql
from field_api.operations.moments import ended_at
from field_api.tables.replicated import submissions
from kobra_domain.submissions import Submission

_MOST = 100


@dataclass(frozen=True, slots=True)
class Story:
    """The forms of one event, in no order; none of another agent."""

    forms: tuple[Submission, ...]

    @property
    def last(self) -> Submission:
        """The one that no other replaces; of several the one that was ended last."""
        replaced = {one.replaces for one in self.forms}
        ends = [one for one in self.forms if one.instance_id not in replaced]
        return max(ends or self.forms, key=_order)

    @property
    def first(self) -> Submission:
        """The one that the last goes back to, as far as it has come."""
        known = {one.instance_id: one for one in self.forms}
        first, seen = self.last, set[str]()
        while first.replaces in known and first.instance_id not in seen:
            seen.add(first.instance_id)
            first = known[first.replaces]
        return first

    @property
    def rank(self) -> tuple[datetime, datetime]:
        """What orders events: when it ended, and where a clock could not be believed, its word."""
        first = self.first
        return ended_at(first), first.ended_at or first.received_at

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the forms."""
        return frozenset(one.id for one in self.forms)

    def with_form(self, form: Submission) -> "Story":
        """The same with one of its forms as it stands now."""
        return Story(tuple(form if one.id == form.id else one for one in self.forms))


def lock_forms_of(connection: Connection, agent_id: str) -> None:
    """Let no other form of the agent be read beside this transaction: what belongs together may
    come at once, and each must see the other. SQLite lets one write at a time.
    """
    if is_postgresql(connection):
        key = func.hashtextextended(f"forms of {agent_id}", 0)
        connection.execute(select(func.pg_advisory_xact_lock(key)))


def story_of(connection: Connection, form: Submission) -> Story:
    """The story that a form, which need not be kept yet, belongs to."""
    known = {form.instance_id: form}
    asked = set[str]()
    while (fresh := known.keys() - asked) and len(known) < _MOST:
        asked |= fresh
        named = {known[key].replaces for key in fresh} - {""}
        for one in entities(
            connection,
            Submission,
            submissions.c.agent_id == form.agent_id,
            or_(submissions.c.instance_id.in_(named), submissions.c.replaces.in_(fresh)),
        ):
            known.setdefault(one.instance_id, one)
    return Story(tuple(known.values()))


def stories_of(connection: Connection, visit_id: str, apart_from: Story) -> list[Story]:
    """The other stories of a visit."""
    found = entities(connection, Submission, submissions.c.visit_id == visit_id)
    return list(_grouped(one for one in found if one.id not in apart_from.ids))


def _grouped(forms: Iterable[Submission]) -> Iterable[Story]:
    left = {(one.agent_id, one.instance_id): one for one in forms}
    while left:
        _, one = left.popitem()
        group, grown = [one], True
        while grown:
            ids = {each.instance_id for each in group}
            named = {each.replaces for each in group}
            near = [
                key
                for key, each in left.items()
                if key[0] == one.agent_id and (each.replaces in ids or key[1] in named)
            ]
            group += [left.pop(key) for key in near]
            grown = bool(near)
        yield Story(tuple(group))


def _order(form: Submission) -> tuple[datetime, datetime, datetime]:
    return ended_at(form), form.ended_at or form.received_at, form.received_at

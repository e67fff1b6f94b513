"""Whether what a row names exists, belongs together, and lies in the scope of whoever wrote it."""

from sqlalchemy import Connection, func, select

from field_api.auth.caller import Caller
from field_api.change_log.rows import find
from field_api.operations.publishing import check_form_id, check_life, check_reach
from field_api.tables.replicated import TABLES, folded, folded_name, users
from kobra_domain.errors import Invalid, NotAllowed
from kobra_domain.kind import Reference
from kobra_domain.kinds import BY_PORTFOLIO, DECLARED, Entity, kind_of
from kobra_domain.people import Agent, Role, User
from kobra_domain.portfolios import Address
from kobra_domain.questionnaires import canonical
from kobra_domain.questionnaires.things import Questionnaire
from kobra_domain.visits import Visit
from kobra_records.sql.kinds import inside


def check_references(
    connection: Connection, caller: Caller, after: Entity, before: Entity | None
) -> None:
    """Raise Invalid unknown_reference (the field says which) or portfolio_fixed, and what else
    the kind asks of the rows it names; only what changed is asked.
    """
    is_moved = before is not None and BY_PORTFOLIO in kind_of(after).scope
    if is_moved and _changes(after, before, BY_PORTFOLIO.field):
        # What hangs on the row would be left behind in the other portfolio.
        raise NotAllowed("portfolio_fixed", field=BY_PORTFOLIO.field)
    check_named(connection, caller, after, before)
    match after:
        case Visit():
            _check_visit(connection, after, before)
        case User():
            _check_last_admin(connection, after, before)
        case Questionnaire():
            _check_design(connection, after, before)


def check_named(
    connection: Connection, caller: Caller, after: Entity, before: Entity | None = None
) -> None:
    """Raise Invalid unknown_reference unless every row that is newly named is there, is seen by the
    caller, and is of the same portfolio where both are of one.
    """
    for reference in kind_of(after).references:
        if _changes(after, before, reference.field) and not _is_there(
            connection, caller, after, reference
        ):
            raise Invalid("unknown_reference", field=reference.field)


def check_single(connection: Connection, after: Entity, before: Entity | None) -> None:
    """Raise Invalid already_taken when another row has the value that must be single."""
    kind = kind_of(after)
    table = TABLES[kind.name]
    for unique in kind.unique:
        if not _changes(after, before, *unique.fields):
            continue
        values = {name: getattr(after, name) for name in unique.fields}
        if unique.folded:
            values = {folded_name(unique): folded(values[unique.fields[0]])}
        same = [table.c[name] == value for name, value in values.items()]
        if connection.scalar(select(table.c.id).where(*same, table.c.id != after.id)) is not None:
            raise Invalid("already_taken", field=unique.fields[-1])


def _is_there(connection: Connection, caller: Caller, after: Entity, reference: Reference) -> bool:
    wanted = set(reference.ids(after))
    if not wanted:
        return True
    kind, table = DECLARED[reference.kind], TABLES[reference.kind]
    asked = [table.c.id.in_(wanted), inside(kind, table, caller.keys)]
    if BY_PORTFOLIO in kind.scope and BY_PORTFOLIO in kind_of(after).scope:
        asked.append(table.c[BY_PORTFOLIO.field] == getattr(after, BY_PORTFOLIO.field))
    return connection.scalar(select(func.count()).where(*asked)) == len(wanted)


def _check_visit(connection: Connection, after: Visit, before: Entity | None) -> None:
    if _changes(after, before, "party_id", "address_id", "account_ids"):
        address = find(connection, Address, after.address_id)
        if address is None or address.party_id != after.party_id:
            raise Invalid("unknown_reference", field="address_id")
        if len(set(after.account_ids)) != len(after.account_ids):
            raise Invalid("unknown_reference", field="account_ids")
    if after.agent_id is not None and _changes(after, before, "agent_id"):
        agent = find(connection, Agent, after.agent_id)
        if agent is None or not agent.is_active:
            raise Invalid("unknown_reference", field="agent_id")


def _check_design(connection: Connection, after: Questionnaire, before: Entity | None) -> None:
    check_life(after)
    if _changes(after, before, "form_id"):
        check_form_id(connection, after.form_id, after.id)
    is_rewritten = bool(after.document) and _changes(after, before, "document")
    if is_rewritten:
        canonical.read(after.document)  # what nobody can open would reach every desk
    if _changes(after, before, "portfolio_ids", "state"):
        check_reach(connection, after, is_rewritten=is_rewritten)


def _check_last_admin(connection: Connection, after: User, before: Entity | None) -> None:
    was_admin = isinstance(before, User) and before.role is Role.ADMIN and before.is_active
    if not was_admin or (after.role is Role.ADMIN and after.is_active):
        return
    others = select(users.c.id).where(
        users.c.role == Role.ADMIN, users.c.is_active, users.c.id != after.id
    )
    # Locked, so that two who shut each other out wait for each other; one of them tries again.
    if connection.scalars(others.with_for_update()).first() is None:
        raise NotAllowed("last_admin", field="role")


def _changes(after: Entity, before: Entity | None, *names: str) -> bool:
    return before is None or any(getattr(after, n) != getattr(before, n) for n in names)

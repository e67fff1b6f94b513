"""Whether what a row names exists, belongs together, and lies in the scope of whoever wrote it."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from field_api.auth.caller import Caller
from field_api.auth.scope_check import check_scope
from field_api.change_log.rows import find, find_all
from field_api.operations.publishing import check_form_id, check_life, check_reach
from field_api.tables.replicated import TABLES, accounts, agents, code_key, email_key, users
from kobra_domain.errors import Invalid, NotAllowed
from kobra_domain.kinds import NAMES, Entity
from kobra_domain.people import Agent, Role, Team, User
from kobra_domain.portfolios import Account, Address, Authorisation, Party, Portfolio
from kobra_domain.questionnaires import canonical
from kobra_domain.questionnaires.things import Questionnaire, QuestionnaireVersion
from kobra_domain.visits import Visit

_IN_PORTFOLIO = Party | Address | Account | Authorisation


def check_references(
    connection: Connection, caller: Caller, after: Entity, before: Entity | None
) -> None:
    """Raise Invalid unknown_reference (the field says which) or portfolio_fixed;
    only what changed is asked.
    """
    if isinstance(after, _IN_PORTFOLIO | Visit):
        _check_portfolio(connection, caller, after, before)
    match after:
        case Visit():
            _check_visit(connection, caller, after, before)
        case Agent() if _changes(after, before, "team_id") and after.team_id:
            _need(caller, find(connection, Team, after.team_id), "team_id")
        case User():
            check_scope(connection, after)
            _check_last_admin(connection, after, before)
        case Address():
            _check_parties(connection, after.portfolio_id, [after.party_id], "party_id")
        case Account() if _changes(after, before, "parties"):
            ids = [entry.party_id for entry in after.parties]
            _check_parties(connection, after.portfolio_id, ids, "parties")
        case Authorisation() if _changes(after, before, "party_id", "account_id"):
            _check_parties(connection, after.portfolio_id, [after.party_id], "party_id")
            account = find(connection, Account, after.account_id)
            if account is None or account.portfolio_id != after.portfolio_id:
                raise Invalid("unknown_reference", field="account_id")
        case Questionnaire() | QuestionnaireVersion():
            _check_design(connection, caller, after, before)


def check_single(connection: Connection, after: Entity) -> None:
    """Raise Invalid already_taken when another row has the value that must be single."""
    match after:
        case User():
            field, mine = "email", [users.c.email_key == email_key(after.email)]
        case Agent():
            field, mine = "code", [agents.c.code_key == code_key(after.code)]
        case Account():
            same = [accounts.c.portfolio_id == after.portfolio_id]
            field, mine = "number", [*same, accounts.c.number == after.number]
        case _:
            return
    table = TABLES[NAMES[type(after)]]
    if connection.scalar(select(table.c.id).where(*mine, table.c.id != after.id)) is not None:
        raise Invalid("already_taken", field=field)


def _check_portfolio(
    connection: Connection, caller: Caller, after: _IN_PORTFOLIO | Visit, before: Entity | None
) -> None:
    if before is None:
        portfolio = find(connection, Portfolio, after.portfolio_id)
        _need(caller, portfolio, "portfolio_id")
    elif _changes(after, before, "portfolio_id"):
        # What hangs on the row would be left behind in the other portfolio.
        raise NotAllowed("portfolio_fixed", field="portfolio_id")


def _check_visit(
    connection: Connection, caller: Caller, after: Visit, before: Entity | None
) -> None:
    if _changes(after, before, "party_id", "address_id", "account_ids"):
        _check_parties(connection, after.portfolio_id, [after.party_id], "party_id")
        address = find(connection, Address, after.address_id)
        if address is None or address.party_id != after.party_id:
            raise Invalid("unknown_reference", field="address_id")
        found = find_all(connection, Account, after.account_ids)
        if len(found) != len(after.account_ids) or any(
            account.portfolio_id != after.portfolio_id for account in found.values()
        ):
            raise Invalid("unknown_reference", field="account_ids")
    if after.questionnaire_id is not None and _changes(after, before, "questionnaire_id"):
        _need(caller, find(connection, Questionnaire, after.questionnaire_id), "questionnaire_id")
    if after.agent_id is not None and _changes(after, before, "agent_id"):
        agent = find(connection, Agent, after.agent_id)
        _need(caller, agent if agent and agent.is_active else None, "agent_id")


def _check_design(
    connection: Connection,
    caller: Caller,
    after: Questionnaire | QuestionnaireVersion,
    before: Entity | None,
) -> None:
    if isinstance(after, QuestionnaireVersion):
        questionnaire = find(connection, Questionnaire, after.questionnaire_id)
        _need(caller, questionnaire, "questionnaire_id")
        return
    check_life(after)
    if _changes(after, before, "form_id"):
        check_form_id(connection, after.form_id, after.id)
    if _changes(after, before, "portfolio_ids"):
        wanted = set(after.portfolio_ids)
        if len(find_all(connection, Portfolio, wanted)) != len(wanted):
            raise Invalid("unknown_reference", field="portfolio_ids")
    is_rewritten = bool(after.document) and _changes(after, before, "document")
    if is_rewritten:
        canonical.read(after.document)  # what nobody can open would reach every desk
    if _changes(after, before, "portfolio_ids", "state"):
        check_reach(connection, after, is_rewritten=is_rewritten)


def _check_parties(
    connection: Connection, portfolio_id: str, ids: Iterable[str], field: str
) -> None:
    wanted = set(ids)
    found = find_all(connection, Party, wanted)
    if len(found) != len(wanted) or any(p.portfolio_id != portfolio_id for p in found.values()):
        raise Invalid("unknown_reference", field=field)


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


def _need(caller: Caller, row: Entity | None, field: str) -> None:
    if row is None or not caller.sees(row):
        raise Invalid("unknown_reference", field=field)

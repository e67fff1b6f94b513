"""Who may do what, and which rows a person sees: permissions by role, scope by team and portfolio.

A row lies under scope keys (`team:…`, `portfolio:…`, `agent:…`, `user:…`, and always `*`) by the
rules of its kind (`kinds.py`); a user holds keys; the row is seen when they share one.
"""

from enum import StrEnum
from functools import partial

from kobra_domain.kind import key_of
from kobra_domain.kinds import QUESTIONNAIRES, Entity, kind_of
from kobra_domain.people import Role, User

EVERYTHING = "*"


class Permission(StrEnum):
    """One kind of act; each route and each command declares exactly one."""

    OWN_SESSION = "own_session"
    READ = "read"
    WATCH_FIELD = "watch_field"
    WORK_VISITS = "work_visits"
    PLAN_VISITS = "plan_visits"
    ATTEND_ALERTS = "attend_alerts"
    MARK_ABSENCE = "mark_absence"
    REVIEW = "review"
    DESIGN = "design"
    KEEP_PEOPLE = "keep_people"  # contacts, petitions, whose a payment is
    IMPORT = "import"  # to bring a file of a portfolio in, and to take it back
    EXPORT = "export"  # to take many people's data along: as a file, on paper, by copying
    ADMINISTER = "administer"


_P = Permission
PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.ADMIN: frozenset(_P) - {_P.WORK_VISITS},
    Role.SUPERVISOR: frozenset(
        {
            _P.OWN_SESSION,
            _P.READ,
            _P.WATCH_FIELD,
            _P.PLAN_VISITS,
            _P.ATTEND_ALERTS,
            _P.MARK_ABSENCE,
            _P.REVIEW,
            _P.KEEP_PEOPLE,
            _P.IMPORT,
            _P.EXPORT,
        }
    ),
    Role.VIEWER: frozenset({_P.OWN_SESSION, _P.READ, _P.WATCH_FIELD}),
    Role.AGENT: frozenset({_P.OWN_SESSION, _P.READ, _P.WORK_VISITS}),
}


def may(user: User, permission: Permission) -> bool:
    """Whether an active user's role has the permission; scope is asked apart."""
    return user.is_active and permission in PERMISSIONS[user.role]


def team_key(team_id: str) -> str:
    """The scope key of a team."""
    return key_of("team", team_id)


def portfolio_key(portfolio_id: str) -> str:
    """The scope key of a portfolio."""
    return key_of("portfolio", portfolio_id)


def agent_key(agent_id: str) -> str:
    """The scope key of what belongs to one agent, for the agent's own eyes."""
    return key_of("agent", agent_id)


def user_key(user_id: str) -> str:
    """The scope key of a user's own row."""
    return key_of("user", user_id)


def keys_held(user: User) -> frozenset[str]:
    """The keys a user holds: an admin everything,
    an agent only its own, the rest teams and portfolios.
    """
    own = {user_key(user.id)}
    if user.role is Role.ADMIN:
        return frozenset({EVERYTHING, *own})
    if user.role is Role.AGENT:
        return frozenset(own | ({agent_key(user.agent_id)} if user.agent_id else set()))
    own.add(QUESTIONNAIRES)
    return frozenset(
        own | {team_key(t) for t in user.team_ids} | {portfolio_key(p) for p in user.portfolio_ids}
    )


def has_scope(user: User) -> bool:
    """Whether the user has been given anything of the field to see."""
    return bool(keys_held(user) - {user_key(user.id), QUESTIONNAIRES})


def keys_over(entity: Entity) -> frozenset[str]:
    """The keys a row lies under, by the rules of its kind."""
    return frozenset({EVERYTHING, *kind_of(entity).keys(partial(getattr, entity))})


def sees(user: User, entity: Entity) -> bool:
    """Whether the row is inside the user's scope."""
    return not keys_held(user).isdisjoint(keys_over(entity))

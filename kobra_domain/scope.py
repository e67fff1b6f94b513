"""Who may do what, and which rows a person sees: permissions by role, scope by team and portfolio.

A row lies under scope keys (`team:…`, `portfolio:…`, `agent:…`, `user:…`, and always `*`); a user
holds keys; the row is seen when they share one.
"""

from enum import StrEnum

from kobra_domain.alerts import Alert
from kobra_domain.kinds import Entity
from kobra_domain.people import Agent, Role, Team, User
from kobra_domain.portfolios import Portfolio
from kobra_domain.questionnaires.things import LibraryBlock, Questionnaire, QuestionnaireVersion
from kobra_domain.submissions import Review, Submission
from kobra_domain.visits import Visit

EVERYTHING = "*"
QUESTIONNAIRES = "questionnaires"  # forms are read by everyone who reads answers


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
    return f"team:{team_id}"


def portfolio_key(portfolio_id: str) -> str:
    """The scope key of a portfolio."""
    return f"portfolio:{portfolio_id}"


def agent_key(agent_id: str) -> str:
    """The scope key of what belongs to one agent, for the agent's own eyes."""
    return f"agent:{agent_id}"


def user_key(user_id: str) -> str:
    """The scope key of a user's own row."""
    return f"user:{user_id}"


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
    """The keys a row lies under: visits their portfolio's, agents and alerts their team's."""
    return frozenset({EVERYTHING, *_keys_of(entity)})


def sees(user: User, entity: Entity) -> bool:
    """Whether the row is inside the user's scope."""
    return not keys_held(user).isdisjoint(keys_over(entity))


def _keys_of(entity: Entity) -> list[str]:
    match entity:
        case Team():
            return [team_key(entity.id)]
        case User():
            return [user_key(entity.id), *map(team_key, entity.team_ids)]
        case Agent():
            return [agent_key(entity.id), *([team_key(entity.team_id)] if entity.team_id else [])]
        case Alert():
            return [team_key(entity.team_id)] if entity.team_id else []
        case Portfolio():
            return [portfolio_key(entity.id)]
        case Questionnaire() | QuestionnaireVersion() | LibraryBlock():
            return [QUESTIONNAIRES]
        case Submission() | Review():
            if entity.portfolio_id:
                return [portfolio_key(entity.portfolio_id)]
            return [team_key(entity.team_id)] if entity.team_id else []
        case Visit():
            return [
                portfolio_key(entity.portfolio_id),
                *([agent_key(entity.agent_id)] if entity.agent_id else []),
            ]
        case _:
            return [portfolio_key(entity.portfolio_id)]

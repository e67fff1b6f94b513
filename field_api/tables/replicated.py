"""The tables of the replicated kinds, derived from the entities;
each row carries the version of its last change.

No foreign keys between kinds: references are checked by `operations`, and rows may come in any
order in a seed.
"""

from typing import Any

from sqlalchemy import Column, Index, String, Table, UniqueConstraint

from field_api.tables.metadata import metadata
from kobra_domain.kinds import KINDS, Entity
from kobra_domain.people import Agent, User
from kobra_records.sql.tables import table, values_of, version_column

# Compared without case, so that «AG-01» and «ag-01» are one code.
_EXTRAS: dict[str, tuple[Any, ...]] = {
    "user": (Column("email_key", String(320), nullable=False), UniqueConstraint("email_key")),
    "agent": (Column("code_key", String(160), nullable=False), UniqueConstraint("code_key")),
    "account": (UniqueConstraint("portfolio_id", "number"),),
    "questionnaire": (UniqueConstraint("form_id"),),
    "questionnaire_version": (UniqueConstraint("form_id", "form_version"),),
    "submission": (UniqueConstraint("instance_id"),),
}
_NAMES = {
    "team": "teams",
    "user": "users",
    "agent": "agents",
    "portfolio": "portfolios",
    "party": "parties",
    "address": "addresses",
    "account": "accounts",
    "authorisation": "authorisations",
    "questionnaire": "questionnaires",
    "questionnaire_version": "questionnaire_versions",
    "library_block": "library_blocks",
    "visit": "visits",
    "submission": "submissions",
    "review": "reviews",
    "proposal": "proposals",
    "promise": "promises",
    "payment": "payments",
    "alert": "alerts",
}

TABLES: dict[str, Table] = {
    kind: table(entity, metadata, _NAMES[kind], version_column(), *_EXTRAS.get(kind, ()))
    for kind, entity in KINDS.items()
}

teams, users, agents = TABLES["team"], TABLES["user"], TABLES["agent"]
portfolios, parties, addresses = TABLES["portfolio"], TABLES["party"], TABLES["address"]
accounts, authorisations = TABLES["account"], TABLES["authorisation"]
visits, alerts = TABLES["visit"], TABLES["alert"]
questionnaires, questionnaire_versions = TABLES["questionnaire"], TABLES["questionnaire_version"]
submissions, reviews, proposals = TABLES["submission"], TABLES["review"], TABLES["proposal"]
promises, payments = TABLES["promise"], TABLES["payment"]

Index(None, agents.c.team_id)
Index(None, parties.c.portfolio_id)
Index(None, addresses.c.party_id)
Index(None, addresses.c.portfolio_id)
Index(None, authorisations.c.party_id)
Index(None, authorisations.c.portfolio_id)
Index(None, visits.c.portfolio_id)
Index(None, visits.c.agent_id, visits.c.planned_on)
Index(None, visits.c.party_id)
Index(None, visits.c.state, visits.c.planned_on)
Index(None, questionnaire_versions.c.questionnaire_id)
Index(None, submissions.c.visit_id)
Index(None, submissions.c.portfolio_id)
Index(None, submissions.c.form_id, submissions.c.received_at)
Index(None, submissions.c.agent_id)
Index(None, reviews.c.submission_id)
Index(None, reviews.c.portfolio_id)
Index(None, proposals.c.portfolio_id)
Index(None, proposals.c.party_id)
Index(None, promises.c.portfolio_id)
Index(None, promises.c.visit_id)
Index(None, payments.c.portfolio_id)
Index(None, payments.c.visit_id)
Index(None, alerts.c.team_id)
Index(None, alerts.c.agent_id, alerts.c.state)
Index(None, alerts.c.kind, alerts.c.state)


def email_key(email: str) -> str:
    """How e-mail addresses are compared."""
    return email.strip().casefold()


def code_key(code: str) -> str:
    """How agent codes are compared."""
    return code.strip().casefold()


def stored_values(entity: Entity) -> dict[str, Any]:
    """All values of an entity's row but its version."""
    values = values_of(entity)
    match entity:
        case User():
            values["email_key"] = email_key(entity.email)
        case Agent():
            values["code_key"] = code_key(entity.code)
    return values

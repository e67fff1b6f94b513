"""The tables of the replicated kinds, derived from the entities;
each row carries the version of its last change.

No foreign keys between kinds: references are checked by `operations`, and rows may come in any
order in a seed.
"""

from typing import Any

from sqlalchemy import Column, Index, MetaData, String, Table, UniqueConstraint

from field_api.tables.metadata import metadata
from kobra_domain.kind import Kind, Unique
from kobra_domain.kinds import DECLARED, Entity, kind_of
from kobra_records.sql.tables import table, values_of, version_column


def kind_table(kind: Kind, into: MetaData) -> Table:
    """The server's table of a kind, with what must be single and what is looked up by."""
    extras: list[Column[Any] | UniqueConstraint] = []
    for unique in kind.unique:
        if unique.folded:
            name = folded_name(unique)
            extras += [Column(name, String(unique.folded), nullable=False), UniqueConstraint(name)]
        else:
            extras.append(UniqueConstraint(*unique.fields))
    made = table(kind.entity, into, kind.table, version_column(), *extras)
    for field in kind.indexes:
        Index(None, made.c[field])
    return made


def folded_name(unique: Unique) -> str:
    """The column that has a single value without case, so that «AG-01» and «ag-01» are one code."""
    return f"{unique.fields[0]}_key"


TABLES: dict[str, Table] = {kind.name: kind_table(kind, metadata) for kind in DECLARED.values()}

teams, users, agents = TABLES["team"], TABLES["user"], TABLES["agent"]
institutions, bank_payments = TABLES["institution"], TABLES["bank_payment"]
contacts, petitions, imports = TABLES["contact"], TABLES["petition"], TABLES["import"]
portfolios, parties, addresses = TABLES["portfolio"], TABLES["party"], TABLES["address"]
accounts, authorisations = TABLES["account"], TABLES["authorisation"]
house_rules = TABLES["house_rules"]
visits, alerts = TABLES["visit"], TABLES["alert"]
questionnaires, questionnaire_versions = TABLES["questionnaire"], TABLES["questionnaire_version"]
submissions, reviews, proposals = TABLES["submission"], TABLES["review"], TABLES["proposal"]
promises, payments = TABLES["promise"], TABLES["payment"]

# What the server alone looks rows up by.
Index(None, agents.c.team_id)
Index(None, parties.c.portfolio_id)
Index(None, addresses.c.portfolio_id)
Index(None, authorisations.c.portfolio_id)
Index(None, visits.c.portfolio_id)
Index(None, visits.c.agent_id, visits.c.planned_on)
Index(None, visits.c.ended_at)
Index(None, visits.c.address_id, visits.c.ended_at)
Index(None, visits.c.state, visits.c.planned_on)
Index(None, questionnaire_versions.c.questionnaire_id)
Index(None, submissions.c.portfolio_id)
Index(None, submissions.c.form_id, submissions.c.received_at)
Index(None, submissions.c.agent_id)
Index(None, reviews.c.portfolio_id)
Index(None, proposals.c.portfolio_id)
Index(None, promises.c.portfolio_id)
Index(None, payments.c.portfolio_id)
Index(None, bank_payments.c.portfolio_id)
Index(None, contacts.c.portfolio_id)
Index(None, petitions.c.portfolio_id)
Index(None, TABLES["amendment"].c.portfolio_id)
Index(None, imports.c.portfolio_id)
Index(None, alerts.c.team_id)
Index(None, TABLES["agent_day"].c.team_id)
Index(None, TABLES["alert_step"].c.team_id)
Index(None, TABLES["goal"].c.team_id)
Index(None, TABLES["saved_report"].c.team_id)
Index(None, TABLES["saved_report"].c.owner_id)
Index(None, alerts.c.visit_id)
Index(None, alerts.c.agent_id, alerts.c.state)
Index(None, alerts.c.kind, alerts.c.state)


def folded(text: str) -> str:
    """How e-mail addresses and the codes of agents are compared."""
    return text.strip().casefold()


def stored_values(entity: Entity) -> dict[str, Any]:
    """All values of an entity's row but its version."""
    values = values_of(entity)
    for unique in kind_of(entity).unique:
        if unique.folded:
            values[folded_name(unique)] = folded(values[unique.fields[0]])
    return values

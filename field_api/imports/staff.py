"""Agents that a file names, by their codes: they lie in no portfolio, and are few."""

from sqlalchemy import Connection

from field_api.change_log.record import Edit
from field_api.imports.stage import Stage


def staff_edits(connection: Connection, stage: Stage) -> list[Edit]:
    """What a plan of agents writes."""
    return []

"""Every table of the server in one metadata, and the steps that bring a database to it.

Each noun's file is imported here, so that the metadata is whole for whoever asks.
"""

from field_api.tables import (  # noqa: F401
    audit,
    change_log,
    configuration,
    days,
    follows,
    imports,
    jobs,
    money,
    operations,
    outgoing,
    packs,
    phone_forms,
    phones,
    places,
    positions,
    region_maps,
    replicated,
    reports,
    results,
    server,
    sessions,
    submissions,
    summaries,
    webhooks,
)
from field_api.tables.metadata import metadata

__all__ = ["metadata"]

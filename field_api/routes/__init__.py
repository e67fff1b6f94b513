"""The routes, one file per noun. Each declares its permission;
the application refuses one that does not.
"""

from fastapi import APIRouter

from field_api.routes import (
    agents,
    alerts,
    audit,
    changes,
    consent,
    dossiers,
    dues,
    erasures,
    form_files,
    import_acts,
    import_files,
    imports,
    invitations,
    live,
    months,
    nightly,
    operations,
    places,
    positions,
    quarantine,
    server,
    sessions,
    set_aside,
    submissions,
    tiles,
    trails,
)

API_PREFIX = "/api/v1"
ROUTERS: tuple[APIRouter, ...] = (
    sessions.router,
    invitations.router,
    changes.router,
    operations.router,
    form_files.router,
    agents.router,
    consent.router,
    audit.router,
    server.router,
    tiles.router,
    positions.router,
    trails.router,
    quarantine.router,
    alerts.router,
    set_aside.router,
    submissions.router,
    dossiers.router,
    erasures.router,
    dues.router,
    import_files.router,
    imports.router,
    import_acts.router,
    nightly.router,
    places.router,
    live.router,
    months.router,
)

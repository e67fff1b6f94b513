"""The routes, one file per noun. Each declares its permission; the application refuses one that
does not.
"""

from fastapi import APIRouter

from field_api.routes import live, positions, quarantine, trails

API_PREFIX = "/api/v1"
ROUTERS: tuple[APIRouter, ...] = (
    positions.router,
    trails.router,
    quarantine.router,
    live.router,
)

"""The routes, one file per noun. Each declares its permission; the application refuses one that
does not.
"""

from fastapi import APIRouter

API_PREFIX = "/api/v1"
ROUTERS: tuple[APIRouter, ...] = ()

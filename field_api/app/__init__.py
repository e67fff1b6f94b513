"""The application: builds every part once, hands it to the routes, and takes it down in order."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from pathlib import Path

from anyio import CapacityLimiter
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from prometheus_client.metrics_core import Metric

from field_api.app import services
from field_api.app.answers import add_answers
from field_api.app.body_limit import BodyLimit
from field_api.app.request_log import RequestLog
from field_api.app.strict_requests import StrictRequests
from field_api.auth.caller import declaration
from field_api.change_log.identity import identity
from field_api.database import Database, tell_narrowed
from field_api.imports import expected
from field_api.live import Hub
from field_api.monitoring.gauges import gauges
from field_api.monitoring.measures import Measures
from field_api.phones import aside, door, endings, enrolment, form_keys, openrosa
from field_api.places.archive import BASEMAP
from field_api.routes import (
    API_PREFIX,
    ROUTERS,
    changes,
    health,
    import_parts,
    mail_pages,
    monitoring,
    place_books,
    report_stop,
    shared_reports,
)
from field_api.settings import Settings
from field_api.tables.upgrade import is_current
from kobra_domain.questionnaires.files import MOST_FILE_BYTES
from kobra_records.files.portfolio_files.packing import MOST_BYTES
from kobra_records.private_files import make_folder, open_to_others, tree

API_TITLE = "Kobra field API"
MOST_LIVE = 500
# What runs beside the routes while the server lives: each is entered at start, left at the end.
Service = Callable[[FastAPI], AbstractAsyncContextManager[None]]
SERVICES: tuple[Service, ...] = (services.field,)
# Routers without the prefix: what phones were told once and keep.
UNPREFIXED: tuple[APIRouter, ...] = (
    health.router,
    monitoring.router,
    door.router,
    openrosa.router,
    mail_pages.router,
    report_stop.router,
    shared_reports.router,
)
# What desks ask of the room that speaks with phones.
OF_PHONES: tuple[APIRouter, ...] = (enrolment.router, endings.router, aside.router)


class NotReady(Exception):
    """The database has not been brought to the revision this server expects."""


def create_app(settings: Settings, database: Database | None = None) -> FastAPI:
    """The application over its database; raises RuntimeError if a route declares no permission."""
    app = FastAPI(
        title=API_TITLE,
        version="1",
        openapi_url=None,
        lifespan=_life,
        redirect_slashes=False,
    )
    app.state.settings = settings
    app.state.database = database or Database(settings.database_url)
    app.state.stopping = asyncio.Event()
    app.state.readiness = health.Readiness()
    app.state.unknown_proxy = ""
    app.state.measures = _measures(app) if settings.metrics_token else None
    app.state.most_live = MOST_LIVE
    for router in UNPREFIXED:
        _include(app, router, "")
    for router in (*ROUTERS, *OF_PHONES):
        _include(app, router, API_PREFIX)
    add_answers(app)
    # A phone that is refused repeats itself for ever: its door takes much and keeps little.
    larger = {
        f"{API_PREFIX}/tiles/{BASEMAP}": settings.largest_tiles,
        f"{API_PREFIX}{place_books.PATH}": settings.largest_tiles,
        f"{API_PREFIX}/form-files/": MOST_FILE_BYTES,
        f"{API_PREFIX}{import_parts.PATH}": MOST_BYTES,
        f"{API_PREFIX}{expected.PATH}/": MOST_BYTES,
        f"{door.PATH}/": settings.largest_phone_body,
        f"{form_keys.PATH}/": settings.largest_submission_body,
    }
    app.add_middleware(BodyLimit, most=settings.largest_body, larger=larger)
    app.add_middleware(StrictRequests)
    app.add_middleware(RequestLog)
    return app


def _measures(app: FastAPI) -> Measures:
    """What `GET /metrics` says; all but its own counts is asked for when it is."""
    settings: Settings = app.state.settings

    def streams() -> int:
        hub: Hub = app.state.hub
        return hub.open_streams

    def asked() -> Sequence[Metric]:
        return gauges(app.state.database, settings.data_folder, settings.clock(), streams)

    return Measures(asked)


def _include(app: FastAPI, router: APIRouter, prefix: str) -> None:
    for route in router.routes:
        if not isinstance(route, APIRoute) or declaration(route) is None:
            raise RuntimeError(f"no permission is declared: {getattr(route, 'path', route)}")
    app.include_router(router, prefix=prefix)


@asynccontextmanager
async def _life(app: FastAPI) -> AsyncIterator[None]:
    """Open what the server needs; `app.state.stopping` ends open streams before the end."""
    database: Database = app.state.database
    await asyncio.to_thread(_own_files, app.state.settings.data_folder)
    app.state.loop = asyncio.get_running_loop()
    app.state.feed_turns = CapacityLimiter(changes.AT_ONCE)
    app.state.signing_key = await asyncio.to_thread(_signing_key, database)
    async with AsyncExitStack() as stack:
        stack.callback(database.close)
        stack.callback(app.state.readiness.close)
        for service in SERVICES:
            await stack.enter_async_context(service(app))
        yield
        app.state.stopping.set()


def _own_files(folder: Path) -> None:
    """The data folder is there and closed to other accounts. All in it is looked at only when it
    was open itself: else nobody could come by.
    """
    make_folder(folder)
    is_open = any(open_to_others([folder]))
    tell_narrowed([*tree(folder)] if is_open else [*folder.iterdir()])


def _signing_key(database: Database) -> bytes:
    with database.read() as connection:
        if not is_current(connection):
            raise NotReady("run kobra-field-api init: the database is not at the expected revision")
        return identity(connection).signing_key

"""What lives beside the routes while the server does: the writer of positions, the live hub, the
jobs. Started and stopped in order.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Protocol

from fastapi import FastAPI

from field_api.budgets.phones import Brake, Budgets
from field_api.budgets.room import Room
from field_api.configuration.current import Current
from field_api.database import Database
from field_api.holding import Holding
from field_api.imports.importer import Importer
from field_api.ingest.taking import Ingest
from field_api.jobs.escalation import escalate
from field_api.jobs.logic_check import LogicChecker
from field_api.jobs.packing import pack_days
from field_api.jobs.plan import jobs
from field_api.jobs.runner import Job, Runner
from field_api.live import Hub
from field_api.mail.letters.office import furnished
from field_api.notify import Notifier
from field_api.outgoing.maker import OutgoingMaker
from field_api.pictures.painter import Painter
from field_api.places.loading import BookLoader
from field_api.reports.files import Press
from field_api.reports.sending import ReportSender
from field_api.results.fanner import Fanner
from field_api.results.sender import LEASE as SENDING
from field_api.results.sender import Sender
from field_api.settings import Settings
from field_api.submissions.logic import LogicWorker
from field_api.submissions.reading import Reader
from field_api.submissions.receiving import Receiving
from field_api.submissions.shown import ShownFiles
from field_api.submissions.store import FolderStore
from field_api.submissions.thumbnails import Thumbnails
from field_api.tiles_extract.job import RegionBringer
from field_api.webhooks.sender import WebhookSender


class _Part(Protocol):
    def start(self) -> None: ...

    def stop(self) -> None: ...


@asynccontextmanager
async def field(app: FastAPI) -> AsyncIterator[None]:
    """Phones are heard and control centers told; at the end what waits is still committed."""
    parts, hub = _parts(app)
    for part in parts:
        part.start()
    goodbye = asyncio.create_task(_say_goodbye(app, hub))
    try:
        yield
    finally:
        goodbye.cancel()
        with suppress(asyncio.CancelledError):
            await goodbye
        for part in reversed(parts):
            await asyncio.to_thread(part.stop)


def _parts(app: FastAPI) -> tuple[list[_Part], Hub]:
    """All that is started, in order; what routes ask lies in the application's state."""
    database: Database = app.state.database
    settings: Settings = app.state.settings
    current = _settings(app, database, settings)
    notifier = Notifier(database)
    hub = Hub(database)
    notifier.subscribe(hub.note_moved, hub.wake)
    ingest = Ingest(database, notifier, retention_days=settings.retention_days)
    app.state.hub, app.state.ingest, app.state.notifier = hub, ingest, notifier
    store = FolderStore(settings.data_folder / "attachments")
    thumbnails = FolderStore(settings.data_folder / "thumbnails")
    drawer = Thumbnails(store, thumbnails, is_ahead=settings.run_jobs)
    app.state.attachments, app.state.shown_files = store, ShownFiles(store, drawer)
    reader = Reader(database, store)
    checker = LogicChecker(database, store, LogicWorker(), settings.clock)
    _receiving(app, reader, checker, drawer)
    app.state.importer = importer = Importer(database, settings)
    app.state.outgoing = outgoing = OutgoingMaker(database, settings)
    app.state.books = books = BookLoader(database, settings)
    app.state.bringer = bringer = RegionBringer(database, settings, books)
    app.state.webhooks = webhooks = _webhooks(app, database, settings)
    notifier.subscribe(lambda _moved: None, webhooks.wake)
    app.state.office = lambda now: furnished(now, app.state.signing_key, drawer, app.state.painter)
    painter: Painter = app.state.painter
    app.state.press = press = Press()
    parts: list[_Part] = [current, notifier, hub, ingest, drawer, importer, books, painter, press]
    if settings.run_jobs:
        work = jobs(database, notifier, ingest, reader, (store, thumbnails), importer, settings)
        reports = ReportSender(database, settings)
        parts += [
            *_runners(database, work, settings),
            checker,
            outgoing,
            webhooks,
            reports,
            bringer,
        ]
        parts += _telling(app, notifier, webhooks.wake)
    return parts, hub


def _settings(app: FastAPI, database: Database, settings: Settings) -> Current:
    """The settings of now; whoever draws maps is warm once mails may leave."""
    app.state.painter = painter = Painter(settings.data_folder)

    def on_settings(found: Settings) -> None:
        app.state.settings = found
        if found.run_jobs and found.smtp_url:
            painter.warm()

    app.state.current = current = Current(database, settings, on_settings)
    return current


def _receiving(app: FastAPI, reader: Reader, checker: LogicChecker, drawer: Thumbnails) -> None:
    """What takes in the forms of phones, as long as there is room."""
    database: Database = app.state.database
    settings: Settings = app.state.settings
    room = Room(_written(database, settings.data_folder), settings.least_free_bytes)
    budgets = Budgets(database, settings.phone_day_bytes)
    app.state.room, app.state.brake = room, Brake(settings.phone_day_bytes)

    def on_taken(contents: Sequence[str]) -> None:
        checker.wake()
        drawer.wish(contents)

    app.state.receiving = Receiving(reader, room, budgets, on_taken)


def _runners(database: Database, work: Sequence[Job], settings: Settings) -> tuple[Runner, ...]:
    """The jobs; and beside them, in every process, a call for help, which waits for none, and what
    none should wait for: packing all days takes its time.
    """
    calling = Job("escalate", 0.0, lambda now: escalate(database, now))
    rescue = Runner(database, [calling], settings.clock, lease=None)
    packing = Job("pack_days", 15.0, lambda now: pack_days(database, now))
    packer = Runner(database, [packing], settings.clock, lease=packing.name)
    return Runner(database, work, settings.clock), rescue, packer


def _telling(
    app: FastAPI, notifier: Notifier, wake_webhooks: Callable[[], None]
) -> tuple[_Part, ...]:
    """What tells of results and sends them, in whichever process holds the lease."""
    database: Database = app.state.database
    clock = app.state.settings.clock
    holding = Holding(database, SENDING, clock)
    office = app.state.office
    app.state.sender = sender = Sender(database, holding, lambda: app.state.settings, office)

    def on_fanned() -> None:
        sender.wake()
        wake_webhooks()

    fanner = Fanner(database, holding, clock, on_fanned)
    notifier.subscribe(lambda _moved: None, fanner.wake)
    return holding, fanner, sender


def _written(database: Database, data_folder: Path) -> list[Path]:
    """The folders that grow."""
    file = database.url.database if not database.is_postgresql else None
    return [data_folder, *([Path(file).parent] if file else [])]


def _webhooks(app: FastAPI, database: Database, settings: Settings) -> WebhookSender:
    """What posts to endpoints, while this process has the lease to do so."""

    def is_paused() -> bool:
        now: Settings = app.state.settings
        return now.mail_paused

    folder, clock = settings.data_folder, settings.clock
    return WebhookSender(database, folder, clock, is_paused=is_paused)


async def _say_goodbye(app: FastAPI, hub: Hub) -> None:
    await app.state.stopping.wait()
    hub.finish_all("closing")

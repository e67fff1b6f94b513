"""Sets the stage for a demonstration before the server starts: the world, its past, the map."""

import shutil
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path

from field_api.backups.noting import note_backup
from field_api.database import Database
from field_api.simulator import tiles
from field_api.simulator.kept import Shelf
from field_api.simulator.known_places import teach_places
from field_api.simulator.script import Script
from field_api.simulator.settlement import Settled, settle_past, settle_present
from field_api.submissions.store import FolderStore
from kobra_records.private_files import make_folder

BASEMAP = "basemap.pmtiles"
PHOTOS = "attachments"
_LAST_NIGHT = timedelta(hours=8)


def set_stage(
    database: Database,
    data_folder: Path,
    script: Script,
    password: str,
    *,
    shelf: Shelf | None = None,
    has_past: bool = False,
    cache: Path | None = None,
    report: Callable[[str], None] = lambda _text: None,
) -> Settled:
    """Fill a prepared database and put the city's map where the server looks for it; a map that is
    not there yet is drawn beside the past.

    `has_past`: the database is a copy from the shelf, and only today is to be written. `cache`:
    where the map's archive is kept between demonstrations (else the data folder).
    """
    make_folder(data_folder)
    note_backup(data_folder, script.now - _LAST_NIGHT)  # nobody is to be warned of a made-up city
    kept = cache or data_folder
    if has_past:  # and so was its map
        shutil.copyfile(tiles.archive(script.city, kept), data_folder / BASEMAP)
    else:
        with ProcessPoolExecutor(1, get_context("spawn")) as aside:
            drawn = aside.submit(tiles.archive, script.city, kept)
            settle_past(database, script, report=report)
            shutil.copyfile(drawn.result(), data_folder / BASEMAP)
        teach_places(database, script.city, data_folder / BASEMAP, script.now)
        if shelf is not None:
            shelf.keep_past(script, database)
    photos = FolderStore(data_folder / PHOTOS)

    def keep(photo: bytes) -> str:
        writing = photos.begin()
        writing.write(photo)
        return writing.finish().sha256

    return settle_present(database, script, password, keep_photo=keep)

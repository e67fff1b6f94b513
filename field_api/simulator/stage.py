"""Sets the stage for a demonstration before the server starts: the world, its past, the map."""

import shutil
from collections.abc import Callable
from pathlib import Path

from field_api.database import Database
from field_api.simulator import tiles
from field_api.simulator.script import Script
from field_api.simulator.settlement import Settled, settle

BASEMAP = "basemap.pmtiles"


def set_stage(
    database: Database,
    data_folder: Path,
    script: Script,
    password: str,
    *,
    cache: Path | None = None,
    report: Callable[[str], None] = lambda _text: None,
) -> Settled:
    """Fill a prepared database and put the city's map where the server looks for it.

    `cache`: where the map's archive is kept between demonstrations (else the data folder).
    """
    settled = settle(database, script, password, report=report)
    made = tiles.archive(script.city, cache or data_folder)
    data_folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(made, data_folder / BASEMAP)
    return settled

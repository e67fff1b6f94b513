"""A region is taken: what is in it, what went over the wire, and what a cut leaves."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pmtiles.reader import MmapSource, Reader, all_tiles

from field_api.places.archive import BASEMAP, opened
from field_api.settings import Settings
from field_api.tiles_extract.boxes import Box
from field_api.tiles_extract.extract import FOLDER, Around, Asked, addresses_of, estimate, extract
from field_api.tiles_extract.spans import CHEAP
from kobra_domain.errors import DomainError
from tests.field_api.tiles_extract.world_map import (
    ATTRIBUTION,
    INSIDE,
    Giver,
    Handler,
    tiles_in,
    write_world,
)

AROUND = Around(today=date(2026, 11, 25), wait=lambda seconds: None)


def of(giver: Giver, box: Box = INSIDE) -> Asked:
    """A region of what a server gives."""
    return Asked(giver.url, box, allow_private=True)


def test_every_tile_of_the_region_is_as_it_was(
    giver: Giver, settings: Settings, world_map: Path
) -> None:
    told = estimate(of(giver), settings, AROUND)
    assert not (settings.data_folder / BASEMAP).exists()
    done = extract(of(giver), settings, AROUND)
    assert done.estimate == told
    made = settings.data_folder / BASEMAP
    assert made.stat().st_size == told.bytes
    inside = set(tiles_in(INSIDE, 15))
    with world_map.open("rb") as source, made.open("rb") as file:
        before, after = Reader(MmapSource(source)), Reader(MmapSource(file))
        assert after.header()["addressed_tiles_count"] == len(inside) == told.tiles
        assert after.header()["clustered"]
        assert after.metadata()["attribution"] == ATTRIBUTION == told.attribution
        header = after.header()
        assert (header["min_zoom"], header["max_zoom"]) == (0, 15)
        assert header["min_lon_e7"] == round(INSIDE.west * 1e7)
        kept = dict(all_tiles(after.get_bytes))
        assert kept == {one: body for one, body in all_tiles(before.get_bytes) if one in inside}
    with opened(made) as archive:
        assert archive.attribution == "© OpenStreetMap"
    assert [one.name for one in settings.data_folder.iterdir()] == [BASEMAP]


def test_few_requests_bring_little_that_nobody_needs(giver: Giver, settings: Settings) -> None:
    done = extract(of(giver), settings, AROUND)
    assert done.requests == len(giver.asked) < done.estimate.tiles / 10
    directories = 64 * 1024
    assert giver.sent == done.fetched < done.estimate.bytes * 1.05 + CHEAP + directories
    assert done.estimate.to_fetch <= done.estimate.bytes * 1.05 + CHEAP


def test_equal_tiles_stay_one_and_runs_stay_runs(giver: Giver, settings: Settings) -> None:
    extract(of(giver), settings, AROUND)
    with (settings.data_folder / BASEMAP).open("rb") as file:
        header = Reader(MmapSource(file)).header()
    assert header["tile_contents_count"] < header["tile_entries_count"]
    assert header["tile_entries_count"] < header["addressed_tiles_count"]


def test_a_lesser_zoom_takes_less_and_a_deeper_one_is_refused(
    giver: Giver, settings: Settings
) -> None:
    whole = estimate(of(giver), settings, AROUND)
    less = estimate(replace(of(giver), max_zoom=12), settings, AROUND)
    assert (less.max_zoom, whole.max_zoom) == (12, 15)
    assert less.bytes < whole.bytes / 4
    assert _refused(replace(of(giver), max_zoom=16), settings).params == {"zoom": 16, "most": 15}


def test_a_cut_connection_is_taken_up_again_at_once(giver: Giver, settings: Settings) -> None:
    cuts: list[int] = []

    def meddle(handler: Handler, first: int, last: int) -> bool:
        if first > 20_000 and last - first > 10_000 and len(cuts) < 3:
            cuts.append(first)
            return handler.cut(first, last)
        return False

    giver.meddle = meddle
    done = extract(of(giver), settings, AROUND)
    assert len(cuts) == 3
    assert done.fetched < done.estimate.bytes * 1.1 + CHEAP + 64 * 1024


def test_what_came_before_a_stop_is_not_fetched_again(
    giver: Giver, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("field_api.tiles_extract.spans.LONGEST", 50_000)
    far = [0]
    stopping = replace(
        AROUND,
        report=lambda done, whole: far.append(done * 2 // whole),
        stopped=lambda: far[-1] > 0,
    )
    (settings.data_folder).mkdir()
    (settings.data_folder / BASEMAP).write_bytes(b"the old map")
    assert _refused(of(giver), settings, stopping).code == "tiles_stopped"
    assert (settings.data_folder / BASEMAP).read_bytes() == b"the old map"
    before = giver.sent
    done = extract(of(giver), settings, AROUND)
    assert done.resumed > done.estimate.bytes * 0.35
    assert giver.sent - before < done.estimate.bytes * 0.7
    assert not done.is_anew


def test_what_was_damaged_on_the_disk_meanwhile_is_fetched_again(
    giver: Giver, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("field_api.tiles_extract.spans.LONGEST", 50_000)
    far = [0]
    stopping = replace(
        AROUND,
        report=lambda done, whole: far.append(done * 2 // whole),
        stopped=lambda: far[-1] > 0,
    )
    _refused(of(giver), settings, stopping)
    with (settings.data_folder / FOLDER / "map.part").open("r+b") as file:
        file.seek(30_000)
        file.write(b"?" * 100)
    done = extract(of(giver), settings, AROUND)
    assert done.resumed > 0
    clean = Settings(data_folder=settings.data_folder / "other", least_free_bytes=0)
    assert extract(of(giver), clean, AROUND).sha256 == done.sha256


def test_a_source_that_changed_begins_anew_and_says_so(
    giver: Giver, settings: Settings, tmp_path: Path
) -> None:
    def meddle(handler: Handler, first: int, last: int) -> bool:
        if first > 20_000 and last - first > 10_000:
            giver.path, giver.tag, giver.meddle = other, '"second"', None
        return False

    other = write_world(tmp_path / "other.pmtiles", seed=2)
    giver.meddle = meddle
    done = extract(of(giver), settings, AROUND)
    assert done.is_anew
    with other.open("rb") as source, (settings.data_folder / BASEMAP).open("rb") as file:
        whole = dict(all_tiles(MmapSource(source)))
        kept = dict(all_tiles(MmapSource(file)))
    assert kept == {one: whole[one] for one in tiles_in(INSIDE, 15)}


def test_a_source_that_never_stays_is_given_up(giver: Giver, settings: Settings) -> None:
    def meddle(handler: Handler, first: int, last: int) -> bool:
        giver.tag = f'"{len(giver.asked)}"'
        return False

    giver.meddle = meddle
    assert _refused(of(giver), settings).code == "tiles_changed"


def test_the_newest_daily_build_is_taken(giver: Giver, settings: Settings) -> None:
    def meddle(handler: Handler, first: int, last: int) -> bool:
        return "20261123" not in handler.path and handler.plain(404)

    giver.meddle = meddle
    asked = replace(of(giver), source=giver.url.replace("world", "{date}"))
    assert estimate(asked, settings, AROUND).url.endswith("/20261123.pmtiles")
    giver.meddle = lambda handler, first, last: handler.plain(404)
    assert _refused(asked, settings).code == "tiles_gone"
    assert len(list(addresses_of("https://a.example/{date}", AROUND.today))) == 8


def test_no_room_and_a_limit_are_said_before_anything_is_fetched(
    giver: Giver, settings: Settings
) -> None:
    small = replace(settings, largest_tiles=100_000)
    assert _refused(of(giver), small).code == "tiles_region_large"
    full = replace(settings, least_free_bytes=2**60)
    assert _refused(of(giver), full).code == "tiles_no_room"


def _refused(asked: Asked, settings: Settings, around: Around = AROUND) -> DomainError:
    with pytest.raises(DomainError) as refused:
        extract(asked, settings, around)
    return refused.value

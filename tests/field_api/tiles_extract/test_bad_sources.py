"""What the other end may do wrong: a sentence, the old map, and no wait without end."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pmtiles.tile import Compression, TileType

from field_api.places.archive import BASEMAP
from field_api.settings import Settings
from field_api.tiles_extract.boxes import Box
from field_api.tiles_extract.extract import Asked, extract
from field_api.tiles_extract.wire import Patience, Remote
from kobra_domain.errors import DomainError
from kobra_domain.words import has_words, say
from tests.field_api.tiles_extract.test_extract import AROUND, of
from tests.field_api.tiles_extract.world_map import INSIDE, Giver, Handler, giving, write_world

Meddle = Callable[[Handler, int, int], bool]


def _late(act: Meddle) -> Meddle:
    """Well until tiles are asked for."""
    return lambda handler, first, last: first > 20_000 and act(handler, first, last)


def _part(**headers: str) -> Meddle:
    def act(handler: Handler, first: int, last: int) -> bool:
        handler.part(first, last, **headers)
        return True

    return act


BAD: list[tuple[str, Meddle, str]] = [
    ("gone", lambda h, a, b: h.plain(410), "tiles_gone"),
    ("refused", lambda h, a, b: h.plain(403), "tiles_refused"),
    ("busy", lambda h, a, b: h.plain(503), "tiles_busy"),
    ("no ranges", lambda h, a, b: h.plain(200, b"x" * 1_000), "tiles_no_ranges"),
    ("a page", lambda h, a, b: h.plain(200, b"<html>"), "tiles_no_ranges"),
    ("packed", _part(Content_Encoding="gzip"), "tiles_packed_transport"),
    ("another part", _late(_part(Content_Range="bytes 0-99/100")), "tiles_wrong_range"),
    ("no part named", _late(_part(Content_Range="")), "tiles_wrong_range"),
    ("cut again and again", _late(lambda h, a, b: h.cut(a, b, 0.0)), "tiles_cut"),
    ("gone in the middle", _late(lambda h, a, b: h.plain(404)), "tiles_gone"),
    ("round", lambda h, a, b: h.plain(302, Location="/again"), "tiles_redirects"),
    ("no address", lambda h, a, b: h.plain(302, Location="gopher://x"), "tiles_address"),
    (
        "a cloud's own",
        lambda h, a, b: h.plain(302, Location="http://169.254.169.254/"),
        "tiles_private",
    ),
    ("letter by letter", lambda h, a, b: h.drip(0.05), "tiles_slow"),
]


@pytest.mark.parametrize(("meddle", "code"), [one[1:] for one in BAD], ids=[one[0] for one in BAD])
def test_a_bad_server_is_a_sentence_and_the_old_map_stays(
    giver: Giver, settings: Settings, meddle: Meddle, code: str
) -> None:
    settings.data_folder.mkdir()
    old = settings.data_folder / BASEMAP
    old.write_bytes(b"old")
    giver.meddle = meddle
    around = replace(AROUND, patience=Patience(head_s=0.4, mebibyte_s=2))
    with pytest.raises(DomainError) as refused:
        extract(of(giver), settings, around)
    problem = refused.value
    assert problem.code == code
    assert old.read_bytes() == b"old"
    for locale in ("es", "en"):
        assert has_words(code, locale)
        assert "{" not in say(code, problem.params, locale)


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ({"tile_type": TileType.PNG}, "tiles_not_vector"),
        ({"tile_compression": Compression.BROTLI}, "tiles_packed_otherwise"),
    ],
    ids=["pictures", "brotli"],
)
def test_an_archive_of_another_kind_is_refused(
    tmp_path: Path, settings: Settings, header: dict[str, Any], code: str
) -> None:
    with giving(write_world(tmp_path / "other.pmtiles", deepest=4, **header)) as giver:
        assert _code(of(giver), settings) == code


@pytest.mark.parametrize("content", [b"", b"<html>" * 9_000, b"PMTiles\x03" + b"\xff" * 20_000])
def test_what_is_no_archive_is_refused(tmp_path: Path, settings: Settings, content: bytes) -> None:
    (tmp_path / "no.pmtiles").write_bytes(content)
    with giving(tmp_path / "no.pmtiles") as giver:
        assert _code(of(giver), settings) == "tiles_not_pmtiles"


def test_a_tile_that_came_damaged_is_not_used(
    tmp_path: Path, settings: Settings, world_map: Path
) -> None:
    raw = bytearray(world_map.read_bytes())
    for at in range(len(raw) // 4, len(raw), 700):
        raw[at] ^= 0xFF
    (tmp_path / "bad.pmtiles").write_bytes(raw)
    with giving(tmp_path / "bad.pmtiles") as giver:
        assert _code(of(giver), settings) == "tiles_broken"
    assert not (settings.data_folder / BASEMAP).exists()


def test_another_part_of_the_world_has_nothing_there(giver: Giver, settings: Settings) -> None:
    assert _code(of(giver, Box(10, 50, 11, 51)), settings) == "tiles_nothing_there"


@pytest.mark.parametrize(
    ("url", "is_private", "code"),
    [
        ("http://127.0.0.1/x", False, "tiles_needs_https"),
        ("https://127.0.0.1/x", False, "tiles_private"),
        ("https://[::ffff:10.0.0.1]/x", False, "tiles_private"),
        ("https://192.168.1.9/x", False, "tiles_private"),
        ("https://169.254.169.254/x", True, "tiles_private"),
        ("ftp://a.example/x", True, "tiles_address"),
        ("https://ana:clave@a.example/x", True, "tiles_address"),
        ("https://a.example:99999/x", True, "tiles_address"),
        ("https:///x", True, "tiles_address"),
        ("nothing", True, "tiles_address"),
    ],
)
def test_walls(url: str, is_private: bool, code: str) -> None:
    with pytest.raises(DomainError) as refused:
        Remote(url, allow_private=is_private)
    assert refused.value.code == code


def test_a_name_is_resolved_once_and_a_server_without_internet_says_so(giver: Giver) -> None:
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    remote = Remote(
        giver.url.replace("127.0.0.1", "maps.example"), allow_private=True, resolve=resolve
    )
    for _ in range(3):
        assert len(b"".join(remote.part(0, 500)[1])) == 500
        remote.close()
    assert asked == ["maps.example"]

    def unknown(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    with pytest.raises(DomainError) as refused:
        Remote("https://maps.example/x", resolve=unknown)
    assert refused.value.code == "tiles_no_internet"


def test_a_server_that_hangs_up_after_each_part_is_called_again(giver: Giver) -> None:
    def hang_up(handler: Handler, first: int, last: int) -> bool:
        handler.part(first, last, Connection="close")
        return True

    giver.meddle = hang_up
    remote = Remote(giver.url, allow_private=True)
    parts = [b"".join(remote.part(first, 300_000)[1]) for first in (0, 300_000)]
    remote.close()
    assert b"".join(parts) == giver.path.read_bytes()[:600_000]


def test_nobody_listens(settings: Settings) -> None:
    asked = Asked("http://127.0.0.1:9/x", INSIDE, allow_private=True)
    assert _code(asked, settings) == "tiles_no_internet"


def _code(asked: Asked, settings: Settings) -> str:
    with pytest.raises(DomainError) as refused:
        extract(asked, settings, AROUND)
    return refused.value.code

"""An archive as the whole world's are: leaf directories, runs of sea, equal tiles; and a server on
this machine that gives it by Range, or as badly as it is told to.
"""

import gzip
import random
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from field_api.tiles_extract.boxes import Box, tile_ranges

REGION = Box(-74.6, 4.2, -73.6, 5.2)
INSIDE = Box(-74.25, 4.5, -74.0, 4.75)
ATTRIBUTION = '<a href="https://www.openstreetmap.org/copyright">© OpenStreetMap</a>'


def write_world(
    path: Path, *, deepest: int = 15, seed: int = 1, region: Box = REGION, **header: Any
) -> Path:
    """Every tile around a region at all zooms: a third of them sea, which is one content."""
    chance, sea = random.Random(seed), gzip.compress(b"sea", mtime=0)
    with path.open("wb") as file:
        writer = Writer(file)
        for first, end in tile_ranges(region, 0, deepest):
            is_sea = False
            for number in range(first, end):
                is_sea = chance.random() < (0.8 if is_sea else 0.1)
                land = chance.randbytes(chance.randrange(200, 1_500))
                writer.write_tile(number, sea if is_sea else gzip.compress(land, mtime=0))
        writer.finalize(
            {
                "tile_type": TileType.MVT,
                "tile_compression": Compression.GZIP,
                "min_lon_e7": round(region.west * 1e7),
                "min_lat_e7": round(region.south * 1e7),
                "max_lon_e7": round(region.east * 1e7),
                "max_lat_e7": round(region.north * 1e7),
                "center_zoom": 9,
                "center_lon_e7": -740000000,
                "center_lat_e7": 46000000,
                **header,
            },
            {"attribution": ATTRIBUTION, "name": "made up"},
        )
    return path


def tiles_in(box: Box, deepest: int) -> Iterator[tuple[int, int, int]]:
    """Zoom, x, y of all tiles that touch a box, one by one."""
    from field_api.tiles_extract.boxes import _tile_at

    for zoom in range(deepest + 1):
        west, north = _tile_at(box.west, box.north, zoom)
        east, south = _tile_at(box.east, box.south, zoom)
        for x in range(west, east + 1):
            for y in range(north, south + 1):
                yield zoom, x, y


def ids_in(box: Box, deepest: int) -> list[int]:
    """Their ids."""
    return sorted(int(zxy_to_tileid(*one)) for one in tiles_in(box, deepest))


@dataclass
class Giver:
    """Gives a file by Range. `meddle(handler, body)` may answer in its stead (True: it has)."""

    path: Path
    tag: str = '"first"'
    meddle: Callable[["_Handler", int, int], bool] | None = None
    asked: list[str] = field(default_factory=list)
    sent: int = 0
    url: str = ""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    giver: Giver

    def do_GET(self) -> None:
        self.giver.asked.append(self.path)
        match = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
        size = self.giver.path.stat().st_size
        first = int(match[1]) if match else 0
        last = min(int(match[2]), size - 1) if match else size - 1
        if self.giver.meddle is not None and self.giver.meddle(self, first, last):
            return
        if first > last:
            self.plain(416)
            return
        self.part(first, last)

    def part(self, first: int, last: int, **others: str) -> None:
        """The part, with other headers if told so."""
        body = self.body(first, last)
        self.send_response(206)
        named = {
            "Content-Range": f"bytes {first}-{last}/{self.giver.path.stat().st_size}",
            "Content-Length": str(len(body)),
            "ETag": self.giver.tag,
            **{name.replace("_", "-"): value for name, value in others.items()},
        }
        for name, value in named.items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.giver.sent += len(body)

    def body(self, first: int, last: int) -> bytes:
        """The bytes of the file."""
        with self.giver.path.open("rb") as file:
            file.seek(first)
            return file.read(last - first + 1)

    def plain(self, status: int, body: bytes = b"", **headers: str) -> bool:
        """An answer that is no part."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return True

    def cut(self, first: int, last: int, share: float = 0.5) -> bool:
        """Half of the part, and the connection is over."""
        body = self.body(first, last)
        self.send_response(206)
        self.send_header("Content-Range", f"bytes {first}-{last}/{self.giver.path.stat().st_size}")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", self.giver.tag)
        self.end_headers()
        self.wfile.write(body[: int(len(body) * share)])
        self.close_connection = True
        return True

    def drip(self, seconds: float) -> bool:
        """A head that comes letter by letter."""
        for letter in b"HTTP/1.1 206 Partial Content\r\nX-Long: " + b"x" * 10_000:
            try:
                self.wfile.write(bytes([letter]))
            except OSError:
                break
            time.sleep(seconds)
        self.close_connection = True
        return True

    def log_message(self, format: str, *args: Any) -> None:
        return None


Handler = _Handler


@contextmanager
def giving(path: Path) -> Iterator[Giver]:
    """A server on this machine, while the context lasts."""
    giver = Giver(path)
    kind = type("Bound", (_Handler,), {"giver": giver})
    server = ThreadingHTTPServer(("127.0.0.1", 0), kind)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    giver.url = f"http://127.0.0.1:{server.server_port}/world.pmtiles"
    try:
        yield giver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

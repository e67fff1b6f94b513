"""Who gives a map of streets in the demonstration: the city's own archive by Range, on loopback and
no faster than a slow line, so that one sees it come.
"""

from __future__ import annotations

import re
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from demo.loopback import Loopback, QuietHandler

CHUNK = 32 * 1024
PAUSE_S = 0.1  # after each: about 300 kB a second
_RANGE = re.compile(r"bytes=(\d+)-(\d+)")


class MapSource(Loopback):
    """Gives until it is stopped; `url` is where. The file may come later."""

    def __init__(self, archive: Path) -> None:
        class Handler(QuietHandler):
            """Answers with the part that is asked for."""

            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                _give(self, archive)

        super().__init__(Handler)
        self.url += "/villa-ambar.pmtiles"


def _give(answer: BaseHTTPRequestHandler, archive: Path) -> None:
    asked = _RANGE.fullmatch(answer.headers.get("Range") or "")
    size = archive.stat().st_size if archive.is_file() else 0
    if asked is None or int(asked[1]) >= size:
        answer.send_error(416 if size else 404)
        return
    first, last = int(asked[1]), min(int(asked[2]), size - 1)
    with archive.open("rb") as file:
        file.seek(first)
        part = file.read(last - first + 1)
    answer.send_response(206)
    answer.send_header("Content-Range", f"bytes {first}-{last}/{size}")
    answer.send_header("Content-Length", str(len(part)))
    answer.send_header("ETag", f'"{archive.stat().st_mtime_ns}"')
    answer.end_headers()
    for start in range(0, len(part), CHUNK):
        answer.wfile.write(part[start : start + CHUNK])
        if len(part) > CHUNK:
            time.sleep(PAUSE_S)

"""Who gives a map of streets in the demonstration: the city's own archive by Range, on loopback and
no faster than a slow line, so that one sees it come.
"""

from __future__ import annotations

import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

CHUNK = 32 * 1024
PAUSE_S = 0.1  # after each: about 300 kB a second
_RANGE = re.compile(r"bytes=(\d+)-(\d+)")


class MapSource:
    """Gives until it is stopped; `url` is where. The file may come later."""

    def __init__(self, archive: Path) -> None:
        class Handler(BaseHTTPRequestHandler):
            """Answers with the part that is asked for."""

            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                _give(self, archive)

            def log_message(self, *_: object) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/villa-ambar.pmtiles"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Give no more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


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

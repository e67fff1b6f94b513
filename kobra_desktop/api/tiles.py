"""Brings the server's vector tiles (one PMTiles archive) to a file, going on where it stopped."""

from collections.abc import Callable
from pathlib import Path

import requests

from kobra_desktop.api.errors import CutAnswer, NotFound, Refusal
from kobra_desktop.api.http import FieldApi, read_problem
from kobra_records.private_files import put_in_place

_PATH = "/tiles/basemap.pmtiles"
_CHUNK = 256 * 1024
_MAGIC = b"PMTiles"


def fetch_basemap(
    api: FieldApi,
    target: Path,
    *,
    stopped: Callable[[], bool] = lambda: False,
    report: Callable[[int, int], None] = lambda done, whole: None,
) -> bool:
    """Bring the archive to `target` if the server's is another; answers whether it is new.

    `report(done, whole)` in bytes. False too when the server has none. Raises ApiError, OSError.
    """
    tag_file, part, part_tag = (_beside(target, end) for end in (".etag", ".part", ".part-etag"))
    had = _text(tag_file) if target.exists() else ""
    answer = _ask(api, had, part, part_tag)
    if answer is None or answer.status_code == 304:
        return False
    tag = answer.headers.get("ETag", "")
    is_rest = answer.status_code == 206
    if not is_rest:
        part.unlink(missing_ok=True)  # before its tag: else a cut would go on with another's bytes
    part_tag.write_text(tag, "utf-8")
    done = part.stat().st_size if is_rest else 0
    said = answer.headers.get("Content-Length", "")
    whole = done + (int(said) if said.isascii() and said.isdigit() else 0)
    with part.open("ab" if is_rest else "wb") as file:
        try:
            for chunk in answer.iter_content(_CHUNK):
                if stopped():
                    answer.close()
                    return False
                file.write(chunk)
                done += len(chunk)
                report(done, whole)
        except requests.RequestException as problem:
            raise read_problem(problem) from problem
    with part.open("rb") as file:
        is_archive = file.read(len(_MAGIC)) == _MAGIC
    part_tag.unlink(missing_ok=True)
    if not is_archive:
        part.unlink()
        raise CutAnswer
    put_in_place(part, target)
    tag_file.write_text(tag, "utf-8")
    return True


def _ask(api: FieldApi, had: str, part: Path, part_tag: Path) -> requests.Response | None:
    headers = {"Accept": "*/*", "Accept-Encoding": "identity"}
    if had:
        headers["If-None-Match"] = had
    begun = _text(part_tag) if part.exists() else ""
    if begun:
        headers |= {"Range": f"bytes={part.stat().st_size}-", "If-Range": begun}
    try:
        return api.request("GET", _PATH, headers=headers, is_stream=True)
    except NotFound:
        return None
    except Refusal as problem:
        if problem.status != 416:
            raise
    part.unlink()
    return _ask(api, had, part, part_tag)


def _beside(target: Path, end: str) -> Path:
    return target.with_name(target.name + end)


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""

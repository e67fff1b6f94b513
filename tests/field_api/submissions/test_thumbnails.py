"""Photos drawn small: at reception, one at a time, and none at the price of the server's memory."""

import io
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from field_api.database import Database
from field_api.errors import ApiError
from field_api.phones.form_keys import new_key
from field_api.submissions.files import look
from field_api.submissions.store import FolderStore
from field_api.submissions.thumbnails import Thumbnails
from tests.field_api.processes import Served, served
from tests.field_api.servers import PASSWORD, WEDNESDAY, Client, wait_until
from tests.field_api.submissions.phone import Phone, form, photo, publish
from tests.field_api.submissions.rows import submission
from tests.field_api.world import build_world

pytestmark = pytest.mark.cold_workers
MB = 2**20


def picture(mode: str, size: tuple[int, int], format_: str = "PNG", **more: Any) -> bytes:
    """An image of one colour, small as a file whatever its size."""
    out = io.BytesIO()
    Image.new(mode, size).save(out, format_, **more)
    return out.getvalue()


def peak_mb(process_id: int) -> float:
    """The most memory a process has held."""
    status = Path(f"/proc/{process_id}/status").read_text()
    (line,) = [line for line in status.splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) / 1024


def family(process_id: int) -> list[int]:
    """A process and its children."""
    children = Path(f"/proc/{process_id}/task/{process_id}/children").read_text().split()
    return [process_id, *map(int, children)]


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "attachments")


@pytest.fixture
def thumbnails(store: FolderStore, tmp_path: Path) -> Any:
    made = Thumbnails(store, FolderStore(tmp_path / "thumbnails"))
    yield made
    made.stop()


def keep(store: FolderStore, content: bytes) -> str:
    writing = store.begin()
    writing.write(content)
    return writing.finish().sha256


SHAPES: dict[str, tuple[bytes, tuple[int, int]]] = {
    "one bit": (picture("1", (4_000, 2_000)), (360, 180)),
    "palette": (picture("P", (400, 800)), (180, 360)),
    "grey with alpha": (picture("LA", (90, 90)), (90, 90)),
    "sixteen bits": (picture("I;16", (800, 800)), (360, 360)),
    "gif": (picture("P", (800, 400), "GIF"), (360, 180)),
    "webp": (picture("RGB", (800, 400), "WEBP"), (360, 180)),
    "progressive": (picture("RGB", (1_600, 800), "JPEG", progressive=True), (360, 180)),
    "a line": (picture("L", (1, 60_000)), (1, 360)),
}


@pytest.mark.parametrize("name", SHAPES)
def test_every_kind_of_photo_is_drawn(store: FolderStore, thumbnails: Any, name: str) -> None:
    content, size = SHAPES[name]
    small = Image.open(io.BytesIO(thumbnails.read(keep(store, content))))
    assert (small.format, small.size) == ("JPEG", size)


BOMBS: dict[str, Callable[[], bytes]] = {
    "in colours": lambda: picture("RGB", (7_200, 7_200)),
    "webp": lambda: picture("RGB", (4_200, 4_200), "WEBP", lossless=True),
    "progressive": lambda: picture("L", (6_000, 6_000), "JPEG", progressive=True, quality=1),
    "cut off": lambda: picture("RGB", (900, 900), "JPEG")[:600] + b"\0" * 4,
}


def test_what_cannot_be_drawn_is_said_and_not_tried_again(
    store: FolderStore, thumbnails: Any
) -> None:
    for name, made in BOMBS.items():
        sha256 = keep(store, made())
        for _ in range(2):
            with pytest.raises(ApiError) as refused:
                thumbnails.read(sha256)
            assert refused.value.code == "not_drawn", name


def test_what_is_no_photo_has_none(store: FolderStore, thumbnails: Any) -> None:
    with pytest.raises(KeyError):
        thumbnails.read(keep(store, b"%PDF-1.7\n"))


def test_a_png_is_not_unpacked_to_be_known(tmp_path: Path) -> None:
    """Its pixels are broken: whoever unpacks them fails."""
    whole = picture("RGB", (64, 64))
    at = whole.index(b"IDAT")
    broken = whole[: at + 4] + b"\xff" * 20 + whole[at + 24 :]
    assert look(io.BytesIO(broken), "UTC").media_type == "image/png"


@pytest.fixture
def field(sqlite_url: str, tmp_path: Path) -> Any:
    """A server process, and a phone of its field."""
    database = Database(sqlite_url)
    world = build_world(database, WEDNESDAY)
    publish(database)
    with database.begin() as connection:
        key = new_key(connection, world.north.agent.id, WEDNESDAY)
    with served(sqlite_url, tmp_path) as up:
        yield up, Phone(up.base, key), database, world.email("admin")
    database.close()


def test_a_thumbnail_is_made_when_its_photo_comes(field: Any, tmp_path: Path) -> None:
    _up, phone, _database, _email = field
    assert phone.post(form({"fachada": "f.jpg"}), {"f.jpg": photo()}).status_code == 201
    folder = tmp_path / "data" / "thumbnails"
    wait_until(lambda: any(p.is_file() and p.parent.name != "coming" for p in folder.rglob("*")))


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="asks Linux for the memory")
def test_twelve_bombs_at_once_cost_what_one_does(field: Any) -> None:
    up, phone, database, email = field
    assert isinstance(up, Served)
    bombs = {f"{n}.png": picture("1", (7_999, 8_000 - n)) for n in range(12)}
    assert all(len(content) < 10_000 for content in bombs.values())
    before = peak_mb(up.process.pid)
    client = Client(up.base).sign_in(email, PASSWORD)
    assert phone.post(form({}), bombs).status_code == 201
    made = submission(database)

    def asked(name: str) -> int:
        url = f"/api/v1/submissions/{made.id}/attachments/{name}"
        return client.get(url, params={"size": "thumbnail"}).status_code

    with ThreadPoolExecutor(12) as pool:
        codes = set(pool.map(asked, bombs))
    assert codes == {200}
    held = sum(map(peak_mb, family(up.process.pid)))
    assert held < before + 400

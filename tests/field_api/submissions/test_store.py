"""Where bytes lie: whole or not at all, under their own hash, never the whole in memory."""

import asyncio
import hashlib
import os
import signal
import tracemalloc
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
import requests
from sqlalchemy import select, text

from field_api.database import Database
from field_api.jobs.unsettled import settle_unsettled
from field_api.phones.form_keys import new_key
from field_api.submissions.post import Post, read_post
from field_api.submissions.reading import Reader
from field_api.submissions.store import FolderStore, Writing
from field_api.tables.submissions import raw_parts, raw_submissions
from tests.field_api.processes import served
from tests.field_api.servers import WEDNESDAY, Running, wait_until
from tests.field_api.submissions.phone import Phone, form, new_instance, photo, publish
from tests.field_api.world import World, build_world

MB = 2**20


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_content_is_kept_once_under_its_hash(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    for _ in range(2):
        writing = store.begin()
        writing.write(b"uno")
        writing.write(b"dos")
        stored = writing.finish()
    assert (stored.sha256, stored.size) == (hashlib.sha256(b"unodos").hexdigest(), 6)
    assert store.read(stored.sha256) == b"unodos"
    assert [path.name for path in files_in(tmp_path)] == [stored.sha256]


def test_several_are_kept_together_whether_new_known_or_twice(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)

    def coming(content: bytes) -> Writing:
        writing = store.begin()
        writing.write(content)
        return writing

    coming(b"known").finish()
    contents = [b"new", b"known", b"twice", b"twice", b""]
    stored = store.keep([coming(content) for content in contents])
    assert [store.read(one.sha256) for one in stored] == contents
    assert [one.size for one in stored] == [3, 5, 5, 5, 0]
    assert len(files_in(tmp_path)) == 4
    assert store.keep([]) == []


@pytest.mark.both_engines
def test_a_form_that_cannot_be_settled_is_noted_all_the_same(server: Running, world: World) -> None:
    publish(server.database)
    with server.database.begin() as connection:
        phone = Phone(server.base, new_key(connection, world.north.agent.id, WEDNESDAY))
        connection.execute(text("ALTER TABLE submissions RENAME TO gone"))
    assert phone.post(form({}), {"foto.jpg": photo()}).status_code >= 500
    with server.database.begin() as connection:
        connection.execute(text("ALTER TABLE gone RENAME TO submissions"))
        assert connection.scalars(select(raw_submissions.c.state)).all() == ["received"]
        assert len(connection.execute(select(raw_parts)).all()) == 1
    store = FolderStore(server.settings.data_folder / "attachments")
    reader = Reader(server.database, store)
    assert settle_unsettled(reader, WEDNESDAY + timedelta(minutes=20)) == 1
    with server.database.read() as connection:
        assert connection.scalars(select(raw_submissions.c.state)).all() == ["read"]


def test_what_is_abandoned_leaves_nothing(tmp_path: Path) -> None:
    writing = FolderStore(tmp_path).begin()
    writing.write(b"a medias")
    writing.abandon()
    writing.abandon()
    assert files_in(tmp_path) == []


def test_what_is_not_there_is_a_key_error(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        FolderStore(tmp_path).open("0" * 64)


def test_what_a_dead_server_left_is_forgotten_after_a_day(tmp_path: Path) -> None:
    old, new = tmp_path / "coming" / "old", tmp_path / "coming" / "new"
    old.parent.mkdir()
    for path in (old, new):
        path.write_bytes(b"a medias")
    long_ago = old.stat().st_mtime - timedelta(days=2).total_seconds()
    os.utime(old, (long_ago, long_ago))
    FolderStore(tmp_path)
    assert files_in(tmp_path) == [new]


def test_many_threads_keep_one_content(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)

    def keep(_number: int) -> str:
        writing = store.begin()
        writing.write(b"lo mismo")
        return writing.finish().sha256

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(keep, range(40)))) == 1
    assert len(files_in(tmp_path)) == 1


@pytest.mark.parametrize("largest", [1_000 * MB, 10 * MB])
def test_a_large_post_never_stands_in_memory(tmp_path: Path, largest: int) -> None:
    head = b'--b\r\nContent-Disposition: form-data; name="v"; filename="v.mp4"\r\n\r\n'

    async def body() -> AsyncIterator[bytes]:
        yield head
        for _ in range(64):
            yield bytes(MB)
        yield b"\r\n--b--\r\n"

    post, store = Post(), FolderStore(tmp_path)
    tracemalloc.start()
    asyncio.run(read_post(post, "multipart/form-data; boundary=b", body(), store, largest))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 * MB
    [kept] = post.keep(store)
    assert kept.size == 64 * MB
    assert (kept.stored is None) == (largest < 64 * MB)
    assert len(files_in(tmp_path)) == (0 if kept.stored is None else 1)


@pytest.mark.both_engines
def test_after_a_kill_all_that_was_answered_is_there(database_url: str, tmp_path: Path) -> None:
    database = Database(database_url)
    world = build_world(database)
    publish(database)
    with database.begin() as connection:
        key = new_key(connection, world.north.agent.id, WEDNESDAY)
    with served(database_url, tmp_path, RUN_JOBS="no") as other:
        phones = [Phone(other.base, key) for _ in range(4)]
        with ThreadPoolExecutor(len(phones)) as pool:
            runs = [pool.submit(post_until_refused, phone) for phone in phones]
            wait_until(lambda: len(instances(database)) >= 20, seconds=60)
            other.process.send_signal(signal.SIGKILL)
            answered = {instance for run in runs for instance in run.result(60)}
    assert len(answered) >= 16
    assert answered <= instances(database)
    store = FolderStore(tmp_path / "data" / "attachments")
    with database.read() as connection:
        hashes = [*connection.scalars(select(raw_submissions.c.xml_sha256))]
        hashes += connection.scalars(select(raw_parts.c.sha256))
    for sha256 in hashes:
        assert hashlib.sha256(store.read(sha256)).hexdigest() == sha256
    database.close()


def post_until_refused(phone: Phone) -> list[str]:
    """Posts until nobody answers; the instances that were answered 201."""
    answered: list[str] = []
    while True:
        instance = new_instance()
        picture = photo(size=(32, 32)) + instance.encode()
        try:
            answer = phone.post(form({"nota": "x"}, instance), {"fachada.jpg": picture})
        except requests.RequestException:
            return answered
        if answer.status_code != 201:
            return answered
        answered.append(instance)


def instances(database: Database) -> set[str]:
    with database.read() as connection:
        found = connection.scalars(select(raw_submissions.c.instance_id))
        return {instance for instance in found if instance is not None}

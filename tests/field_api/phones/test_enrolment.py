"""One enrolment gives both keys of a phone; a new one, or its end, takes both away."""

import base64
import json
import logging
import threading
import zlib
from typing import Any

import pytest
import requests
from sqlalchemy import select

from field_api.tables.phone_forms import form_keys
from kobra_domain.visits import VisitState
from tests.field_api.phones.collect import Collect
from tests.field_api.phones.conftest import Post
from tests.field_api.servers import Client


@pytest.fixture
def admin(post: Post) -> Client:
    return post.server.client().sign_in(post.world.email("admin"))


def enrol(admin: Client, post: Post) -> dict[str, Any]:
    answer = admin.post(f"/api/v1/agents/{post.world.north.agent.id}/enrolment")
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def statuses(told: dict[str, Any]) -> tuple[int, int]:
    """What the phone's two doors answer."""
    report = {"id": "AG-01", "lat": "4.65", "lon": "-74.06"}
    reported = requests.get(told["osmand_url"], params=report, timeout=20)
    listed = requests.get(f"{told['openrosa_url']}/formList", timeout=20)
    return reported.status_code, listed.status_code


@pytest.mark.both_engines
def test_both_keys_come_and_go_together(post: Post, admin: Client) -> None:
    first = enrol(admin, post)
    assert statuses(first) == (200, 200)
    second = enrol(admin, post)
    assert statuses(first) == (404, 403)
    assert statuses(second) == (200, 200)
    ended = admin.delete(f"/api/v1/agents/{post.world.north.agent.id}/enrolment")
    assert ended.status_code == 204
    assert statuses(second) == (404, 403)


def test_the_settings_lead_collect_to_its_forms(post: Post, admin: Client) -> None:
    post.publish()
    told = enrol(admin, post)
    assert len(told["collect_settings"]) <= 4_000
    settings = json.loads(zlib.decompress(base64.b64decode(told["collect_settings"])))
    assert settings["general"]["server_url"] == told["openrosa_url"]
    phone = Collect(settings["general"]["server_url"])
    phone.update()
    assert list(phone.forms) == ["visita_cobranza"]


def test_keys_are_kept_as_hashes_and_never_logged(
    post: Post, admin: Client, caplog: pytest.LogCaptureFixture
) -> None:
    told = enrol(admin, post)
    key = told["openrosa_url"].rpartition("/")[2]
    with caplog.at_level(logging.DEBUG):
        for path in ("formList", "nada", "forms/x", "submission"):
            requests.get(f"{told['openrosa_url']}/{path}", timeout=20)
    routes = [str(getattr(line, "route", "")) for line in caplog.records]
    assert "/key/{token}/formList" in routes
    said = [f"{line.__dict__}" for line in caplog.records if line.name.startswith("field_api")]
    assert said
    assert key not in "".join(said)
    with post.server.database.read() as connection:
        assert key not in connection.scalars(select(form_keys.c.token_hash)).all()


@pytest.mark.both_engines
def test_many_requests_at_once_count_every_row_once(post: Post) -> None:
    post.publish()
    visits = [post.assigned(position=n) for n in range(5)]
    phone = post.phone(post.world.north.agent)
    [form] = phone.listed()
    hashes: list[str] = []
    contents: list[bytes] = []

    def fetch() -> None:
        one = Collect(phone.url)
        [file] = one.manifest(form["manifestUrl"])
        hashes.append(file["hash"])
        contents.append(one.get(file["downloadUrl"]).content)

    threads = [threading.Thread(target=fetch) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(hashes) == len(contents) == 8
    assert len(set(hashes)) == len(set(contents)) == 1
    assert {post.now(visit).state for visit in visits} == {VisitState.ON_PHONE}

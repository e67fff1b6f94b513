"""A file by mail: the file and its manifest as they are, the letter without anybody's name."""

from typing import Any

import msgspec
import pytest
from sqlalchemy import select, update

from field_api.mail.message import Withheld
from field_api.outbox import delivery_of
from field_api.tables.outgoing import outgoing_files, outgoing_parts
from field_api.tables.results import deliveries
from kobra_domain.outgoing.answers import Manifest
from kobra_domain.visits import Outcome
from kobra_records import json_form
from tests.field_api.mail.letter_room import letter, message
from tests.field_api.outgoing.made import Desk

pytestmark = pytest.mark.both_engines


def mailed(desk: Desk, **terms: Any) -> Any:
    """The delivery of a file."""
    desk.tell(emails=("cartera@banco.example",), **terms)
    visit = desk.visit(outcome=Outcome.PROMISE)
    desk.promise(visit)
    desk.make()
    with desk.database.read() as connection:
        return delivery_of(connection.execute(select(deliveries)).one())


def test_the_file_and_its_manifest_are_attached_as_they_are(desk: Desk) -> None:
    delivery = mailed(desk)
    made = desk.files()[0]
    found = message(desk.database, delivery)
    parts = {one.get_filename(): one.get_content() for one in found.iter_attachments()}
    content, manifest = parts[made.name], parts[f"{made.name}.manifest.json"]
    raw = content.encode() if isinstance(content, str) else content
    assert raw == desk.content(made)
    assert msgspec.json.decode(manifest)["sha256"] == made.manifest.sha256  # type: ignore[union-attr]
    said = letter(desk.database, delivery)
    assert said.subject == "Archivo de gestiones 1 · 4 mar 2026"
    assert len(said.subject) <= 60
    for text in (said.subject, said.text, said.html):
        assert desk.side.party.name not in text
    assert "1 · 1000.00 COP" in said.text
    assert not {"List-Unsubscribe", "List-Id"} & set(said.headers)


def test_without_its_manifest_where_none_is_wished(desk: Desk) -> None:
    delivery = mailed(desk, has_manifest=False)
    assert [one.name for one in letter(desk.database, delivery).attachments] == [
        desk.files()[0].name
    ]


def test_what_is_not_kept_any_more_does_not_leave(desk: Desk) -> None:
    delivery = mailed(desk)
    with desk.database.begin() as connection:
        connection.execute(outgoing_parts.delete())
    with pytest.raises(Withheld, match="file_gone"):
        letter(desk.database, delivery)


def test_a_file_that_no_server_takes_is_not_sent(desk: Desk) -> None:
    delivery = mailed(desk)
    with desk.database.begin() as connection:
        row = connection.execute(select(outgoing_files)).one()
        manifest = json_form.read_text(row.manifest, Manifest)
        larger = row.manifest.replace(f'"bytes":{manifest.bytes}', f'"bytes":{2**25}')
        connection.execute(update(outgoing_files).values(manifest=larger))
    with pytest.raises(Withheld, match="file_too_large"):
        letter(desk.database, delivery)

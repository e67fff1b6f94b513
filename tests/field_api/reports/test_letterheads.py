"""A client's month bears the client's name and logo wherever it goes, also without a portfolio."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from datetime import timedelta

import pytest

from field_api.reports.editions import Press
from field_api.tables.reports import report_schedules
from kobra_records.files.reports import ReportFormat, file_of
from tests.field_api.reports.test_links import NINE, page, shared, visits
from tests.field_api.reports.test_schedules import PLAIN, put
from tests.field_api.servers import Client, Running
from tests.field_api.test_report_files import MONTH, give_logo
from tests.field_api.world import World, write
from tests.kobra_records.files.paper import pdf_text

SignIn = Callable[[str], Client]
FEBRUARY = [{"name": "from", "value": "2026-02-01"}, {"name": "to", "value": "2026-03-01"}]


@pytest.fixture
def client(server: Running, world: World, sign_in: SignIn) -> Client:
    write(server.database, *visits(world.north, 6, 2, NINE + timedelta(minutes=5)))
    give_logo(server.database, world.north)
    return sign_in("supervisor")


def test_a_link_bears_the_name_and_the_mark(client: Client, world: World) -> None:
    found = page(shared(client, report=MONTH, filters=FEBRUARY)["url"])
    assert f"<span>{world.north.institution.name}</span>" in found.text
    mark = found.text.partition('src="data:image/png;base64,')[2].partition('"')[0]
    assert b64decode(mark).startswith(b"\x89PNG")
    assert "img-src data:" in found.headers["Content-Security-Policy"]
    assert "<img" not in page(shared(client, filters=FEBRUARY)["url"]).text


def test_a_mailed_document_does_and_is_the_same_again(
    server: Running, client: Client, world: World
) -> None:
    def printed(pdf_of: Press) -> list[bytes | None]:
        with server.database.read() as connection:
            row = connection.execute(report_schedules.select()).one()
        return [one.pdf for one in pdf_of.editions(row)]

    def press() -> Press:
        return Press(
            server.database,
            server.clock(),
            lambda report, dress: file_of(report, ReportFormat.PDF, dress),
        )

    put(client, PLAIN, report=MONTH, filters=FEBRUARY, form="pdf")
    [first] = printed(press())
    assert first is not None
    name = world.north.institution.name
    assert name in pdf_text.text(first)
    assert name in pdf_text.alternatives(first)
    server.clock.forward(minutes=7)
    assert printed(press()) == [first]

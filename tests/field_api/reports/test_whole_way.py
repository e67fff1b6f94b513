"""The whole way of a report of one's own: put together, saved, given to a team, shared by a link,
mailed by its schedule through a real mail server, and opened again as PDF and as workbook, with the
same numbers everywhere.
"""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from field_api.database import Database
from field_api.reports.sending import ReportSender
from kobra_domain.charts.spec import Figure, Table
from kobra_domain.reports.custom.things import Block, SavedReport, Shape
from kobra_domain.reports.report import report_of
from kobra_records.ids import new_id
from tests.field_api.mail.postbox import postbox
from tests.field_api.reports.test_links import DAYS, page, shared, visits
from tests.field_api.reports.test_schedules import go_on, mailing, put
from tests.field_api.servers import running, wait_until
from tests.field_api.world import build_world, creation, edit, write
from tests.kobra_records.files.paper import pdf_text

pytestmark = pytest.mark.both_engines

TABLE = Block(
    shape=Shape.TABLE, measures=("done", "rpc_rate"), dimensions=("weekday",), title="Por día"
)
MAP = Block(shape=Shape.HEAT, measures=("rpc_rate",), dimensions=("weekday", "hour"))


def test_a_report_of_one_s_own_says_the_same_wherever_it_leads(
    database_url: str, tmp_path: Path
) -> None:
    founded = Database(database_url)
    world = build_world(founded)
    write(founded, *visits(world.north, 6, 4))
    founded.close()
    own = world.email("supervisor")
    saved = SavedReport(id=new_id(), name="Mi semana", owner_id=new_id(), blocks=(TABLE, MAP))
    with postbox() as box, running(database_url, tmp_path) as up:
        mine, colleague = up.client().sign_in(own), up.client().sign_in(world.email("viewer"))
        [kept] = mine.operate(creation(saved, "saved_report.create"))
        assert kept["status"] == "applied"
        given = edit(saved.id, "saved_report.edit", team_id=(None, world.north.team.id))
        assert [one["status"] for one in mine.operate(given)] == ["applied"]

        span = {one["name"]: one["value"] for one in DAYS}
        shown = colleague.get(f"/api/v1/reports/{saved.id}", params=span).json()
        table = report_of(shown).panels[0].chart
        assert isinstance(table, Table)
        assert table.total[1] == Figure(24)
        rate = table.total[2]
        assert isinstance(rate, Figure)
        assert rate.value == 0.5

        book = mine.get(f"/api/v1/reports/{saved.id}/file", params={**span, "format": "xlsx"})
        assert book.status_code == 200, book.text
        cells = [
            cell.value
            for sheet in load_workbook(io.BytesIO(book.content)).worksheets
            for row in sheet.iter_rows()
            for cell in row
        ]
        assert {24, 0.5} <= set(cells)  # numbers, not what they look like

        link = shared(mine, report=saved.id)
        opened = page(link["url"])
        assert (opened.status_code, "Mi semana" in opened.text) == (200, True)
        assert "<script" not in opened.text

        put(mine, own, report=saved.id, form="pdf")
        sender = ReportSender(up.database, up.settings)
        assert go_on(sender, up, days=1) == 1
        with mailing(up, box.url):
            wait_until(lambda: len(box.raw) == 1)
        sender.ended()
        [mail] = box.mails
        [attached] = mail.iter_attachments()
        paper = attached.get_content()
        assert {"H1", "Table", "TH", "Figure"} <= pdf_text.roles(paper)
        assert pdf_text.language(paper).startswith("es")
        said = pdf_text.text(paper)
        assert all(words in said for words in ("Mi semana", "Por día", "24", "50 %"))
        assert pdf_text.alternatives(paper)

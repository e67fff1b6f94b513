"""Names that a sheet, a page, a paper or a mail could take for orders are words wherever a report
leads: in its file, behind its link, in its mail.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from urllib.parse import unquote

import openpyxl
import pytest

from field_api.reports.sending import ReportSender
from kobra_domain.reports.custom.things import Block, SavedReport, Shape
from kobra_records.ids import new_id
from tests.field_api.mail.postbox import postbox
from tests.field_api.reports.hostile import LINES, MARKUP, SHEET, SPAN, Hostile
from tests.field_api.reports.test_links import Tags, page, visits
from tests.field_api.reports.test_schedules import go_on, mailing
from tests.field_api.servers import wait_until
from tests.field_api.world import write
from tests.kobra_records.files.paper import pdf_text

NOT_IN_FILE = re.compile(r'[\\/:<>"|?*\x00-\x1f\u202a-\u202e]')
DAYS = [{"name": name, "value": value} for name, value in SPAN.items()]
NAME = f"{SHEET} ../{LINES} {MARKUP}"[:120]
BLOCKS = tuple(
    Block(shape=Shape.TABLE, measures=("done",), dimensions=(one,), title=MARKUP)
    for one in ("portfolio", "team", "agent", "zone")
)
GONE = Block(measures=("applause",), dimensions=("portfolio",))
ODD = Block(measures=("done",), dimensions=(MARKUP, "answer:nothing", "portfolio"))


@pytest.fixture(scope="module")
def engine() -> str:
    return "sqlite"


@pytest.fixture(scope="module")
def saved(bad: Hostile) -> str:
    """A report of all of them, of enough people to be shared."""
    write(bad.server.database, *visits(bad.world.north, 6, 2))
    made = SavedReport(
        id=new_id(),
        name=NAME,
        owner_id=bad.world.users["supervisor"].id,
        blocks=(*BLOCKS, GONE, ODD),
    )
    write(bad.server.database, made)
    return made.id


def file(bad: Hostile, saved: str, format: str) -> tuple[bytes, str]:
    answer = bad.client.get(f"/api/v1/reports/{saved}/file", params={**SPAN, "format": format})
    assert answer.status_code == 200, answer.text
    return answer.content, answer.headers["Content-Disposition"]


def words_of(text: str) -> str:
    return " ".join(text.split())


def test_a_workbook_holds_no_formula(bad: Hostile, saved: str) -> None:
    content, called = file(bad, saved, "xlsx")
    assert not NOT_IN_FILE.search(unquote(called.partition("''")[2]))
    cells = [
        cell
        for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert {"f"}.isdisjoint(cell.data_type for cell in cells)
    assert not any(cell.hyperlink for cell in cells)
    assert SHEET in [cell.value for cell in cells]


def test_no_cell_of_a_csv_begins_a_formula(bad: Hostile, saved: str) -> None:
    content, _ = file(bad, saved, "csv")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        texts = [archive.read(one).decode("utf-8-sig") for one in names]
    assert not [one for one in names if NOT_IN_FILE.search(one)]
    cells = [
        cell
        for text in texts
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=";")
        for cell in row
    ]
    assert f"'{SHEET}" in cells
    for cell in cells:
        assert not re.match(r"[=@\t\r]|[+-](?![0-9.,]+$)", cell), cell


def test_a_paper_prints_them_as_they_are(bad: Hostile, saved: str) -> None:
    content, _ = file(bad, saved, "pdf")
    said = words_of(pdf_text.text(content))
    for words in (SHEET, "#panic(", "$1/0$", "*a* _b_", "<script>"):
        assert words in said, said


def test_a_page_runs_none_of_them(bad: Hostile, saved: str) -> None:
    wish = {"report": saved, "filters": DAYS}
    answer = bad.client.post("/api/v1/report-links", json=wish)
    assert answer.status_code == 201, answer.text
    shown = page(answer.json()["url"])
    assert shown.status_code == 200
    assert "script" not in shown.headers["Content-Security-Policy"]
    tags = Tags()
    tags.feed(shown.text)
    assert not tags.tags & {"script", "img", "iframe", "form", "object", "link", "a"}
    assert not [name for name, _ in tags.attributes if name.startswith("on")]
    assert "&lt;script&gt;" in shown.text


def test_a_mail_has_its_own_headers_alone(bad: Hostile, saved: str) -> None:
    own = bad.world.email("supervisor")
    wish = {
        "report": saved, "filters": DAYS, "to": [own], "form": "pdf",
        "every": "day", "at": "07:00", "time_zone": "America/Bogota",
    }  # fmt: skip
    answer = bad.client.put(f"/api/v1/report-schedules/{new_id()}", json=wish)
    assert answer.status_code == 204, answer.text
    sender = ReportSender(bad.server.database, bad.server.settings)
    with postbox() as box:
        assert go_on(sender, bad.server, days=1) == 1
        with mailing(bad.server, box.url):
            wait_until(lambda: len(box.raw) == 1)
        sender.ended()
        [mail] = box.mails
    assert box.recipients == [own]
    assert (mail["Bcc"], mail["Cc"]) == (None, None)
    assert not re.search(r"[\x00-\x1f\u202e]", str(mail["Subject"]))
    [attached] = mail.iter_attachments()
    assert not NOT_IN_FILE.search(attached.get_filename() or "/")
    html = mail.get_body(("html",))
    assert html is not None
    tags = Tags()
    tags.feed(html.get_content())
    assert not tags.tags & {"script", "img", "form"}

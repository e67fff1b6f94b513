"""The sheets of many agents as one PDF, their keys made by the real server."""

from __future__ import annotations

import io
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from PySide6.QtWidgets import QLabel

from kobra_desktop.models.administration.staff import PhoneLink
from kobra_desktop.store.queries.agents import agent_rows
from kobra_desktop.views.administration.phone_papers import sheets_paper
from kobra_desktop.views.administration.sheets_dialog import SheetsDialog
from kobra_domain.people import Agent
from kobra_records.files.paper import set_paper
from kobra_records.ids import new_id
from tests.kobra_desktop.views.administration.conftest import Desk
from tests.kobra_desktop.views.world import TODAY


def _opened(desk: Desk) -> Any:
    tab = desk.open("staff")
    tab.make_sheets()
    return desk.dialog(SheetsDialog)


def test_a_page_for_each_agent_without_a_phone(desk: Desk, tmp_path: Path) -> None:
    dialog = _opened(desk)
    codes = [one.code for one in dialog.agents]
    assert codes
    assert all(one.enrolled_at is None for one in dialog.agents)
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert any("public_url" in text for text in said)  # the tests' server is on this machine
    path = tmp_path / "hojas.pdf"
    dialog.save_to(path)
    desk.until(lambda: desk.said)
    pdf = PdfReader(path)
    assert len(pdf.pages) == len(codes) + 1
    assert "/StructTreeRoot" in pdf.root_object
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    desk.office.sync()
    rows = agent_rows(desk.office.workspace.desk.store, TODAY)
    assert all(one.agent.enrolled_at for one in rows if one.agent.code in codes)


def test_a_folder_that_nobody_may_write_in_costs_no_key(desk: Desk, tmp_path: Path) -> None:
    dialog = _opened(desk)
    dialog.save_to(tmp_path / "gone" / "hojas.pdf")
    desk.until(lambda: dialog.problem.isVisible())
    assert "hojas.pdf" in dialog.problem.text()
    desk.office.sync()
    rows = agent_rows(desk.office.workspace.desk.store, TODAY)
    assert any(one.agent.enrolled_at is None for one in rows)


def test_given_up_it_has_the_sheets_whose_keys_were_made(desk: Desk, tmp_path: Path) -> None:
    dialog = _opened(desk)
    dialog.also.setChecked(True)
    count = len(dialog.agents)
    dialog.model.progressed.connect(lambda *_: dialog.leave.click())
    path = tmp_path / "hojas.pdf"
    dialog.save_to(path)
    desk.until(lambda: not dialog.model.is_running)
    assert 2 <= len(PdfReader(path).pages) <= count + 1


def test_hostile_names_stay_on_their_page() -> None:
    link = PhoneLink("https://k.example/phones/abc?id=G1", False, "https://k.example/f", "x" * 350)
    agents = [
        Agent(id=new_id(), code="G1", name="#pagebreak() *Ana* $x$ " + "W" * 90),
        Agent(id=new_id(), code="G2", name="Ñ <script>"),
    ]
    made_at = datetime(2026, 4, 15, tzinfo=UTC)
    paper = sheets_paper([(one, link) for one in agents], {}, "es", made_at)
    assert len(PdfReader(io.BytesIO(set_paper(paper))).pages) == 3

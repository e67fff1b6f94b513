"""The sheet handed to an agent: one page, both codes readable, the consent to sign."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import segno
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument

from field_api.phones.collect import LONGEST, settings_text
from kobra_desktop.models.administration.staff import PhoneLink
from kobra_desktop.views.administration.phone_sheet import sheet_document, write_sheet
from kobra_desktop.views.administration.qr import QUIET, code_image, modules
from kobra_domain.people import Agent, Consent
from kobra_records.ids import new_id
from tests.kobra_desktop.views.world import NOW

AGENT = Agent(id=new_id(), code="AG-01", name="Ana <b> Ruiz", consent=None)
FORMS = "https://campo.kobra.example/key/8gLjVxwExi-1-u5egat3GtXI8shH6VoM"
LINK = PhoneLink(
    "https://campo.kobra.example/phones/tvg6ZUA-uvAkHnUXsCoU1AN1riy2D_y2?id=AG-01&interval=60",
    is_local=False,
    forms_url=FORMS,
    collect_settings=settings_text(AGENT, FORMS),
)


def test_the_settings_are_what_collect_reads() -> None:
    assert len(LINK.collect_settings) < LONGEST / 4
    told: dict[str, Any] = json.loads(zlib.decompress(base64.b64decode(LINK.collect_settings)))
    assert set(told) == {"general", "admin", "project"}
    assert told["general"]["server_url"] == FORMS
    assert told["general"]["form_update_mode"] == "match_exactly"
    assert told["general"]["metadata_username"] == "AG-01"
    assert told["admin"]["change_server"] is False
    assert told["project"]["name"] == "Kobra · Ana <b> Ruiz"


@pytest.mark.parametrize("level", ["m", "l"])
def test_a_code_on_paper_is_the_code(level: str) -> None:
    image, dot = code_image(LINK.collect_settings, level, dot=4), 4
    wanted = [list(map(bool, line)) for line in
              segno.make(LINK.collect_settings, error=level, micro=False,
                         boost_error=False).matrix]  # fmt: skip
    assert modules(LINK.collect_settings, level) == wanted
    seen = [
        [image.pixelColor((x + QUIET) * dot + 2, (y + QUIET) * dot + 2).value() < 128
         for x in range(len(wanted))]
        for y in range(len(wanted))
    ]  # fmt: skip
    assert seen == wanted
    assert image.pixelColor(QUIET * dot - 1, image.height() // 2) == Qt.GlobalColor.white


def page_of(path: Path) -> tuple[QImage, str]:
    """The one page as a picture, and its words."""
    document = QPdfDocument()
    document.load(str(path))
    assert document.pageCount() == 1
    size = document.pagePointSize(0)
    image = document.render(0, QSize(round(size.width() * 2), round(size.height() * 2)))
    text = document.getAllText(0).text()
    document.close()
    return image, " ".join(text.split())


@pytest.mark.usefixtures("qapp")
def test_everything_stands_on_one_page(tmp_path: Path) -> None:
    path = tmp_path / "hoja.pdf"
    write_sheet(path, sheet_document(AGENT, LINK, "en"), "AG-01")
    _image, text = page_of(path)
    for words in ("Ana <b> Ruiz", "ODK Collect", "Traccar Client", "Signature", "I agree"):
        assert words in text
    assert "on record" not in text


@pytest.mark.usefixtures("qapp")
def test_a_consent_on_record_is_said_and_an_older_server_gives_one_code(tmp_path: Path) -> None:
    said = Consent(given_at=NOW, source="contrato", purpose="ruta")
    agent = replace(AGENT, consent=said)
    link = PhoneLink(LINK.settings_url, is_local=False)
    path = tmp_path / "hoja.pdf"
    write_sheet(path, sheet_document(agent, link, "en"), "AG-01")
    _image, text = page_of(path)
    assert "on record since" in text
    assert "contrato" in text
    assert "ODK" not in text
    assert "1. Traccar Client" in text


@pytest.mark.usefixtures("qapp")
def test_a_long_name_makes_no_second_page(tmp_path: Path) -> None:
    said = Consent(given_at=NOW, source="contrato firmado en papel " * 5, purpose="ruta")
    name = "María Fernanda de los Ángeles Rodríguez Villavicencio de Santa Cruz y Montemayor"
    path = tmp_path / "hoja.pdf"
    write_sheet(path, sheet_document(replace(AGENT, name=name, consent=said), LINK, "en"), "AG-01")
    assert "Montemayor" in page_of(path)[1]

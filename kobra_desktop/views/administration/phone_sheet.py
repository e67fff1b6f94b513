"""The sheet an agent gets: two codes, what to do in three steps each, and the consent to sign.

It holds keys, so it is made from the one answer that has them and kept nowhere by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QMarginsF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)

from kobra_desktop.errors import KobraError
from kobra_desktop.models.administration.staff import PhoneLink
from kobra_desktop.views.administration.phone_steps import form_steps, short_position_steps
from kobra_desktop.views.administration.qr import code_image
from kobra_domain.people import Agent
from kobra_domain.shift import local_day
from kobra_domain.words import day_words
from kobra_records.files.exports.deed import NotWritten, whole_file

translate = QCoreApplication.translate
MARGIN_MM = 16.0
DPI = 300
WIDTH = 672  # the paper between its margins, as wide as 96 pixels to the inch
CODE_SIDE = 264
FORMS, POSITIONS = "code:forms", "code:positions"
_STYLE = """
body { font-family: sans-serif; font-size: 15px; color: #17202E }
h1 { font-size: 22px; margin: 0 0 4px 0 }
h2 { font-size: 16px; margin: 8px 0 4px 0 }
li { margin: 0 0 4px 0 }
td { padding: 4px }
.small { color: #4A5568; font-size: 13px }
"""


def sheet_document(agent: Agent, link: PhoneLink, locale: str) -> QTextDocument:
    """The sheet as one page."""
    document = QTextDocument()
    kind = int(QTextDocument.ResourceType.ImageResource.value)
    if link.collect_settings:
        document.addResource(kind, QUrl(FORMS), code_image(link.collect_settings, "l"))
    document.addResource(kind, QUrl(POSITIONS), code_image(link.settings_url))
    document.setDefaultStyleSheet(_STYLE)
    document.setHtml("".join(_parts(agent, link, locale)))
    return document


def write_sheet(path: Path, document: QTextDocument, title: str) -> None:
    """Write it as PDF, A4. Raises KobraError (`file_not_written`)."""
    made = QBuffer()
    made.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(made)
    writer.setResolution(DPI)
    writer.setTitle(title)
    writer.setCreator("Kobra Desktop")
    print_sheet(writer, document)
    del writer  # ends the document
    try:
        with whole_file(path) as part:
            part.write_bytes(made.data().data())
    except NotWritten as problem:
        raise KobraError("file_not_written", path=path.name) from problem


def print_sheet(device: QPagedPaintDevice, document: QTextDocument) -> None:
    """Put the sheet on one page of A4 with margins of its own, smaller if it is too long."""
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageMargins(QMarginsF(*[MARGIN_MM] * 4), QPageLayout.Unit.Millimeter)
    document.setDocumentMargin(0)
    document.setTextWidth(WIDTH)
    scale = min(device.width() / WIDTH, device.height() / document.size().height())
    with QPainter(device) as painter:
        painter.scale(scale, scale)
        on_paper = QAbstractTextDocumentLayout.PaintContext()
        # Lines and numbers take the colour of the window, which may be a dark one.
        on_paper.palette = QPalette(QColor(Qt.GlobalColor.white))
        document.documentLayout().draw(painter, on_paper)


def _parts(agent: Agent, link: PhoneLink, locale: str) -> Iterator[str]:
    title = translate("Administration", "Phone of {name} ({code})")
    yield f"<body><h1>{escape(title.format(name=agent.name, code=agent.code))}</h1>"
    keys = translate(
        "Administration",
        "These codes are personal: whoever scans them works in this agent's name. If this sheet "
        "is lost, ask for new codes; these end at once.",
    )
    yield f"<p class='small'>{escape(keys)}</p><table width='100%' cellspacing='8'><tr>"
    if link.collect_settings:
        heading = translate("Administration", "ODK Collect: questionnaires and visits")
        yield _app(f"1. {heading}", FORMS, form_steps())
    heading = translate("Administration", "Traccar Client: location in shift and SOS")
    number = 2 if link.collect_settings else 1
    yield _app(f"{number}. {heading}", POSITIONS, short_position_steps())
    yield "</tr></table>"
    yield from _consent(agent, locale)
    yield "</body>"


def _app(heading: str, code: str, steps: Sequence[str]) -> str:
    told = "".join(f"<li>{escape(step)}</li>" for step in steps)
    return (
        f"<td width='50%' valign='top'><h2>{escape(heading)}</h2>"
        f"<p align='center'><img src='{code}' width='{CODE_SIDE}' height='{CODE_SIDE}'/></p>"
        f"<ol>{told}</ol></td>"
    )


def _consent(agent: Agent, locale: str) -> Iterator[str]:
    words = translate(
        "Administration",
        "I agree that my location is kept while I am in my shift, to plan my visits and to show "
        "that they were made. I may withdraw this consent at any time.",
    )
    heading = translate("Administration", "Consent")
    yield f"<hr/><h2>{escape(heading)}</h2><p>{escape(words)}</p>"
    consent = agent.consent
    if consent is not None and consent.withdrawn_at is None:
        noted = translate("Administration", "Already on record since {day}: {source}.")
        day = day_words(local_day(agent.time_zone, consent.given_at), locale)
        yield f"<p class='small'>{escape(noted.format(day=day, source=consent.source))}</p>"
    fields = (
        translate("Administration", "Name"),
        translate("Administration", "Signature"),
        translate("Administration", "Date"),
    )
    blanks = (escape(agent.name), "", "")
    cells = "".join(
        f"<td width='{width}%' valign='bottom'><br/><br/>"
        f"<span class='small'>{blank or '&nbsp;'}</span><hr/>"
        f"<span class='small'>{escape(field)}</span></td>"
        for field, blank, width in zip(fields, blanks, (35, 40, 25), strict=True)
    )
    yield f"<table width='100%' cellspacing='8'><tr>{cells}</tr></table>"

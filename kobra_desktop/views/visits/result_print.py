"""A visit as pages to be printed: the same words as on the screen, photos that are here, and who
printed it. Written as PDF by Qt itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMarginsF, QUrl
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from kobra_desktop.errors import KobraError
from kobra_desktop.models.submissions.answers import AnswerLine
from kobra_desktop.models.visit_result import ResultFacts
from kobra_records.files.exports.deed import NotWritten, whole_file

MOST_PHOTOS = 24
WIDE = 225  # points of a photo on the page, two beside each other


def write_pdf(path: Path, facts: ResultFacts, photos: dict[str, QImage], footer: str) -> None:
    """Write the PDF. Raises KobraError (`file_not_written`)."""
    try:
        with whole_file(path) as part:
            _paint(part, document_of(facts, photos, footer))
    except NotWritten as problem:
        raise KobraError("file_not_written", path=path.name) from problem


def _paint(path: Path, document: QTextDocument) -> None:
    """Put it on A4. Raises OSError."""
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(15, 15, 15, 15), QPageLayout.Unit.Millimeter)
    writer.setResolution(96)
    writer.setTitle(QCoreApplication.translate("ResultPrint", "Visit"))
    writer.setCreator("Kobra Desktop")
    document.setPageSize(writer.pageLayout().paintRectPixels(96).size().toSizeF())
    document.print_(writer)
    del writer  # closes the file
    if path.stat().st_size == 0:  # the writer says nothing of a full disk
        raise OSError(path)


def document_of(facts: ResultFacts, photos: dict[str, QImage], footer: str) -> QTextDocument:
    """The document; `photos` are pictures by the name of their file."""
    document = QTextDocument()
    for n, file in enumerate(facts.photos[:MOST_PHOTOS]):
        image = photos.get(file.name)
        if image is not None:
            kind = int(QTextDocument.ResourceType.ImageResource.value)
            document.addResource(kind, QUrl(f"photo:{n}"), image)
    document.setDefaultStyleSheet(
        "body { font-family: sans-serif; font-size: 9pt; color: #17202E }"
        "h1 { font-size: 15pt; margin: 0 } h2 { font-size: 11pt; margin: 12px 0 2px 0 }"
        "td { padding: 2px 8px 2px 0; vertical-align: top } .q { color: #4A5568 }"
        ".small { color: #596475; font-size: 8pt }"
    )
    document.setHtml("".join(_parts(facts, photos, footer)))
    return document


def _parts(facts: ResultFacts, photos: dict[str, QImage], footer: str) -> Iterator[str]:
    translate = QCoreApplication.translate
    yield f"<body><h1>{escape(facts.title)}</h1><p class='small'>{escape(facts.subtitle)}</p>"
    yield f"<p><b>{' · '.join(escape(badge.words) for badge in facts.badges)}</b></p>"
    if facts.verdict_words:
        yield f"<p>{escape(facts.verdict_words)}</p>"
    for text in (*facts.notes, *facts.findings):
        yield f"<p>⚠ {escape(text)}</p>"
    if facts.submission is not None:
        yield f"<p class='small'>{escape(facts.form_title)}</p>"
    else:
        yield _pairs(facts.plain)
    answers = translate("ResultPrint", "Answers")
    happened = translate("ResultPrint", "What happened")
    for section in facts.sheet.sections:
        told = [line for line in section.lines if not line.is_empty]
        if told and not section.is_hidden:
            yield f"<h2>{escape(section.title or answers)}</h2>"
            yield _table(told)
    yield from _money(facts)
    yield from _proposals(facts)
    yield from _reviews(facts)
    yield f"<h2>{escape(happened)}</h2>"
    yield _pairs((event.time, event.words) for event in facts.events)
    yield from _photos(facts, photos)
    yield f"<p class='small'>{escape(footer)}</p></body>"


def _pairs(pairs: Iterable[tuple[str, str]]) -> str:
    rows = (f"<tr><td class='q'>{escape(a)}</td><td>{escape(b)}</td></tr>" for a, b in pairs)
    return f"<table>{''.join(rows)}</table>"


def _table(lines: list[AnswerLine]) -> str:
    rows = []
    for line in lines:
        value = escape(line.value or "—")
        if line.correction is not None:
            by = f"{line.correction.by}: {line.correction.reason}"
            value = (
                f"<b>{escape(line.correction.value)}</b> <s>{value}</s>"
                f"<br/><span class='small'>{escape(by)}</span>"
            )
        if line.difference:
            value += f"<br/><span class='small'>⚠ {escape(line.difference)}</span>"
        rows.append(f"<tr><td class='q' width='42%'>{escape(line.label)}</td><td>{value}</td></tr>")
    return f"<table width='100%'>{''.join(rows)}</table>"


def _money(facts: ResultFacts) -> Iterator[str]:
    if facts.dues:
        title = QCoreApplication.translate("ResultPrint", "Promises and payments")
        yield f"<h2>{escape(title)}</h2>"
        for due in facts.dues:
            yield f"<p>{escape(due.title)}: <b>{escape(due.amount)}</b> · {escape(due.detail)}</p>"


def _proposals(facts: ResultFacts) -> Iterator[str]:
    if facts.offers:
        title = QCoreApplication.translate("ResultPrint", "Proposed by the field")
        yield f"<h2>{escape(title)}</h2>"
        yield _pairs((f"{one.title}: {one.value}", one.state) for one in facts.offers)


def _reviews(facts: ResultFacts) -> Iterator[str]:
    if facts.reviews:
        title = QCoreApplication.translate("ResultPrint", "Review")
        yield f"<h2>{escape(title)}</h2>"
    for one in facts.reviews:
        parts = [f"<b>{escape(one.title)}</b> · {escape(one.detail)}", escape(one.comment)]
        parts += [escape(change) for change in one.changes]
        yield f"<p>{'<br/>'.join(part for part in parts if part)}</p>"


def _photos(facts: ResultFacts, photos: dict[str, QImage]) -> Iterator[str]:
    cells = [
        f"<td><img src='photo:{n}' width='{WIDE}'/><br/>"
        f"<span class='small'>{escape(file.label)} {escape(file.taken)}</span></td>"
        for n, file in enumerate(facts.photos[:MOST_PHOTOS])
        if file.name in photos
    ]
    if cells:
        title = QCoreApplication.translate("ResultPrint", "Photos")
        # A page of their own: else the heading may stay behind alone at the foot of one.
        yield f"<h2 style='page-break-before: always'>{escape(title)}</h2><table>"
        for at in range(0, len(cells), 2):
            yield f"<tr>{''.join(cells[at : at + 2])}</tr>"
        yield "</table>"
    missing = len(facts.photos) - len(cells)
    if missing > 0:
        words = QCoreApplication.translate("ResultPrint", "Photos that are not here: {count}")
        yield f"<p class='small'>{escape(words.format(count=missing))}</p>"

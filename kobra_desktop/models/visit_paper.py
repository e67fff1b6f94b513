"""A visit as a document: the same words as on the screen, and the photos that are here. Made on a
worker.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from kobra_desktop.models.papers import photo_picture, printed_by, write_paper
from kobra_desktop.models.submissions.answers import AnswerLine
from kobra_desktop.models.submissions.files import pictures_here
from kobra_desktop.models.visit_result import FileFacts, ResultFacts
from kobra_desktop.models.workspace import Workspace
from kobra_domain.words import full_moment
from kobra_records.files.paper import (
    Block,
    Notice,
    Pairs,
    Paper,
    Picture,
    Pictures,
    Run,
    Section,
    Text,
    Words,
)

MOST_PHOTOS = 24


def write_visit(workspace: Workspace, facts: ResultFacts, target: Path) -> None:
    """Write the whole visit as PDF. Raises KobraError (`file_not_written`), WorkFailure."""
    write_paper(target, visit_paper(workspace, facts))


def visit_paper(workspace: Workspace, facts: ResultFacts) -> Paper:
    """The document, with the photos that were seen before."""
    names = [photo.name for photo in facts.photos[:MOST_PHOTOS]]
    photos = pictures_here(workspace, facts.submission.id, names) if facts.submission else {}
    return Paper(
        title=facts.title,
        locale=workspace.locale,
        made_at=workspace.now,
        blocks=tuple(_blocks(facts, photos, workspace.locale)),
        subtitle=facts.subtitle,
        footer=printed_by(workspace),
    )


def _blocks(facts: ResultFacts, photos: dict[str, QImage], locale: str) -> Iterator[Block]:
    """Moments are whole: the screen's «vie 20» says nothing a year later."""
    translate = QCoreApplication.translate
    yield Text((Run(" · ".join(badge.words for badge in facts.badges), "strong"),))
    if facts.verdict_words:
        yield Text(facts.verdict_words)
    if told := (*facts.notes, *facts.findings):
        yield Notice("\n".join(told))
    if facts.submission is not None:
        yield Text((Run(facts.form_title, "quiet"),))
    elif facts.plain:
        yield Pairs(facts.plain)
    for section in facts.sheet.sections:
        lines = tuple((one.label, _answer(one)) for one in section.lines if not one.is_empty)
        if lines and not section.is_hidden:
            yield Section(section.title or translate("ResultPrint", "Answers"))
            yield Pairs(lines)
    yield from _money(facts)
    yield from _proposals(facts)
    yield from _reviews(facts, locale)
    if facts.events:
        yield Section(translate("ResultPrint", "What happened"))
        at = [full_moment(event.at, facts.zone, locale) for event in facts.events]
        words = [event.words for event in facts.events]
        yield Pairs(tuple(zip(at, words, strict=True)), share=0.25)
    yield from _photos(facts, photos, locale)


def _answer(line: AnswerLine) -> Words:
    """What was answered; what a review made of it stands before it, and why behind."""
    runs = [Run(line.value or "—")]
    if line.correction is not None:
        by = f"\n{line.correction.by}: {line.correction.reason}"
        struck = Run(line.value or "—", "struck")
        runs = [Run(line.correction.value, "strong"), Run(" "), struck, Run(by, "quiet")]
    if line.difference:
        runs.append(Run(f"\n! {line.difference}", "quiet"))
    return tuple(runs)


def _money(facts: ResultFacts) -> Iterator[Block]:
    if facts.dues:
        yield Section(QCoreApplication.translate("ResultPrint", "Promises and payments"))
        yield Pairs(
            tuple(
                (due.title, (Run(due.amount, "strong"), Run(f" · {due.detail}")))
                for due in facts.dues
            )
        )


def _proposals(facts: ResultFacts) -> Iterator[Block]:
    if facts.offers:
        yield Section(QCoreApplication.translate("ResultPrint", "Proposed by the field"))
        yield Pairs(tuple((f"{one.title}: {one.value}", one.state) for one in facts.offers))


def _reviews(facts: ResultFacts, locale: str) -> Iterator[Block]:
    if facts.reviews:
        yield Section(QCoreApplication.translate("ResultPrint", "Review"))
    for one in facts.reviews:
        more = "".join(f"\n{line}" for line in (one.comment, *one.changes) if line)
        at = full_moment(one.line.review.at, facts.zone, locale)
        by = " · ".join(part for part in (one.line.by_name, at) if part)
        yield Text((Run(one.title, "strong"), Run(f" · {by}{more}")))


def _photos(facts: ResultFacts, photos: dict[str, QImage], locale: str) -> Iterator[Block]:
    here = [file for file in facts.photos if file.name in photos]
    if here:
        yield Section(QCoreApplication.translate("ResultPrint", "Photos"))
        yield Pictures(tuple(_photo(file, photos[file.name], facts.zone, locale) for file in here))
    missing = len(facts.photos) - len(here)
    if missing > 0:
        words = QCoreApplication.translate("ResultPrint", "Photos that are not here: {count}")
        yield Text((Run(words.format(count=missing), "quiet"),))


def _photo(file: FileFacts, image: QImage, zone: str, locale: str) -> Picture:
    at = file.attachment.taken_at
    taken = full_moment(at, zone, locale) if at is not None else ""
    caption = " · ".join(part for part in (file.label, taken) if part)
    return photo_picture(image, caption or file.name, caption)

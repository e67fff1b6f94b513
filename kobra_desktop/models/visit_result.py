"""What came of one visit as its page shows it: everything in words, made on a worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from kobra_desktop.commands import lawfulness
from kobra_desktop.models.submissions.answers import AnswerSheet, Correction, SheetMaker
from kobra_desktop.models.submissions.shelf import form_words
from kobra_desktop.models.submissions.values import value_words
from kobra_desktop.models.visit_card import Event, visit_events, visit_pairs
from kobra_desktop.models.visit_dues import Due, Offer, dues_of, offers_of
from kobra_desktop.models.visit_ground import Ground, ground_of
from kobra_desktop.models.visit_result_head import Badge, ResultHead
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.results import Result, ReviewLine
from kobra_domain.submissions import CLOCK_FINDINGS, Attachment, ReviewAct, Submission
from kobra_domain.visits import ReviewState, Visit
from kobra_domain.words import duration, hour, moment, say, word
from kobra_records.answers.form_words import FormWords

_PICTURES = ("image/",)
_PICTURE_ENDS = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".gif", ".bmp")


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A file of the submission: what question it answers, where and when it was taken, and in
    words what is wrong with it.
    """

    attachment: Attachment
    label: str
    taken: str
    problem: str = ""

    @property
    def name(self) -> str:
        """As the phone sent it; the key of its content."""
        return self.attachment.name

    @property
    def is_picture(self) -> bool:
        """Whether it is shown as a photo."""
        kind, name = self.attachment.media_type, self.name.casefold()
        return kind.startswith(_PICTURES) or (not kind and name.endswith(_PICTURE_ENDS))


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """One act of the review in words; `changes` are «question: before → after»."""

    line: ReviewLine
    title: str
    detail: str
    comment: str
    changes: tuple[str, ...]
    is_waiting: bool


@dataclass(frozen=True, slots=True)
class ResultFacts:
    """Everything the page says. `title` is whose door, `subtitle` credits and street, `plain` what
    the visit itself holds, by name, `others` further submissions of the visit by id.
    """

    result: Result
    title: str
    subtitle: str
    form_title: str
    badges: tuple[Badge, ...]
    verdict_mark: str
    verdict_words: str
    sheet: AnswerSheet
    words: FormWords | None
    files: tuple[FileFacts, ...]
    findings: tuple[str, ...]
    notes: tuple[str, ...]
    dues: tuple[Due, ...]
    offers: tuple[Offer, ...]
    plain: tuple[tuple[str, str], ...]
    reviews: tuple[ReviewFacts, ...]
    events: tuple[Event, ...]
    ground: Ground
    others: tuple[tuple[str, str], ...]
    zone: str
    is_waiting: bool

    @property
    def submission(self) -> Submission | None:
        """The one that is shown."""
        return self.result.shown

    @property
    def visit(self) -> Visit | None:
        """None for an answer without one."""
        return self.result.card.visit if self.result.card else None

    @property
    def visit_id(self) -> str:
        """Empty without a visit."""
        return self.visit.id if self.visit else ""

    @property
    def photos(self) -> tuple[FileFacts, ...]:
        """The files that are pictures."""
        return tuple(one for one in self.files if one.is_picture)


def result_facts(result: Result, workspace: Workspace) -> ResultFacts:
    """Phrase a result. Runs on a worker."""
    return _Phrasing(result, workspace).facts()


class _Phrasing:
    """Makes the words of one result."""

    def __init__(self, result: Result, workspace: Workspace) -> None:
        self.result, self.workspace = result, workspace
        self.locale = workspace.locale
        self.head = ResultHead(result, self.locale)
        self.zone = lawfulness.zone_of(result.card) if result.card else workspace.zone.key
        self.words = form_words(result.version, self.locale)
        mine = [line for line in result.reviews if self._is_of_shown(line)]
        self.corrections = self._corrections(mine)
        self.sheet = AnswerSheet()
        if result.shown is not None:
            self.sheet = SheetMaker(
                result.shown,
                self.words,
                self.locale,
                self.zone,
                self.corrections,
                self._visit_words(),
            ).make()

    def _is_of_shown(self, line: ReviewLine) -> bool:
        shown = self.result.shown
        return shown is not None and line.review.submission_id == shown.id

    def _visit_words(self) -> dict[str, str]:
        card = self.result.card
        if card is None:
            return {}
        street = card.address.street if card.address else ""
        return {card.visit.id: ", ".join(part for part in (self.head.title(), street) if part)}

    def facts(self) -> ResultFacts:
        """All of it."""
        result = self.result
        mark, verdict = self.head.verdict_sentence()
        files = tuple(self._files())
        return ResultFacts(
            result=result,
            title=self.head.title(),
            subtitle=self.head.subtitle(),
            form_title=self.head.form_title(),
            badges=tuple(self.head.badges()),
            verdict_mark=mark,
            verdict_words=verdict,
            sheet=self.sheet,
            words=self.words,
            files=files,
            findings=tuple(self._findings()),
            notes=tuple(self._notes()),
            dues=dues_of(result, self.locale),
            offers=offers_of(result, self.locale),
            plain=tuple(visit_pairs(result.card, self.workspace)) if result.card else (),
            reviews=tuple(self._review(line) for line in reversed(result.reviews)),
            events=tuple(self._events()),
            ground=ground_of(result, self.head.title(), self.head.verdict()),
            others=tuple(self._others()),
            zone=self.zone,
            is_waiting=bool(result.operations) or any(r.is_pending for r in result.reviews),
        )

    def _moment(self, at: datetime) -> str:
        return moment(at, self.zone, self.locale, self.workspace.now)

    # Answers, files, findings

    def _corrections(self, lines: list[ReviewLine]) -> dict[str, Correction]:
        made: dict[str, Correction] = {}
        for line in lines:
            for change in line.review.changes:
                question = self.words.question(change.path) if self.words else None
                value = value_words(question, change.after, self.locale, self.zone)
                made[change.path] = Correction(
                    value or "—", change.after, line.by_name, line.review.at, line.review.comment
                )
        return made

    def _files(self) -> list[FileFacts]:
        shown = self.result.shown
        if shown is None:
            return []
        labels = {line.path: line.label for line in self.sheet.lines()}
        made = []
        for one in shown.attachments:
            if one.name == "audit.csv":
                continue
            taken = self._moment(one.taken_at) if one.taken_at else ""
            code = f"attachment_problem.{one.problem}"
            problem = say(code, None, self.locale) if one.problem else ""
            label = labels.get(one.path) or one.path or one.name
            made.append(FileFacts(one, label, taken, problem))
        return made

    def _findings(self) -> list[str]:
        shown, made = self.result.shown, []
        for one in shown.findings if shown else ():
            words = word(one.kind, self.locale)
            if one.kind in CLOCK_FINDINGS:
                by = duration(float(one.detail or 0), self.locale)
                made.append(f"{words}: {by}")
                continue
            if one.from_at and one.until_at:
                lasted = (one.until_at - one.from_at).total_seconds()
                span = f"{hour(one.from_at, self.zone)}–{hour(one.until_at, self.zone)}"
                words = f"{words} {span} ({duration(lasted, self.locale)})"
            elif one.from_at:
                text = QCoreApplication.translate("Result", "{what} from {time} on")
                words = text.format(what=words, time=hour(one.from_at, self.zone))
            made.append(f"{words}: {one.detail}" if one.detail else words)
        return made

    def _notes(self) -> list[str]:
        """What is wrong with the submission itself."""
        shown = self.result.shown
        if shown is None:
            return []
        translate, made = QCoreApplication.translate, list(self.sheet.notes)
        if any(one.replaces == shown.instance_id for one in self.result.submissions):
            made.append(translate("Result", "The phone sent a later answer in its place."))
        # What a finding says with its figure is not said once more.
        if shown.problem and shown.problem not in {one.kind for one in shown.findings}:
            made.append(say(f"submission_problem.{shown.problem}", None, self.locale))
        if not shown.is_complete:
            made.append(translate("Result", "Parts of it have not come from the phone yet."))
        if self.words is None and shown.answers:
            made.append(
                translate(
                    "Result",
                    "Its version of the questionnaire is not here: answers have no labels.",
                )
            )
        return made

    def _others(self) -> list[tuple[str, str]]:
        """A visit that was answered twice, or corrected on the phone, keeps all of it."""
        result = self.result
        return [
            (one.id, f"{self._moment(one.received_at)} · {word(one.review, self.locale)}")
            for one in result.submissions
            if result.shown is not None and one.id != result.shown.id
        ]

    # Reviews and what happened

    def _review(self, line: ReviewLine) -> ReviewFacts:
        review = line.review
        by = line.by_name or QCoreApplication.translate("Result", "Somebody")
        labels = {one.path: one.label for one in self.sheet.lines()}
        changes = tuple(
            f"{labels.get(c.path, c.path)}: {self._value(c.path, c.before)} → "
            f"{self._value(c.path, c.after)}"
            for c in review.changes
        )
        return ReviewFacts(
            line, act_words(review.act, self.locale), f"{by} · {self._moment(review.at)}",
            review.comment, changes, line.is_pending,
        )  # fmt: skip

    def _value(self, path: str, raw: str) -> str:
        question = self.words.question(path) if self.words else None
        return value_words(question, raw, self.locale, self.zone) or "—"

    def _events(self) -> list[Event]:
        translate, shown, card = QCoreApplication.translate, self.result.shown, self.result.card
        known = [(one.at, one.words) for one in visit_events(card, self.workspace)] if card else []
        if shown is not None:
            began = translate("Result", "Questionnaire begun")
            known += [
                (at, words)
                for at, words in (
                    (shown.started_at, began),
                    (shown.ended_at, translate("Result", "Questionnaire finished")),
                    (shown.received_at, translate("Result", "Answer received")),
                )
                if at is not None
            ]
        for line in self.result.reviews:
            by = f" · {line.by_name}" if line.by_name else ""
            known.append((line.review.at, act_words(line.review.act, self.locale) + by))
        return [Event(at, self._moment(at), words) for at, words in sorted(known)]


def act_words(act: ReviewAct, locale: str) -> str:
    """What an act is called once it is done: «Aprobada»."""
    translate = QCoreApplication.translate
    if act is ReviewAct.COMMENT:
        return translate("Result", "Commented")
    states = {
        ReviewAct.APPROVE: ReviewState.APPROVED,
        ReviewAct.OBSERVE: ReviewState.HAS_ISSUES,
        ReviewAct.REJECT: ReviewState.REJECTED,
        ReviewAct.EDIT: ReviewState.EDITED,
    }
    return word(states[act], locale)

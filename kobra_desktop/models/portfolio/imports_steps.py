"""The steps of a file on its way in, and what each of them still asks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kobra_desktop.models.portfolio.imports_mapping import unanswered
from kobra_domain.imports.answers import ImportDetail
from kobra_domain.imports.mapping import Mapping, asked_by_law
from kobra_domain.imports.reading import Assumption, UnknownValue
from kobra_domain.imports.targets import Target
from kobra_domain.imports.things import ImportState
from kobra_domain.limits import Country


class Step(StrEnum):
    """The steps in their order."""

    FILE = "file"
    COLUMNS = "columns"
    VALUES = "values"
    PREVIEW = "preview"
    DONE = "done"


STEPS = tuple(Step)


@dataclass(frozen=True, slots=True)
class Said:
    """A file as the server read it (`detail`), how it shall be read (`draft`), the country whose
    law it falls under, and what of that law's questions nobody knows.
    """

    detail: ImportDetail | None
    draft: Mapping | None
    country: Country | None
    unknown_to_law: frozenset[Target]

    @property
    def questions(self) -> tuple[Assumption, ...]:
        """What no row decides, answered or not."""
        reading = self.detail.reading if self.detail else None
        return reading.survey.assumed if reading else ()

    @property
    def open_questions(self) -> tuple[Assumption, ...]:
        """What no row decides and no person has said."""
        return unanswered(self.draft, self.questions) if self.draft else ()

    @property
    def unknown_values(self) -> tuple[UnknownValue, ...]:
        """Values that nothing says the meaning of, answered or not."""
        reading = self.detail.reading if self.detail else None
        return reading.survey.unknown if reading else ()

    @property
    def asked_by_law(self) -> tuple[Target, ...]:
        """What the law of the country asks and the mapping does not say."""
        if self.draft is None or self.country is None:
            return ()
        return asked_by_law(self.draft, self.country)

    @property
    def is_unread(self) -> bool:
        """Whether its reading was stopped."""
        return self.detail is not None and self.detail.item.state is ImportState.RECEIVED

    @property
    def is_read_so(self) -> bool:
        """Whether the server has read it as it shall be, and knows what will happen."""
        detail = self.detail
        return detail is not None and detail.asked == self.draft and is_readable(detail)

    @property
    def is_ready_at_once(self) -> bool:
        """Whether it was read by what is remembered, and asks nothing."""
        return (
            self.detail is not None
            and self.detail.is_remembered
            and self.is_read_so
            and not (self.open_questions or self.unknown_values)
            and self._has_its_columns
        )

    def settles(self, step: Step) -> bool:
        """Whether nothing of this step is left to be said."""
        if self.detail is None or self.draft is None or self.detail.look is None:
            return False
        match step:
            case Step.FILE | Step.VALUES:
                return not self.open_questions
            case Step.COLUMNS:
                return self._has_its_columns
            case Step.PREVIEW:
                return self.is_read_so
            case Step.DONE:
                return False

    @property
    def _has_its_columns(self) -> bool:
        draft = self.draft
        is_whole = draft is not None and not draft.missing
        return is_whole and not set(self.asked_by_law) - self.unknown_to_law


def is_readable(detail: ImportDetail) -> bool:
    """Whether what will happen is known."""
    return detail.item.state in (ImportState.READY, ImportState.HELD)

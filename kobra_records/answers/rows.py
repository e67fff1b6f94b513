"""One submission as a line of a table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kobra_domain.visits import ReviewState, Verdict


@dataclass(frozen=True, slots=True)
class AnsweredRow:
    """`answers` is text by path, as sent; `corrected` what reviews put in its place. `searchable`
    is accent-free and holds every answer, where somebody searches.
    """

    id: str
    instance_id: str
    questionnaire_id: str | None
    version_id: str | None
    form_version: str
    received_at: datetime
    visit_id: str | None
    party_name: str
    agent_id: str | None
    agent_name: str
    portfolio_id: str | None
    portfolio_name: str
    verdict: Verdict | None
    distance_m: float | None
    review: ReviewState
    logic_mismatch: bool | None
    is_complete: bool
    files: int
    answers: Mapping[str, str]
    corrected: Mapping[str, str] = field(default_factory=dict)
    searchable: str = ""

    def answer(self, path: str) -> str:
        """What stands there now: the last correction, else what was sent."""
        corrected = self.corrected.get(path)
        return self.answers.get(path, "") if corrected is None else corrected

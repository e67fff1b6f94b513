"""What a submission's problem says of its visit."""

from datetime import UTC, datetime

import pytest

from kobra_domain.submissions import Submission, is_taken


@pytest.mark.parametrize(
    ("visit_id", "problem", "taken"),
    [
        ("v", "", True),
        ("v", "unreadable_amount", True),
        ("v", "contact_rule", False),
        (None, "", False),
    ],
)
def test_a_form_is_taken_unless_something_kept_it_from_its_visit(
    visit_id: str | None, problem: str, taken: bool
) -> None:
    form = Submission(
        id="s",
        instance_id="i",
        form_id="f",
        received_at=datetime(2026, 3, 4, tzinfo=UTC),
        visit_id=visit_id,
        problem=problem,
    )
    assert is_taken(form) is taken

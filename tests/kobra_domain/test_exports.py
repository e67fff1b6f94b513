"""When rows may leave only by right."""

import pytest

from kobra_domain.exports import FREE_ROWS, needs_right


@pytest.mark.parametrize(
    ("rows", "has_personal_data", "needs"),
    [(FREE_ROWS, True, False), (FREE_ROWS + 1, True, True), (FREE_ROWS + 1, False, False)],
)
def test_many_rows_about_people_need_a_right(
    rows: int, has_personal_data: bool, needs: bool
) -> None:
    assert needs_right(rows, has_personal_data=has_personal_data) is needs

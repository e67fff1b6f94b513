"""What accounts and addresses say of themselves."""

import pytest

from tests.kobra_domain.things import an_account, an_address


@pytest.mark.parametrize(
    ("days", "overdue", "is_unknown"), [(0, 100, True), (0, 0, False), (9, 100, False)]
)
def test_days_that_no_file_has_said_are_unknown(days: int, overdue: int, is_unknown: bool) -> None:
    account = an_account(days_past_due=days, overdue_minor=overdue)
    assert account.has_unknown_days is is_unknown


def test_an_address_is_one_line_of_what_is_known() -> None:
    known = {"street": "Calle 8 # 12-40", "neighbourhood": "", "municipality": "Bogotá"}
    assert an_address(**known).line == "Calle 8 # 12-40, Bogotá"

"""Which ids of forms are one for a person."""

import pytest

from kobra_domain.questionnaires.spelling import same_form_id


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("visita", "visita", True),
        ("Visita_Cobro", "visita_cobro", True),
        ("a\u00f1o", "an\u0303o", True),
        ("AN\u0303O", "a\u00f1o", True),
        ("visita ", "visita", True),
        ("visita1", "visita2", False),
        ("ano", "año", False),
    ],
)
def test_ids_alike_but_for_capitals_and_bytes(one: str, other: str, is_same: bool) -> None:
    assert same_form_id(one, other) is is_same

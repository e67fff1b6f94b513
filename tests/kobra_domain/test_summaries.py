"""What cannot be sent as a summary is said before anything is kept."""

from base64 import b64encode
from datetime import date
from typing import Any

import pytest

from kobra_domain.errors import Invalid
from kobra_domain.summaries import MOST_FACTS, MOST_READERS, SummaryFact, SummaryMail, document_of
from tests.kobra_domain.things import an_id

PDF = b"%PDF-1.7 a day"


def a_mail(**changes: Any) -> SummaryMail:
    known: dict[str, Any] = {
        "id": an_id(1), "day": date(2026, 3, 3), "language": "es", "scope": "Norte",
        "to": ("jefa@entidad.example",), "pdf": b64encode(PDF).decode(),
    }  # fmt: skip
    return SummaryMail(**{**known, **changes})


def test_the_document_is_as_it_was_made() -> None:
    assert document_of(a_mail()) == PDF


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"to": ()}, "missing"),
        ({"to": ("nobody",)}, "not_an_email"),
        ({"to": ("a@b.example",) * (MOST_READERS + 1)}, "too_many"),
        ({"facts": (SummaryFact("n", "1"),) * (MOST_FACTS + 1)}, "too_many"),
        ({"pdf": "€"}, "not_a_pdf"),
        ({"pdf": b64encode(b"<html>").decode()}, "not_a_pdf"),
        ({"scope": "x" * 241}, "too_long"),
    ],
)
def test_what_cannot_be_sent(changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Invalid) as refused:
        document_of(a_mail(**changes))
    assert refused.value.code == code

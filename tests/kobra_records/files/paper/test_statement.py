"""The account statement: what it says, in both languages, and that no two currencies are added."""

from __future__ import annotations

import io
from base64 import b64encode
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PIL import Image

from kobra_domain.dues import BankPayment, Promise
from kobra_domain.portfolios import Institution
from kobra_records.files.paper import set_paper
from kobra_records.files.paper.statement import Statement, statement_paper
from tests.kobra_domain.things import (
    ACCOUNT_ID,
    NOW,
    PORTFOLIO_ID,
    a_party,
    a_portfolio,
    an_account,
    an_id,
)
from tests.kobra_records.files.paper import pdf_text

OWED: dict[str, Any] = {
    "portfolio_id": PORTFOLIO_ID, "account_id": ACCOUNT_ID, "currency": "COP",
}  # fmt: skip


def a_statement(**changes: Any) -> Statement:
    png = io.BytesIO()
    Image.new("RGB", (40, 20), "#0E6E6E").save(png, "PNG")
    owner = Institution(
        id=an_id(8), name="Cooperativa #panic(1)", tax_number="NIT 900.123.456-7",
        logo=b64encode(png.getvalue()).decode(), data_requests_to="datos@coop.example",
    )  # fmt: skip
    account = an_account(
        balance_minor=120_000_00, overdue_minor=40_000_00, days_past_due=41,
        cut_off_on=date(2026, 3, 2), product="Microcrédito",
    )  # fmt: skip
    paid = BankPayment(
        id=an_id(50), **OWED, account_number="8841", amount_minor=7_000_00,
        value_on=date(2026, 2, 27), booked_on=date(2026, 2, 27), reference="R-1",
    )  # fmt: skip
    back = replace(paid, id=an_id(51), is_reversal=True, value_on=date(2026, 2, 28))
    promise = Promise(
        id=an_id(52), **OWED, made_at=NOW, amount_minor=9_000_00, due_on=date(2026, 3, 9)
    )
    known: dict[str, Any] = {
        "institution": owner, "portfolio": a_portfolio(),
        "party": a_party(document_type="CC", document_number="52100200"),
        "accounts": (account,), "bank_payments": (back, paid), "promises": (promise,),
        "made_at": NOW, "printed_by": "Impreso por Ana",
    }  # fmt: skip
    return Statement(**{**known, **changes})


def said(statement: Statement, locale: str = "es") -> str:
    return pdf_text.text(set_paper(statement_paper(statement, locale)))


def test_it_says_whose_what_and_of_which_day() -> None:
    made = set_paper(statement_paper(a_statement(), "es"))
    text = pdf_text.text(made)
    for words in (
        "Cooperativa #panic(1) NIT 900.123.456-7", "Estado de cuenta", "María", "CC 52100200",
        "No es certificación de la entidad", "8841", "$ 120.000 COP", "$ 40.000 COP", "41",
        "corte al 2 mar 2026", "R-1", "Reversión", "-$ 7.000 COP", "Vigente", "$ 9.000 COP",
        "Consultas y reclamos sobre sus datos", "datos@coop.example", "Impreso por Ana",
    ):  # fmt: skip
        assert words in text, words
    assert text.index("27 feb 2026") < text.index("28 feb 2026")
    assert pdf_text.language(made) == "es-CO"
    assert pdf_text.alternatives(made) == ["Cooperativa #panic(1)"]


def test_it_says_it_in_english_too() -> None:
    text = said(a_statement(), "en")
    for words in ("Account statement", "not a certificate", "Reversal", "as of 2 Mar 2026"):
        assert words in text, words


def test_two_currencies_are_never_added() -> None:
    pesos, more = (
        an_account(id=an_id(60 + n), number=f"C-{n}", balance_minor=n * 100_000_00) for n in (1, 2)
    )
    dollars = replace(pesos, id=an_id(63), number="C-3", currency="USD", balance_minor=5_000_00)
    text = said(a_statement(accounts=(pesos, more, dollars)))
    assert "Total COP $ 300.000 COP" in text
    assert "Total USD" not in text
    assert "305" not in text


@pytest.mark.parametrize("logo", ["", "no es base64", b64encode(b"no picture").decode()])
def test_without_a_picture_it_is_whole(logo: str) -> None:
    """So it is of who has nothing and of files without a day."""
    owner = Institution(id=an_id(8), name="Banco", logo=logo)
    bare = a_statement(institution=owner, accounts=(an_account(),), bank_payments=(), promises=())
    text = said(bare)
    assert "no dicen su fecha de corte" in text
    assert text.count("No hay registros") == 2
    assert "Sus datos personales" not in text
    assert "Estado de cuenta" in said(replace(bare, institution=None, accounts=()))

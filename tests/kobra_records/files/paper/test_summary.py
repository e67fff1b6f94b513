"""A day on paper: what it says, in both languages, that no two currencies are added, and that it
stays within two pages whatever the day was.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kobra_domain.alerts import AlertKind
from kobra_domain.metrics.comparing import Usual
from kobra_domain.metrics.declared import (
    DONE,
    DONE_SHARE,
    PLANNED,
    PROMISE_AMOUNT,
    REPORTED_AMOUNT,
)
from kobra_domain.metrics.tallies import Tally
from kobra_domain.visits import NotCompletedReason
from kobra_records.files.paper import set_paper
from kobra_records.files.paper.summary import (
    MOST_AGENTS,
    AgentLine,
    DaySummary,
    Figure,
    NotDone,
    facts_of,
    summary_paper,
)
from tests.kobra_domain.things import NOW
from tests.kobra_records.files.paper import pdf_text

DAY = date(2026, 3, 3)


def a_summary(**changes: Any) -> DaySummary:
    known: dict[str, Any] = {
        "day": DAY, "scope": "Norte × Todas las carteras", "made_at": NOW,
        "zone": "America/Bogota", "due_on": date(2026, 3, 4), "due_count": 2,
        "due": {"COP": 120_000_00, "MXN": 300_00},
        "figures": (
            Figure(PLANNED, Tally(40)),
            Figure(DONE, Tally(31), DONE_SHARE, Tally(40, 31), Usual(35.5, 8)),
        ),
        "amounts": (
            (PROMISE_AMOUNT, Tally(3, 0, {"COP": 250_000_00, "MXN": 1_500_00})),
            (REPORTED_AMOUNT, Tally()),
        ),
        "agents": (
            AgentLine("Ana Ruiz", 20, 18, 16, 9, 2, 8_400),
            AgentLine("Luis Mora", 20, 13, 12, 5, 1),
        ),
        "not_done": NotDone(
            waiting=5, begun=1, carried=3, reasons={NotCompletedReason.NO_ACCESS: 2}
        ),
        "alerts": ((AlertKind.SOS, 1, 1), (AlertKind.NOT_HEARD, 4, 2)),
        "printed_by": "Impreso por Marta",
    }  # fmt: skip
    return DaySummary(**{**known, **changes})


def said(summary: DaySummary, locale: str = "es") -> str:
    return pdf_text.text(set_paper(summary_paper(summary, locale)))


def test_it_says_the_day_with_its_numbers_and_what_is_usual() -> None:
    made = set_paper(summary_paper(a_summary(), "es"))
    text = pdf_text.text(made)
    for words in (
        "Resumen del día", "3 mar 2026 · Norte × Todas las carteras", "Cifras a las 10:00",
        "Hechas 31", "4 menos que lo usual (35,5)", "Pocos días para comparar",
        "$ 250.000 COP · $1,500.00 MXN", "2 · $ 120.000 COP · $300.00 MXN",
        "Planeadas y sin iniciar 5", "Pasadas a otro día 3", "No realizadas: ",
        "Ana Ruiz 18/20 16 9 2 8,4 km", "Luis Mora 13/20 12 5 1 –", "Total 31/40 28 14 3 8,4 km",
        "Impreso por Marta",
    ):  # fmt: skip
        assert words in text, words
    assert pdf_text.language(made) == "es"
    assert len(pdf_text.pages(made)) <= 2


def test_it_says_it_in_english_too() -> None:
    text = said(a_summary(), "en")
    for words in ("Summary of the day", "4 fewer than usual (35.5)", "Planned and not begun 5"):
        assert words in text, words


def test_the_few_numbers_of_the_mail_are_those_of_the_document() -> None:
    facts = dict(facts_of(a_summary(), "es"))
    assert facts["Hechas"].startswith("31 (78 %")
    assert facts["Promesas que vencen el mié 4 mar"] == "2 · $ 120.000 COP · $300.00 MXN"


def test_a_day_on_which_nothing_happened_says_so() -> None:
    quiet = a_summary(agents=(), not_done=NotDone(), alerts=(), due_count=0, due={})
    text = said(quiet)
    for words in ("Todo lo planeado se hizo", "No hay gestores", "No hubo alertas"):
        assert words in text, words
    assert "no se sabe cuántas" not in text


def test_what_needs_the_server_is_said_to_be_unknown() -> None:
    agents = (AgentLine("Ana Ruiz", 2, 1),)
    text = said(a_summary(not_done=NotDone(waiting=1), agents=agents))
    assert "no se sabe cuántas pasaron a otro día" in text
    assert "recorrido sin dato" in text


@pytest.mark.parametrize("count", [MOST_AGENTS, 500])
def test_however_many_agents_there_are_it_is_two_pages(count: int) -> None:
    many = tuple(AgentLine(f"Gestora {n:03}", n, n, n, n, n, 1_000) for n in range(count))
    made = set_paper(summary_paper(a_summary(agents=many), "es"))
    assert len(pdf_text.pages(made)) == 2
    text = pdf_text.text(made)
    total = sum(range(count))
    assert f"{total:,}".replace(",", ".") in text
    assert ("460 gestores más" in text) is (count == 500)


def test_of_too_many_those_with_most_to_do_stand_there_in_their_order() -> None:
    few = [AgentLine(f"Gestora {n:02}", 9, 1) for n in range(MOST_AGENTS)]
    agents = (AgentLine("Ángela", 1, 1), *few[:3], AgentLine("Zoila", 99, 1), *few[4:])
    text = said(a_summary(agents=agents))
    assert "Ángela" not in text
    assert text.index("Gestora 02") < text.index("Zoila") < text.index("Gestora 04")


def test_the_most_alerts_of_a_bad_day_are_shown() -> None:
    every = tuple((kind, 9, 3) for kind in AlertKind)
    assert len(pdf_text.pages(set_paper(summary_paper(a_summary(alerts=every), "es")))) <= 2
    assert replace(a_summary(), alerts=every).alerts == every

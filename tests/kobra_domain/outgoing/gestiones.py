"""Gestiones to test with."""

from datetime import UTC, date, datetime
from typing import Any

from kobra_domain.outgoing.fields import OutgoingField
from kobra_domain.outgoing.gestion import Gestion, GestionCredit, GestionKind, Money
from kobra_domain.outgoing.rows import Sheet
from kobra_domain.outgoing.things import OutgoingColumn, OutgoingTerms
from kobra_domain.portfolios import ChannelKind
from kobra_domain.visits import Verdict

AT = datetime(2026, 3, 4, 15, 5, 9, 123_000, tzinfo=UTC)
DUE = Money(amount_minor=125_050, currency="COP", on=date(2026, 3, 9))
PAID = Money(
    amount_minor=5_000, currency="COP", on=date(2026, 3, 3), method="Efectivo", reference="00018"
)
CREDIT = GestionCredit(
    number="000841", product="Tarjeta", segment="A", promises=(DUE,), payments=(PAID,)
)


def gestion(**changes: Any) -> Gestion:
    """A visit of a morning in Bogotá."""
    values: dict[str, Any] = {
        "kind": GestionKind.VISIT,
        "id": "00000000-0000-0000-0000-000000000001",
        "at": AT,
        "zone": "America/Bogota",
        "channel": ChannelKind.VISIT,
        "result": "outcome.promise",
        "credits": (CREDIT,),
        "note": "Dice que paga\nel lunes",
        "agent_code": "AG-01",
        "agent_name": "Ana Ruiz",
        "party_name": "María Peña",
        "document_type": "CC",
        "document_number": "0052100",
        "street": "Calle 8 # 12-40",
        "municipality": "Villa Ámbar",
        "verdict": Verdict.AT_ADDRESS,
        "distance_m": 14.4,
        "lat": 4.65,
        "lon": -74.06,
    }
    return Gestion(**{**values, **changes})


def terms(*columns: OutgoingField | OutgoingColumn, **changes: Any) -> OutgoingTerms:
    """Terms with some columns."""
    made = tuple(
        one if isinstance(one, OutgoingColumn) else OutgoingColumn(field=one) for one in columns
    )
    return OutgoingTerms(**{"since_on": date(2026, 3, 1), "columns": made, **changes})


def sheet(said: OutgoingTerms, locale: str = "es_CO") -> Sheet:
    """The seventh file, of one day."""
    return Sheet(said, 7, date(2026, 3, 4), locale)

"""«Cumplimiento normativo» from a source: how sure it is where visits were, who agreed to be
located, what was signed, other hours and the visits outside everybody's, what was complained of,
and who looked at trails.
"""

from __future__ import annotations

from collections.abc import Iterator

from kobra_domain.reports.compliance_asked import HELD, Complied
from kobra_domain.reports.compliance_papers import (
    agreed_panel,
    complaints_panel,
    consents_panel,
    looks_panel,
    signed_panel,
)
from kobra_domain.reports.compliance_visits import (
    low_location_panel,
    outside_panel,
    verdicts_panel,
    verified_panel,
)
from kobra_domain.reports.filters import Filters
from kobra_domain.reports.report import Panel
from kobra_domain.reports.source import Source

__all__ = ["HELD", "compliance_panels"]


def compliance_panels(source: Source, filters: Filters) -> Iterator[Panel]:
    """The panels of the report; of what there is none of, a sentence."""
    of = Complied(source, filters)
    where = (verified_panel, verdicts_panel, low_location_panel)
    papers = (consents_panel, signed_panel, agreed_panel)
    yield from (
        panel(of) for panel in (*where, *papers, outside_panel, complaints_panel, looks_panel)
    )

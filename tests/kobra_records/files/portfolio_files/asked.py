"""What tests ask of a file."""

from datetime import date
from pathlib import Path

from kobra_domain.imports.mapping import Mapping
from kobra_domain.imports.reading import Reading, Setting
from kobra_domain.imports.targets import Target
from kobra_domain.imports.things import ImportKind
from kobra_records.files.portfolio_files.reading import FileRows

CO = Setting(country="CO", currency="COP", today=date(2026, 11, 30))
MX = Setting(
    country="MX", currency="MXN", today=date(2026, 11, 30), time_zone="America/Mexico_City"
)
ACCOUNTS = ImportKind.ACCOUNTS


def read(
    path: Path, setting: Setting = CO, mapping: Mapping | None = None, *, strict: bool = False
) -> tuple[Reading, list[dict[Target, object]]]:
    """What was read, and the rows by target."""
    file = FileRows(path, ACCOUNTS, mapping, setting, strict=strict)
    rows = [
        dict(zip([slot.target for slot in file.slots], row[1:], strict=True))
        for taken in file
        for row in taken.rows()
    ]
    return file.reading(), rows

"""A workbook to fill in, for each kind of file: headers that are understood without a mapping, a
line that explains them (and is not read), two invented rows, and columns of text where figures tell
things apart.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from kobra_domain.imports.targets import CODEBTOR, SHIFT_PARTS, TAKEN, Target
from kobra_domain.imports.things import ImportKind
from kobra_domain.words import say, word
from kobra_records.files.exports.holding import Plain
from kobra_records.files.exports.names import file_name
from kobra_records.files.exports.table import ColumnType
from kobra_records.files.exports.xlsx_writing import XlsxSheet, write_xlsx
from kobra_records.files.portfolio_files.heading import EXPLAINS
from kobra_records.files.portfolio_files.rows import KEYS

T = Target
_LEFT_OUT = frozenset({T.SURNAME, T.PLACE, *SHIFT_PARTS})
_TEXTS = KEYS | {T.PHONE, T.CODEBTOR_PHONE}
_Two = tuple[Plain, Plain]
# Invented: nobody has these documents, telephones and credits.
_BOTH: Mapping[Target, _Two] = {
    T.NUMBER: ("0000123401", "0000123402"),
    T.ROLE: ("titular", "codeudor"),
    T.REASON: (None, None),
    T.EMAIL: ("ejemplo.uno@example.com", None),
    T.CONSENT_SOURCE: ("contrato 1234", None),
    T.CONSENT_ON: (date(2025, 3, 14), None),
    T.ADDRESS_KIND: ("casa", "negocio"),
    T.DIRECTIONS: ("portón verde", None),
    T.BALANCE: (1_234_567.5, 980_000),
    T.OVERDUE: (234_567.5, 0),
    T.PRINCIPAL: (1_100_000, 900_000),
    T.DAYS_PAST_DUE: (45, 0),
    T.PRODUCT: ("Crédito productivo", "Crédito productivo"),
    T.PRODUCT_TYPE: ("microcrédito", "microcrédito"),
    T.SEGMENT: ("A", "B"),
    T.STATUS: ("vigente", "vigente"),
    T.AGENT: ("G-01", None),
    T.DUE_ON: (date(2026, 3, 25), date(2026, 4, 25)),
    T.ORIGINATED_ON: (date(2024, 5, 13), date(2024, 6, 13)),
    T.ASSIGNED_ON: (date(2026, 4, 15), date(2026, 4, 15)),
    T.LOT: ("2026-04", "2026-04"),
    T.INSTALMENT: (117_283.75, 98_000),
    T.NEXT_DUE_ON: (date(2026, 5, 25), date(2026, 5, 25)),
    T.LAST_PAID_ON: (date(2026, 2, 20), None),
    T.CUT_OFF_ON: (date(2026, 4, 30), date(2026, 4, 30)),
    T.AUTHORISED_ON: (date(2025, 3, 14), date(2025, 3, 14)),
    T.AUTHORISATION: ("Autorización 0042", "Autorización 0043"),
    T.AUTHORISED_PLACE: ("casa", "cualquiera"),
    T.EXPIRES_ON: (date(2027, 3, 14), None),
    T.REVOKED_ON: (None, None),
    T.ADDRESS_SOURCE: ("dado", "dado"),
    **dict.fromkeys(CODEBTOR, (None, None)),
    T.AMOUNT: (117_283.75, 98_000),
    T.PAID_ON: (date(2026, 4, 22), date(2026, 4, 23)),
    T.METHOD: ("transferencia", "efectivo"),
    T.REFERENCE: ("000998877", "000998878"),
    T.REVERSAL: ("no", "no"),
    T.CONTACTED_ON: (date(2026, 4, 22), date(2026, 4, 23)),
    T.CONTACTED_AT: ("10:35", "16:05"),
    T.CHANNEL: ("llamada", "whatsapp"),
    T.TWO_WAY: ("sí", "no"),
    T.RECEIVED: ("no", "no"),
    T.PURPOSE: ("cobro", "cobro"),
    T.BY: ("Central de llamadas", "Central de llamadas"),
    T.NOTE: ("Pide que lo llamen por la tarde", None),
    T.PROMISED: (117_283.75, 98_000),
    T.PROMISED_ON: (date(2026, 5, 15), date(2026, 5, 20)),
    T.MADE_ON: (date(2026, 4, 22), date(2026, 4, 23)),
    T.PROMISE_STATE: ("abierta", "abierta"),
    T.AGENT_CODE: ("G-01", "G-02"),
    T.TEAM: ("Norte", "Sur"),
    T.SHIFT: ("L-V 08:00-17:00, S 08:00-13:00", "L-V 8-17"),
}
_OF: Mapping[str, Mapping[Target, _Two]] = {
    "CO": {
        T.DOCUMENT: ("52100200", "79100201"),
        T.DOCUMENT_TYPE: ("CC", "CC"),
        T.PHONE: ("3001234567", "6017451234"),
        T.STREET: ("Calle 8 # 12-40", "Carrera 7 # 45-12"),
        T.NEIGHBOURHOOD: ("Centro", "La Esperanza"),
        T.MUNICIPALITY: ("Bogotá", "Bogotá"),
        T.REGION: ("Cundinamarca", "Cundinamarca"),
        T.POSTAL_CODE: ("110321", "110231"),
        T.LAT: (4.59871, 4.63245),
        T.LON: (-74.07952, -74.06612),
        T.CURRENCY: ("COP", "COP"),
    },
    "MX": {
        T.DOCUMENT: ("EEJU850312AB1", "EEJD900704CD2"),
        T.DOCUMENT_TYPE: ("RFC", "RFC"),
        T.PHONE: ("5512345678", "3312345678"),
        T.STREET: ("Av. Juárez 123", "Hidalgo 45"),
        T.NEIGHBOURHOOD: ("Centro", "Americana"),
        T.MUNICIPALITY: ("Cuauhtémoc", "Guadalajara"),
        T.REGION: ("Ciudad de México", "Jalisco"),
        T.POSTAL_CODE: ("06050", "44160"),
        T.LAT: (19.43502, 20.67412),
        T.LON: (-99.14321, -103.36458),
        T.CURRENCY: ("MXN", "MXN"),
    },
}


def template_name(kind: ImportKind, locale: str) -> str:
    """What the file of a template is called."""
    return file_name(f"{say('template', None, locale)} - {word(kind, locale)}") + ".xlsx"


def write_template(into: Path, kind: ImportKind, country: str, locale: str) -> None:
    """Write the template of a kind of file, with rows of the country. Raises OSError."""
    targets = [one for one in Target if one in TAKEN[kind] - _LEFT_OUT]
    values = {**_BOTH, **_OF.get(country, _OF["CO"])}
    values[T.NAME] = tuple(say(f"template.example_{n}", None, locale) for n in ("one", "two"))  # type: ignore[assignment]
    explained = [say(f"template.{one}", None, locale) for one in targets]
    explained[0] = f"{EXPLAINS} {explained[0]}"
    rows: list[list[Plain]] = [[*explained], *([values[one][n] for one in targets] for n in (0, 1))]
    sheet = XlsxSheet(
        word(kind, locale),
        [one.value for one in targets],
        rows,
        [ColumnType.TEXT] * len(targets),
        text_columns=[at for at, one in enumerate(targets) if one in _TEXTS],
        width=22,
    )
    write_xlsx(into, [sheet], lambda: None)

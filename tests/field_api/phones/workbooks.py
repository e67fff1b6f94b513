"""Small workbooks to publish."""

from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

Row = tuple[str, ...]
HEADER: Row = ("type", "name", "label", "calculation", "choice_filter")
VISIT: Row = ("select_one_from_file visitas.csv", "visita", "¿Qué visita?", "")
NOTE: Row = ("text", "nota", "Nota & «cosas»", "")


def workbook(
    *rows: Row,
    form_id: str = "visita_cobranza",
    version: str | None = "1",
    title: str = "Visita",
    external: tuple[Row, ...] = (),
) -> bytes:
    """An .xlsx of a survey and its settings; `external` are its external choices."""
    book = Workbook()
    survey = book.active
    assert survey is not None
    survey.title = "survey"
    for row in (HEADER, *(rows or (VISIT, NOTE))):
        survey.append(row)
    settings = book.create_sheet("settings")
    named = {"form_title": title, "form_id": form_id, "version": version}
    said = {name: value for name, value in named.items() if value is not None}
    settings.append(tuple(said))
    settings.append(tuple(said.values()))
    if external:
        sheet = book.create_sheet("external_choices")
        for row in external:
            sheet.append(row)
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def written(folder: Path, data: bytes, name: str = "visita.xlsx") -> Path:
    """The workbook as a file."""
    path = folder / name
    path.write_bytes(data)
    return path

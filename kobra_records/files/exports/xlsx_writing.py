"""XLSX, written row by row into its archive: memory stays small whatever the number of rows, and
nothing lies in the system's folder for temporary files.

Text is text to whoever edits it too («0042» stays); numbers, days and moments are such.
"""

import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from kobra_records.files.exports.holding import Plain
from kobra_records.files.exports.letters import escaped
from kobra_records.files.exports.table import ColumnType

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# Numbers of the styles below; those of a total's figures follow them, in the same order.
_TEXT, _BOLD, _DAY, _MOMENT, _MONEY, _RATIO, _HOUR, _LENGTH, _WHOLE, _PART = range(1, 11)
_TOTALS = {one: n for n, one in enumerate((_MONEY, _RATIO, _LENGTH, _WHOLE, _PART), 11)}
_TOTALS[_TEXT] = _BOLD
_NUMBERS = {ColumnType.MONEY: _MONEY, ColumnType.RATIO: _RATIO}
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><numFmts count="4">'
    '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/>'
    '<numFmt numFmtId="166" formatCode="0.0%"/>'
    '<numFmt numFmtId="167" formatCode="#,##0.0###"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="16">'
    + "".join(
        f'<xf numFmtId="{number}" fontId="{font}" fillId="0" borderId="0" xfId="0"'
        ' applyNumberFormat="1" applyFont="1"/>'
        for number, font in (
            *((0, 0), (49, 0), (49, 1), (164, 0), (165, 0), (4, 0), (166, 0)),
            *((20, 0), (46, 0), (3, 0), (167, 0)),  # h:mm, [h]:mm:ss, #,##0
            *((4, 1), (166, 1), (46, 1), (3, 1), (167, 1)),
        )
    )
    + '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
    "</cellStyles></styleSheet>"
)
_FIRST = datetime(1899, 12, 30)
_ONE_DAY = timedelta(days=1)
_BLOCK = 256
Told = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Formed:
    """A figure that is shown as its own type asks, in a column of several types. A plain number is
    shown with its thousands.
    """

    value: Plain
    type: ColumnType


Cell = Plain | Formed


@dataclass(frozen=True, slots=True)
class XlsxSheet:
    """`types` are those of its columns: how numbers are shown follows from them. `text_columns`
    are text also where nothing stands yet, for whoever fills them in; `width` in letters, 0 as the
    reader likes. `total` is a last row that stands out.
    """

    title: str
    header: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    types: Sequence[ColumnType]
    text_columns: Sequence[int] = ()
    width: int = 0
    total: Sequence[Cell] = ()


def write_xlsx(path: Path | IO[bytes], sheets: Sequence[XlsxSheet], told: Told) -> None:
    """Write a workbook; `told` is called after every row and may raise. The same sheets make the
    same bytes. Raises OSError.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
        for name, content in _frame([sheet.title for sheet in sheets]).items():
            with archive.open(name, "w") as file:  # without the time, which `writestr` notes
                file.write(content.encode())
        for number, sheet in enumerate(sheets, 1):
            place = f"xl/worksheets/sheet{number}.xml"
            with archive.open(place, "w", force_zip64=True) as file:
                _write_sheet(file, sheet, told)


def _write_sheet(file: IO[bytes], sheet: XlsxSheet, told: Told) -> None:
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    start = f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">{pane}'
    columns = _columns(sheet)
    file.write(f"{_HEAD}{start}</sheetView></sheetViews>{columns}<sheetData>".encode())
    header = "".join(_text(name, _BOLD) for name in sheet.header)
    lines = [f"<row>{header}</row>"]
    styles = [_NUMBERS.get(one, 0) for one in sheet.types]
    for row in sheet.rows:
        cells = [_cell(value, style) for value, style in zip(row, styles, strict=True)]
        lines.append(f"<row>{''.join(cells)}</row>")
        if len(lines) >= _BLOCK:
            file.write("".join(lines).encode())
            lines.clear()
        told()
    if sheet.total:
        pairs = zip(sheet.total, styles, strict=True)
        cells = [_cell(value, style, is_total=True) for value, style in pairs]
        lines.append(f"<row>{''.join(cells)}</row>")
    file.write(f"{''.join(lines)}</sheetData></worksheet>".encode())


def _columns(sheet: XlsxSheet) -> str:
    """How whole columns are, where something is said of them."""
    width = f' width="{sheet.width}" customWidth="1"' if sheet.width else ' width="9"'
    said = [
        f'<col min="{at + 1}" max="{at + 1}"{width}'
        + (f' style="{_TEXT}"' if at in sheet.text_columns else "")
        + "/>"
        for at in range(len(sheet.header))
        if sheet.width or at in sheet.text_columns
    ]
    return f"<cols>{''.join(said)}</cols>" if said else ""


def _cell(value: Cell, style: int, *, is_total: bool = False) -> str:
    if isinstance(value, Formed):
        style, value = _formed(value), value.value
    if value is None:
        return "<c/>"
    if isinstance(value, str):
        return _text(value, _BOLD if is_total else _TEXT)
    if is_total and style in _TOTALS:
        style = _TOTALS[style]
    if isinstance(value, datetime):
        return f'<c s="{_MOMENT}"><v>{_serial(value)}</v></c>'
    if isinstance(value, date):
        return f'<c s="{_DAY}"><v>{(value - _FIRST.date()).days}</v></c>'
    if isinstance(value, time):
        since = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
        return f'<c s="{_HOUR}"><v>{since / _ONE_DAY!r}</v></c>'
    if isinstance(value, timedelta):
        shown = _TOTALS[_LENGTH] if is_total else _LENGTH
        return f'<c s="{shown}"><v>{value / _ONE_DAY!r}</v></c>'
    number = format(value, "f") if isinstance(value, Decimal) else repr(value)
    return f'<c s="{style}"><v>{number}</v></c>' if style else f"<c><v>{number}</v></c>"


def _formed(figure: Formed) -> int:
    is_whole = isinstance(figure.value, int)
    return _NUMBERS.get(figure.type, _WHOLE if is_whole else _PART)


def _text(text: str, style: int) -> str:
    # A carriage return in XML is read as a line end unless it is named.
    inside = escape(escaped(text), {"\r": "&#13;"})
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{inside}</t></is></c>'


def _serial(at: datetime) -> str:
    return repr((at - _FIRST) / _ONE_DAY)


def _frame(titles: Sequence[str]) -> dict[str, str]:
    """All parts but the sheets."""
    places = range(1, len(titles) + 1)
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_KIND}.worksheet+xml"/>'
        for n in places
    )
    sheets = "".join(
        f'<sheet name={quoteattr(escaped(title))} sheetId="{n}" r:id="rId{n}"/>'
        for n, title in zip(places, titles, strict=True)
    )
    links = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in places]
    return {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>{kinds}</Types>',
        "_rels/.rels": _relations([("rId1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_RELS}">'
        f"<sheets>{sheets}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relations([*links, ("rId0", "styles", "styles.xml")]),
        "xl/styles.xml": _STYLES,
    }


def _relations(links: Sequence[tuple[str, str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="{name}" Type="{_RELS}/{kind}" Target="{target}"/>'
        for name, kind, target in links
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'

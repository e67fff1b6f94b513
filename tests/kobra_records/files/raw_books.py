"""Workbooks made of their parts, as other programs write them, and such as no program should."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

Parts = dict[str, str | bytes]
# type, name, label; text, a, A — by their place among the strings
STRINGS = "<si><t>type</t></si><si><t>name</t></si><si><t>label</t></si>" + (
    "<si><t>text</t></si><si><t>a</t></si><si><r><t>¿</t></r><r><rPr><b/></rPr><t>A?</t></r></si>"
)
ROWS = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
    '<c r="C1" t="s"><v>2</v></c></row>'
    '<row r="2"><c r="A2" t="s"><v>3</v></c><c r="B2" t="s"><v>4</v></c>'
    '<c r="C2" t="s"><v>5</v></c></row>'
)
READ = (("type", "name", "label"), ("text", "a", "¿A?"))


def sheet(rows: str = ROWS, before: str = "", after: str = "") -> str:
    """A sheet's part."""
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
    )


def relation(number: int, kind: str, target: str) -> str:
    """A reference of one part to another."""
    return f'<Relationship Id="rId{number}" Type="{RELS}/{kind}" Target="{target}"/>'


def relations(*of: str) -> str:
    """A part of references."""
    return f'{HEAD}<Relationships xmlns="{PACKAGE}">{"".join(of)}</Relationships>'


def parts(**sheets: str) -> Parts:
    """The parts of a plain book with these sheets, each in a part `sheetN.xml`."""
    named = "".join(
        f'<sheet name="{name}" sheetId="{at}" r:id="rId{at}"/>'
        for at, name in enumerate(sheets, start=1)
    )
    made: Parts = {
        "_rels/.rels": relations(relation(1, "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><workbookPr/>'
            f"<sheets>{named}</sheets></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": relations(
            *(relation(at, "worksheet", f"worksheets/sheet{at}.xml") for at in _numbers(sheets)),
            relation(90, "sharedStrings", "sharedStrings.xml"),
            relation(91, "styles", "styles.xml"),
        ),
        "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{MAIN}">{STRINGS}</sst>',
        "xl/styles.xml": styles("General"),
    }
    for at, content in zip(_numbers(sheets), sheets.values(), strict=True):
        made[f"xl/worksheets/sheet{at}.xml"] = content
    return made


def _numbers(sheets: Mapping[str, str]) -> range:
    return range(1, len(sheets) + 1)


def styles(*formats: str, before: str = "") -> str:
    """A part of styles, one for each number format; what comes first is how cells look."""
    made = "".join(
        f'<numFmt numFmtId="{164 + at}" formatCode="{code}"/>' for at, code in enumerate(formats)
    )
    xfs = "".join(f'<xf numFmtId="{164 + at}"/>' for at in range(len(formats)))
    return (
        f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts>{made}</numFmts>{before}'
        f"<cellXfs>{xfs}</cellXfs></styleSheet>"
    )


def packed(made: Mapping[str, str | bytes]) -> bytes:
    """The book of these parts."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as packer:
        for name, content in made.items():
            packer.writestr(name, content)
    return stream.getvalue()


def plain_book(changed: Mapping[str, str | bytes | None] | None = None, **sheets: str) -> bytes:
    """A book with some parts changed or, None, left out."""
    made = parts(**(sheets or {"survey": sheet()}))
    for name, content in (changed or {}).items():
        made.pop(name, None)
        if content is not None:
            made[name] = content
    return packed(made)

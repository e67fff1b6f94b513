"""Books as other programs write them, and books that are not whole: their texts are read all the
same, and the compiler gets the very rows that the designer shows.
"""

import re
import subprocess
import sys
from collections.abc import Callable

import pytest

from kobra_records.files.checking import check_workbook, rewrite_workbook
from kobra_records.files.problems import FileProblem
from kobra_records.files.workbooks import sheets_of
from tests.kobra_records.files.books import texts
from tests.kobra_records.files.raw_books import (
    MAIN,
    READ,
    RELS,
    ROWS,
    STRICT,
    STRICT_RELS,
    STRINGS,
    packed,
    parts,
    plain_book,
    relation,
    relations,
    sheet,
    styles,
)


def read(data: bytes) -> tuple[tuple[str, ...], ...]:
    (found,) = sheets_of(data)
    return found.rows


def renamed(change: Callable[[str], str]) -> bytes:
    """The plain book with its parts under other names."""
    return packed({change(name): content for name, content in parts(survey=sheet()).items()})


@pytest.mark.parametrize(
    "dimension", ["A1", "A1:A1", "A1:C1", "B2", "A1:XFD1048576", "", "nonsense", "C2:A1"]
)
def test_what_a_sheet_says_of_its_own_size_is_not_believed(dimension: str) -> None:
    data = plain_book(survey=sheet(before=f'<dimension ref="{dimension}"/>'))
    assert read(data) == READ
    checked = check_workbook(data, "x.xlsx", "x")
    assert [node.name for node in checked.form.nodes()] == ["a"]
    assert "/data/a" in str(checked.xform)
    assert texts(rewrite_workbook(data, "x.xlsx"))["survey"] == READ


def strict() -> bytes:
    made = parts(survey=sheet())
    changed = {
        name: str(content).replace(MAIN, STRICT).replace(RELS, STRICT_RELS)
        for name, content in made.items()
    }
    return packed(changed)


LOOKS = (
    '<fonts><font><color rgb="#FF0000"/><family val="34"/><sz val="x"/></font></fonts>'
    '<fills><fill/></fills><borders><border><left style="wavy"/></border></borders>'
    '<cellStyleXfs><xf numFmtId="x" fontId="900"/></cellStyleXfs>'
)
BAD_DATE = (
    '<cp:coreProperties xmlns:cp="x" xmlns:dcterms="y"><dcterms:created>ayer</dcterms:created>'
    "</cp:coreProperties>"
)
ODD_RULES = (
    '<dataValidations count="1"><dataValidation type="odd" operator="?" sqref="nowhere"/>'
    "</dataValidations><conditionalFormatting><cfRule type='none'/></conditionalFormatting>"
    '<pageSetup orientation="sideways" scale="big"/><hyperlinks><hyperlink/></hyperlinks>'
    '<extLst><ext uri="{1}"><x/></ext></extLst><legacyDrawing/><mergeCells><mergeCell ref="A"/>'
    "</mergeCells>"
)
BOOKS: dict[str, bytes] = {
    "plain": plain_book(),
    "odd colours, fonts and fills": plain_book({"xl/styles.xml": styles("General", before=LOOKS)}),
    "no styles": plain_book({"xl/styles.xml": None}),
    "styles that break off": plain_book({"xl/styles.xml": styles("General")[:-40]}),
    "styles that are none": plain_book({"xl/styles.xml": b"\0\1"}),
    "a bad date in the properties": plain_book({"docProps/core.xml": BAD_DATE}),
    "properties that are no XML": plain_book({"docProps/core.xml": "<a><b"}),
    "a theme that is none": plain_book({"xl/theme/theme1.xml": "no theme"}),
    "odd rules": plain_book(survey=sheet(before='<sheetViews><sheetView/></sheetViews>'
                                         '<cols><col min="x"/></cols>', after=ODD_RULES)),
    "no list of kinds of parts": plain_book({"[Content_Types].xml": None}),
    "kinds of parts that are none": plain_book({"[Content_Types].xml": "<Types"}),
    "an external link": plain_book({
        "xl/externalLinks/externalLink1.xml": "<externalLink",
        "xl/_rels/workbook.xml.rels": relations(
            relation(1, "worksheet", "worksheets/sheet1.xml"),
            relation(3, "externalLink", "externalLinks/externalLink1.xml"),
            f'<Relationship Id="rId4" Type="{RELS}/externalLinkPath" Target="file:///c:\\x.xlsx" '
            'TargetMode="External"/>',
            relation(90, "sharedStrings", "sharedStrings.xml"),
        ),
    }),
    "names that refer to nothing": plain_book({
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><bookViews><workbookView '
        'activeTab="77"/></bookViews><sheets><sheet name="survey" sheetId="1" r:id="rId1"/>'
        '</sheets><definedNames><definedName name="_xlnm.Print_Area" localSheetId="9">#REF!'
        "</definedName></definedNames><calcPr calcId=\"x\"/></workbook>",
    }),
    "absolute targets": plain_book({
        "_rels/.rels": relations(relation(1, "officeDocument", "/xl/workbook.xml")),
        "xl/_rels/workbook.xml.rels": relations(
            relation(1, "worksheet", "/xl/worksheets/sheet1.xml"),
            relation(90, "sharedStrings", "/xl/sharedStrings.xml"),
        ),
    }),
    "another name for the book": renamed(
        lambda name: name.replace("xl/workbook.xml", "xl/workbook2.xml").replace(
            "_rels/workbook.xml", "_rels/workbook2.xml")
    ),
    "backslashes": renamed(lambda name: name.replace("/", "\\")),
    "capitals": renamed(lambda name: name.replace("xl/", "XL/").replace("sheet1", "Sheet1")),
    "a slash before": renamed(lambda name: f"/{name}"),
    "a mark and blanks before": packed(
        {name: b"\xef\xbb\xbf\r\n " + str(content).encode()
         for name, content in parts(survey=sheet()).items()}
    ),
    "two bytes a letter": packed(
        {name: str(content).replace("UTF-8", "UTF-16").encode("utf-16")
         for name, content in parts(survey=sheet()).items()}
    ),
    "strict": strict(),
    "with a prefix": plain_book({
        "xl/worksheets/sheet1.xml": f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>'
        + ROWS.replace("<", "<x:").replace("<x:/", "</x:") + "</x:sheetData></x:worksheet>",
    }),
    "no rows or cells are named": plain_book(survey=sheet(re.sub(r' r="\w+"', "", ROWS))),
    "rows out of order": plain_book(survey=sheet(
        ROWS[ROWS.index('<row r="2"'):] + ROWS[: ROWS.index('<row r="2"')]
    )),
    "hidden rows and columns": plain_book(survey=sheet(
        ROWS.replace('<row r="2"', '<row r="2" hidden="1"'),
        before='<sheetPr/><cols><col min="2" max="2" hidden="1"/></cols>',
    )),
    "styled cells far beyond": plain_book(survey=sheet(
        ROWS.replace("</row>", '<c r="AZ1" s="0"/><c r="XFD1" s="0"/></row>')
        + '<row r="1048576"><c r="A1048576" s="0"/></row>'
    )),
    "phonetics": plain_book({
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">' + STRINGS.replace(
            "<t>A?</t></r>",
            '<t>A?</t></r><rPh sb="0" eb="1"><t>kana</t></rPh><phoneticPr fontId="1"/>') + "</sst>",
    }),
    "no references of the book": plain_book({"xl/_rels/workbook.xml.rels": None}),
    "no references of the package": plain_book({"_rels/.rels": None}),
    "texts in their cells": plain_book(
        {"xl/sharedStrings.xml": None},
        survey=sheet(
            '<row><c t="inlineStr"><is><t>type</t></is></c>'
            '<c t="inlineStr"><is><t>name</t></is></c>'
            '<c t="str"><v>label</v></c></row><row><c t="inlineStr"><is><t>text</t></is></c>'
            '<c t="inlineStr"><is><r><t>a</t></r></is></c>'
            '<c t="str"><f>"¿"&amp;"A?"</f><v>¿A?</v></c></row>'
        ),
    ),
    "a comment and a drawing that are gone": plain_book({
        "xl/worksheets/_rels/sheet1.xml.rels": relations(relation(1, "drawing", "../gone.xml")),
    }, survey=sheet(after='<drawing r:id="rId1" xmlns:r="x"/>')),
}  # fmt: skip


@pytest.mark.parametrize("name", BOOKS)
def test_texts_are_read_whatever_else_is_not_well(name: str) -> None:
    assert read(BOOKS[name]) == READ
    checked = check_workbook(BOOKS[name], "x.xlsx", "x")
    assert "<label>¿A?</label>" in str(checked.xform)
    assert not [found for found in checked.problems if found.code.startswith(("file.", "pyxform"))]


def test_sheets_that_hold_no_cells_are_none() -> None:
    made = parts(survey=sheet(), grafica="<chartsheet/>", oculta=sheet("<row/>"))
    made["xl/_rels/workbook.xml.rels"] = str(made["xl/_rels/workbook.xml.rels"]).replace(
        relation(2, "worksheet", "worksheets/sheet2.xml"),
        relation(2, "chartsheet", "worksheets/sheet2.xml"),
    )
    assert [(found.name, found.rows) for found in sheets_of(packed(made))] == [
        ("survey", READ),
        ("oculta", ()),
    ]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"xl/sharedStrings.xml": None}, "file.corrupt"),
        ({"xl/worksheets/sheet1.xml": None}, "file.corrupt"),
        (
            {"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>uno</t></si></sst>'},
            "file.corrupt",
        ),
        ({"xl/workbook.xml": None}, "file.not_workbook"),
        ({"xl/workbook.xml": f'<workbook xmlns="{MAIN}"><sheets/></workbook>'}, "file.corrupt"),
    ],
)
def test_a_text_that_is_gone_is_not_passed_over(changed: dict[str, str | None], code: str) -> None:
    with pytest.raises(FileProblem) as found:
        sheets_of(plain_book(changed))
    assert found.value.code == code


def test_merged_cells_have_their_text_once_and_no_column_is_lost_behind_them() -> None:
    rows = ROWS + '<row r="3"><c r="A3" t="s"><v>3</v></c><c r="C3" t="s"><v>5</v></c></row>'
    merged = '<mergeCells count="1"><mergeCell ref="A3:B3"/></mergeCells>'
    assert read(plain_book(survey=sheet(rows, after=merged))) == (*READ, ("text", "", "¿A?"))


def test_line_ends_and_escaped_letters_are_as_excel_shows_them() -> None:
    strings = STRINGS.replace("<t>A?</t>", "<t>A_x000D_\nB_x005F_x0041_ _x0041_\r\nC</t>")
    data = plain_book({"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>'})
    assert read(data)[1][2] == "¿A\nB_x0041_ _x0041_\nC"
    assert read(rewrite_workbook(data, "x"))[1][2] == "¿A\nB_x0041_ _x0041_\nC"


def test_nothing_that_is_read_is_spoken_on_standard_error() -> None:
    rules = '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x/></ext></extLst>'
    data = plain_book({"xl/styles.xml": None}, survey=sheet(after=rules))
    program = (
        "import sys; from kobra_records.files.checking import check_workbook;"
        "check_workbook(sys.stdin.buffer.read(), 'x.xlsx', 'x')"
    )
    said = subprocess.run([sys.executable, "-c", program], input=data, capture_output=True)
    assert (said.returncode, said.stdout, said.stderr) == (0, b"", b"")


def test_a_book_of_old_macintoshes_counts_its_days_from_1904() -> None:
    day = '<c r="C2" s="1"><v>44520</v></c>'
    made = parts(survey=sheet(ROWS.replace('<c r="C2" t="s"><v>5</v></c>', day)))
    made["xl/styles.xml"] = styles("General", "yyyy\\-mm\\-dd")
    made["xl/workbook.xml"] = str(made["xl/workbook.xml"]).replace(
        "<workbookPr/>", '<workbookPr date1904="1"/>'
    )
    assert read(packed(made))[1][2] == "2025-11-21"


def test_a_cell_far_out_costs_nothing_and_many_are_refused() -> None:
    far = '<row r="1048576"><c r="XFD1048576" t="s"><v>0</v></c></row>'
    assert read(plain_book(survey=sheet(ROWS + far))) == READ
    wide = "".join(f'<c t="inlineStr"><is><t>{at}</t></is></c>' for at in range(16_384))
    (found,) = sheets_of(plain_book(survey=sheet(f'{ROWS}<row r="3">{wide}</row>')))
    assert len(found.rows[2]) == 1_000

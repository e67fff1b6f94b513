"""Nasty files: headers, totals, quotation marks and rows that are none."""

from kobra_domain.imports.problems import FileCode
from tests.kobra_records.files.portfolio_files.golden import (
    ROW,
    Golden,
    H,
    T,
    text,
)

ROWS: tuple[Golden, ...] = (
    Golden(
        name="totals by name",
        made=text(H, ROW, "TOTAL;;1.234.567,50;", "Total créditos: 1;;;"),
        taken=1,
        lines={3: "totals", 4: "totals"},
    ),
    Golden(
        name="totals without a name, and a count",
        made=text(H, ROW, ";;1.234.567,50;", "Registros: 1;;;"),
        taken=1,
        lines={3: "totals", 4: "totals"},
    ),
    Golden(
        name="empty rows between and behind",
        made=text(H, ROW, "", ";;;", "2;Ana;1;", "", " ; ;;", ""),
        taken=2,
        lines={3: "empty_row", 4: "empty_row"},
    ),
    Golden(
        name="headers over two rows",
        made=text(
            "Crédito;Nombre;Saldo;;Fecha;", ";;total;vencido;vencimiento;corte", "1;Ana;9;8;;"
        ),
        taken=1,
        doubts={"two_headers": 1},
        column=(T.OVERDUE, [800]),
    ),
    Golden(
        name="headers below a title",
        made=text("Banco de Prueba;;;", "Cartera al 30/11/2026;;;", ";;;", H, ROW),
        taken=1,
        doubts={"header_below": 1},
    ),
    Golden(
        name="headers that come twice",
        made=text("credito;nombre;saldo;saldo", "1;Ana;5;6"),
        taken=1,
        doubts={"header_twice": 1},
        column=(T.BALANCE, [500]),
    ),
    Golden(
        name="headers that are mostly figures, and a sign behind each row",
        made=text("credito;nombre;30;60;90;120;", "1;Ana;1;2;3;4;", "2;Luz;;;;;"),
        taken=2,
    ),
    Golden(
        name="more columns than anybody has",
        made=text(";".join(f"c{n}" for n in range(501)), "1;2"),
        refusal=FileCode.TOO_WIDE,
    ),
    Golden(
        name="no headers at all",
        made=text("1;2;3", "4;5;6"),
        refusal=FileCode.NO_HEADER,
    ),
    Golden(
        name="headers and nothing else",
        made=text(H, "", ""),
        refusal=FileCode.NO_ROWS,
    ),
    Golden(
        name="no column says the name",
        made=text("credito;saldo", "1;5"),
        refusal=FileCode.COLUMN_MISSING,
    ),
    Golden(
        name="quotation marks that never close",
        made=text(H, '1;"Calle;5;25/03/2026', "2;Ana;6;", '3;"Luz', "4;Eva;7;"),
        taken=2,
        lines={2: "broken_quote", 4: "broken_quote"},
        column=(T.NUMBER, ["2", "4"]),
    ),
    Golden(
        name="lines and signs in quotation marks",
        made=text(H, '1;"Ana\nMaría; ""la Mona""";5;', "2;;6;"),
        taken=1,
        lines={4: "missing"},
        column=(T.NAME, ['Ana María; "la Mona"']),
    ),
    Golden(
        name="more and fewer cells than headers",
        made=text(H, "1;Ana;5;;;", "2;Luz", "3;Eva;5;;otra"),
        taken=2,
        lines={4: "too_many_cells"},
    ),
    Golden(
        name="figures that a spreadsheet has lost",
        made=text(H, "4,57E+15;Ana;5;", '"=""00012""";Luz;5;', "'00013;Eva;5;", "1E5X;Sol;5;"),
        taken=3,
        lines={2: "lost_digits"},
        column=(T.NUMBER, ["00012", "00013", "1E5X"]),
    ),
    Golden(
        name="what programs write for nothing",
        made=text(H, "1;Ana;NULL;00/00/0000", "2;Luz;#N/D;01/01/1900", "3;Eva;-;N/A", "4;NULL;5;"),
        taken=3,
        lines={5: "missing"},
        column=(T.DUE_ON, [None, None, None]),
    ),
    Golden(
        name="minors, and documents in many hands",
        made=text(
            "credito;nombre;tipo_documento;documento",
            "1;Ana;C.C.;52.100.200",
            "2;Luz;T.I.;1000200300",
            "3;Eva;Registro Civil;1000200301",
            "4;Firma;NIT;900.123.456-8",
        ),
        taken=2,
        lines={3: "minor", 4: "minor"},
        column=(T.DOCUMENT, ["52100200", "900123456"]),
    ),
    Golden(
        name="types of documents beside their numbers",
        made=text(
            "credito;nombre;documento",
            "1;Ana;C.C. 52.100.200",
            "2;Luz;TI 1000200300",
            "3;Eva;52.100.201",
            "4;Firma;NIT 900.123.456-8",
        ),
        taken=3,
        lines={3: "minor"},
        column=(T.DOCUMENT, ["52100200", "52100201", "900123456"]),
    ),
)

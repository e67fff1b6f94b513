"""Nasty files: letters, signs, amounts and days."""

from datetime import date

from tests.kobra_records.files.portfolio_files.asked import MX
from tests.kobra_records.files.portfolio_files.golden import (
    ROW,
    US,
    Golden,
    H,
    T,
    raw,
    text,
)

WRITING: tuple[Golden, ...] = (
    Golden(
        name="plain",
        made=text(H, ROW),
        encoding="utf-8",
        delimiter=";",
        decimal=",",
        order="dmy",
        taken=1,
        column=(T.BALANCE, [123_456_750]),
    ),
    Golden(
        name="mexico with a mark of UTF-8",
        made=text(
            "crédito,nombre,saldo,fecha_vencimiento",
            '0001,José,"1,234,567.50",25/03/2026',
            encoding="utf-8-sig",
        ),
        setting=MX,
        encoding="utf-8-sig",
        delimiter=",",
        decimal=".",
        order="dmy",
        taken=1,
        column=(T.BALANCE, [123_456_750]),
    ),
    Golden(
        name="unicode text of Excel",
        made=text(H.replace(";", "\t"), ROW.replace(";", "\t"), encoding="utf-16"),
        encoding="utf-16",
        delimiter="\t",
        taken=1,
        column=(T.NAME, ["José Muñoz Peña"]),
    ),
    *(
        Golden(
            name=f"letters of {encoding}",
            made=text(H, ROW, encoding=encoding),
            encoding=encoding,
            taken=1,
            column=(T.NAME, ["José Muñoz Peña"]),
        )
        for encoding in ("cp1252", "cp850", "mac_roman")
    ),
    Golden(
        name="pipes and ends of old Macs",
        made=text(H.replace(";", "|"), ROW.replace(";", "|"), end="\r"),
        delimiter="|",
        taken=1,
    ),
    Golden(
        name="the sign is said",
        made=text("sep=|", H.replace(";", "|"), "1|a;b;c|5|25/03/2026"),
        delimiter="|",
        taken=1,
        column=(T.NAME, ["a;b;c"]),
    ),
    Golden(
        name="only late letters tell the encoding",
        made=text(
            H, *[f"{n};Ana;5;25/03/2026" for n in range(15_000)], "x;Peña;5;", encoding="cp850"
        ),
        encoding="cp850",
        taken=15_001,
    ),
    Golden(
        name="two encodings in one file",
        made=raw(f"{H}\r\n1;Peña;5;\r\n".encode() + "2;Núñez;6;".encode("cp1252")),
        encoding="cp1252",
        taken=2,
        column=(T.NAME, ["PeÃ±a", "Núñez"]),
    ),
    Golden(
        name="nothing decides",
        made=text(H, "1;Ana;1.234;05/03/2026", "2;Luz;20;"),
        decimal=",",
        order="dmy",
        taken=2,
        assumed=("saldo", "fecha_vencimiento"),
        column=(T.BALANCE, [123_400, 2_000]),
    ),
    Golden(
        name="one row far below decides",
        made=text(H, *[f"{n};Ana;1.234;05/03/2026" for n in range(5_000)], "x;Luz;1.5;03/25/2026"),
        decimal=".",
        order="mdy",
        taken=5_001,
        doubts={"rounded": 5_000},
    ),
    Golden(
        name="three formats of days",
        made=text(
            H,
            "1;Ana;1;25/03/2026",
            "2;Eva;1;2026-03-26",
            "3;Luz;1;20260327",
            "4;Sol;1;28-mar-2026",
            "5;Paz;1;29 de marzo de 2026",
        ),
        order="dmy",
        taken=5,
        column=(T.DUE_ON, [date(2026, 3, day) for day in (25, 26, 27, 28, 29)]),
    ),
    Golden(
        name="arrears that are days",
        made=text("credito;nombre;saldo;mora", "1;Ana;5.000.000;35", "2;Luz;1.000.000;0"),
        decimal=",",
        taken=2,
        column=(T.DAYS_PAST_DUE, [35, 0]),
    ),
    Golden(
        name="days of two countries",
        made=text(H, "1;Ana;1;25/03/2026", "2;Luz;1;03/25/2026"),
        order="dmy",
        taken=1,
        lines={3: "not_day"},
        assumed=("fecha_vencimiento",),
    ),
    Golden(
        name="days of the United States",
        made=text("account,name,due date", "1,Ann,03/25/2026"),
        setting=US,
        order="mdy",
        taken=1,
        column=(T.DUE_ON, [date(2026, 3, 25)]),
    ),
    Golden(
        name="amounts below nothing",
        made=text(
            H, "1;Ana;(1.234,50);", "2;Luz;20-;", "3;Eva;-5,5;", "4;Sol;$ 1.000,00;", "5;Mar;0;"
        ),
        decimal=",",
        taken=2,
        lines={2: "negative", 3: "negative", 4: "negative"},
        column=(T.BALANCE, [100_000, 0]),
    ),
    Golden(
        name="thousands in the header",
        made=text("credito;nombre;saldo (miles);saldo vencido en millones", "1;Ana;1.234,5;1,0"),
        decimal=",",
        taken=1,
        column=(T.BALANCE, [123_450_000]),
    ),
)

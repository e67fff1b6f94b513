"""Nasty files: places, choices, people, telephones, payments and contacts."""

from kobra_domain.imports.mapping import ColumnUse, FixedColumn
from kobra_domain.imports.mapping import Mapping as FileMapping
from kobra_domain.imports.things import ImportKind
from tests.kobra_records.files.portfolio_files.golden import ACCOUNTS, LAW, Golden, T, text

VALUES: tuple[Golden, ...] = (
    Golden(
        name="columns of places changed",
        made=text(LAW, *[f"{n},Ana,-74.08,4.6{n}" for n in range(9)], "9,Ana,,"),
        taken=10,
        repairs=("swapped",),
        column=(T.LAT, [*(float(f"4.6{n}") for n in range(9)), None]),
    ),
    Golden(
        name="longitudes without their minus",
        made=text(LAW, "1,Ana,4.61,74.08", "2,Luz,4.62,74.09"),
        taken=2,
        repairs=("lost_minus",),
        column=(T.LON, [-74.08, -74.09]),
    ),
    Golden(
        name="places without their point",
        made=text(LAW, "1,Ana,46097100,-74081750", "2,Luz,46097200,-74081760"),
        taken=2,
        repairs=("lost_point",),
        column=(T.LAT, [4.60971, 4.60972]),
    ),
    Golden(
        name="decimal commas, one column of both, and the sea",
        made=text(
            "credito;nombre;coordenadas",
            "1;Ana;4,61 -74,08",
            "2;Luz;4.62, -74.09",
            "3;Eva;4.6,-84.0",
        ),
        taken=3,
        doubts={"outside": 1},
        column=(T.LAT, [4.61, 4.62, None]),
    ),
    Golden(
        name="values that nobody knows",
        made=text("credito;nombre;estado", "1;Ana;VIG", "2;Luz;ZZ", "3;Eva;ZZ", "4;Sol;Pagado"),
        taken=4,
        doubts={"unknown_value": 2},
        unknown={"ZZ": 2},
        column=(T.STATUS, ["active", None, None, "paid"]),
    ),
    Golden(
        name="values with their meanings",
        made=text("credito;nombre;est", "1;Ana;VIG", "2;Luz;ZZ"),
        mapping=FileMapping(
            kind=ACCOUNTS,
            columns=(
                ColumnUse(header="credito", target=T.NUMBER),
                ColumnUse(header="nombre", target=T.NAME),
                ColumnUse(header="est", target=T.STATUS, values={"ZZ": "closed"}),
            ),
        ),
        taken=2,
        column=(T.STATUS, ["active", "closed"]),
    ),
    Golden(
        name="one account, several people, and the same row again",
        made=text(
            "credito;nombre;documento;rol;motivo_rol",
            "1;Ana;10;Titular;",
            "1;Luz;11;Codeudor;",
            "1;Eva;12;Referencia;",
            "1;Eva;12;Referencia;Vecina",
            "1;Ana;10;Titular;",
            "1;Sol;13;Titular;",
            "1;Mar;14;jefe;",
        ),
        taken=3,
        lines={
            4: "reference_without_reason",
            6: "duplicate",
            7: "two_holders",
            8: "unknown_role",
        },
        unknown={"jefe": 1},
        column=(T.ROLE, ["holder", "codebtor", "reference"]),
    ),
    Golden(
        name="a co-debtor in the row of the account",
        made=text(
            "credito;nombre;documento;Nombre del codeudor;Cédula codeudor;Celular codeudor",
            "1;Ana;10;Luz Ríos;52.100.200;3001112233",
            "2;Eva;11;;;",
            "3;Sol;12;Leo;TI 1012345678;",
        ),
        taken=2,
        lines={4: "minor"},
        column=(T.CODEBTOR_DOCUMENT, ["52100200", None]),
    ),
    Golden(
        name="fields that contradict each other",
        made=text(
            "credito;nombre;saldo;saldo_vencido;dias_mora;fecha_vencimiento",
            "1;Ana;10;0;30;25/03/2026",
            "2;Luz;10;20;30;25/03/2026",
            "3;Eva;10;5;30;25/03/2027",
            "4;Sol;10;5;-3;25/03/2026",
        ),
        taken=4,
        doubts={
            "days_without_overdue": 1,
            "overdue_above_balance": 1,
            "due_later": 1,
            "negative_days": 1,
        },
    ),
    Golden(
        name="telephones in many hands",
        made=text(
            "credito;nombre;telefono;celular",
            "1;Ana;300 123 4567;(601) 745-1234",
            "2;Luz;3001234567 / 6017451234;+57 300 123 4568",
            "3;Eva;12345;0",
            "4;Paz;390 123 4567;",
        ),
        taken=4,
        doubts={"phone": 1},
        column=(
            T.PHONE,
            [
                ("+573001234567",),
                ("+573001234567", "+576017451234"),
                ("12345",),
                ("+573901234567",),
            ],
        ),
    ),
    Golden(
        name="places in the line",
        made=text(
            "0001Ana       000123,5025/03/2026", "0002Luz       000124,0026/03/2026", name="c.txt"
        ),
        mapping=FileMapping(
            kind=ACCOUNTS,
            fixed=(
                FixedColumn(name="credito", start=1, width=4),
                FixedColumn(name="nombre", start=5, width=10),
                FixedColumn(name="saldo", start=15, width=9),
                FixedColumn(name="fecha_vencimiento", start=24, width=10),
            ),
        ),
        decimal=",",
        taken=2,
        column=(T.BALANCE, [12_350, 12_400]),
    ),
    Golden(
        name="currencies, and days that lie ahead",
        made=text(
            "credito;nombre;moneda;saldo;segmento;fecha_desembolso",
            "1;Ana;COP;10,5;;25/03/2024",
            "2;Luz;dólares;10,5;;25/03/2027",
            "3;Eva;CLP;10;;25/03/2024",
            "4;Sol;euros;10;;25/03/2024",
        ),
        taken=3,
        lines={4: "other_currency"},
        doubts={"in_future": 1, "unknown_value": 1},
        unknown={"euros": 1},
        column=(T.CURRENCY, ["COP", "USD", None]),
    ),
    Golden(
        name="payments and reversals",
        made=text(
            "credito;valor;fecha pago;medio;referencia",
            "1;1.234,50;25/03/2026;PSE;0001",
            "1;-1.234,50;26/03/2026;PSE;0002",
        ),
        kind=ImportKind.PAYMENTS,
        taken=2,
        column=(T.REVERSAL, [None, "yes"]),
    ),
    Golden(
        name="contacts of a call centre",
        made=text(
            "documento;fecha;hora;medio;resultado",
            "10;25/03/2026;10:30;Llamada;No contesta",
            "11;25/03/2026;3:05 p.m.;WSP;Contactado",
            "12;25/03/2026;;paloma;si",
            "13;25/03/2026;25:99;SMS;si",
            "14;25/03/2026;;SMS;si",
        ),
        kind=ImportKind.CONTACTS,
        taken=3,
        lines={4: "unknown_channel", 5: "not_hour"},
        doubts={"no_hour": 1},
        unknown={"paloma": 1},
        column=(T.TWO_WAY, ["no", "yes", "yes"]),
    ),
)

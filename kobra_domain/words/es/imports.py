"""Files taken into a portfolio and taken back, in neutral Spanish."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "fate.new": "Nuevas",
    "fate.changed": "Cambiadas",
    "fate.same": "Sin cambios",
    "fate.refused": "Rechazadas",
    "fate.absent": "Ausentes del archivo",
    "kept_out.settled": "Una persona lo fijó aquí; el archivo no lo cambia.",
    "kept_out.restricted": "Los datos de esta persona solo se guardan: el archivo no los cambia.",
    "kept_out.placed": "Una persona aceptó dónde está la puerta; el archivo no la mueve.",
    "kept_out.revoked": "La autorización fue revocada y así queda.",
    "row_code.unknown_account": "El crédito «{value}» no está en la cartera.",
    "row_code.unknown_person": "Nadie de la cartera tiene «{value}».",
    "warning_code.unknown_agent": "Gestores que no existen; el crédito queda con el que tenía",
    "warning_code.other_product": "Otros tipos de producto que el de la cartera, que sigue la ley",
    "warning_code.balance_fell_unpaid": "Saldos que bajaron sin un pago que lo explique",
    "warning_code.balance_not_lowered": "Saldos que no bajaron aunque hubo un pago",
    "changed_since": "La cartera cambió desde que se leyó el archivo: revise otra vez.",
    "import_state": "El archivo está «{state}» y esto ya no se puede hacer con él.",
    "import_stage_lost": "Ya no está lo que se leyó del archivo. Vuelva a leerlo o a subirlo.",
    "import_in_use": "Se usa desde entonces: queda como está.",
    "import_interrupted": "La lectura se interrumpió. Vuelva a leer el archivo.",
    "import_no_room": "No hay espacio en el servidor para leer el archivo.",
    "cancel_reason.import_undone": "El archivo que lo trajo se deshizo",
    "import_held_shape": "El archivo tiene otras columnas que el anterior.",
    "import_held_cut_off": "La fecha de corte ({day}) no es posterior a la última ({last}).",
    "import_held_absent": "Falta el {share} % de los créditos (se permite el {most} %).",
    "import_held_moved": "Los saldos cambian en total un {share} % (se permite el {most} %).",
    "import_held_trailer": "El archivo dice {said} registros y tiene {rows}.",
    "import_held_sums": "La suma de «{target}» no es la que dice el archivo al final.",
}

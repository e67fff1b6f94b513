"""What files of reports say, in neutral Spanish."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "report_format.pdf": "PDF",
    "report_format.xlsx": "Excel",
    "report_format.csv": "CSV",
    "report.file.about": "Sobre el reporte",
    "report.file.numbers": "Cifras",
    "report.file.beside": "Al lado",
    "report.file.low": "desde",
    "report.file.high": "hasta",
    "report.file.of": "de cuántos",
    "report.file.filters": "Filtros",
    "report.file.cut_off": "Corte",
    "report.file.formulas": "Cómo se cuenta",
    "report.file.dialect": (
        "Columnas separadas por «{separator}» y decimales con «{decimal}», en UTF-8."
    ),
    "report.file.rows_left_out": Plural(
        "… y {count} fila más, que está en el archivo de Excel.",
        "… y {count} filas más, que están en el archivo de Excel.",
    ),
    "report_files_slow": "El archivo tardó más de {limit_s} y se dejó. Acorta el periodo "
    "o usa más filtros.",
}

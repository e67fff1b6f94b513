"""What files of reports say, in English."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "report_format.pdf": "PDF",
    "report_format.xlsx": "Excel",
    "report_format.csv": "CSV",
    "report.file.about": "About this report",
    "report.file.numbers": "Figures",
    "report.file.beside": "Beside it",
    "report.file.low": "from",
    "report.file.high": "to",
    "report.file.of": "of how many",
    "report.file.filters": "Filters",
    "report.file.cut_off": "Cut-off",
    "report.file.formulas": "How it is counted",
    "report.file.dialect": (
        "Columns separated by “{separator}”, decimals with “{decimal}”, in UTF-8."
    ),
    "report.file.rows_left_out": Plural(
        "… and {count} more row, which is in the Excel file.",
        "… and {count} more rows, which are in the Excel file.",
    ),
    "report_files_slow": "The file took more than {limit_s} and was given up. Shorten the "
    "period or use more filters.",
}

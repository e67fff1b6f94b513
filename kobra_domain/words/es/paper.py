"""What stands on every paper, in neutral Spanish."""

WORDS: dict[str, str] = {
    "paper.page": "Página {page} de {pages}",
    "paper.not_printed": (
        "Donde se lee {sign} hay un signo que la letra de este documento no tiene; en el programa "
        "se ve completo."
    ),
}

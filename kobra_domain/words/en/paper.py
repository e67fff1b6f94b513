"""What stands on every paper, in English."""

WORDS: dict[str, str] = {
    "paper.page": "Page {page} of {pages}",
    "paper.not_printed": (
        "Where {sign} stands there is a character that the face of this document does not have; "
        "the program shows it whole."
    ),
}

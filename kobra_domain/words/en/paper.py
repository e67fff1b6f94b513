"""What stands on every paper, in English."""

WORDS: dict[str, str] = {
    "paper.page": "Page {page} of {pages}",
    "paper.not_printed": (
        "Where {sign} stands there is a character that the face of this document does not have; "
        "the program shows it whole."
    ),
    "statement.title": "Account statement",
    "statement.deceased": (
        "This person is known to have died: this document asks nothing of them."
    ),
    "statement.no_certificate": (
        "This is not a certificate of the institution. Balances are those of the last file that"
        " the institution delivered, as of the day stated with each."
    ),
    "statement.accounts": "Accounts",
    "statement.payments": "Payments recorded by the institution",
    "statement.promises": "Promises to pay",
    "statement.source": "Source and cut-off",
    "statement.your_data": "Your personal data",
    "statement.nothing": "Nothing on record.",
    "statement.made_on": "Date of this document",
    "statement.amount": "Amount",
    "statement.total": "Total {currency}",
    "statement.reversal": "Reversal",
    "statement.promised_on": "Date",
    "statement.promised_for": "For",
    "statement.state": "State",
    "statement.cut_off": "Files of the institution as of {days}. What was paid later is not in it.",
    "statement.no_cut_off": "Files of the institution; they do not say as of which day.",
    "statement.data_requests": "Queries and claims about your data to {institution}: {contact}.",
}

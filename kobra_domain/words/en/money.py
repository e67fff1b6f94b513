"""Money that came in: ranges of days past due, payments, balances, in English."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "bucket.current": "Up to date",
    "bucket.over": "Over {last}",
    "bounds_must_rise": "{field}: each range must end after the one before, from day 1 on.",
    "other_currency": "The account is in another currency ({currency}).",
    "month_closed": "The month is closed until {closed_on}: what changes has to come in a file, "
    "as a reversal.",
    "payment_standing.confirmed": "Confirmed",
    "payment_standing.awaited": "To be confirmed",
    "payment_standing.not_seen": "Not at the bank",
    "payment_standing.bank_only": "Bank only",
    "payment_standing.unmatched": "Without account",
    "payment_standing.reversal": "Reversal",
    "match_reason.same_document": "Same document",
    "match_reason.similar_number": "Similar number",
    "match_reason.same_amount": "Same amount",
    "balance_doubt_code.balance_fell_unpaid": "Balances that fell without a payment",
    "balance_doubt_code.balance_not_lowered": "Balances that did not fall after a payment",
    "cancel_reason.account_paid": "Paid, by the institution's file",
    "cancel_reason.account_withdrawn": "Withdrawn by the institution",
    "cancel_reason.account_closed": "Closed by the institution",
    "cut_not_taken": "There is no cut-off of {cut_on} yet.",
    "money.ahead": Plural("in {count} day", "in {count} days"),
    "money.late": Plural("{count} day late", "{count} days late"),
    "money.age": Plural("{count} day", "{count} days"),
    "money.last": Plural("Last day", "Last {count} days"),
    "not_a_png": "{field}: it must be a PNG picture.",
    "logo_too_big": "{field}: the picture has more than {limit} kB.",
    "logo_too_wide": "{field}: the picture is more than {limit} pixels wide or high.",
    "unreadable_file": "{field}: the file could not be read.",
}

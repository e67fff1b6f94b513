"""What reports say, in English."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "report.roll.none": "Nothing was overdue when the month began",
    "report.roll.answer": "Of what was overdue {better} got better and {worse} worse",
    "report.roll.by_balance": "By balance when the month began",
    "report.roll.grown": "By balance when the month began; balances still there grew by "
    "{amount} besides",
    "move.paid": "Paid",
    "move.cured": "Up to date",
    "move.better": "Better",
    "move.stayed": "The same",
    "move.worse": "Worse",
    "move.withdrawn": "Withdrawn",
}

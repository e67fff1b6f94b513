"""What the report of promises says, in English."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "report.promises": "Promises",
    "report.promises.all": "All",
    "report.promises.due": Plural(
        "Of {count} promise that fell due in these days {share} was kept (between {low} and "
        "{high})",
        "Of {count} promises that fell due in these days {share} were kept (between {low} and "
        "{high})",
    ),
    "report.promises.due.open": Plural("; {count} is still open", "; {count} are still open"),
    "report.promises.due.all_open": Plural(
        "{count} promise falls due in these days and is still open",
        "{count} promises fall due in these days and all are still open",
    ),
    "report.promises.due.over": Plural(
        "Of the {count} that fell due before {day}, whose grace is over, {share} was kept (between "
        "{low} and {high}); those still open count as not kept yet.",
        "Of the {count} that fell due before {day}, whose grace is over, {share} were kept "
        "(between {low} and {high}); those still open count as not kept yet.",
    ),
    "report.promises.due.none": "No promise fell due in these days with these filters",
    "report.promises.due.day": "Promises by the day they fell due",
    "report.promises.due.week": "Promises by the week they fell due",
    "report.promises.due.month": "Promises by the month they fell due",
    "report.promises.due.how": "Each promise stands on its due date, in the state it has today. "
    "Those still open were due all the same and are not kept yet; partly kept is not kept, and "
    "what was promised stands there whole.",
    "report.promises.due_amount": "Of {amount} promised {share} was kept",
    "report.promises.due_amount.open": "; {share} is still open",
    "report.promises.due_amount.all_open": "All that was promised for these days, {amount}, is "
    "still open",
    "report.promises.due_amount.day": "Promised amount by the day it fell due",
    "report.promises.due_amount.week": "Promised amount by the week it fell due",
    "report.promises.due_amount.month": "Promised amount by the month it fell due",
    "report.promises.ahead": "{amount} are expected in the next 30 days (between {low} and "
    "{high}) of {promised} promised",
    "report.promises.ahead.none": "There are no open promises for the next 30 days",
    "report.promises.ahead.nothing_learnt": "There are open promises, but none has fallen due yet "
    "to learn from how many are kept",
    "report.promises.ahead.metric": "Forecast of what is kept, with its 80% interval",
    "report.promises.ahead.expected": "Expected",
    "report.promises.ahead.promised": "Promised",
    "report.promises.ahead.overdue": "Overdue, still open",
    "report.promises.ahead.count": Plural(
        "It is of {count} open promise.", "It is of {count} open promises."
    ),
    "report.promises.ahead.learnt": Plural(
        "Learnt from {count} promise of the last year past its grace: {share} were kept.",
        "Learnt from {count} promises of the last year past their grace: {share} were kept.",
    ),
    "report.promises.ahead.how": "Sum of amount × share kept of promises of the same segment, "
    "channel and band of amounts in the last year, drawn towards that of all where they are few. "
    "80% interval by drawing the promises anew ({draws} draws with a fixed seed: the same promises "
    "always give the same; of more than 400, from their variance).",
    "report.promises.ages": Plural(
        "{count} overdue promise is still not kept, {old} of them for more than 30 days",
        "{count} overdue promises are still not kept, {old} of them for more than 30 days",
    ),
    "report.promises.ages.new": Plural(
        "{count} overdue promise is still not kept, for 30 days or less",
        "{count} overdue promises are still not kept, none of them for more than 30 days",
    ),
    "report.promises.ages.none": "There are no overdue promises that were not kept",
    "report.promises.ages.metric": "Promises by days since they fell due, as of today",
    "report.promises.ages.how": "As they stand today, whatever the period: open within their "
    "portfolio's days of grace, partly kept and broken, by the days since they fell due.",
    "report.promises.ages_amount": "They add up to {amount} promised",
    "report.promises.ages_amount.metric": "Promised amount by days since it fell due, as of today",
    "report.promises.age": "{first}–{last} days",
    "report.promises.age.over": "Over {last}",
    "report.promises.table.metric": "By number and by amount, in {coin}",
    "report.promises.table.how": "By amount what is large weighs more: its interval counts as many "
    "equal promises as say the same, (Σ amount)² / Σ amount². All: counted again from the same "
    "promises. Whether they differ by more than chance is judged by those whose grace is over.",
    "report.promises.agent.one": "Promises of one agent",
    "report.promises.agent.few": "Too few are past their grace yet to compare agents",
    "report.promises.agent.chance": "Agents differ no more than by chance in what is kept",
    "report.promises.agent.spread": "What is kept differs between agents by more than chance, and "
    "none stands apart",
    "report.promises.agent.far": Plural(
        "The promises of {count} agent are kept otherwise than by chance",
        "The promises of {count} agents are kept otherwise than by chance",
    ),
    "report.promises.portfolio.one": "Promises of one portfolio",
    "report.promises.portfolio.few": "Too few are past their grace yet to compare portfolios",
    "report.promises.portfolio.chance": "Portfolios differ no more than by chance in what is kept",
    "report.promises.portfolio.spread": "What is kept differs between portfolios by more than "
    "chance",
    "report.promises.portfolio.far": Plural(
        "{count} portfolio keeps otherwise than by chance",
        "{count} portfolios keep otherwise than by chance",
    ),
    "report.promises.column.agent": "Agent",
    "report.promises.column.portfolio": "Portfolio",
    "report.promises.column.due": "Fell due",
    "report.promises.column.open": "Still open",
    "report.promises.column.kept": "Kept",
    "report.promises.column.amount": "Promised",
    "report.promises.column.kept_amount": "Amount kept",
}

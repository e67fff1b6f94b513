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
    "summary.title": "Summary of the day",
    "summary.as_of": "Figures at {hour}.",
    "summary.numbers": "Visits",
    "summary.number": "Figure",
    "summary.today": "Today",
    "summary.share": "Share",
    "summary.compared": "Against a {weekday} at the same hour",
    "summary.too_few": "Too few days to compare with",
    "summary.as_usual": "= as usual ({usual})",
    "summary.more": "{count} more than usual ({usual})",
    "summary.fewer": "{count} fewer than usual ({usual})",
    "summary.money": "Money",
    "summary.amount": "Amount",
    "summary.due": "Promises due on {day}",
    "summary.not_done": "What was not done, and why",
    "summary.why": "Reason",
    "summary.visits": "Visits",
    "summary.waiting": "Planned and not begun",
    "summary.unassigned": "Planned, with no agent",
    "summary.begun": "Begun, with the form still on the phone",
    "summary.carried": "Moved to another day",
    "summary.cancelled": "Cancelled",
    "summary.ended": "Not completed: {reason}",
    "summary.all_done": "Everything planned was done.",
    "summary.carried_unknown": (
        "Without the server it is not known how many were moved to another day."
    ),
    "summary.agents": "Agents",
    "summary.agent": "Agent",
    "summary.done_of": "Done/plan",
    "summary.distance": "Distance",
    "summary.total": "Total",
    "summary.no_agents": "There are no agents in this scope.",
    "summary.more_agents": "And {count} more agents, counted in the total.",
    "summary.distance_unknown": "– : distance not known.",
    "summary.alerts": "Alerts of the day",
    "summary.alert": "Alert",
    "summary.raised": "Raised",
    "summary.attended": "Attended",
    "summary.no_alerts": "There were no alerts.",
}

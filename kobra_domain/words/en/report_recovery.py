"""What the recovery report says, in English."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "report.recovery": "Recovery",
    "report.recovery.came": "{amount} came in",
    "report.recovery.went_back": "{amount} more went back than came in",
    "report.recovery.of_goal": "{share} of the goal",
    "report.recovery.more": "{share} more than {other}",
    "report.recovery.less": "{share} less than {other}",
    "report.recovery.same": "the same as {other}",
    "report.recovery.other.period_before": "in the period before",
    "report.recovery.other.year_before": "a year before",
    "report.recovery.nothing": (
        "Nothing came in in {currency} on these days under these filters ({days})"
    ),
    "report.recovery.no_portfolio": "No portfolio in your scope passes these filters",
    "report.recovery.needs_server": (
        "Curves by lot, vintages, moves between buckets and the waterfall are on the server: "
        "they appear once there is a connection"
    ),
    "report.recovery.now": "Collected",
    "report.recovery.goal": "Goal",
    "report.recovery.by.day": "Collected by day, {currency}",
    "report.recovery.by.week": "Collected by week, {currency}",
    "report.recovery.by.month": "Collected by month, {currency}",
    "report.recovery.of.portfolio": "Collected by portfolio, {currency}",
    "report.recovery.of.team": "Collected by team, {currency}",
    "report.recovery.of.agent": "Collected by agent, {currency}",
    "report.recovery.of.channel": "Collected by channel, {currency}",
    "report.recovery.attribution.channel": (
        "By the last contact on the account in the 14 days before: a visit, or a call or message "
        "that was answered; without one it is “without contact”"
    ),
    "report.recovery.of.bucket": "Collected by bucket, {currency}",
    "report.recovery.nobodys": "Without contact",
    "report.recovery.nobodys_came": (
        "Without contact: {amount}, {share} of what came in; with the agents it is all"
    ),
    "report.recovery.goal_not_of_filter": (
        "Goals are of teams and agents: under this filter there is none to compare with"
    ),
    "report.recovery.no_goal": "Nobody has set a goal in {currency} for these days",
    "report.recovery.goal_zero": "The goal of these days is zero: nothing can be a share of it",
    "report.recovery.goal_lacking": Plural(
        "{count} team or agent has no goal and is not counted in it",
        "{count} teams or agents have no goal and are not counted in it",
    ),
    "report.recovery.goal_of_days": "The goal of a month lies evenly over its days",
    "report.recovery.attribution": (
        "A payment is of the last contact with the holder or a co-debtor in the 14 days "
        "before; without one it is “without contact”"
    ),
    "report.recovery.bucket_now": "By the bucket that the account is in today",
    "report.recovery.reached.team": Plural(
        "{count} of {of} teams with a goal reaches it",
        "{count} of {of} teams with a goal reach it",
    ),
    "report.recovery.reached.agent": Plural(
        "{count} of {of} agents with a goal reaches it",
        "{count} of {of} agents with a goal reach it",
    ),
    "report.recovery.share_nobodys": "{share} of what came in followed no contact",
    "report.recovery.share_met": "{share} of what came in followed a contact",
    "report.recovery.reversed": Plural(
        "In {count} of {of} more went back than came in",
        "In {count} of {of} more went back than came in",
    ),
    "report.recovery.share_of.portfolio": "{name} brings {share} of what came in",
    "report.recovery.share_of.bucket": "Bucket {name} brings {share} of what came in",
    "report.recovery.efforts": "Collected per visit and per kilometre, {currency}",
    "report.recovery.efforts.how": (
        "collected / visits made, and collected / kilometres of the agents' days, by the "
        "trail of their phone; collected is what came in after each agent's contact, and the total "
        "is taken from all together"
    ),
    "report.recovery.efforts.none": (
        "Nobody visited on these days: there are no visits to divide what came in by"
    ),
    "report.recovery.efforts.nobodys": (
        "{amount} that came in without contact are not in it: no visit brought them"
    ),
    "report.recovery.km_unknown": (
        "Kilometres are of whole days: they are not said of who visited for other portfolios "
        "too, nor of who has no trail on more than 1 of 5 days"
    ),
    "report.recovery.km_untold": Plural(
        "The kilometres of {count} day of work are not in it: its trail is not there",
        "The kilometres of {count} days of work are not in it: their trails are not there",
    ),
    "report.recovery.per_visit": "For each visit {visit} came in after a contact",
    "report.recovery.per_visit_and_km": (
        "After a contact {visit} came in per visit and {km} per kilometre"
    ),
    "report.recovery.total": "All",
    "report.recovery.column.agent": "Agent",
    "report.recovery.column.came": "Collected",
    "report.recovery.column.visits": "Visits",
    "report.recovery.column.per_visit": "Per visit",
    "report.recovery.column.km": "Km",
    "report.recovery.column.per_km": "Per km",
    "report.recovery.column.bucket": "Bucket",
    "report.recovery.column.accounts": "Accounts",
    "report.recovery.column.overdue": "Overdue",
    "report.recovery.column.recovery": "Recovery",
    "report.recovery.no_opening": (
        "There is no kept cut-off in {currency} to count from: the server keeps the "
        "first at the end of the month"
    ),
    "report.recovery.no_account": (
        "Under these filters no account in {currency} is left to count from"
    ),
    "report.recovery.fall": "From what was assigned to what was recovered, {currency}",
    "report.recovery.fall.answer": (
        "Of what was overdue {visited} was visited and {recovered} came back by kept promises"
    ),
    "report.recovery.fall.unvisited": "Nothing of what was overdue was visited on these days",
    "report.recovery.fall.how": (
        "overdue of the accounts active at the cut-off before these days; of them those "
        "visited, with contact, with a promise and with a kept promise on these days; "
        "recovered is what the bank told of the last"
    ),
    "report.recovery.fall.since": "By the cut-off of {cut}",
    "report.recovery.fall.others": (
        "Another {amount} came in from those accounts without a kept promise"
    ),
    "report.recovery.stage.assigned": "Assigned",
    "report.recovery.stage.visited": "Visited",
    "report.recovery.stage.contacted": "Contacted",
    "report.recovery.stage.promised": "Promised",
    "report.recovery.stage.kept": "Kept",
    "report.recovery.stage.recovered": "Recovered",
    "report.recovery.lost.visited": "Not visited",
    "report.recovery.lost.contacted": "No contact",
    "report.recovery.lost.promised": "No promise",
    "report.recovery.lost.kept": "Not kept",
    "report.recovery.lost.recovered": "Not yet paid",
    "report.recovery.over": "Beyond the overdue",
    "report.recovery.beyond": (
        "It is beyond 100% because instalments that fell due after the cut-off came in too"
    ),
    "report.recovery.buckets": "Recovery by bucket, {currency}",
    "report.recovery.buckets.answer": "Of what was overdue at the beginning {share} came back",
    "report.recovery.buckets.how": (
        "collected on these days / overdue at the cut-off before, of the same accounts and by "
        "the bucket that they had at it"
    ),
    "report.recovery.no_months": (
        "No two cut-offs in a row are kept yet: moves between buckets are seen from the "
        "second month's end on"
    ),
    "report.recovery.roll.between": "From the cut-off of {first} to that of {last}",
    "report.recovery.roll.how": (
        "balance of each bucket at the first cut-off by what became of it at the second; each "
        "row sums to 100%"
    ),
    "report.recovery.lots": "Recovered by lot over the days since it was assigned, {currency}",
    "report.recovery.lots.how": (
        "collected so far / overdue at the first cut-off since it was assigned and what had "
        "been paid until then"
    ),
    "report.recovery.lots.between": Plural(
        "After {count} day between {low} and {high} of what was overdue has come back, by lot",
        "After {count} days between {low} and {high} of what was overdue has come back, by lot",
    ),
    "report.recovery.lots.at": Plural(
        "After {count} day {share} of what was overdue has come back",
        "After {count} days {share} of what was overdue has come back",
    ),
    "report.recovery.lots.older": Plural(
        "{count} earlier lot is not drawn",
        "{count} earlier lots are not drawn",
    ),
    "report.recovery.lots.unknown": Plural(
        "{count} account without a day of assignment is not in it",
        "{count} accounts without a day of assignment are not in it",
    ),
    "report.recovery.no_lots": "No account in {currency} says on which day it was assigned",
    "report.recovery.vintages": (
        "Vintages: recovered by date of origination over the months since, {currency}"
    ),
    "report.recovery.vintages.how": "collected since the account is here / what was lent",
    "report.recovery.vintages.between": Plural(
        "In month {count} between {low} and {high} of what was lent has come back, by vintage",
        "In month {count} between {low} and {high} of what was lent has come back, by vintage",
    ),
    "report.recovery.vintages.at": Plural(
        "In month {count} {share} of what was lent has come back",
        "In month {count} {share} of what was lent has come back",
    ),
    "report.recovery.vintages.older": Plural(
        "{count} earlier vintage is not drawn",
        "{count} earlier vintages are not drawn",
    ),
    "report.recovery.vintages.unknown": Plural(
        "{count} account without a date or amount of origination is not in it",
        "{count} accounts without a date or amount of origination are not in it",
    ),
    "report.recovery.no_vintages": (
        "No account in {currency} says when and for how much it was lent"
    ),
    "report.recovery.dotted": "Dotted: ages that the youngest accounts have not reached",
    "report.recovery.quarter": "{year} Q{number}",
    "report.recovery.half": "{year} H{number}",
}

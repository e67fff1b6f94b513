"""What reports of one's own say, in English."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "not_own_report": "This report is somebody else’s: save a copy to change it.",
    "custom.base": "{name} (mine)",
    "custom.base.semana-direccion": "Your copy has no goals, not what became of each promise, no "
    "agents beyond chance and no best hours: those are in the original alone.",
    "custom.base.mes-cliente": "Your copy has not what became of each promise and no best hours, "
    "which are in the original alone; the logo, if you hold it to portfolios of one client.",
    "custom.uncompared": "This shape is not compared with {other}.",
    "custom.change": "Change",
    "custom.change.points": "Change (points)",
    "custom.several": "“{question}” takes several answers: each choice counts, so a visit may "
    "stand in several groups, and the total is the visits, not the sum.",
    "custom.quotient": "{name}: the first for each of the second, of the same days and filters; "
    "where there is none of the second it is unknown. Of each currency only its portfolios count.",
    "custom.indivisible": "{measure} is not shown: {side} is not told apart by {dimension}.",
    "custom.few": Plural(
        "{count} hour of fewer than {least} attempts is not compared.",
        "{count} hours of fewer than {least} attempts are not compared.",
    ),
    "custom.compared": "{name}: {now} ({other}: {was})",
    "custom.total": "Total",
    "custom.total_of": "{name} · total",
    "custom.beside": "{when}: {figure}",
    "custom.nothing": "With these filters there is nothing to count of {measures}.",
    "custom.no_blocks": "This report has no blocks yet.",
    "custom.no_measures": "Choose what to measure.",
    "custom.together": "{measures}: not told apart by {dimension}, so it stands together.",
    "custom.gone.measure": "It asks for the measure “{name}”, which is there no longer; "
    "the rest is shown.",
    "custom.gone.dimension": "It was told apart by “{name}”, which is there no longer; "
    "the rest is shown.",
    "custom.gone.question": "It was told apart by the question “{name}”, which no "
    "version that you see asks; the rest is shown.",
    "custom.gone.filter": "It was held to “{name}” with a value that is there no "
    "longer; that filter does not apply.",
    "custom.left": Plural(
        "and {more} more, which the total holds", "and {more} more, which the total holds"
    ),
    "custom.left_across": Plural(
        "{count} column is left out, which the total holds.",
        "{count} columns are left out, which the total holds.",
    ),
    "custom.hourless": Plural(
        "{count} without a known hour is not on the map.",
        "{count} without a known hour are not on the map.",
    ),
    "answered.below": "under {bound}",
    "answered.from": "from {bound}",
    "answered.without": "Without “{questionnaire}”",
    "answered.dropped": "Without this question",
    "answered.blank": "No answer",
    "answered.odd": "Not a number",
    "shape.table": "Table",
    "shape.pivot": "Pivot table",
    "shape.line": "Line",
    "shape.bar": "Bars",
    "shape.heat": "Heat map",
    "shape.map": "Map by zone",
    "shape.number": "Number",
    "kind.saved_report": "Report",
    "field.saved_report.name": "Name",
    "field.saved_report.note": "Note",
    "field.saved_report.owner_id": "Whose it is",
    "field.saved_report.team_id": "Given to the team",
    "field.filters": "Filters",
    "field.parameters": "What is asked for when it opens",
    "field.blocks": "Blocks",
    "field.shape": "Shape",
    "field.measures": "Measures",
    "field.dimensions": "Dimensions",
    "field.is_wide": "Over the whole width",
    "dimension.day.how": "the day at the address",
    "dimension.week.how": "the week, from Monday to Sunday",
    "dimension.month.how": "the month at the address",
    "dimension.weekday.how": "from Monday to Sunday",
    "dimension.hour.how": "the hour of the clock at the address",
    "dimension.portfolio.how": "the portfolio of the account",
    "dimension.team.how": "the team that the agent is in today",
    "dimension.agent.how": "who did the work; of a payment, who had the contact before it",
    "dimension.bucket.how": "the days past due that the account has today; of a visit "
    "that was made, those of that day",
    "dimension.zone.how": "the neighbourhood and the town of the address",
    "dimension.outcome.how": "what happened at the visit",
    "dimension.verdict.how": "whether the address was reached",
    "dimension.state.how": "how far the visit or the promise is",
    "dimension.segment.how": "the segment that the account came with",
    "dimension.amount.how": "between which amounts it lies; of a visit, what was overdue "
    "of the account on that day",
    "answered.how": "Answers of “{questionnaire}”: {answers}",
    "answered.how.untold": "Answers of “{questionnaire}”",
    "custom.block": "{shape}: {what}",
    "custom.more_blocks": "and {count} more",
}

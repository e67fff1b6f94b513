"""What the report of agents says, in English."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "report.agents": "Agents",
    "report.agents.none": "Nobody visited in this period with these filters",
    "report.agents.alike": "Agents differ no more than by chance, once their doors are counted",
    "report.agents.spread": "Agents differ from each other by more than chance, once their doors "
    "are counted, and none stands apart",
    "report.agents.of": "visits",
    "report.agents.beyond": Plural(
        "{count} agent differs by more than chance, once their doors are counted",
        "{count} agents differ by more than chance, once their doors are counted",
    ),
    "report.agents.far_high": "{name}: {found} of {count}, where {expected} was expected at those "
    "doors: more than chance makes.",
    "report.agents.far_low": "{name}: {found} of {count}, where {expected} was expected at those "
    "doors: less than chance makes.",
    "report.agents.outside": Plural(
        "{count} of {all} lies outside 95 of 100; chance alone would put {by_chance} there.",
        "{count} of {all} lie outside 95 of 100; chance alone would put {by_chance} there.",
    ),
    "report.agents.outside.nobody": "No agent lies outside 95 of 100; chance alone would "
    "put {by_chance} there.",
    "report.agents.wider": "The limits are {times} times those of chance: agents differ by what "
    "bucket, amount, area and hour do not explain.",
    "report.agents.funnel.how": "Each agent is compared with what all achieve at doors of the same "
    "bucket, band of overdue amount, area and hour: rate = rate of all × found / expected. Doors "
    "with few visits are drawn towards the rate of all. Exact binomial limits of 95 and 99.8%, "
    "widened where all differ by more than chance.",
    "report.agents.agent": "Agent",
    "report.agents.all": "All",
    "report.agents.differ.chance": "; agents differ no more than by chance",
    "report.agents.differ.spread": "; agents differ from each other by more than chance, and none "
    "stands apart",
    "report.agents.differ.far": Plural(
        "; {count} agent differs by more than chance",
        "; {count} agents differ by more than chance",
    ),
    "report.agents.productivity": "A day of work verifies {verified} visits of {planned} planned",
    "report.agents.productivity.done": "{made} are made a day, verified or not.",
    "report.agents.productivity.metric": "Verified per day of work",
    "report.agents.productivity.goal": "Planned per day",
    "report.agents.productivity.how": "Divided by each agent's days of work: those with visits "
    "planned or made.",
    "report.agents.verified": "{share} of those completed were at the address",
    "report.agents.verified.none": "Nobody completed visits in this period",
    "report.agents.verified.metric": "Completed at the address",
    "report.agents.verified.how": "Each bar has its 95% interval (Wilson).",
    "report.agents.order": "{share} of visits followed the order of the route",
    "report.agents.order.none": "No route had an order in this period",
    "report.agents.order.metric": "In the order of the route",
    "report.agents.order.how": "Of each two visits in a row of an agent and day of work, whether "
    "the second came later in the route; those of one place in the route do not count. Behind "
    "each bar are the visits made that these pairs join.",
    "report.agents.pace": "From one visit to the next it usually takes {time}",
    "report.agents.pace.none": "No agent has two visits on one day",
    "report.agents.pace.metric": "Usual time between visits",
    "report.agents.pace.how": "Median of the time between the end of a visit and the end of the "
    "next of the same agent and day of work. Behind each bar are the visits made.",
    "report.agents.weeks.change": "From {before} to {after} verified visits a day between "
    "the first date and the last",
    "report.agents.weeks.same": "Verified visits a day stay at {after}",
    "report.agents.weeks.metric": "Verified per day with visits; all agents behind",
    "report.agents.weeks.how": "Visits done whose arrival was verified at the address, by the days "
    "on which the agent made any. The dotted line is that of all together.",
    "report.agents.table": Plural(
        "{count} agent, by name", "{count} agents, in the order of their names"
    ),
    "report.agents.table.metric": "Days of work; visits and kilometres of each; location, order "
    "and time between visits",
    "report.agents.table.how": "All: counted again from the same visits, not from the rows. "
    "Kilometres are those of each day's trail, where there is one.",
    "report.agents.no_way": "Kilometres are of whole days: they are not said under filters of "
    "portfolio, area, bucket or first attempts.",
    "report.agents.column.days": "Days",
    "report.agents.column.planned": "Planned",
    "report.agents.column.done": "Made",
    "report.agents.column.verified": "Verified",
    "report.agents.column.verified_share": "At the address",
    "report.agents.column.order": "In order",
    "report.agents.column.pace": "Between visits",
    "report.agents.column.way": "Km",
}

"""What reports say, in English."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "report.hours.best.contact_rate": "{days} from {first} to {until} somebody answers {how_often}",
    "report.hours.best.rpc_rate": "{days} from {first} to {until} the holder is found {how_often}",
    "report.hours.best.ptp_rate": "{days} from {first} to {until} who answers promises {how_often}",
    "report.hours.of_ten": Plural("{count} time in 10", "{count} times in 10"),
    "report.hours.of_all": "{share} of the time",
    "report.hours.weekday.0": "On Mondays",
    "report.hours.weekday.1": "On Tuesdays",
    "report.hours.weekday.2": "On Wednesdays",
    "report.hours.weekday.3": "On Thursdays",
    "report.hours.weekday.4": "On Fridays",
    "report.hours.weekday.5": "On Saturdays",
    "report.hours.weekday.6": "On Sundays",
    "report.hours.none": "Nobody knocked at a door in this period with these filters",
    "report.hours.few": "No hour has {count} attempts yet: too few to say anything",
    "report.hours.alike_all": "No clear difference between the hours",
    "report.hours.alike": "No clear difference between the two",
    "report.hours.nothing_to_compare": "No hour has enough attempts in both",
    "report.hours.differ": Plural(
        "{count} hour differs by more than chance", "{count} hours differ by more than chance"
    ),
    "report.hours.attempts": Plural("{count} attempt", "{count} attempts"),
    "report.hours.doors": Plural("{count} door", "{count} doors"),
    "report.hours.looked_at": "{attempts} at {doors}",
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
    "report.agents.none": "Nobody visited in this period with these filters",
    "report.agents.alike": "Agents differ no more than by chance, once their doors are counted",
    "report.agents.of": "visits",
    "report.agents.beyond": Plural(
        "{count} agent differs by more than chance, once their doors are counted",
        "{count} agents differ by more than chance, once their doors are counted",
    ),
}

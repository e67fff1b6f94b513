"""What contact hours say, in English."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "report.hours.best.contact_rate": "{days} from {first} to {until} somebody answers {how_often}",
    "report.hours.best.rpc_rate": "{days} from {first} to {until} the holder is found {how_often}",
    "report.hours.best.ptp_rate": "{days} from {first} to {until} who answers promises {how_often}",
    "report.hours.adjusted": (
        "Times told in words are adjusted: "
        "where attempts are few the whole day and hour weigh in, so a cell may differ."
    ),
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
    "report.hours.span": "{days} from {first} to {until}",
    "report.hours.span_how_often": "{days} from {first} to {until} ({how_often})",
    "report.hours.also": "Also good: {spans}.",
    "report.hours.also_more": Plural(
        "Also good: {spans} and {count} more span.", "Also good: {spans} and {count} more spans."
    ),
    "report.hours.untried": Plural(
        "{count} lawful hour without enough attempts.",
        "{count} lawful hours without enough attempts.",
    ),
    "report.hours.looked_at_both": "{one} against {other}.",
    "report.hours.both_tried": Plural(
        "{count} hour with enough attempts in both.", "{count} hours with enough attempts in both."
    ),
    "report.hours.difference": "{span}: {points}, between {low} and {high}.",
    "report.hours.same_mix": (
        "With the same mix of zones and days past due: {points}, between {low} and {high}; as it "
        "is, {plain}."
    ),
    "report.hours.same_mix_alike": (
        "With the same mix of zones and days past due, no clear difference: {points}, "
        "between {low} and {high}; as it is, {plain}."
    ),
    "report.hours.points": Plural("{signed} point", "{signed} points"),
    "report.zones.best.contact_rate": "In {zone} somebody answers {how_often}",
    "report.zones.best.rpc_rate": "In {zone} the holder is found {how_often}",
    "report.zones.best.ptp_rate": "In {zone} who answers promises {how_often}",
    "report.zones.above": "{said}, more than in all together",
    "report.zones.below": "{said}, less than in all together",
    "report.zones.alike": "No clear difference between the zones",
    "report.zones.few": "No zone has {count} attempts yet: too few to say anything",
    "report.zones.count": Plural("{count} zone", "{count} zones"),
    "report.zones.map": "{zones}: {above} above all together, {below} below",
    "report.zones.map_alike": "{zones}, without a clear difference between them",
    "report.zones.left_out": Plural(
        "{count} more zone, with fewer attempts, is not here.",
        "{count} more zones, with fewer attempts, are not here.",
    ),
    "report.zones.unplaced": Plural(
        "{count} zone has no door with a place and is not on the map.",
        "{count} zones have no door with a place and are not on the map.",
    ),
    "report.zones.adjusted": (
        "Adjusted value: each zone's own and, where attempts are few, that of all together."
    ),
    "report.zones.column.zone": "Zone",
    "report.zones.column.attempts": "Attempts",
    "report.zones.column.value": "Adjusted value",
    "report.zones.column.side": "Against all together",
    "report.zones.column.hours": "Best hour",
    "report.zones.hours": "{day} {first}–{until}",
    "report.zones.hours.alike": "No clear difference",
    "report.zones.hours.unknown": "—",
    "report.zones.total": "All together",
    "report.zones.side.above": "More",
    "report.zones.side.below": "Less",
    "report.zones.side.unknown": "Too few attempts",
}

"""What the plan of a day says, in English."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "plan_scope.all": "Everything",
    "plan_scope.fit_new": "Fit in what is new",
    "plan_scope.order_only": "Order only",
    # the rules, as named among several
    "plan_rule.no_place": "it has no place",
    "plan_rule.no_shift": "there is no shift",
    "plan_rule.pin_agent": "the pinned agent",
    "plan_rule.skill": "the skill it needs",
    "plan_rule.territory": "the territories",
    "plan_rule.window": "its permitted hours",
    "plan_rule.pin_hour": "the pinned hour",
    "plan_rule.pin_order": "the pinned order",
    "plan_rule.break": "the breaks",
    "plan_rule.max_visits": "the cap on visits",
    "plan_rule.max_minutes": "the cap on minutes",
    "plan_rule.shift": "the shifts",
    "plan_rule.scope": "what was asked to change",
    "plan_rule.travel": "the way",
    "plan_rule.service": "the duration",
    "plan_rule.twice": "twice",
    "plan_rule.missing": "missing",
    # what a plan breaks
    "plan.no_place": "The visit has no place on the map: nobody can go there.",
    "plan.no_shift": "The agent has no shift that day.",
    "plan.pin_agent": "The visit is pinned to another agent: {pinned}.",
    "plan.skill": "The agent lacks the skill that the visit needs: {skill}.",
    "plan.territory": "The visit lies outside the agent's territory.",
    "plan.window": "It does not begin and end within one of its permitted hours.",
    "plan.pin_hour": "It does not begin at the pinned hour, give or take ten minutes.",
    "plan.pin_order": "It is pinned as number {place} of the day.",
    "plan.break": "The break of {length_s} does not fit whole in its hours, without driving or "
    "visiting.",
    "plan.max_visits": Plural(
        "The agent makes {count} visit at most.", "The agent makes {count} visits at most."
    ),
    "plan.max_minutes": "The day is longer than {limit_s}.",
    "plan.shift": "The shift is exceeded by {over_s}.",
    "plan.scope": "Only the order of what has an agent was asked.",
    "plan.travel": "There is not enough time for the way: {short_s} too little.",
    "plan.service": "The visit is shorter than planned: {short_s} too little.",
    "plan.twice": "It is in the plan more than once.",
    "plan.missing": "It is not in the plan, neither assigned nor unassigned.",
    "plan.next": "It could from {hour}.",
    # why a visit is left out
    "plan.left.pending": "A place for it is still looked for.",
    "plan.left.no_place": "It has no place on the map: correct its address.",
    "plan.left.no_shift": "Nobody has a shift that day.",
    "plan.left.pin_agent": "It is pinned to {pinned}, who has no room for it.",
    "plan.left.skill": "Nobody with room has the skill it needs: {skill}.",
    "plan.left.territory": "Whoever has its territory has no room for it.",
    "plan.left.window": "Nobody gets there in its permitted hours.",
    "plan.left.pin_hour": "Nobody gets there at the pinned hour.",
    "plan.left.pin_order": "It does not fit at the place of the day where it is pinned.",
    "plan.left.break": "It would fit only in an agent's break.",
    "plan.left.max_visits": "Whoever could get there has the most visits already.",
    "plan.left.max_minutes": "Whoever could get there has the most minutes already.",
    "plan.left.shift": "It does not fit in anybody's shift.",
    "plan.left.scope": "Only the order of what has an agent was asked.",
    "plan.left.several": "Left out by, together: {rules}.",
    # the engine
    "plan.no_agents": "There are no agents to plan for.",
    "plan.cancelled": "It was cancelled: nothing has changed.",
    "plan.engine_crashed": "The planner failed: nothing has changed. Try again.",
    "plan.engine_hung": "The planner did not answer in {limit_s} and was stopped: nothing has "
    "changed.",
    "plan.engine_unlawful": "The planner found no plan that keeps the rules: nothing has changed.",
    "plan.too_big": "The day is too big to be planned at once: plan it by teams.",
    # its files
    "plan.not_json": "This is no JSON file that can be read.",
    "plan.too_large": "The file is larger than {limit} MB.",
    "plan.needs_object": "{place}: an object (in braces) was expected.",
    "plan.needs_list": "{place}: a list […] was expected.",
    "plan.needs_text": "{place}: a text of 1 to {most} characters was expected.",
    "plan.needs_number": "{place}: a number from {low} to {high} was expected.",
    "plan.needs_point": "{place}: [latitude, longitude] in degrees was expected.",
    "plan.needs_moment": "{place}: an ISO date and time with zone was expected, such as "
    "2026-12-01T08:00:00-05:00.",
    "plan.needs_span": "{place}: two ISO times with zone were expected, the second after the "
    "first.",
    "plan.unknown_id": "{place}: the problem does not hold “{id}”.",
    "plan.same_id": "{place}: “{id}” is in the file already.",
    "plan.too_many": "{place}: {count} at most.",
    # a plan for people
    "plan.says_left": Plural("Unassigned: {count} visit", "Unassigned: {count} visits"),
    "plan.says_no_breach": "The plan keeps every rule.",
}

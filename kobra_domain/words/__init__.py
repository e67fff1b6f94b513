"""The words of the field in each language, and figures as people read them.

`es` is complete and neutral, `es_MX` and `es_CO` hold only what differs there, `en` is complete.
What belongs to the desktop's own screens is translated with Qt Linguist instead.
"""

from kobra_domain.words.figures import (
    age,
    comma_is_decimal,
    data_size,
    day_words,
    distance,
    duration,
    full_day,
    full_moment,
    hour,
    moment,
    money,
    monies,
    number,
    percent,
    short_age,
    weekday_words,
)
from kobra_domain.words.say import (
    LOCALES,
    alert_sentence,
    code_of,
    field_title,
    has_words,
    kind_name,
    method_words,
    say,
    word,
)
from kobra_domain.words.zones import zone_words

__all__ = [
    "LOCALES",
    "age",
    "alert_sentence",
    "code_of",
    "comma_is_decimal",
    "data_size",
    "day_words",
    "distance",
    "duration",
    "field_title",
    "full_day",
    "full_moment",
    "has_words",
    "hour",
    "kind_name",
    "method_words",
    "moment",
    "money",
    "monies",
    "number",
    "percent",
    "say",
    "short_age",
    "weekday_words",
    "word",
    "zone_words",
]

"""A phone number as it is typed becomes one that can be called from anywhere."""

from __future__ import annotations

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

from kobra_desktop.models.administration.choices import COUNTRY_OF
from kobra_domain.errors import Invalid


def international(typed: str, time_zone: str) -> str:
    """«+57 300 5550100»; without a country code the country is that of the time zone.

    An empty text stays empty. Raises Invalid (`not_a_phone`).
    """
    text = typed.strip()
    if not text:
        return ""
    try:
        number = phonenumbers.parse(text, COUNTRY_OF.get(time_zone))
    except NumberParseException as problem:
        raise Invalid("not_a_phone", field="phone") from problem
    if not phonenumbers.is_possible_number(number):
        raise Invalid("not_a_phone", field="phone")
    return str(phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL))

"""What an endpoint may be."""

import pytest

from kobra_domain.errors import Invalid
from kobra_domain.events import WEBHOOK_KINDS, EventKind
from kobra_domain.webhooks import WebhookTerms, change_of, check_terms, check_url, terms_of

PORTFOLIO = "00000000-0000-4000-8000-000000000001"


def terms(**changes: object) -> WebhookTerms:
    values = {"url": "https://bank.example/hook", "portfolio_ids": (PORTFOLIO,), **changes}
    return WebhookTerms(**values)  # type: ignore[arg-type]


def test_one_hears_of_everything_unless_told_otherwise() -> None:
    check_terms(terms(), needs_https=True)
    assert set(terms().kinds) == WEBHOOK_KINDS
    assert terms_of(terms())["is_on"] is True


def test_a_change_says_what_was_seen() -> None:
    wish = change_of(terms(), is_on=False)
    assert (wish.is_on, wish.seen) == (False, terms())
    assert wish.url == terms().url


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"url": ""}, "missing", "url"),
        ({"url": "ftp://bank.example/"}, "not_a_url", "url"),
        ({"url": "http://bank.example/"}, "url_not_https", "url"),
        ({"portfolio_ids": ()}, "missing", "portfolio_ids"),
        ({"kinds": ()}, "missing", "kinds"),
        ({"kinds": (EventKind.ALERT_RAISED,)}, "not_in_list", "kinds"),
    ],
)
def test_what_is_refused(changes: dict[str, object], code: str, field: str) -> None:
    with pytest.raises(Invalid) as told:
        check_terms(terms(**changes), needs_https=True)
    assert (told.value.code, told.value.params["field"]) == (code, field)


@pytest.mark.parametrize(
    "url",
    [
        "https://ana:clave@bank.example/",
        "https://ana@bank.example/",
        "https://bank.example/#part",
        "https://bank.example:99999/",
        "https://bank.example:0/",
        "https://:443/",
        "https://[::1/",
        f"https://{'a' * 70}.example/",
    ],
)
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(Invalid) as told:
        check_url(url, needs_https=True)
    assert told.value.code == "not_a_url"


def test_in_the_clear_only_where_that_was_said() -> None:
    check_url("http://127.0.0.1:8080/hook", needs_https=False)
    check_url("https://señal.example/hook?a=1", needs_https=True)

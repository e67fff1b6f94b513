"""The kinds of files that a portfolio takes in."""

from enum import StrEnum


class ImportKind(StrEnum):
    """What the rows of a file are about."""

    ACCOUNTS = "accounts"
    PAYMENTS = "payments"
    AUTHORISATIONS = "authorisations"
    CONTACTS = "contacts"
    PROMISES = "promises"
    PARTIES = "parties"
    ADDRESSES = "addresses"
    AGENTS = "agents"

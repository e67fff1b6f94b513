"""Whom a mail is from or for: one mailbox, with the name that programs show of it."""

import re
import unicodedata
from email.headerregistry import Address, HeaderRegistry
from typing import Any

from kobra_domain.errors import DomainError

_HEADERS = HeaderRegistry()
# Nothing that has to be quoted; what is quoted there is a trick more often than a mailbox.
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+")
_DOMAIN = re.compile(r"[^\W_]([\w-]*[^\W_])?(\.[^\W_]([\w-]*[^\W_])?)*")


def mailbox(text: str) -> Address:
    """«Name <a@b>» or «a@b» as one mailbox: exactly one, with nothing around it. A domain with
    letters of other alphabets is written as mail servers know it; before the @ they are not taken,
    because few servers do. Programs show the name alone: one that reads as another address is none.
    Raises DomainError mail_address_unreadable, mail_name_is_address.
    """
    wrong = DomainError("mail_address_unreadable")
    if any(ord(one) < 32 or ord(one) == 127 for one in text):
        raise wrong
    try:
        header: Any = _HEADERS("to", text)
    except IndexError as problem:  # how the library meets a lone «a@»
        raise wrong from problem
    if header.defects or len(header.groups) != 1 or len(header.addresses) != 1:
        raise wrong
    [found] = header.addresses
    if not _DOMAIN.fullmatch(found.domain) or not _LOCAL.fullmatch(found.username):
        raise wrong
    if not found.display_name.isprintable():  # nor what turns the direction of reading
        raise wrong
    if "@" in unicodedata.normalize("NFKC", found.display_name):
        raise DomainError("mail_name_is_address")
    try:
        return Address(found.display_name, found.username, found.domain.encode("idna").decode())
    except (ValueError, UnicodeError) as problem:
        raise wrong from problem

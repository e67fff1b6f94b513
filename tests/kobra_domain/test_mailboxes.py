"""Which text is one mailbox, and which names are none."""

import pytest

from kobra_domain.errors import DomainError
from kobra_domain.mailboxes import mailbox


@pytest.mark.parametrize(
    "tricky",
    [
        "",
        "ana",
        "ana@",
        "@x.example",
        "ana@x.example, otro@y.example",
        "ana@x.example\r\nBcc: otro@y.example",
        "ana@x.example <otro@y.example> <z@z.example>",
        "<ana@x.example> otro@y.example",
        "ana@x.example otro@y.example",
        "ana@[127.0.0.1]",
        "ñandú@x.example",
        "a b@x.example",
        "onaB\u202e <ana@x.example>",
        "ana@" + "x" * 70 + ".example",
    ],
)
def test_what_is_not_exactly_one_mailbox_is_none(tricky: str) -> None:
    with pytest.raises(DomainError, match="mail_address_unreadable"):
        mailbox(tricky)


@pytest.mark.parametrize(
    "tricky",
    [
        '"jefe@banco.example" <x@y.example>',
        '"jefe @ banco" <x@y.example>',
        '"jefe\uff20banco.example" <x@y.example>',  # a wide one looks alike
        "=?utf-8?q?jefe=40banco.example?= <x@y.example>",
    ],
)
def test_a_name_that_reads_as_another_address_is_none(tricky: str) -> None:
    with pytest.raises(DomainError, match="mail_name_is_address"):
        mailbox(tricky)


def test_a_domain_may_be_of_any_alphabet() -> None:
    found = mailbox('"Banco, x" <ana@cobros-ñandú.example>')
    assert found.addr_spec == "ana@xn--cobros-and-z9a5i.example"
    assert found.display_name == "Banco, x"

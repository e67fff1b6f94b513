"""An invitation's link is read strictly: whoever sent it is not known."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobra_domain.errors import Invalid
from kobra_domain.invitations import LONGEST, Invitation, link_of, read_link

HEAD = "kobra-desktop://invite/?"
CODE = "ABCD-EFGH-JKLM"


def refused(link: str) -> str:
    """Why it is not read."""
    with pytest.raises(Invalid) as caught:
        read_link(link)
    return caught.value.code


@pytest.mark.parametrize(
    ("server", "email"),
    [
        ("https://kobra.example", "ana.lopez+mx@kobra.example"),
        ("https://kobra.example:8443/campo", ""),
        ("http://127.0.0.1:8000", "sara@kobra.example"),
        ("http://localhost:8000", "sara@kobra.example"),
        ("http://[::1]:8000", ""),
        ("https://10.1.2.3", ""),
        ("https://servidor", ""),
    ],
)
def test_what_was_made_is_read_again(server: str, email: str) -> None:
    made = Invitation(server, CODE, email)
    assert read_link(link_of(made)) == made


def test_a_server_is_kept_in_one_form() -> None:
    for said in ("https://Kobra.Example/", "HTTPS://kobra.example"):
        assert read_link(link_of(Invitation(said, CODE))).server == "https://kobra.example"
    loud = f"KOBRA-DESKTOP://invite?server=https://kobra.example&code={CODE}"
    assert read_link(loud).code == CODE


@pytest.mark.parametrize(
    "server",
    [
        "http://kobra.example",
        "http://128.0.0.1",
        "ftp://kobra.example",
        "kobra-desktop://kobra.example",
    ],
)
def test_a_server_without_encryption_is_another_sentence(server: str) -> None:
    assert refused(link_of(Invitation(server, CODE))) == "unsafe_invitation"


@pytest.mark.parametrize(
    "server",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://",
        "https://kobra.example@evil.example",
        "https://u:p@kobra.example",
        "https://@kobra.example",
        "https://kobra.example:0",
        "https://kobra.example:99999",
        "https://kobra.example:x",
        "https://[::1",
        "https://kobra.example?x=1",
        "https://kobra.example#x",
        "https://kobra.example/../..//x",
        "https://kobra.example\\@evil.example",
        "https://kobrá.example",
        "https://kobra .example",
        "https://kobra\n.example",
        "https://kobra\x00.example",
        "https://-kobra.example",
        "https://kobra..example",
        f"https://{'a' * 64}.example",
        f"https://{'.'.join(['a' * 60] * 5)}",
        "",
    ],
)
def test_a_server_that_is_no_plain_address_is_refused(server: str) -> None:
    assert refused(link_of(Invitation(server, CODE))) == "not_an_invitation"


@pytest.mark.parametrize(
    "link",
    [
        "",
        "https://kobra.example",
        "javascript:alert(1)",
        f"kobra:invite/?server=https://kobra.example&code={CODE}",
        f"kobra-desktop://other/?server=https://kobra.example&code={CODE}",
        f"kobra-desktop://a@invite/?server=https://kobra.example&code={CODE}",
        f"kobra-desktop://invite/more?server=https://kobra.example&code={CODE}",
        f"kobra-desktop://[/?server=https://kobra.example&code={CODE}",
        f"{HEAD}server=https://kobra.example&code={CODE}#x",
        f"{HEAD}server=https://kobra.example",
        f"{HEAD}code={CODE}",
        f"{HEAD}server=https://kobra.example&code={CODE}&code={CODE}",
        f"{HEAD}server=https://kobra.example&code={CODE}&password=x",
        f"{HEAD}server=https://kobra.example&code={CODE}&a=1&b=2",
        f"{HEAD}server=https://kobra.example&code=",
        f"{HEAD}server=https://kobra.example&code=AB",
        f"{HEAD}server=https://kobra.example&code={'A' * 60}",
        f"{HEAD}server=https://kobra.example&code=%00{CODE}",
        f"{HEAD}server=https://kobra.example&code={CODE}&email=nobody",
        f"{HEAD}server=https://kobra.example&code={CODE}&email=a%0a@kobra.example",
        f"{HEAD}server=https://kobra.example&code={CODE} ",
        f"{HEAD}server=https://kobra.example&code={CODE}\n",
        f"{HEAD}server=https://kobra.example&code={CODE}ñ",
        f"{HEAD}server=https://kobra.example/{'a' * LONGEST}&code={CODE}",
        f"{HEAD}server=https://kobra.example&code={'A' * 10_000}",
    ],
)
def test_a_link_that_is_none_is_refused(link: str) -> None:
    assert refused(link) == "not_an_invitation"


@given(st.text(max_size=80), st.text(max_size=40), st.text(max_size=40))
def test_whatever_stands_in_it_is_read_or_refused(server: str, code: str, email: str) -> None:
    found: Invitation | None = None
    with suppress(Invalid):
        found = read_link(link_of(Invitation(server, code, email)))
    assert found is None or found.code == code

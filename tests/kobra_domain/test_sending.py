"""What is told of what leaves."""

from kobra_domain.deliveries import DeliveryState
from kobra_domain.sending import DeliveryPage, Standing


def test_a_page_counts_what_stands_in_any_of_some_states() -> None:
    page = DeliveryPage(
        items=(), next=None, counts={"sent": 3, "failed": 2}, is_paused=False, is_mail_set=True
    )
    assert page.count(DeliveryState.SENT) == 3
    assert page.count(DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.WAITING) == 5


def test_a_page_says_whether_what_waits_can_leave() -> None:
    page = DeliveryPage(
        items=(), next=None, counts={"waiting": 3, "failed": 2}, is_paused=True, is_mail_set=False
    )
    assert page.standing == Standing(is_paused=True, is_mail_set=False, waiting=3)

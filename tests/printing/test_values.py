"""What two processes write to each other."""

from seminar_service.printing.values import Order, Printed


def test_an_order_is_read_as_it_was_written() -> None:
    order = Order(("<p>一</p>", "<p>\ud7ff\U0001f600</p>"), most_pages=1)
    assert Order.from_bytes(order.to_bytes()) == order


def test_a_file_is_read_as_it_was_written() -> None:
    made = Printed(b"%PDF\n\x00\xff\n", 12)
    assert Printed.from_bytes(made.to_bytes()) == made

"""Two small tours whose linear bound is far below the best plan until zero-half cuts are added."""

from tests.solver.tours import Document, make_adviser, make_bid, make_tour


def three_pairs() -> Document:
    """Return a tour of three bids in one far place, any two of which one trip can visit.

    Each of the three advisers can visit two of them on the way. The linear program sends each by
    half.
    """
    topics = ["ip", "brand", "design"]
    hours = [("12:00", "12:30"), ("14:00", "14:30"), ("16:00", "16:30")]
    bids = [
        make_bid(f"b{number}", place="far", slots=[[topic]], start=start, end=end)
        for number, (topic, (start, end)) in enumerate(zip(topics, hours, strict=True))
    ]
    pairs = [topics[:2], topics[1:], topics[::2]]
    advisers = [make_adviser(f"a{number}", topics=pair) for number, pair in enumerate(pairs)]
    return make_tour(bids, advisers)


def tied_team() -> Document:
    """Return a tour of a bid for two and another bid, on one day in one far place.

    One trip can visit both. The linear program sends both advisers by half, which holds the bid
    for two by half and the other one wholly.
    """
    both = make_bid(
        "b0", place="far", slots=[["ip"], ["ip"]], start="13:00", end="14:00", decline_yen=18_200
    )
    one = make_bid("b1", place="far", start="16:00", end="17:00")
    return make_tour([both, one], [make_adviser("a0"), make_adviser("a1")])

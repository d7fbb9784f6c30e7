"""What a feed refuses to say. Whoever asked for it did nothing wrong: these faults are our own."""


class FeedError(Exception):
    """Base of what a feed refuses to say."""


class TentativeInPublicFeed(FeedError):  # noqa: N818 (named after the rule)
    """A seminar that is not announced must not reach the public."""

    def __init__(self, uid: object) -> None:
        super().__init__(f"the entry {uid} is tentative and belongs into private feeds only")


class FeedTooLarge(FeedError):  # noqa: N818 (named after the rule)
    """A feed exceeds what calendar clients take; older seminars belong into an archive's feed."""


class RevisionMissing(FeedError):  # noqa: N818 (named after the rule)
    """A cancellation was asked for a seminar that is not cancelled."""

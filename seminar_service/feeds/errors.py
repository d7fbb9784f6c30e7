"""What a feed refuses to say."""

from seminar_service.domain.errors import DomainError


class FeedError(DomainError):
    """Base of what a feed refuses to say."""

    code = "feed_error"


class TentativeInPublicFeed(FeedError):  # noqa: N818 (named after the rule)
    """A seminar that is not announced must not reach the public."""

    code = "tentative_in_public_feed"

    def __init__(self, uid: object) -> None:
        super().__init__(f"the entry {uid} is tentative and belongs into private feeds only")


class FeedTooLarge(FeedError):  # noqa: N818 (named after the rule)
    """A feed exceeds what calendar clients take; older seminars belong into an archive's feed."""

    code = "feed_too_large"


class RevisionMissing(FeedError):  # noqa: N818 (named after the rule)
    """A cancellation was asked for a seminar that is not cancelled."""

    code = "revision_missing"

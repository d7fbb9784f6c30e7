"""What a seminar is called until the staff gives it a name of its own."""

from collections.abc import Sequence

from seminar_service.models.tours import Topic


def title_ja(topics: Sequence[Topic]) -> str:
    """A Japanese title out of the topics, such as 営業秘密・知財戦略セミナー."""
    return "・".join(topic.name_ja for topic in topics) + "セミナー"


def title_en(topics: Sequence[Topic]) -> str:
    """An English title out of the topics, such as "Seminar: Trade secrets, IP strategy"."""
    names = ", ".join(topic.name_en for topic in topics)
    return f"Seminar: {names}" if names else "Seminar"

"""Mail: messages in the reader's language, the outbox, delivery."""

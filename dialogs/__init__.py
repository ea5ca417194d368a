"""The conversation: pure turns, words by id."""

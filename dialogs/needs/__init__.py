"""Which needs a message tells, by its words and beside what the model thinks."""

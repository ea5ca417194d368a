"""Channels: each reads and renders its own messages, and knows nothing of the others."""

"""Danger: asked about, told the numbers first, followed, left."""

"""The web: one aiohttp app, its routes as one table."""

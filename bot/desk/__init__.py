"""The agents' side: commands in chat, pages to read."""

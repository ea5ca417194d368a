"""The terminal: what is said is printed by whoever asked."""

from bot.channels.contract import Outgoing

NAME = "terminal"


class TerminalChannel:
    """The person reads what is committed."""

    name = NAME
    pull = True

    async def send(self, message: Outgoing) -> str:
        """Return the key: the terminal reads the outbox."""
        return message.key

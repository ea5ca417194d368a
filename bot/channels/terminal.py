"""The terminal: what is said is printed by whoever asked."""

from bot.channels.contract import Caps, Outgoing

NAME = "terminal"
CAPS = Caps()  # no buttons: choices are numbered, and the number is typed


class TerminalChannel:
    """The person reads what is committed."""

    name = NAME
    pull = True
    caps = CAPS

    async def send(self, message: Outgoing) -> str:
        """Return the key: the terminal reads the outbox."""
        return message.key

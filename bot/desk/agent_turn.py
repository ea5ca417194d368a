"""One message of an agent, and what the commands that answer it need at hand."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.performing import Performing
from casework.access import Action, may_do
from casework.roles import Role
from dialogs.effects import Choice, Say
from dialogs.forms import Form
from storage.access import Seen
from storage.tables.cases import Case
from storage.tables.people import StaffUser


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What the desk in chat knows of the house: the forms, where the desk is, the agreed silence.

    `hold_hours`: hours without a word of the agent after which the bot takes a conversation
    back; 0: never.
    """

    forms: Mapping[str, Form]
    url: str = ""
    hold_hours: int = 24

    def page(self, reference: str) -> str:
        """Return the address of a case on the desk."""
        return f"{self.url}/desk/cases/{reference}"

    def entry(self, secret: str) -> str:
        """Return the address that opens a session on the desk, once."""
        return entry_page(self.url, secret)


def entry_page(url: str, secret: str) -> str:
    """Return the address under `url` that opens a session on the desk, once."""
    return f"{url}/desk/enter/{secret}"


@dataclass(frozen=True, slots=True)
class AgentTurn:
    """One message of an agent."""

    turn: Performing
    agent: StaffUser
    office: Office

    def case(self, said: str, action: str) -> Seen:
        """Return a case through the one door; raises NotYours."""
        return self.turn.kept.access.access_case(self.agent, said, action, now=self.turn.now)

    def may(self, case: Case, action: Action) -> bool:
        """Tell whether this agent may do something with a case, to offer it or not."""
        return may_do(
            Role(self.agent.role),
            action,
            same_unit=self.agent.unit == case.unit,
            is_owner=self.agent.id == case.owner_id,
        )

    def say(self, message: str, *choices: Choice, **values: object) -> None:
        """Answer the agent."""
        self.turn.say(Say(message, values, choices))


def button(command: str, case: Case, label: str, *more: str) -> Choice:
    """Return a button that does a command on a case, with what else the command wants."""
    payload = ":".join((f"desk.{command}={case.reference}", *more))
    return Choice(payload, label, {"reference": case.reference})

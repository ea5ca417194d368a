"""All that one transaction may read and write, subject by subject."""

from functools import cached_property

from sqlmodel import Session

from storage.access import Access
from storage.casebook import Casebook
from storage.conversations import Conversations
from storage.directory import Directory
from storage.mailboxes import Mailboxes
from storage.people import People
from storage.rooms import Rooms
from storage.staff import Staff
from storage.timers import Timers


class Kept:
    """The stores of one transaction; each is made when it is first asked for."""

    def __init__(self, session: Session) -> None:
        self.session = session

    @cached_property
    def mail(self) -> Mailboxes:
        """Return the inbox and the outbox."""
        return Mailboxes(self.session)

    @cached_property
    def conversations(self) -> Conversations:
        """Return the addresses and where each conversation is."""
        return Conversations(self.session)

    @cached_property
    def cases(self) -> Casebook:
        """Return the cases."""
        return Casebook(self.session)

    @cached_property
    def access(self) -> Access:
        """Return the one door of agents to a person's file."""
        return Access(self.session)

    @cached_property
    def directory(self) -> Directory:
        """Return places, partners and figures."""
        return Directory(self.session)

    @cached_property
    def people(self) -> People:
        """Return households, leases and consents."""
        return People(self.session)

    @cached_property
    def rooms(self) -> Rooms:
        """Return the agents' rooms and their topics."""
        return Rooms(self.session)

    @cached_property
    def staff(self) -> Staff:
        """Return the agents and their secrets."""
        return Staff(self.session)

    @cached_property
    def timers(self) -> Timers:
        """Return what is due later."""
        return Timers(self.session)

"""All that one transaction may read and write, subject by subject."""

from datetime import datetime
from functools import cached_property

from sqlmodel import Session

from storage.access import Access
from storage.audiences import Audiences
from storage.audits import Audits
from storage.casebook import Casebook
from storage.conversations import Conversations
from storage.directory import Directory
from storage.first_readers import FirstReading
from storage.mailboxes import Mailboxes
from storage.notices import Notices
from storage.people import People
from storage.rates import Rates
from storage.rooms import Rooms
from storage.schedules import Schedules
from storage.sending import Sending
from storage.staff import Staff
from storage.timers import Timers
from storage.transaction import Transaction
from storage.waiting import Left, Waiting, find_latest, find_left, find_waiting
from storage.workers import Workers


class Kept:
    """The stores of one transaction; each is made when it is first asked for."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    @property
    def session(self) -> Session:
        """Return the session of objects that were changed by hand."""
        return self._transaction.session

    def waiting(
        self, conversation_id: int, purpose: str, row: int | None = None
    ) -> Waiting | None:
        """Return what a turn starts from, with the last answer about a purpose.

        `row`: the message it takes, where that is not the oldest open one.
        """
        return find_waiting(self._transaction.connection, conversation_id, purpose, row)

    def latest(self, conversation_id: int, purpose: str) -> Waiting | None:
        """Return the last message of a conversation, with what is known of who wrote it."""
        return find_latest(self._transaction.connection, conversation_id, purpose)

    def left(self, conversation_id: int, *, now: datetime) -> Left:
        """Return what is left to do for a conversation."""
        return find_left(self._transaction.connection, conversation_id, now)

    @cached_property
    def mail(self) -> Mailboxes:
        """Return the inbox, and the outbox for who writes."""
        return Mailboxes(self._transaction)

    @cached_property
    def sending(self) -> Sending:
        """Return the outbox, for who sends."""
        return Sending(self._transaction)

    @cached_property
    def notices(self) -> Notices:
        """Return the notices to many people."""
        return Notices(self._transaction)

    @cached_property
    def first_readers(self) -> FirstReading:
        """Return the first readers of the notices that are being sent."""
        return FirstReading(self._transaction)

    @cached_property
    def audiences(self) -> Audiences:
        """Return whom a notice may be for."""
        return Audiences(self._transaction)

    @cached_property
    def audits(self) -> Audits:
        """Return the audits of arrears."""
        return Audits(self._transaction)

    @cached_property
    def rates(self) -> Rates:
        """Return the pace of each channel and chat."""
        return Rates(self._transaction)

    @cached_property
    def workers(self) -> Workers:
        """Return the processes at work."""
        return Workers(self._transaction)

    @cached_property
    def conversations(self) -> Conversations:
        """Return the addresses and where each conversation is."""
        return Conversations(self._transaction)

    @cached_property
    def cases(self) -> Casebook:
        """Return the cases."""
        return Casebook(self._transaction)

    @cached_property
    def access(self) -> Access:
        """Return the one door of agents to a person's file."""
        return Access(self._transaction)

    @cached_property
    def directory(self) -> Directory:
        """Return places, partners and figures."""
        return Directory(self._transaction)

    @cached_property
    def people(self) -> People:
        """Return households, leases and consents."""
        return People(self._transaction)

    @cached_property
    def rooms(self) -> Rooms:
        """Return the agents' rooms and their topics."""
        return Rooms(self._transaction)

    @cached_property
    def schedules(self) -> Schedules:
        """Return what is done again and again."""
        return Schedules(self._transaction)

    @cached_property
    def staff(self) -> Staff:
        """Return the agents and their secrets."""
        return Staff(self._transaction)

    @cached_property
    def timers(self) -> Timers:
        """Return what is due later."""
        return Timers(self._transaction)

"""One transaction: its connection, and a session for who asks for rows as objects."""

from functools import cached_property
from types import TracebackType
from typing import Self

from sqlalchemy import Connection
from sqlmodel import Session


class Transaction:
    """What the stores of one transaction share.

    A statement run on `connection` gives plain values, at a third of what an object costs: the
    way of every message goes there. `session` is made when a store first asks for objects; what
    was changed in them is written at the end.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    @cached_property
    def session(self) -> Session:
        """Return the session, which lives in the transaction of the connection."""
        return Session(self.connection, expire_on_commit=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of the objects; they stay readable."""
        if "session" in self.__dict__:
            self.session.close()

    def flush(self) -> None:
        """Write what was changed in objects."""
        if "session" in self.__dict__:
            self.session.flush()


class Store:
    """What is kept on one subject, in one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._connection = transaction.connection

    @property
    def _session(self) -> Session:
        return self._transaction.session

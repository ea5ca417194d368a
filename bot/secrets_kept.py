"""Secrets: made at random, shown once, kept as keyed hashes."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from storage.kept import Kept
from storage.tables.people import Secret, StaffUser

BYTES = 16  # 128 bits
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 26  # of 31 letters: 128 bits and a half, to be typed in a chat
INVITATION = timedelta(hours=72)
TYPED = frozenset({"invitation", "room"})  # typed by people, in a chat


class Secrets:
    """Makes secrets and checks them."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def hashed(self, secret: str) -> str:
        """Return what is kept of a secret."""
        return hmac.new(self._key, secret.encode(), hashlib.sha256).hexdigest()

    def pseudonym(self, text: str) -> str:
        """Return a keyed hash of a text, to recognise it without keeping it."""
        return self.hashed(f"text:{text}")

    @staticmethod
    def token() -> str:
        """Return a new secret for machines."""
        return secrets.token_urlsafe(BYTES * 2)

    @staticmethod
    def link_code() -> str:
        """Return a new secret that fits the address of a chat (Telegram: 64 letters at most).

        It begins with a letter or a digit: a sheet reads a dash as a formula.
        """
        made = secrets.token_urlsafe(BYTES)
        while not made[0].isalnum():
            made = secrets.token_urlsafe(BYTES)
        return made

    @staticmethod
    def code() -> str:
        """Return a new secret for people to type."""
        return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))

    def give(
        self, kept: Kept, kind: str, staff_id: str, *, now: datetime, lasts: timedelta | None
    ) -> str:
        """Make a secret of this kind for an agent, keep its hash, and return it once."""
        secret = self.code() if kind in TYPED else self.token()
        kept.staff.keep_secret(
            Secret(
                hash=self.hashed(f"{kind}:{secret}"),
                kind=kind,
                staff_id=staff_id,
                made_at=now,
                expires_at=now + lasts if lasts else None,
            )
        )
        return secret

    def check(
        self, kept: Kept, kind: str, secret: str, *, now: datetime, once: bool = False
    ) -> StaffUser | None:
        """Return the agent for whom a secret opens, None when it does not; `once` uses it up."""
        return kept.staff.use_secret(self.hashed(f"{kind}:{secret}"), kind, now=now, once=once)

    def is_good(self, kept: Kept, kind: str, secret: str, *, now: datetime) -> bool:
        """Tell whether a secret would open, without using it."""
        return kept.staff.find_secret(self.hashed(f"{kind}:{secret}"), kind, now=now) is not None

"""Plays a conversation through the same turns as any channel, and tells what was said and done."""

import uuid
from collections.abc import Iterator
from functools import partial

from bot import clock
from bot.channels.contract import Incoming
from bot.intake import store
from bot.palier import Palier
from storage.kept import Kept

ARREARS = (  # from the first word to a case that is open
    "je suis en retard de 2 mois de loyer",
    "rien",
    "les tilleuls denain",
    "maladie",
    "matin",
    "oui",
)


class Player:
    """One person, or one agent, who writes to Palier."""

    def __init__(self, palier: Palier, user: str | None = None, channel: str = "rest") -> None:
        self.palier = palier
        self.user = user or uuid.uuid4().hex
        self.channel = channel
        self.choices: list[dict[str, str]] = []

    def say(self, text: str, payload: str | None = None) -> list[str]:
        """Write a text, or press the button that has this label; return what is answered."""
        return [reply.text for reply in self.turn(text, payload)]

    def turn(self, text: str, payload: str | None = None) -> list:
        """Do the same; return the replies with their buttons."""
        if not text.startswith("["):
            return self._take(text, payload)
        label = text[1:-1]
        pressed = next((c["payload"] for c in self.choices if c["label"] == label), None)
        assert pressed is not None, f"no button {label!r} among {self.choices}"
        return self._take(label, pressed)

    def _take(self, text: str, payload: str | None) -> list:
        message = Incoming(
            channel=self.channel,
            user=self.user,
            id=uuid.uuid4().hex,
            at=clock.now(),
            text=text,
            payload=payload if payload is not None else text,
        )
        accepted = self.palier.database.write_now(partial(store, message))
        while self.palier.turns.take(accepted.conversation_id):
            pass
        replies = self.palier.database.read_now(
            lambda kept: kept.mail.replies_to(accepted.inbox_id)
        )
        self.choices = [dict(choice) for reply in replies for choice in reply.choices]
        return replies

    def facts(self) -> "Facts":
        """Return what is kept about this person."""
        return self.palier.database.read_now(lambda kept: Facts(kept, self.channel, self.user))


class Facts:
    """What is kept about one person after a message."""

    def __init__(self, kept: Kept, channel: str, user: str) -> None:
        address = kept.conversations.find_address(channel, "", user)
        self.address = address
        self.cases = kept.cases.of(address.household_id, address.id) if address else []
        mine = [case for case in self.cases if case.address_id == address.id] if address else []
        self.needs = [(case, need) for case in mine for need in kept.cases.needs(case.id)]
        self.routes = {need.id: kept.cases.routes(need.id)[0] for _, need in self.needs}
        self.consent = kept.people.latest_consent(address.id, "job_notices") if address else None

    def lines(self) -> Iterator[str]:
        """Yield one line a fact, as a `.chat` file shows it."""
        for case, need in self.needs:
            route = self.routes[need.id]
            facts = " ".join(f"{name}={value}" for name, value in sorted(need.facts.items()))
            yield (
                f"! need {need.code} severity {need.severity} in {case.reference}"
                f" → {route.role} {route.unit} ({facts})"
            )
        if self.address is not None and self.address.lease_number:
            yield f"! linked to lease {self.address.lease_number}"
        if self.consent is not None:
            yield f"! consent job_notices={self.consent.given}"

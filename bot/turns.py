"""One turn: read, understand, validate, advance, perform; one transaction writes it all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from bot import clock
from bot.channels.contract import Channel
from bot.desk.chat import DeskChat
from bot.performing import Performing
from bot.ports import KeptLeases, KeptPlaces
from bot.reading import Reading
from bot.room.mirror import mirror
from bot.secrets_kept import Secrets
from bot.situations import Situations
from dialogs.actions.arrears import ValidateArrears
from dialogs.actions.identify import ValidateIdentify
from dialogs.actions.legal_paper import ValidateLegalPaper
from dialogs.actions.place import ValidatePlace
from dialogs.conversation import Conversation, from_json, to_json
from dialogs.effects import HandOver, Say
from dialogs.engine import advance
from dialogs.forms import Form
from dialogs.gathering import gather
from dialogs.rasa import FormActions
from dialogs.scene import Heard, Known, Scene, Turn
from dialogs.validation import validate
from dialogs.wording import Wording
from storage.database import Database
from storage.kept import Kept
from storage.tables.messages import ConversationRow, Inbox
from storage.tables.people import ChannelAddress

NEW_AGAIN = timedelta(hours=24)  # after a day of silence Palier says again that it is a machine
RESUME = timedelta(hours=24)
ABANDON = timedelta(days=7)
UNFINISHED = timedelta(minutes=30)
NAMES = frozenset({"residence", "town", "tenant_number", "phone", "building", "entrance"})


@dataclass(frozen=True, slots=True)
class Before:
    """What a turn starts from."""

    row: Inbox
    conversation: ConversationRow
    address: ChannelAddress
    known: Known
    by_agent: bool


@dataclass(frozen=True, slots=True)
class After:
    """What a turn leaves: whom to ring, and whether another message waits."""

    to_ring: list[int] = field(default_factory=list)
    more: bool = False


class Turns:
    """Takes turns, in the calling thread."""

    def __init__(
        self,
        database: Database,
        reading: Reading,
        wording: Wording,
        forms: Mapping[str, Form],
        channels: Mapping[str, Channel],
        situations: Callable[[datetime], Situations],
        secrets: Secrets,
        landlord: str,
        desk: DeskChat,
        ring: Callable[[int], None],
    ) -> None:
        self._database = database
        self._reading = reading
        self._wording = wording
        self._forms = forms
        self._channels = channels
        self._situations = situations
        self._secrets = secrets
        self._landlord = landlord
        self._desk = desk
        self._ring = ring

    def take(self, conversation_id: int) -> bool:
        """Take the oldest open message of a conversation; tell whether another waits."""
        now = clock.now()
        before = self._database.read_now(lambda kept: self._before(kept, conversation_id, now))
        if before is None:
            return False
        if before.by_agent:
            after = self._database.write_now(lambda k: self._for_agent(k, before, now))
            self._ring_others(after)
            return after.more
        conversation = _conversation(before)
        heard = self._reading.hear(before.row.body, conversation, now=now)
        conversation = _in_their_language(conversation, heard, before.known)
        after = self._database.write_now(
            lambda kept: self._write(kept, before, conversation, heard, now)
        )
        self._ring_others(after)
        return after.more

    def _ring_others(self, after: After) -> None:
        for conversation_id in after.to_ring:
            self._ring(conversation_id)

    def _before(self, kept: Kept, conversation_id: int, now: datetime) -> Before | None:
        row = kept.mail.oldest_open(conversation_id)
        if row is None:
            return None
        conversation, address = kept.conversations.with_address(conversation_id)
        known = self._known(kept, conversation, address, now)
        by_agent = self._desk.is_agent(kept, address, row.body, now=now)
        return Before(row, conversation, address, known, by_agent)

    def _known(
        self, kept: Kept, conversation: ConversationRow, address: ChannelAddress, now: datetime
    ) -> Known:
        last = conversation.last_in_at
        holder = kept.staff.get(conversation.held_by)
        consent = kept.people.latest_consent(address.id or 0, "job_notices")
        cases = kept.cases.open_of(address.household_id, address.id)
        return Known(
            landlord=self._landlord,
            new_here=last is None or now - last > NEW_AGAIN,
            verified=address.verified_at is not None,
            place=address.household_id is not None or any(case.place for case in cases),
            open_cases=tuple(case.reference for case in cases),
            held_by=holder.first_name if holder else None,
            job_notices=consent.given if consent else None,
            languages=self._wording.languages,
        )

    def _write(
        self, kept: Kept, before: Before, conversation: Conversation, heard: Heard, now: datetime
    ) -> After:
        """Decide with what is known, do all of it, or nothing."""
        row, address = kept.conversations.with_address(before.conversation.id or 0, lock=True)
        if not kept.mail.done(before.row.id or 0, now=now):
            return After(more=True)
        address.gone_at = None  # who writes is there
        turn = self._decide(kept, conversation, heard, before.known)
        turn = _with_remarks(turn, before.row.body)
        self._unfinished(kept, row, turn.conversation, now)
        kept.conversations.save(
            row, to_json(turn.conversation), read_version=before.conversation.version, now=now
        )
        performing = self._performing(
            kept, row, address, before.row, turn.conversation.language, now
        )
        performing.perform(turn.effects)
        if before.known.held_by:
            mirror(performing, heard, turn.effects, self._forms, self._desk.pages)
        return After(performing.to_ring, kept.mail.oldest_open(row.id or 0) is not None)

    def _decide(self, kept: Kept, conversation: Conversation, heard: Heard, known: Known) -> Turn:
        checks = FormActions(
            (
                ValidateArrears(),
                ValidateIdentify(KeptLeases(kept)),
                ValidatePlace(KeptPlaces(kept)),
                ValidateLegalPaper(clock.now().astimezone(clock.PARIS).date()),
            )
        )
        found = gather(self._forms, conversation, heard)
        gathered = validate(found, conversation, checks)
        scene = Scene(
            forms=self._forms,
            conversation=conversation,
            heard=heard,
            known=known,
            gathered=gathered,
        )
        return advance(scene)

    def _performing(
        self,
        kept: Kept,
        row: ConversationRow,
        address: ChannelAddress,
        inbox: Inbox,
        language: str,
        now: datetime,
    ) -> Performing:
        return Performing(
            kept=kept,
            conversation=row,
            address=address,
            inbox=inbox,
            language=language,
            landlord=self._landlord,
            wording=self._wording,
            situations=self._situations(now),
            secrets=self._secrets,
            channels=self._channels,
            now=now,
        )

    def _unfinished(
        self, kept: Kept, row: ConversationRow, conversation: Conversation, now: datetime
    ) -> None:
        """Set the timers of a report left half-way, or stop them."""
        urgent = any(self._forms[topic.form].urgent for topic in conversation.topics)
        wanted = {
            "resume": RESUME if conversation.topics else None,
            "abandon": ABANDON if conversation.topics else None,
            "unfinished": UNFINISHED if urgent else None,
        }
        timers = {
            f"conversation:{row.id}:{kind}:{conversation.report}": (
                kind,
                now + delay if delay else None,
            )
            for kind, delay in wanted.items()
        }
        kept.timers.follow(timers, row.id or 0, now=now)

    def _for_agent(self, kept: Kept, before: Before, now: datetime) -> After:
        row, address = kept.conversations.with_address(before.conversation.id or 0, lock=True)
        if not kept.mail.done(before.row.id or 0, now=now):
            return After(more=True)
        performing = self._performing(kept, row, address, before.row, "fr", now)
        self._desk.answer(performing)
        row.last_in_at = now
        return After(performing.to_ring, kept.mail.oldest_open(row.id or 0) is not None)

    def apologise(self, conversation_id: int, error: str) -> None:
        """Set aside a message whose turn failed, say so, and have a person read it."""
        now = clock.now()

        def write(kept: Kept) -> None:
            inbox = kept.mail.oldest_open(conversation_id)
            if inbox is None:
                return
            row, address = kept.conversations.with_address(conversation_id, lock=True)
            language = from_json(row.state).language if row.state else "fr"
            performing = self._performing(kept, row, address, inbox, language, now)
            by_agent = self._desk.is_agent(kept, address, inbox.body, now=now)
            by_tenant = () if by_agent else (HandOver("turn_failed"),)
            performing.perform((Say("error.sorry"), *by_tenant))
            kept.mail.done(inbox.id or 0, now=now, error=error)

        self._database.write_now(write)


def _conversation(before: Before) -> Conversation:
    conversation = (
        from_json(before.conversation.state) if before.conversation.state else Conversation()
    )
    return (
        replace(conversation, alarm=None, alarm_stage=None)
        if before.known.new_here
        else conversation
    )


def _in_their_language(conversation: Conversation, heard: Heard, known: Known) -> Conversation:
    """Follow the person's language when the message is evidence enough of another."""
    said = heard.understood.language
    if said == conversation.language or said not in (*known.languages, "arq-Latn"):
        return conversation
    return conversation if _only_names(heard) else replace(conversation, language=said)


def _only_names(heard: Heard) -> bool:
    """Tell whether a message is a place and numbers, which are no evidence of any language."""
    names = [e for e in heard.understood.entities if e.name in NAMES]
    named = sum(len(entity.text.split()) for entity in names)
    return bool(names) and len(heard.text.split()) - named <= 1


def _with_remarks(turn: Turn, body: Mapping[str, Any]) -> Turn:
    """Say what happened to a message that could not be kept whole."""
    if body.get("cut"):
        return Turn(turn.conversation, (*turn.effects, Say("error.too_long")))
    return turn

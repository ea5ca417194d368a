"""One turn: read, understand, validate, advance, perform; one transaction writes it all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot import clock
from bot.channels.contract import Channel
from bot.desk.chat import DeskChat
from bot.performing import Performing
from bot.ports import KeptLeases, KeptPlaces
from bot.reading import Reading
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


@dataclass(frozen=True, slots=True)
class Before:
    """What a turn starts from."""

    row: Inbox
    conversation: ConversationRow
    address: ChannelAddress
    known: Known
    by_agent: bool


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
        on_alert: Callable[[dict[str, Any]], None],
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
        self._on_alert = on_alert

    def take(self, conversation_id: int) -> bool:
        """Take the oldest open message of a conversation; tell whether there was one."""
        now = clock.now()
        before = self._database.read_now(lambda kept: self._before(kept, conversation_id, now))
        if before is None:
            return False
        if before.by_agent:
            self._tell_others(self._database.write_now(lambda k: self._for_agent(k, before, now)))
            return True
        conversation = _conversation(before)
        heard = self._reading.hear(before.row.body, conversation, now=now)
        conversation = _in_their_language(conversation, heard, before.known)
        alerts = self._database.write_now(
            lambda kept: self._write(kept, before, conversation, heard, now)
        )
        self._tell_others(alerts)
        return True

    def _tell_others(self, alerts: list[dict[str, Any]]) -> None:
        for alert in alerts:
            self._on_alert(alert)

    def _before(self, kept: Kept, conversation_id: int, now: datetime) -> Before | None:
        row = kept.mail.oldest_open(conversation_id)
        if row is None:
            return None
        conversation = kept.conversations.get(conversation_id)
        address = kept.conversations.address_of(conversation)
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
            place=address.household_id is not None,
            open_cases=tuple(case.reference for case in cases),
            held_by=holder.first_name if holder else None,
            job_notices=consent.given if consent else None,
            languages=self._wording.languages,
        )

    def _write(
        self, kept: Kept, before: Before, conversation: Conversation, heard: Heard, now: datetime
    ) -> list[dict[str, Any]]:
        """Decide with what is known, do all of it, or nothing."""
        row = kept.conversations.get(before.conversation.id or 0)
        inbox = kept.mail.get(before.row.id or 0)
        if inbox.done_at is not None:
            return []
        turn = self._decide(kept, conversation, heard, before.known)
        turn = _with_remarks(turn, before.row.body)
        kept.conversations.save(
            row, to_json(turn.conversation), read_version=before.conversation.version, now=now
        )
        performing = self._performing(kept, row, inbox, turn.conversation.language, now)
        performing.perform(turn.effects)
        self._unfinished(kept, row, turn.conversation, now)
        kept.mail.done(inbox, now=now)
        return performing.alerts

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
        self, kept: Kept, row: ConversationRow, inbox: Inbox, language: str, now: datetime
    ) -> Performing:
        address = kept.conversations.address_of(row)
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
        for kind, delay in wanted.items():
            key = f"conversation:{row.id}:{kind}:{conversation.report}"
            if delay is not None:
                kept.timers.set(key, kind, now + delay, conversation_id=row.id)
            else:
                kept.timers.clear(key, now=now, result="told")

    def _for_agent(self, kept: Kept, before: Before, now: datetime) -> list[dict[str, Any]]:
        row = kept.conversations.get(before.conversation.id or 0)
        inbox = kept.mail.get(before.row.id or 0)
        if inbox.done_at is not None:
            return []
        performing = self._performing(kept, row, inbox, "fr", now)
        self._desk.answer(performing)
        row.last_in_at = now
        kept.mail.done(inbox, now=now)
        return performing.alerts

    def apologise(self, conversation_id: int, error: str) -> None:
        """Set aside a message whose turn failed, say so, and have a person read it."""
        now = clock.now()

        def write(kept: Kept) -> None:
            inbox = kept.mail.oldest_open(conversation_id)
            if inbox is None:
                return
            row = kept.conversations.get(conversation_id)
            language = from_json(row.state).language if row.state else "fr"
            performing = self._performing(kept, row, inbox, language, now)
            performing.perform((Say("error.sorry"), HandOver("turn_failed")))
            kept.mail.done(inbox, now=now, error=error)

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
    return replace(conversation, language=said)


def _with_remarks(turn: Turn, body: Mapping[str, Any]) -> Turn:
    """Say what happened to a message that could not be kept whole."""
    if body.get("cut"):
        return Turn(turn.conversation, (*turn.effects, Say("error.too_long")))
    return turn

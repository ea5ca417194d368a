"""One turn: read, understand, validate, advance, perform; one transaction writes it all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot import clock
from bot.channels.contract import Channel
from bot.channels.telegram import NAME as TELEGRAM
from bot.choosing import with_choice
from bot.desk.chat import DeskChat
from bot.in_place import find_places
from bot.intake import FOR_FILE, Taken
from bot.limits import is_crowded
from bot.links import with_link
from bot.notices.doubts import find_doubt, heed
from bot.notices.received import with_notice
from bot.overtaking import Overtaking
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
from dialogs.answers.gathering import gather
from dialogs.asides.small_talk import HELLO
from dialogs.conversation import Conversation, from_json, to_json
from dialogs.danger.danger_state import set_aside
from dialogs.danger.unanswered import WAIT, is_unanswered, read_by_people
from dialogs.effects import HandOver, RaiseAlarm, Say
from dialogs.engine import advance
from dialogs.forms import Form
from dialogs.needs.not_told import as_told
from dialogs.rasa import FormActions
from dialogs.scene import Heard, Known, Scene, Turn
from dialogs.validation import validate
from dialogs.wording import Wording
from nlu.folding import fold_word
from nlu.language import ARABIZI
from storage.database import Database
from storage.kept import Kept
from storage.waiting import Waiting

NEW_AGAIN = timedelta(hours=24)  # after a day of silence Palier says again that it is a machine
PROVEN_FOR = timedelta(days=180)  # of silence; then an account may have changed hands
LEFT = {"resume": timedelta(hours=24), "abandon": timedelta(days=7)}  # a report left half-way
LEFT_URGENT = {**LEFT, "unfinished": timedelta(minutes=30)}
A_NAME = 2  # words
NAMES = frozenset({"residence", "town", "tenant_number", "phone", "building", "entrance"})


@dataclass(frozen=True, slots=True)
class Before:
    """What a turn starts from."""

    waiting: Waiting
    body: Mapping[str, Any]  # as it was meant
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
        ring: Callable[[int], None],
        new_chats: int,
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
        self._new_chats = new_chats
        self._overtaking = Overtaking(database, reading)
        self._rows_ahead: dict[int, int] = {}  # by conversation: what is taken before its turn

    def take(self, conversation_id: int) -> Taken | None:
        """Take the oldest open message of a conversation; None where none can be taken here.

        Where its file is on its way, take the first danger behind it, which waits for no file.
        """
        now = clock.now()
        self._rows_ahead.pop(conversation_id, None)
        before = self._read(conversation_id, now)
        if before is None:
            return None
        if not before.body.get("file"):
            return self._turn(before, now)
        if before.by_agent:
            return FOR_FILE  # what an agent writes is no tenant's danger
        conversation = _conversation(before)
        heard = self._overtaking.hear(before.waiting, before.body, conversation, now=now)
        if heard.understood.safety.level != "none":
            return self._turn(before, now)
        ahead = self._overtaking.find_ahead(before.waiting, conversation)
        return FOR_FILE if ahead is None else self._ahead(conversation_id, ahead, now)

    def _ahead(self, conversation_id: int, row: int, now: datetime) -> Taken | None:
        """Take a message before those that came before it."""
        before = self._read(conversation_id, now, row)
        if before is None:
            return Taken()  # another process was faster: look again
        self._rows_ahead[conversation_id] = row
        return self._turn(before, now)

    def _turn(self, before: Before, now: datetime) -> Taken:
        if before.by_agent:
            return self._rung(self._database.write_now(lambda k: self._for_agent(k, before, now)))
        conversation = _conversation(before)
        heard = self._overtaking.hear(before.waiting, before.body, conversation, now=now)
        conversation = _in_their_language(conversation, heard, before.known)
        taken = self._database.write_now(
            lambda kept: self._write(kept, before, conversation, heard, now)
        )
        self._overtaking.forget(before.waiting)
        return self._rung(taken)

    def _rung(self, taken: Taken) -> Taken:
        """Ring those who have mail, now that it is committed."""
        for conversation_id in taken.to_ring:
            self._ring(conversation_id)
        return taken

    def _read(self, conversation_id: int, now: datetime, row: int | None = None) -> Before | None:
        return self._database.read_now(lambda kept: self._before(kept, conversation_id, now, row))

    def _before(
        self, kept: Kept, conversation_id: int, now: datetime, row: int | None
    ) -> Before | None:
        waiting = kept.waiting(conversation_id, "job_notices", row)
        if waiting is None:
            return None
        if waiting.channel not in self._channels:
            return None  # it is for a process that has this channel
        by_agent = self._desk.is_agent(kept, waiting.staff_id, waiting.body, now=now)
        caps = self._channels[waiting.channel].caps
        body = with_choice(kept, waiting.body, conversation_id, caps)
        return Before(waiting, body, self._known(kept, waiting, now), by_agent)

    def _known(self, kept: Kept, waiting: Waiting, now: datetime) -> Known:
        last, proven = waiting.last_in_at, waiting.verified_at is not None
        lapsed = proven and last is not None and now - last > PROVEN_FOR
        household = None if lapsed else waiting.household_id
        places = kept.cases.open_places(household, waiting.address_id)
        return Known(
            landlord=self._landlord,
            new_here=last is None or now - last > NEW_AGAIN,
            verified=proven and not lapsed,
            place=household is not None or any(place for _, place, _ in places),
            open_cases=tuple(reference for reference, _, restricted in places if not restricted),
            held_by=waiting.held_by,
            job_notices=waiting.consent,
            languages=self._wording.languages,
            stopped=waiting.opted_out_at is not None,
            lapsed=lapsed,
        )

    def _write(
        self, kept: Kept, before: Before, conversation: Conversation, heard: Heard, now: datetime
    ) -> Taken:
        """Decide with what is known, do all of it, or nothing."""
        waiting = before.waiting
        performing = self._performing(kept, waiting, now)
        if not kept.mail.done(waiting.id, now=now):
            return Taken()
        known = with_link(
            kept, before.known, before.body, conversation, waiting.address_id, now=now
        )
        known = with_notice(kept, known, heard, waiting.conversation_id)
        known = self._with_room(kept, waiting, conversation, known)
        turn = self._decide(kept, conversation, heard, known)
        turn = _with_remarks(turn, waiting.body)
        state = to_json(turn.conversation)
        kept.conversations.save(
            waiting.conversation_id, state, read_version=waiting.version, now=now
        )
        self._set_timers(performing, conversation, turn.conversation)
        performing.language = turn.conversation.language
        turn = replace(turn, effects=find_places(performing, conversation, turn, self._forms))
        _perform(performing, turn, lapsed=known.lapsed)
        _heed(performing, heard, turn)
        if before.known.held_by:
            mirror(performing, heard, turn.effects, self._forms, self._desk.pages)
        return _taken(performing)

    def _with_room(
        self, kept: Kept, waiting: Waiting, conversation: Conversation, known: Known
    ) -> Known:
        """Ask whether there is room for somebody who begins to write on Telegram."""
        began = waiting.version > 0 and not conversation.crowded
        proven = waiting.household_id or waiting.staff_id or (known.link and known.link.lease)
        if began or waiting.channel != TELEGRAM:
            return known
        was, new_here = conversation.crowded, known.new_here or conversation.crowded
        crowded = not (proven or known.held_by) and is_crowded(kept, self._new_chats)
        return replace(known, crowded=crowded, was_crowded=was, new_here=new_here)

    def _decide(self, kept: Kept, conversation: Conversation, heard: Heard, known: Known) -> Turn:
        checks = FormActions(
            (
                ValidateArrears(),
                ValidateIdentify(KeptLeases(kept)),
                ValidatePlace(KeptPlaces(kept)),
                ValidateLegalPaper(clock.now().astimezone(clock.PARIS).date()),
            )
        )
        heard = as_told(self._forms, conversation, heard)
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

    def _performing(self, kept: Kept, waiting: Waiting, now: datetime) -> Performing:
        performing = Performing(
            kept=kept,
            inbox=waiting,
            language="fr",
            landlord=self._landlord,
            wording=self._wording,
            situations=self._situations(now),
            secrets=self._secrets,
            channels=self._channels,
            now=now,
        )
        if waiting.gone_at is not None and waiting.gone_at < waiting.received_at:
            performing.address.gone_at = None  # who writes is there
        return performing

    def _set_timers(self, turn: Performing, was: Conversation, becomes: Conversation) -> None:
        """Set the timers of a report left half-way; stop those that it had and no longer needs."""
        before, after = self._timers_of(was), self._timers_of(becomes)
        of, now = turn.inbox.conversation_id, turn.now
        unwanted = (f"conversation:{of}:{name}" for name in before.keys() - after.keys())
        turn.kept.timers.clear(*unwanted, now=now, result="told")
        timers = {
            f"conversation:{of}:{name}": (name.partition(":")[0], now + delay)
            for name, delay in after.items()
        }
        turn.kept.timers.set_all(timers, conversation_id=of)

    def _timers_of(self, conversation: Conversation) -> dict[str, timedelta]:
        """Return the timers that a conversation needs, `{kind:report: delay}`."""
        doubt = conversation.alarm if is_unanswered(conversation) else None
        silence = {f"doubt:{conversation.report}:{doubt}": WAIT} if doubt else {}
        if not conversation.topics:
            return silence
        urgent = any(self._forms[topic.form].urgent for topic in conversation.topics)
        delays = LEFT_URGENT if urgent else LEFT
        left = {f"{kind}:{conversation.report}": delay for kind, delay in delays.items()}
        return left | silence

    def silence(self, kept: Kept, conversation_id: int, now: datetime) -> bool:
        """Have people read of a plain doubt about danger that nobody answered; tell whether."""
        waiting = kept.latest(conversation_id, "job_notices")
        conversation = from_json(waiting.state) if waiting else None
        if waiting is None or conversation is None or not is_unanswered(conversation):
            return False
        performing = self._performing(kept, waiting, now)
        performing.language = conversation.language
        read, raised = read_by_people(conversation)
        performing.perform((raised,))
        performing.conversation.state = to_json(read)
        performing.conversation.version += 1
        return True

    def _for_agent(self, kept: Kept, before: Before, now: datetime) -> Taken:
        waiting = before.waiting
        performing = self._performing(kept, waiting, now)
        if not kept.mail.done(waiting.id, now=now):
            return Taken()
        self._desk.answer(performing)
        performing.conversation.last_in_at = now
        return _taken(performing)

    def apologise(self, conversation_id: int, error: str) -> None:
        """Set aside a message whose turn failed, say so, and have a person read it."""
        now, row = clock.now(), self._rows_ahead.pop(conversation_id, None)

        def write(kept: Kept) -> None:
            waiting = kept.waiting(conversation_id, "job_notices", row)
            if waiting is None or not kept.mail.done(waiting.id, now=now, error=error):
                return  # first, as a turn does: two would wait for each other
            performing = self._performing(kept, waiting, now)
            performing.language = from_json(waiting.state).language
            by_agent = self._desk.is_agent(kept, waiting.staff_id, waiting.body, now=now)
            by_tenant = () if by_agent else (HandOver("turn_failed"),)
            performing.perform((Say("error.sorry"), *by_tenant))

        self._database.write_now(write)


def _taken(performing: Performing) -> Taken:
    inbox = performing.inbox
    return Taken(
        said={inbox.id: performing.said},
        to_ring=performing.to_ring,
        left=performing.kept.left(inbox.conversation_id, now=performing.now),
    )


def _perform(performing: Performing, turn: Turn, *, lapsed: bool) -> None:
    """Perform a turn; a proof that has lapsed is forgotten before, or after a danger.

    Help must know where to go; then nobody sees the file of who lived there.
    """
    in_danger = any(isinstance(effect, RaiseAlarm) for effect in turn.effects)
    if lapsed and not in_danger:
        performing.kept.people.unlink(performing.address)
    performing.perform(turn.effects)
    if lapsed and in_danger:
        performing.kept.people.unlink(performing.address)


def _heed(performing: Performing, heard: Heard, turn: Turn) -> None:
    """Pause a notice to many people that one of its first readers says something against."""
    doubt = find_doubt(heard, turn.effects)
    if doubt is None:
        return
    performing.to_ring += heed(
        performing.kept,
        performing.wording,
        performing.address,
        performing.inbox.conversation_id,
        doubt,
        now=performing.now,
    )


def _conversation(before: Before) -> Conversation:
    conversation = from_json(before.waiting.state)
    last = before.waiting.last_in_at
    if not before.known.new_here or last is None:
        return conversation
    return set_aside(conversation, last.timestamp())


def _in_their_language(conversation: Conversation, heard: Heard, known: Known) -> Conversation:
    """Follow the person's language when the message is evidence enough of another."""
    said = heard.understood.language
    if said == conversation.language or said not in (*known.languages, ARABIZI):
        return conversation
    if conversation.language_chosen or (said == ARABIZI and conversation.language == "ar"):
        return conversation
    telling = conversation.topics or conversation.alarm is not None
    if _only_names(heard) or (telling and _is_a_word_or_two(heard)):
        return conversation
    return replace(conversation, language=said)


def _is_a_word_or_two(heard: Heard) -> bool:
    """Tell a word or two, no hello, in letters of several languages: a name, "3 yam"."""
    said = heard.text.strip(" .!?")
    return len(said.split()) <= A_NAME and said.isascii() and not HELLO.match(fold_word(said))


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

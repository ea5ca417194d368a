"""Effects → the world: one function each, all in the transaction of the turn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from bot import alarms, moving, referring, taking_home, telling, threats
from bot.casefile import CaseFile, Opened
from bot.channels.contract import Caps, Channel
from bot.in_place import InPlace
from bot.secrets_kept import Secrets
from bot.situations import Situations
from bot.steps import escalate_if_needed, promise_anew
from bot.waking import wake
from casework.roles import Role
from dialogs.effects import (
    SHARE_PHONE,
    AddToAlarm,
    AddToCase,
    Complain,
    CorrectPlace,
    Effect,
    GiveConsent,
    HandOver,
    LinkPerson,
    NeedTold,
    OpenCase,
    OptIn,
    OptOut,
    RaiseAlarm,
    Say,
    SetLanguage,
    TellAgency,
    TellStatus,
    WarnOfThreat,
)
from dialogs.wording import Wording, with_a_capital
from storage.kept import Kept
from storage.mailboxes import Reply
from storage.tables.cases import Case
from storage.tables.messages import ConversationRow
from storage.tables.people import ChannelAddress, Consent
from storage.waiting import Waiting

NOT_UNDERSTOOD = "not_understood_twice"


@dataclass(kw_only=True)
class Performing:
    """The effects of one turn, performed in order."""

    kept: Kept
    inbox: Waiting
    language: str
    landlord: str
    wording: Wording
    situations: Situations
    secrets: Secrets
    channels: Mapping[str, Channel]
    now: datetime
    to_ring: list[int] = field(default_factory=list)  # other conversations that have mail
    in_place: InPlace | None = None  # which message takes the place of another
    said: list[Reply] = field(default_factory=list)

    @property
    def conversation(self) -> ConversationRow:
        """Return where the conversation is."""
        return self._rows[0]

    @property
    def address(self) -> ChannelAddress:
        """Return who writes."""
        return self._rows[1]

    @cached_property
    def _rows(self) -> tuple[ConversationRow, ChannelAddress]:
        """Ask for the rows, and hold them: most turns do without."""
        return self.kept.conversations.with_address(self.inbox.conversation_id, lock=True)

    def perform(self, effects: tuple[Effect, ...]) -> None:
        """Perform the effects of a turn."""
        for effect in effects:
            self._one(effect)

    def _one(self, effect: Effect) -> None:  # noqa: C901, PLR0915 (one line an effect; the match is exhaustive)
        match effect:
            case Say():
                self.say(effect)
            case OpenCase():
                self._open(effect)
            case AddToCase():
                self._add_to_case(effect)
            case CorrectPlace():
                moving.correct_place(self, effect)
            case RaiseAlarm():
                alarms.raise_alarm(self, effect)
            case AddToAlarm():
                alarms.add(self, effect)
            case WarnOfThreat():
                threats.warn(self, effect)
            case HandOver():
                self._hand_over(effect)
            case GiveConsent():
                self._consent(effect)
            case LinkPerson():
                self._link(effect)
            case SetLanguage():
                self.language = effect.language
            case OptOut():
                self.kept.people.opt_out(self.address, now=self.now)
            case OptIn():
                self.kept.people.opt_in(self.address)
            case TellStatus():
                self._tell_status(effect)
            case TellAgency():
                self.say(telling.agency(self.kept, self.address, effect.place))
            case Complain():
                self._complain()

    @property
    def _reference(self) -> Mapping[str, str]:
        return self.situations.reference.names

    def say(self, say: Say, *, edits: str | None = None) -> None:
        """Put the words of a message in the outbox; `edits`: the one whose place they take."""
        place = self.in_place if self.in_place is not None and self.in_place.say is say else None
        above = place.above if place is not None else ()
        spoken = self.wording.spoken(self.language)
        choices = [
            {"payload": choice.payload, "label": self._label(choice.label, choice.values)}
            for choice in say.choices
            if choice.payload != SHARE_PHONE or self._caps.contact
        ]
        reply = Reply(
            text="\n\n".join(self.wording.told(one, self.language) for one in (*above, say)),
            choices=choices,
            urgent=say.urgent,
            message=say.message,
            language=spoken,
            edits=place.of if place is not None else edits,
        )
        self.kept.mail.send(
            self.inbox.conversation_id,
            **reply._asdict(),
            key=f"in:{self.inbox.id}:{len(self.said)}",
            now=self.now,
            inbox_id=self.inbox.id,
            delivered=self.channels[self.inbox.channel].pull,
        )
        self.said.append(reply)

    @property
    def _caps(self) -> Caps:
        return self.channels[self.address.channel].caps

    def pulls(self, conversation: ConversationRow) -> bool:
        """Tell whether the other side of a conversation fetches what is committed."""
        return self.channels[self.kept.conversations.address_of(conversation).channel].pull

    def _label(self, message: str, values: Mapping[str, Any]) -> str:
        words = self.wording.word(Say(message, values), self.language)
        return with_a_capital(words, self.language)

    def tell(
        self, needs: tuple[NeedTold, ...], place: Mapping[str, Any], safety: str | None = None
    ) -> Opened:
        """Write needs into a case."""
        file = CaseFile(self.kept, self.situations, now=self.now)
        return file.tell(self.address, needs, place=place, language=self.language, safety=safety)

    def _open(self, effect: OpenCase) -> None:
        opened = self.tell(effect.needs, effect.place)
        if effect.media:
            self.kept.mail.tie_media(effect.media, opened.case.id or 0)
        for say in telling.opened(self.kept, opened, self._reference, self.landlord):
            self.say(say)
        wake(self, opened.case, opened.routes[0][1].alert)

    def open_case(self) -> Case | None:
        """Return the open case that is spoken of: the one that is held, else the one all read."""
        cases = self.kept.cases.open_of(self.address.household_id, self.address.id)
        held = self.conversation.held_case_id
        read_by_all = next(
            (case for case in cases if not case.restricted), next(iter(cases), None)
        )
        return next((case for case in cases if case.id == held), read_by_all)

    def _add_to_case(self, effect: AddToCase) -> None:
        case = self.open_case()
        if case is None:
            return
        self.kept.mail.tie_media(effect.media, case.id or 0)
        for need in self.kept.cases.needs(case.id or 0):
            if need.code in effect.facts:
                need.facts = {**need.facts, **effect.facts[need.code]}
                self.kept.session.add(need)
        self.kept.cases.record(
            case,
            "message",
            actor="tenant",
            now=self.now,
            details={"inbox": self.inbox.id, "media": list(effect.media)},
        )

    def _hand_over(self, effect: HandOver) -> None:
        """Have a person read: the open case is flagged, or a callback case is opened."""
        cases = self.kept.cases.open_of(self.address.household_id, self.address.id)
        if cases:
            self.kept.cases.record(
                cases[0], "wants_a_person", actor="bot", now=self.now, reason=effect.because
            )
            return
        words = effect.words or str(self.inbox.body.get("text", ""))
        facts = {"subject": "callback", "because": effect.because}
        opened = self.tell((NeedTold("ADMIN", facts, words, "callback"),), effect.place)
        if effect.because == NOT_UNDERSTOOD:  # who reads, by when: it can be asked after
            for say in telling.opened(self.kept, opened, self._reference, self.landlord):
                self.say(say)

    def _consent(self, effect: GiveConsent) -> None:
        """Keep a yes or a no with the very words that were shown, where they still are."""
        shown = self.kept.mail.last_said(self.conversation.id or 0, effect.wording)
        self.kept.people.consent(
            Consent(
                address_id=self.address.id or 0,
                household_id=self.address.household_id,
                purpose=effect.purpose,
                channel=self.address.channel,
                given=effect.given,
                wording=effect.wording,
                words=shown.text if shown else self.wording.text(effect.wording, self.language),
                at=self.now,
            )
        )
        if effect.purpose == "referral":
            referring.answered(self, given=effect.given)

    def _link(self, effect: LinkPerson) -> None:
        self.kept.people.link(self.address, effect.lease_number, now=self.now, proof=effect.proof)
        taking_home.take_home(self)

    def _tell_status(self, effect: TellStatus) -> None:
        status = telling.status(self.kept, self.address, self._reference, now=self.now)
        if status.message != telling.NONE or not effect.if_any:
            self.say(status)

    def _complain(self) -> None:
        case = self.kept.cases.open_of(self.address.household_id, self.address.id)[0]
        self.kept.cases.record(
            case, "complaint", actor="tenant", now=self.now, details={"inbox": self.inbox.id}
        )
        escalate_if_needed(self.kept, case, self.situations.calendar, now=self.now)
        promise_anew(self.kept, case, self.situations.calendar, now=self.now)
        self.say(telling.complaint(case))
        wake(self, case, (Role.AGENCY_MANAGER,))

"""A danger that people were told of: what is said afterwards goes on to them."""

import re
from dataclasses import replace

from dialogs.answers.plain_answers import only_fills_a_form, place_said
from dialogs.danger.calmed import says_it_was_dealt_with
from dialogs.danger.danger_state import FOLLOWED_FOR
from dialogs.effects import AddToAlarm, Effect, RaiseAlarm, Say
from dialogs.needs.told_now import told_now
from dialogs.scene import Scene, Turn, find_entity
from nlu.examples import REPAIRS
from nlu.folding import fold_word

FEWEST_WORDS = 3  # that say something by themselves
A_FEW_WORDS = 6  # "ca y est il est parti"
A_SHORT_ANSWER = 4  # words
PLAIN_SUBJECT = 0.7  # of an intent: below it few words tell no need for sure
STILL_THERE = 3600.0  # seconds after the answer: what is said then is said of the danger
_OF_SOMEBODY = re.compile(
    r"(?:(?:mais|et|non|oui|la|but) )*(?:ils?|elles?|he|she|they) "
)  # "il rentre à 18h" is no appointment
_WILL_BE_BACK = re.compile(
    r"\b(?:ils?|elles?) (?:vont|va) (?:surement |encore |peut ?-?etre )?"
    r"(?:re)?(?:venir|commencer|passer|tourner|entrer)\b|\b(?:ils?|elles?) reviendr\w+|"
    r"\b(?:he|she|they)(?:'ll| will) (?:come|be) back\b"
)
RINGS = frozenset({"emergency_monoxide", "emergency_fire"})  # what a detector rings for
OF_NOISE = "neighbour_nuisance"  # which "it beeps loud" resembles
NOTHING_NEW = frozenset({None, "out_of_scope", "affirm", "deny"})


def is_followed(scene: Scene) -> bool:
    """Tell whether an alarm was answered not long ago, and is with those who were told."""
    conversation = scene.conversation
    return conversation.alarm_before is not None and (
        scene.heard.at <= conversation.alarm_before_until
    )


def where_said(scene: Scene) -> dict[str, object]:
    """Return where it is, as far as the message says; a floor alone counts."""
    return place_said(scene.heard) | dict(scene.gathered.answers.get("place", {}))


def told(scene: Scene, intent: str | None = None, answer: str = "told") -> AddToAlarm:
    """Send a message on to who was told of the alarm: of this one, or of the one before."""
    of = intent or scene.conversation.alarm_before or ""
    return AddToAlarm(scene.heard.text, of, answer, where_said(scene), scene.heard.media)


def raised(
    scene: Scene, intent: str, level: str, because: str, *, read_later: bool = False
) -> RaiseAlarm:
    """Raise an alarm with what the message says, where it is if that was told."""
    told_before = scene.conversation.shared.get("place") or {}
    return RaiseAlarm(
        intent,
        level,
        because,
        scene.heard.text,
        read_later=read_later,
        place={**told_before, **where_said(scene)},
    )


def place_of_an_alarm(scene: Scene) -> Turn | None:
    """Send on where it is, said after the alarm was answered, to who was told of it."""
    conversation = scene.conversation
    of = conversation.alarm_before if is_followed(scene) else _doubt_of_late(scene)
    if of is None or not place_said(scene.heard) or conversation.topics or _tells_a_need(scene):
        return None
    noted = Say("alarm.place_noted" if is_followed(scene) else "alarm.violence.noted")
    return Turn(replace(conversation, misses=0), (told(scene, of), noted))


def _doubt_of_late(scene: Scene) -> str | None:
    """Return a doubt that was denied not long ago, and that people read of."""
    conversation = scene.conversation
    lately = scene.heard.at <= conversation.last_danger_at + FOLLOWED_FOR
    doubt = conversation.doubt_read
    return doubt if lately and doubt == conversation.last_danger else None


def over_now(scene: Scene) -> Turn | None:
    """Send on "il est parti", said of a danger that people were told of: it opens no need."""
    few = len(scene.heard.text.split()) <= A_FEW_WORDS
    if scene.heard.payload or not few or not is_followed(scene) or scene.conversation.topics:
        return None
    if not says_it_was_dealt_with(scene.heard.text, scene.conversation.alarm_before or ""):
        return None
    return Turn(replace(scene.conversation, misses=0), (told(scene), Say("alarm.glad")))


def will_be_back(scene: Scene) -> Turn | None:
    """Send on "mais ils vont revenir demain", soon after an alarm: it asks for no appointment."""
    fears = _WILL_BE_BACK.search(fold_word(scene.heard.text))
    if not fears or scene.heard.payload or scene.conversation.topics or not is_followed(scene):
        return None
    return Turn(scene.conversation, (told(scene), Say("alarm.kept", urgent=True)))


def all_for_who_was_told(scene: Scene) -> Turn | None:
    """Send on what tells nothing plain, soon after an alarm: no menu then, and no guess."""
    conversation = scene.conversation
    told_at = conversation.alarm_before_until - FOLLOWED_FOR
    soon = is_followed(scene) and scene.heard.at <= told_at + STILL_THERE
    if not soon or conversation.topics or scene.heard.payload:
        return None
    if scene.heard.answer.kind == "human" or not _tells_nothing_plain(scene):
        return None
    return Turn(replace(conversation, misses=0), (told(scene), Say("alarm.place_noted")))


def _tells_nothing_plain(scene: Scene) -> bool:
    words = len(scene.heard.text.split())
    defect = find_entity(scene.heard, "problem_type") is not None
    unsure = scene.heard.understood.confidence < PLAIN_SUBJECT or scene.intent in REPAIRS
    of_somebody = _OF_SOMEBODY.match(fold_word(scene.heard.text)) is not None
    few = words <= A_SHORT_ANSWER and (unsure or of_somebody)
    guessed = not defect and (few or (of_somebody and unsure and words <= A_FEW_WORDS))
    rings = rings_on(scene, scene.conversation.alarm_before)
    return guessed or rings or scene.intent in NOTHING_NEW


def rings_on(scene: Scene, danger: str | None) -> bool:
    """Tell a detector that goes on ringing from a neighbour's noise."""
    few = len(scene.heard.text.split()) <= A_FEW_WORDS
    return few and danger in RINGS and scene.intent == OF_NOISE


def detail_for_who_was_told(scene: Scene) -> Turn | None:
    """Send on words that start nothing new, where a danger is all that was told."""
    enough = len(scene.heard.text.split()) >= FEWEST_WORDS
    if not is_followed(scene) or scene.conversation.topics or scene.known.open_cases:
        return None
    if not enough or scene.heard.understood.intent == "out_of_scope":
        return None
    return Turn(replace(scene.conversation, misses=0), (told(scene), Say("alarm.place_noted")))


def with_place_sent(scene: Scene, turn: Turn) -> Turn:
    """Send on too the place that a report asked for; another need ends the alarm for good."""
    before = {topic.form for topic in scene.conversation.topics}
    if {topic.form for topic in turn.conversation.topics} - before:
        return Turn(replace(turn.conversation, alarm_before=None), _with_place(scene, turn))
    return Turn(turn.conversation, _with_place(scene, turn))


def _with_place(scene: Scene, turn: Turn) -> tuple[Effect, ...]:
    """Return the effects of a turn, with the place for who was told of a danger, or of a doubt."""
    conversation = scene.conversation
    followed = is_followed(scene) and bool(conversation.topics)
    of = conversation.alarm_before if followed else conversation.doubt_read
    sent = any(isinstance(effect, AddToAlarm | RaiseAlarm) for effect in turn.effects)
    if sent or of is None or not where_said(scene):
        return turn.effects
    return (told(scene, of), *turn.effects)


def _tells_a_need(scene: Scene) -> bool:
    """Tell whether a message tells a need beside a place; "bat C 3e étage" is no identity."""
    return not only_fills_a_form(scene.heard) and any(
        need.form != "identify" for need in told_now(scene)
    )

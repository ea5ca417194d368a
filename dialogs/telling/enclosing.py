"""What comes with words or without: photos, voice notes, papers, places."""

from dataclasses import replace

from dialogs.asides import menu
from dialogs.danger.danger_state import is_open
from dialogs.danger.followed import is_followed, told
from dialogs.effects import AddToAlarm, AddToCase, Effect, HandOver, OpenCase, RaiseAlarm, Say
from dialogs.scene import Scene, Turn
from dialogs.telling import report

KEPT_WORDS = {  # what is said of each kind, when nothing else was said
    "image": "media.kept",
    "voice": "media.voice_kept",
    "document": "media.document_kept",
    "location": "media.location_kept",
}
CARRIERS = (OpenCase, AddToCase, RaiseAlarm, AddToAlarm)


def next_of_album(scene: Scene) -> Turn | None:
    """Take the next photo of an album in silence: the first was answered for all."""
    heard = scene.heard
    if heard.text or heard.refused or not heard.album or heard.album != scene.conversation.album:
        return None
    return Turn(scene.conversation)


def file_refused(scene: Scene) -> Turn | None:
    """Say why a file that came without words is not kept, and how else to give it."""
    heard = scene.heard
    if heard.refused is None or heard.text:
        return None
    return Turn(scene.conversation, (Say(heard.refused), *report.repeat_question(scene)))


def alone(scene: Scene) -> Turn | None:
    """Keep what came without words, and ask one question; a person listens to a voice note."""
    heard = scene.heard
    if heard.text or heard.enclosed is None:
        return None
    if heard.enclosed == "voice":
        return _voice(scene)
    kept = Say(KEPT_WORDS[heard.enclosed])
    if scene.conversation.topics:
        return Turn(scene.conversation, (kept, *report.repeat_question(scene)))
    return Turn(scene.conversation, _outside_a_report(scene))


def _outside_a_report(scene: Scene) -> tuple[Effect, ...]:
    """Return where a file goes that comes with no report: a case, a danger, or none yet."""
    if scene.known.open_cases:
        return AddToCase("", scene.heard.media), Say("media.added_to_case")
    if is_followed(scene):
        return told(scene), Say("alarm.place_noted")
    return (Say("media.what_about", choices=menu.FOUR_CHOICES),)


def _voice(scene: Scene) -> Turn:
    """Have a person listen: nothing here can, and the note may say anything."""
    told = (HandOver("voice_message"), AddToCase("", scene.heard.media))
    said = (Say(KEPT_WORDS["voice"]), *report.repeat_question(scene))
    return Turn(scene.conversation, (*told, *said))


def with_enclosed(scene: Scene, turn: Turn) -> Turn:
    """Keep a file with whatever the turn does, so that none is lost; say so if it cannot be."""
    heard = scene.heard
    turn = replace(turn, conversation=replace(turn.conversation, album=heard.album))
    if heard.refused and heard.text and not _says(turn, heard.refused):
        turn = Turn(turn.conversation, (*turn.effects, Say(heard.refused)))
    if not heard.media or _carried(turn, heard.media):
        return turn
    if any(_carries(effect) for effect in turn.effects):
        return Turn(turn.conversation, _carrying(turn.effects, heard.media))
    if scene.known.open_cases and not turn.conversation.topics:
        return Turn(turn.conversation, (*turn.effects, AddToCase("", heard.media)))
    media = (*turn.conversation.media, *heard.media)
    return Turn(replace(turn.conversation, media=media), turn.effects)


def _says(turn: Turn, message: str) -> bool:
    return any(isinstance(effect, Say) and effect.message == message for effect in turn.effects)


def _carries(effect: Effect) -> bool:
    """Tell whether a file goes with an effect; a doubt of which nobody is told now has none."""
    if isinstance(effect, RaiseAlarm):
        return is_open(effect) and not effect.read_later
    return isinstance(effect, CARRIERS)


def _carried(turn: Turn, media: tuple[str, ...]) -> bool:
    return any(
        isinstance(effect, CARRIERS) and set(media) <= set(effect.media) for effect in turn.effects
    )


def _carrying(effects: tuple[Effect, ...], media: tuple[str, ...]) -> tuple[Effect, ...]:
    """Return the effects, the first that carries files with these too."""
    place = next(n for n, effect in enumerate(effects) if _carries(effect))
    carrier = effects[place]
    if not isinstance(carrier, CARRIERS):
        return effects
    full = replace(carrier, media=(*carrier.media, *media))
    return (*effects[:place], full, *effects[place + 1 :])

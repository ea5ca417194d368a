"""What a doubt about danger means: which is none, which is known, which people read of."""

from dialogs.answers.gathering import WORRY
from dialogs.answers.reading import NOTHING_TOLD
from dialogs.answers.which_place import places_meant, takes_a_place_back
from dialogs.danger.bereaved import OF_DYING
from dialogs.danger.calmed import says_it_was_dealt_with
from dialogs.danger.danger_state import CHECKING
from dialogs.danger.discreet import fears_to_be_read
from dialogs.danger.followed import PLAIN_SUBJECT, is_followed
from dialogs.danger.said_of_danger import begins_with_no, says_not_that
from dialogs.danger.shut_in import tells_shut_in
from dialogs.danger.threats import hides_no_danger
from dialogs.danger.wet_current import tells_sparks, tells_wet_current
from dialogs.scene import Scene
from nlu.danger_words import find_danger
from nlu.safety import FROM_PEOPLE

SURE = 0.8  # words of danger are surer still
A_FAINT_DOUBT = 0.5
# In the middle of a report nobody is passed over lightly, least of all in languages of which
# less was learnt and fewer words of danger are known (docs/understanding.md).
A_FAINT_DOUBT_IN_A_REPORT = 0.2
A_PLAIN_DANGER = 0.4  # how sure the intents are of it
A_DOUBT_AFTERWARDS = 0.7  # of who says that it is over, while somebody follows it
REMEMBERED_FOR = 30 * 24 * 3600.0  # who says after a week that it is over is not asked again
A_SHORT_ANSWER = 12  # words
# Of 421 first messages that tell a danger these three pass over one, and spare 11 of 194 doubts
# that were none (docs/decisions/0002).
HARDLY_A_DOUBT = 0.3
A_PLAIN_MESSAGE = 20  # words
NEAR_DANGER = frozenset({"mental_distress", "worry_about_neighbour", "health_issue"})


def frightens_nobody(scene: Scene) -> bool:
    """Tell whether a doubt is none: a threat to others, a faint guess beside a plain subject."""
    plain = _is_faint(scene) and _says_what_it_is(scene)
    other = _is_wet(scene) or _is_shut_in(scene) or _is_told_of_a_worry(scene)
    return plain or other or hides_no_danger(scene)


def _is_wet(scene: Scene) -> bool:
    """Tell water through a lamp, which has advice of its own, from a fire in plain words."""
    verdict = scene.heard.understood.safety
    guessed = verdict.level == "ask" or verdict.because.startswith("model")
    text = scene.heard.text
    return (
        verdict.intent == "emergency_fire"
        and guessed
        and tells_wet_current(text)
        and not tells_sparks(text)
    )


def _is_shut_in(scene: Scene) -> bool:
    """Tell a door that shut somebody in, which has its own words, from blows that are guessed."""
    from_people = scene.heard.understood.safety.intent in FROM_PEOPLE
    return _is_guessed(scene) and from_people and tells_shut_in(scene.heard.text)


def _is_told_of_a_worry(scene: Scene) -> bool:
    """Tell what is added to a worry for a neighbour, which is answered with the number anyway."""
    of_the_body = scene.heard.understood.safety.intent == "emergency_medical"
    return _is_guessed(scene) and of_the_body and scene.conversation.topic_of(WORRY) is not None


def _is_guessed(scene: Scene) -> bool:
    """Tell a doubt that is the model's alone: no words speak of it."""
    verdict = scene.heard.understood.safety
    return verdict.level == "ask" and verdict.because.startswith("model")


def _is_faint(scene: Scene) -> bool:
    verdict = scene.heard.understood.safety
    return verdict.level == "ask" and verdict.likely < A_FAINT_DOUBT


def _says_what_it_is(scene: Scene) -> bool:
    """Tell whether the subject of a message is known, and is no danger.

    The model guesses wildly at the short answers of forms: a name, a place, "la nuit surtout".
    Words of danger, or a model that is sure, are never taken for an answer.
    """
    if denies(scene) or _answers(scene):
        return True
    of_it = _spoken_of(scene) if scene.conversation.topics else _plain_subject(scene)
    of_it = of_it or _puts_a_place_right(scene)
    text = scene.heard.text
    return of_it and not find_danger(text) and not fears_to_be_read(text)


def _spoken_of(scene: Scene) -> bool:
    """Tell whether few words go on about what is being told, and plainly tell no danger."""
    understood = scene.heard.understood
    verdict = understood.safety
    few = len(scene.heard.text.split()) <= A_SHORT_ANSWER
    if understood.language == "fr" and verdict.intent != OF_DYING:
        return few and verdict.likely < A_FAINT_DOUBT
    plain = understood.intent == verdict.intent and understood.confidence >= A_PLAIN_DANGER
    return few and not plain and verdict.likely < A_FAINT_DOUBT_IN_A_REPORT


def _plain_subject(scene: Scene) -> bool:
    """Tell whether few words plainly tell a need: "il y a du bruit la nuit au dessus"."""
    understood = scene.heard.understood
    few = len(scene.heard.text.split()) <= A_PLAIN_MESSAGE
    needs = {i for form in scene.forms.values() for i in form.started_by} - NEAR_DANGER
    plain = understood.intent in needs and understood.confidence >= PLAIN_SUBJECT
    return few and plain and understood.safety.likely < HARDLY_A_DOUBT


def _puts_a_place_right(scene: Scene) -> bool:
    """Tell whether few words correct where somebody lives: "je me suis trompée c'est à Hem"."""
    few = len(scene.heard.text.split()) <= A_SHORT_ANSWER
    corrects = scene.heard.answer.correction or takes_a_place_back(scene.heard)
    return few and corrects and bool(places_meant(scene.heard))


def _answers(scene: Scene) -> bool:
    """Tell whether few words answer what was asked."""
    if len(scene.heard.text.split()) > A_SHORT_ANSWER:
        return False
    form, _, slot = (scene.conversation.asked or "").partition(".")
    if form == "report":  # summed up: what is said now puts answers right
        return any(scene.gathered.answers.get(t.form) for t in scene.conversation.topics)
    given = scene.gathered.answers.get(form, {})
    refused = bool(slot) and scene.heard.answer.kind in NOTHING_TOLD
    return refused or slot in given or (form == "place" and bool(given))


def known_already(scene: Scene, intent: str) -> bool:
    """Tell whether a doubt is about a danger that people were told of: "il est parti"."""
    conversation, verdict = scene.conversation, scene.heard.understood.safety
    if conversation.alarm_before is None or verdict.because.startswith("words"):
        return is_followed(scene) and conversation.alarm_before == intent
    over = says_it_was_dealt_with(scene.heard.text, conversation.alarm_before or "")
    if is_followed(scene):
        return conversation.alarm_before == intent or (
            over and verdict.likely < A_DOUBT_AFTERWARDS
        )
    lately = scene.heard.at <= conversation.alarm_before_until + REMEMBERED_FOR
    return over and lately and conversation.alarm_before == intent


def denies(scene: Scene) -> bool:
    """Tell whether a longer message says that there is no danger: "non rien à voir, je…"."""
    stage = scene.conversation.alarm_stage
    if stage is None:
        return False
    first = stage in CHECKING and begins_with_no(scene.heard.text)
    return first or says_not_that(scene.heard.text)


def is_kept_for_people(scene: Scene) -> bool:
    """Tell whether people read of a doubt that was denied or left: somebody was plainly afraid.

    A no may be said with somebody looking on; it is read with what was told before it.
    """
    conversation = scene.conversation
    return (
        conversation.alarm_stage in CHECKING
        and conversation.alarm in FROM_PEOPLE
        and conversation.alarm_sure
        and not (is_followed(scene) and conversation.alarm_before == conversation.alarm)
    )

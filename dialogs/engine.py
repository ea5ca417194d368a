"""One turn of a conversation: a pure function from what was to what is."""

from collections.abc import Callable
from dataclasses import replace

from dialogs.answers import near_place
from dialogs.answers.reading import read_payload
from dialogs.asides import (
    a_thing,
    about_papers,
    account_check,
    agency_asked,
    also_asked,
    asked_back,
    idle_talk,
    menu,
    notice_said,
    offering,
    pace,
    small_talk,
    stopping,
    their_language,
    told_halfway,
    without_the_agency,
    wrong_number,
)
from dialogs.conversation import Conversation
from dialogs.danger import (
    alarm,
    asked_of_help,
    beneath_a_doubt,
    current_cut,
    danger_state,
    followed,
    outside,
    shut_in,
    threats,
    wet_current,
    wished_beside,
)
from dialogs.effects import AddToCase, Choice, Effect, HandOver, Say
from dialogs.forms import Form
from dialogs.needs import cold
from dialogs.open_case import (
    after_sending,
    appointments,
    mended,
    missed_visit,
    one_more_defect,
    put_right_after,
    status_asked,
    worse,
)
from dialogs.scene import OFFER, Scene, Turn
from dialogs.telling import (
    confirming,
    consent,
    court_days,
    enclosing,
    identifying,
    no_answer,
    number_forgotten,
    proving,
    report,
    said_again,
    unread,
    wanted,
)
from dialogs.telling.shared import with_shared

MOST_MISSES = 2  # not understood in a row, then a person: domain/intents.md 2.5, rule 4
MOST_OFFERS = 3
GIVE_UP = ("report", "confirm", "cancel")
OTHER_FORM = "other"
MENUS = frozenset({"choose", "language"})  # their buttons are good at any time

Reader = Callable[[Scene], Turn | None]


def advance(scene: Scene) -> Turn:
    """Take one message in and say what follows: danger first, then the first reader that knows it.

    No clock, no database, no network: the same scene always gives the same turn.
    """
    counted = pace.counted(scene)
    turn = said_again.otherwise(counted, _turn(counted))
    wet = wet_current.with_advice(counted, turn)
    advised = shut_in.with_advice(counted, cold.with_advice(counted, wet))
    said = offering.once(counted, outside.with_shelter(counted, advised))
    said = after_sending.with_what_was_sent(counted, said)
    theirs = their_language.with_their_language(counted, unread.with_unread(counted, said))
    kept = their_language.with_word_of_it(counted, theirs)
    return enclosing.with_enclosed(counted, offering.arabic(counted, kept))


def _turn(scene: Scene) -> Turn:
    raised = alarm.danger(scene) or alarm.answer_during_alarm(scene)
    if raised is not None and not danger_state.only_asks(raised):
        warned = threats.with_manager_told(scene, raised)
        return warned if danger_state.is_raised(warned) else _introduced(scene, warned)
    if raised is None and (later := pace.too_many(scene) or pace.no_room(scene)) is not None:
        return later
    calm = appointments.with_what_is_wished(beneath_a_doubt.left_behind(scene))
    turn = next(turn for reader in READERS if (turn := reader(calm)) is not None)
    if raised is not None:
        told = beneath_a_doubt.with_what_was_told(raised, turn, calm)
        warned = threats.with_manager_told(scene, told)
        return _introduced(scene, warned, question_first=True)
    sent = followed.with_place_sent(scene, near_place.asked_back(scene, turn))
    return _introduced(scene, beneath_a_doubt.after_a_doubt(scene, sent))


def _introduced(scene: Scene, turn: Turn, *, question_first: bool = False) -> Turn:
    """Say first that a machine answers (AI Act, article 50 §1); after a question about danger."""
    if not scene.known.new_here or scene.known.held_by:
        return turn
    turn = proving.with_proof_asked(scene, turn)
    greeted = replace(turn.conversation, greeted=True)
    if any(isinstance(e, Say) and e.message.startswith("hello.") for e in turn.effects):
        return Turn(greeted, turn.effects)
    hello = Say("hello.machine", {"landlord": scene.known.landlord})
    said = (*turn.effects, hello) if question_first else (hello, *turn.effects)
    return Turn(greeted, said)


def held(scene: Scene) -> Turn | None:
    """Stay silent while a person holds the conversation; what is said goes to them.

    What is plainly said to the program is answered by it: STOP is obeyed on the spot.
    """
    if scene.known.held_by is None or small_talk.is_for_the_program(scene):
        return None
    return Turn(scene.conversation, (AddToCase(scene.heard.text, scene.heard.media),))


def stale_button(scene: Scene) -> Turn | None:
    """Answer politely the button of a question that is no longer asked."""
    button = read_payload(scene.heard.payload)
    if button is None or _is_awaited(scene.conversation, button):
        return None
    question = report.repeat_question(scene)
    words = "button.stale_alarm" if button[0] == "alarm" else "button.stale"
    return Turn(scene.conversation, (Say(words), *question))


def _is_awaited(conversation: Conversation, button: tuple[str, str, str]) -> bool:
    asked = (conversation.asked or "").partition(".")[0]
    if button[0] == "alarm":
        return conversation.alarm is not None
    if button[0] == "place" or button == GIVE_UP:
        return bool(conversation.topics)
    return asked == button[0] or bool(conversation.topic_of(button[0])) or button[0] in MENUS


def chosen_need(scene: Scene) -> Turn | None:
    """Start the need that the person picked from the buttons of a doubt."""
    button = read_payload(scene.heard.payload)
    if button is None or button[:2] != ("choose", "form"):
        return None
    if button[2] not in scene.forms:
        return Turn(replace(scene.conversation, asked=None), (Say("lost.tell_me"),))
    begun = wanted.chosen(scene, button[2]) or report.start_form(scene, button[2])
    if scene.conversation.topics and scene.conversation.topic_of(button[2]) is None:
        return Turn(replace(begun.conversation, added=button[2]), begun.effects)
    return begun


def edited(scene: Scene) -> Turn | None:
    """Read a corrected message as a correction: it opens nothing that the first one opened."""
    if not scene.heard.edits:
        return None
    if not scene.conversation.topics:
        added = AddToCase(scene.heard.text, scene.heard.media)
        said = (added, Say("edit.added"))
        return Turn(scene.conversation, said) if scene.known.open_cases else None
    corrected = confirming.correction(scene)
    so_far = corrected.conversation if corrected else scene.conversation
    more = report.new_needs(scene.now_in(so_far))
    unread = Turn(scene.conversation, (Say("edit.not_read"), *report.repeat_question(scene)))
    return more or corrected or unread


def empty(scene: Scene) -> Turn | None:
    """Answer a message with nothing to read in it; a button says enough without words."""
    if scene.heard.payload is not None or any(
        character.isalnum() for character in scene.heard.text
    ):
        return None
    if scene.heard.answer.kind != "none":  # a thumb is an answer
        return None
    return Turn(scene.conversation, (Say("lost.tell_me"), *report.repeat_question(scene)))


def unsure(scene: Scene) -> Turn | None:
    """Offer what the person may have meant, and something else."""
    started = {intent: form for form in scene.forms.values() for intent in form.started_by}
    offers: dict[str, Form] = {}
    for guess in scene.heard.understood.ranking:
        form = started.get(guess.name)
        if guess.confidence >= OFFER and form is not None and len(offers) < MOST_OFFERS:
            offers[form.name] = form
    misses = scene.conversation.misses + 1
    if not offers or misses > MOST_MISSES - 1 or scene.conversation.topics:
        return None
    choices = tuple(Choice(f"choose.form={name}", f"{name}.label") for name in offers)
    asked = replace(
        with_shared(scene, scene.conversation),
        misses=misses,
        asked="choose.form",
        offers=(*offers, OTHER_FORM),
    )
    return Turn(asked, (Say("lost.did_you_mean", choices=(*choices, told_halfway.OTHER)),))


def lost(scene: Scene) -> Turn:
    """Say so once; the second time in a row, a person takes over."""
    misses = scene.conversation.misses + 1
    missed = replace(scene.conversation, misses=misses)
    repeated = report.repeat_question(scene)
    if misses < MOST_MISSES:
        first: Effect = Say("lost.first", choices=() if repeated else menu.FOUR_CHOICES)
        return Turn(missed, (first, *repeated))
    place = with_shared(scene, scene.conversation).shared.get("place") or {}
    added = (AddToCase(scene.heard.text),) if scene.known.open_cases else ()
    handed = HandOver("not_understood_twice", place, unread.words(scene))
    effects = (*added, Say("lost.a_person_will_read"), handed)
    return Turn(replace(missed, misses=0), (*effects, *repeated))


READERS: tuple[Reader, ...] = (
    held,
    threats.to_staff,
    proving.by_link,
    edited,
    proving.by_card,
    stopping.again,
    small_talk.command,
    small_talk.language_agreed,
    wrong_number.answered,
    chosen_need,
    stale_button,
    enclosing.next_of_album,
    enclosing.file_refused,
    enclosing.alone,
    empty,
    small_talk.cancel_open_case,
    confirming.taken_out,
    without_the_agency.wished,
    agency_asked.asked,
    confirming.way_out,
    confirming.asks_to_correct,
    followed.place_of_an_alarm,
    followed.over_now,
    followed.will_be_back,
    asked_of_help.afterwards,
    wished_beside.wished_later,
    consent.question_about_jobs,
    about_papers.asked,
    small_talk.when_asked,
    asked_back.asked_back,
    idle_talk.laughed_or_insulted,
    mended.already,
    mended.decided,
    current_cut.answered,
    small_talk.only_begins,
    also_asked.answered,
    notice_said.unknown,
    wanted.answered,
    wanted.place_told,
    status_asked.reference_said,
    number_forgotten.said,
    worse.gets_worse,
    worse.adds_to_a_worry,
    missed_visit.missed,
    after_sending.promise_not_kept,
    put_right_after.put_right,
    after_sending.told_after,
    one_more_defect.added,
    account_check.begun,
    appointments.what_for,
    court_days.no_paper,
    court_days.paper_dated,
    appointments.free_when,
    a_thing.named,
    told_halfway.said_back,
    small_talk.hello_in_a_report,
    no_answer.courtesy,
    small_talk.thanked,
    confirming.reached,
    small_talk.afraid_of_eviction,
    no_answer.name_alone,
    identifying.number_given,
    stopping.answer,
    confirming.confirmation,
    confirming.correction,
    report.pending_answer,
    small_talk.only_where,
    small_talk.number_alone,
    followed.all_for_who_was_told,
    small_talk.place_alone,
    report.new_needs,
    outside.a_person_calls,
    wanted.more_told,
    small_talk.answer,
    small_talk.detail_for_open_case,
    followed.detail_for_who_was_told,
    unsure,
    lost,
)

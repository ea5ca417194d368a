"""The telling of one or several needs: from the first words to the case."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from dialogs.answers import near_place, no_fact
from dialogs.answers.in_writing import IN_WRITING
from dialogs.answers.looks_like import looks_like
from dialogs.answers.reading import NOTHING_TOLD, read_payload
from dialogs.answers.said_sums import pays_in_words, says_a_month_of_it, says_a_rent
from dialogs.asides.menu import FOUR_CHOICES
from dialogs.conversation import LONGEST_TEXT, Conversation, Topic
from dialogs.effects import Effect, Say
from dialogs.needs.by_words import said_first, said_then
from dialogs.needs.resembling import BESIDE_AN_ANSWER
from dialogs.needs.told_now import also_heard, told_now, with_told
from dialogs.open_case import mended
from dialogs.scene import Scene, Turn, find_entity
from dialogs.telling import adding, asking, put_again
from dialogs.telling.consent import JOB_NOTICES, consent_answer
from dialogs.telling.finishing import finish
from dialogs.telling.identifying import with_identity
from dialogs.telling.sending import stops_nothing
from dialogs.telling.shared import CALL_WHEN, DETAILS, PASSED, WRITES_FOR, phone_kept, with_shared
from dialogs.telling.told_before import told_before
from nlu.folding import fold_word
from nlu.losses import tells_a_death

MOST_TRIES = 2  # readings of one question; then the person's own words are kept as they are
IN_DANGER = re.compile(
    r"\b(?:en danger|en securite|menacee?s?|coincee?s?|enfermee?s?|bloquee?s? (?:dedans|dans)|"
    r"frapp\w+|tap(?:e|ee)|violen\w+|safe|in danger|tehlike\w*|guvende)\b|خطر|امان"
)
BESIDE_THE_FORMS = {asking.REACH: asking.HOW_TO_REACH, mended.ASKED: mended.DROP}
NO_PLACE = ("amount", "months_count", "reason", "since", "month", "day_part", "time")
A_SENTENCE = 3  # words


def new_needs(scene: Scene) -> Turn | None:
    """Start the needs the message tells; needs told beside a pending question are noted."""
    told = told_now(scene)
    if not told:
        return None
    conversation = with_shared(scene, with_told(scene, scene.conversation))
    number = scene.gathered.answers.get("identify", {}).get("tenant_number")
    proven = scene.gathered.answers.get("identify", {}).get("verified")
    if number and (proven or conversation.topic_of("identify") is not None):
        conversation = with_identity(conversation, scene, str(number))
    kept = phone_kept(scene.conversation.shared, conversation.shared)
    says = (*_opening_words(scene, [need.form for need in told]), *kept)
    return finish(asking.ask_next(scene.now_in(conversation), *says), scene)


def start_form(scene: Scene, form: str, answers: Mapping[str, Any] = MappingProxyType({})) -> Turn:
    """Start one form, chosen by a button or a command; one that is begun goes on."""
    if scene.conversation.topic_of(form) is not None:
        return finish(asking.ask_next(scene), scene)
    told = scene.conversation.maybe.get(form) or "\n".join(scene.conversation.unread)
    words = scene.heard.text or told  # a button has none: what was said before it counts
    topic = Topic(form=form, answers=dict(answers), words=words[:LONGEST_TEXT])
    begun = replace(scene.conversation, misses=0, asked=None).with_topic(topic)
    conversation = with_shared(scene, begun)
    return finish(
        asking.ask_next(scene.now_in(conversation), *_opening_words(scene, [form])), scene
    )


def _opening_words(scene: Scene, forms: list[str]) -> tuple[Effect, ...]:
    """Return what is said before the first question; beside other needs, only what is grave."""
    before = (Say("report.told_before"),) if told_before(scene.heard.text) else ()
    again = (*before, *said_first(scene.heard))
    labels = tuple(Say(f"{form}.label") for form in forms if form != "identify")
    if len(forms) == 1 and not scene.conversation.topics:
        return (*again, *_first_words(scene, forms), *said_then(scene.heard))
    sad = [say for say in _first_words(scene, forms) if not say.message.endswith(".first")]
    grave = [form for form in forms if scene.forms[form].urgent]
    noted = (Say("report.noted", {"labels": labels}),) if labels else ()
    then = said_then(scene.heard)
    return (*again, *sad, *then, *noted, *also_heard(scene), *_first_words(scene, grave))


def _first_words(scene: Scene, forms: Iterable[str]) -> Iterator[Say]:
    for form in forms:
        words = scene.forms[form].first_words(scene.gathered.answers.get(form, {}))
        if words is not None:
            yield Say(words)


def pending_answer(scene: Scene) -> Turn | None:
    """Read the answer to the pending question; other needs in the same words are noted too."""
    form, _, slot = _target(scene)
    if form == "place":
        return _place_answer(scene)
    if form == "consent":
        return consent_answer(scene, slot)
    topic = scene.conversation.topic_of(form)
    if topic is None or not slot:
        return None
    answers = scene.gathered.answers.get(form, {})
    if form in scene.gathered.refused:
        return _refused(scene, form)
    if slot in answers or answers.get("verified"):
        return _answered(scene, topic, answers)
    if _settled(scene, topic, slot, answers):
        return _answered(scene, topic, answers, say_back=True)
    return _not_answered(scene, topic, slot)


def _target(scene: Scene) -> tuple[str, str, str]:
    button = read_payload(scene.heard.payload)
    if button and scene.conversation.topic_of(button[0]):
        return button[0], ".", button[1]
    return (scene.conversation.asked or "").partition(".")


def _settled(scene: Scene, topic: Topic, slot: str, answers: Any) -> bool:  # noqa: ANN401 (JSON)
    """Tell whether what was said makes the question needless: the hearing is over."""
    asked = scene.forms[topic.form].slot(slot)
    return asked is not None and bool(answers) and not asked.wanted({**topic.answers, **answers})


def _answered(
    scene: Scene,
    topic: Topic,
    answers: Any,  # noqa: ANN401 (JSON values)
    *,
    say_back: bool = False,
) -> Turn:
    merged = replace(topic, answers={**topic.answers, **answers})
    told = merged.adding(scene.heard.text) if put_again.says_no_and_why(scene) else merged
    conversation = with_shared(scene, scene.conversation.with_topic(told))
    further = new_needs(scene.now_in(conversation)) if _says_more(scene) else None
    said = (asking.said_back(scene, conversation),) if say_back else ()
    return further or finish(asking.ask_next(scene.now_in(conversation), *said), scene)


def _says_more(scene: Scene) -> bool:
    """Tell whether an answer may hold another need: it is long, or somebody died."""
    long = len(scene.heard.text.split()) >= BESIDE_AN_ANSWER
    return long or tells_a_death(scene.heard.text)


def _not_answered(scene: Scene, topic: Topic, slot: str) -> Turn | None:
    if scene.heard.answer.kind in NOTHING_TOLD:
        beside = adding.new_offer(scene) or _safe_for_all(scene)
        return beside or _passed_by(scene, topic, slot)
    if asking_kind(scene, topic.form, slot) == "money":
        if _says_it_without_a_sum(scene, topic, slot):
            return _noted(scene, topic, slot)
        if says_a_rent(scene.heard):
            return _kept_or_asked_again(scene, topic, slot)
    beside = adding.said_beside(scene)
    if beside is None and (told_now(scene) or is_question_of_theirs(scene)):
        return None  # the person speaks of something else: that is read first
    more = beside or adding.told_again(scene) or adding.more_known(scene)
    return more or _kept_or_asked_again(scene, topic, slot)


def _passed_by(scene: Scene, topic: Topic, slot: str) -> Turn:
    """Go on after a no; one that says more is an answer, kept in its own words."""
    if not put_again.says_no_and_why(scene):
        return _passed(scene, topic, slot, said=scene.heard.answer.kind)
    kept = topic.adding(scene.heard.text)
    return _passed(scene.now_in(scene.conversation.with_topic(kept)), kept, slot, said="kept")


def _says_it_without_a_sum(scene: Scene, topic: Topic, slot: str) -> bool:
    """Tell "oui tout", and what a debt takes each month: answers, and no sum to write down."""
    asked = scene.forms[topic.form].slot(slot)
    if asked is None or not (asked.offered or asked.owed):
        return False
    return pays_in_words(scene.heard) if asked.offered else says_a_month_of_it(scene.heard)


def _noted(scene: Scene, topic: Topic, slot: str) -> Turn:
    """Keep an answer as words of the need, say so, and go on."""
    kept = topic.adding(scene.heard.text)
    keeping = scene.now_in(scene.conversation.with_topic(kept))
    turn = _passed(keeping, kept, slot, said="kept")
    said = () if put_again.KEPT in turn.effects else (put_again.KEPT,)
    return Turn(turn.conversation, (*said, *turn.effects))


def _kept_or_asked_again(scene: Scene, topic: Topic, slot: str) -> Turn:
    """Take what cannot be read: as words where words do, else after a second try."""
    kind = asking_kind(scene, topic.form, slot)
    if (kind == "phone" or slot == CALL_WHEN) and no_fact.stays_here(scene.heard):
        shared = with_shared(scene, scene.conversation).shared
        here = replace(scene.conversation, shared={**shared, IN_WRITING: True})
        return _passed(scene.now_in(here), topic, slot, said="here")
    elsewhere = not looks_like(slot, scene.heard)
    if (
        kind in {"choice", "problem"}
        and not elsewhere
        and no_fact.says_something(scene.heard, kind)
    ):
        answer = {slot: scene.heard.text.strip()[:LONGEST_TEXT]}
        return _answered(scene, topic, answer)
    kept = topic.adding(scene.heard.text)
    keeping = scene.now_in(scene.conversation.with_topic(kept))
    undated = kind in {"date", "month"} and no_fact.since_no_day(scene.heard)
    tries = scene.conversation.tries + 1
    whose = topic.form == "identify" and WRITES_FOR in scene.conversation.shared
    if tries >= MOST_TRIES or undated or whose:
        return _passed(keeping, kept, slot, said="kept")
    said = put_again.kept_words(scene)
    beside = bool(said) or no_fact.is_beside(scene.heard, kind)
    keeps = beside or elsewhere or _tells_something(scene, topic)
    tried = replace((keeping if keeps else scene).conversation, tries=tries)
    question = asking.put_question(scene.forms, f"{topic.form}.{slot}")
    told = elsewhere and not beside and len(scene.heard.text.split()) >= A_SENTENCE
    noted = said or ((put_again.KEPT,) if told else ())
    return Turn(tried, (*noted, Say(put_again.retry(scene, kind, slot), choices=question.choices)))


def _tells_something(scene: Scene, topic: Topic) -> bool:
    """Tell a sentence, which is kept with the need; who somebody is says nothing of one."""
    return topic.form != "identify" and len(scene.heard.text.split()) >= A_SENTENCE


def _safe_for_all(scene: Scene) -> Turn | None:
    """Put the question again to who says that nobody is in danger: it refuses nothing."""
    if not IN_DANGER.search(fold_word(scene.heard.text)):
        return None
    return Turn(scene.conversation, repeat_question(scene))


def is_question_of_theirs(scene: Scene) -> bool:
    """Tell whether the person asks something instead of answering."""
    asks = scene.intent in {"case_status", "ask_bot_help", "change_language", "opt_out"}
    return asks and not stops_nothing(scene.heard.text)


def asking_kind(scene: Scene, form: str, slot: str) -> str:
    """Return the kind of a question."""
    found = scene.forms[form].slot(slot)
    return found.kind if found else "text"


def _passed(scene: Scene, topic: Topic, slot: str, *, said: str) -> Turn:
    """Go on without an answer: nobody has to know or to say."""
    if topic.form == "identify":
        return _without_identity(scene)
    passed = replace(topic, passed=(*topic.passed, slot))
    conversation = scene.conversation.with_topic(passed)
    comfort = put_again.comfort(scene, said)
    return finish(asking.ask_next(scene.now_in(conversation), *comfort), scene)


def _without_identity(scene: Scene) -> Turn:
    rest = asking.without_identity(scene.conversation)
    if not rest.topics and WRITES_FOR not in rest.shared:
        menu = Say("lost.tell_me", choices=FOUR_CHOICES)
        return Turn(replace(rest, wanted={}), (Say("identify.not_needed"), menu))
    return finish(asking.ask_next(scene.now_in(rest), Say("identify.not_needed")), scene)


def _refused(scene: Scene, form: str) -> Turn:
    """Say why an answer does not hold; an identity is tried a few times only."""
    tries = scene.conversation.identity_tries + (form == "identify")
    again = replace(scene.conversation, identity_tries=tries)
    if form == "identify":
        reset = replace(scene, conversation=again)
        refused = Say(scene.gathered.refused[form])
        turn = _without_identity(reset)
        return Turn(turn.conversation, (refused, *(e for e in turn.effects[1:])))
    return Turn(again, (Say(scene.gathered.refused[form]),))


def _place_answer(scene: Scene) -> Turn | None:
    where = scene.gathered.answers.get("place")
    button = read_payload(scene.heard.payload)
    if (guessed := near_place.answered(scene)) is not None:
        return finish(asking.ask_next(scene.now_in(guessed)), scene)
    if where and "tenant_number" in where and not scene.known.verified:
        conversation = with_shared(scene, scene.conversation)
        conversation = with_identity(conversation, scene, str(where["tenant_number"]))
        return finish(asking.ask_next(scene.now_in(conversation)), scene)
    if where and not set(where) <= set(DETAILS):
        conversation = with_shared(scene, scene.conversation)
        return new_needs(scene.now_in(conversation)) or finish(
            asking.ask_next(scene.now_in(conversation)), scene
        )
    if button or scene.heard.answer.kind in {"unknown", "refuse", "skip", "no"}:
        return adding.new_offer(scene) or _safe_for_all(scene) or _place_unknown(scene, {})
    beside = adding.said_beside(scene) or adding.told_more(scene) or adding.more_known(scene)
    if beside is not None:
        return beside
    if told_now(scene) or is_question_of_theirs(scene):
        return None
    if scene.conversation.tries + 1 >= MOST_TRIES:
        return _place_left(scene)
    return _place_again(scene)


def _place_left(scene: Scene) -> Turn:
    """Go on without a place that is not found: its words are kept, a fact with what is told."""
    kept = _with_words(scene)
    if kept is None:
        return _place_unknown(scene, {"words": scene.heard.text[:LONGEST_TEXT]})
    return _place_unknown(scene.now_in(kept), {})


def _with_words(scene: Scene) -> Conversation | None:
    """Return the report with words that are no place, None where they may be one."""
    known = find_entity(scene.heard, *NO_PLACE) is not None
    if not known and not put_again.kept_words(scene):
        return None
    topics = scene.conversation.topics
    return scene.conversation.with_topic(topics[0].adding(scene.heard.text)) if topics else None


def _place_again(scene: Scene) -> Turn:
    """Ask the place again; a fact told here is kept, and is no place that is not found."""
    question = asking.put_question(scene.forms, "place.place")
    otherwise = Say("place.again", choices=question.choices)
    tries = scene.conversation.tries + 1
    if (kept := _with_words(scene)) is not None:
        said = put_again.kept_words(scene) or (put_again.KEPT,)
        return Turn(replace(kept, tries=tries), (*said, otherwise))
    again = replace(scene.conversation, tries=tries)
    if scene.heard.answer.kind == "yes":
        return Turn(again, (otherwise,))
    return Turn(again, (Say("retry.place", choices=question.choices),))


def _place_unknown(scene: Scene, where: dict[str, str]) -> Turn:
    told = scene.conversation.shared.get("place", {})
    shared = {**scene.conversation.shared, "place": {**told, **where}, PASSED: True}
    conversation = replace(scene.conversation, shared=shared)
    comfort = put_again.place_comfort(scene)
    return finish(asking.ask_next(scene.now_in(conversation), *comfort), scene)


def repeat_question(scene: Scene) -> tuple[Say, ...]:
    """Return the pending question again, so that nobody has to scroll back."""
    asked = scene.conversation.asked or ""
    form, _, slot = asked.partition(".")
    if form == "place" or (form in scene.forms and slot):
        return (asking.put_question(scene.forms, asked),)
    if asked in BESIDE_THE_FORMS:
        return (BESIDE_THE_FORMS[asked],)
    if form == "report":
        last = asking.sum_up(scene).effects[-1]
        return (last,) if isinstance(last, Say) else ()
    return (JOB_NOTICES,) if asked == "consent.job_notices" else ()

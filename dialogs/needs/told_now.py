"""Which needs a message tells now, beside what is being told already."""

from dataclasses import replace

from dialogs.answers.gathering import Told, told_beyond, told_needs
from dialogs.answers.plain_answers import only_fills_a_form
from dialogs.conversation import LONGEST_TEXT, Conversation, Topic
from dialogs.effects import Say
from dialogs.needs.defects import access_said
from dialogs.needs.maybe_told import with_maybe, worth_adding
from dialogs.needs.resembling import SURE_BESIDE, answers_the_question, only_answers
from dialogs.scene import Scene, find_entity
from dialogs.telling.shared import was_asked_who


def with_told(scene: Scene, conversation: Conversation) -> Conversation:
    """Return the conversation with the needs that a message tells."""
    told = told_now(scene)
    if told:
        conversation = with_maybe(scene.forms, conversation, scene.heard)
        beyond = told_beyond(scene.forms, scene.heard)
        conversation = replace(conversation, maybe={**beyond, **conversation.maybe})
    for need in told:
        answers = scene.gathered.answers.get(need.form, {})
        topic = Topic(form=need.form, answers=answers, words=need.words[:LONGEST_TEXT])
        conversation = conversation.with_topic(topic)
    return conversation


def also_heard(scene: Scene) -> tuple[Say, ...]:
    """Say what else was read, where a message tells more than one report takes."""
    told = {need.form for need in told_needs(scene.forms, scene.heard)}
    worth = worth_adding(told, told_beyond(scene.forms, scene.heard))
    labels = tuple(Say(f"{form}.label") for form in worth)
    return (Say("report.also_heard", {"labels": labels}),) if labels else ()


def told_now(scene: Scene) -> tuple[Told, ...]:
    """Return the new needs that a message tells; an address is not who somebody is."""
    if scene.conversation.topics and _is_a_detail(scene):
        return ()
    bar = SURE_BESIDE if answers_the_question(scene) else 0.0
    return tuple(
        need
        for need in told_needs(scene.forms, scene.heard)
        if need.sure >= bar
        and scene.conversation.topic_of(need.form) is None
        and not _only_says_where(scene, need.form)
        and not only_answers(scene, need.form)
    )


def _is_a_detail(scene: Scene) -> bool:
    """Tell "depuis lundi", or how to come in, from a need."""
    return only_fills_a_form(scene.heard) or bool(access_said(scene.heard.text))


def _only_says_where(scene: Scene, form: str) -> bool:
    """Tell an address said in the middle of a report from somebody who says who they are."""
    numberless = find_entity(scene.heard, "tenant_number") is None and scene.conversation.topics
    return form == "identify" and bool(numberless or was_asked_who(scene.conversation))

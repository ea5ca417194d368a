"""Every button that Palier may show can be pressed, where it is shown, on any channel."""

import shutil
from dataclasses import replace
from itertools import product

import pytest

from bot import clock
from bot.settings import read_settings
from bot.wiring import build, open_database
from dialogs.asides import menu
from dialogs.conversation import Conversation, Topic, to_json
from dialogs.danger import alarm, numbers
from dialogs.forms import read_forms
from dialogs.open_case import mended
from dialogs.telling import asking
from dialogs.telling.consent import JOB_NOTICES
from tests.play import Player

FORMS = read_forms()


RESTING = Conversation(greeted=True)
REPAIR = Conversation(topics=(Topic(form="home_repair"),), greeted=True)


def of_forms():
    """Yield what is asked, where a conversation is, and the payload of each button of a form."""
    for form in FORMS.values():
        at = Conversation(topics=(Topic(form=form.name),), greeted=True)
        for slot in form.slots:
            yield "report.correct", at, f"report.correct={form.name}:{slot.name}"
            for choice in asking.choices_of(form.name, slot) if slot.asked else ():
                yield f"{form.name}.{slot.name}", at, choice.payload


def of_reports():
    """Yield the buttons of places, summaries, consents and menus."""
    yield "place.place", REPAIR, "place.place=unknown"
    for asked, said in product(("report.confirm", "report.correct"), ("yes", "no", "cancel")):
        yield asked, REPAIR, f"report.confirm={said}"
    for choice in asking.HOW_TO_REACH.choices:
        yield asking.REACH, REPAIR, choice.payload
    for choice in mended.DROP.choices:
        yield mended.ASKED, REPAIR, choice.payload
    for choice in JOB_NOTICES.choices:
        yield "consent.job_notices", RESTING, choice.payload
    for choice in menu.FOUR_CHOICES:
        yield None, RESTING, choice.payload
    for form in (*FORMS, "other"):
        yield "choose.form", RESTING, f"choose.form={form}"


def of_alarms():
    """Yield the buttons of each alarm, at the gentle question and after the numbers."""
    for (stage, choices), intent in product(alarm.BUTTONS.items(), numbers.FOLLOW_UP):
        for choice in choices:
            yield None, replace(RESTING, alarm=intent, alarm_stage=stage), choice.payload


SHOWN = [*of_forms(), *of_reports(), *of_alarms()]


@pytest.fixture(scope="module")
def one_palier(tmp_path_factory, demo_file):
    """One Palier for all buttons: each is pressed by a person of its own."""
    home = tmp_path_factory.mktemp("buttons")
    shutil.copy(demo_file, home / "own.db")
    settings = read_settings(home=home, demo=True, database_url=f"sqlite:///{home / 'own.db'}")
    palier = build(settings, open_database(settings))
    yield palier
    palier.database.close()


@pytest.mark.parametrize(
    ("asked", "at", "payload"), SHOWN, ids=[f"{asked}-{payload}" for asked, _, payload in SHOWN]
)
@pytest.mark.parametrize("as_text", ["", "le libellé"], ids=["bare", "with_its_label"])
def test_a_button_is_answered(one_palier, asked, at, payload, as_text):
    player = Player(one_palier)
    one_palier.database.write_now(lambda kept: put(kept, player, replace(at, asked=asked)))

    replies = player.turn(as_text or payload, payload)

    assert replies
    assert "error.sorry" not in {reply.message for reply in replies}


LABELS = {  # what a button sends back → the id of the words that stand on it
    choice.payload: choice.label
    for choices in (
        menu.FOUR_CHOICES,
        JOB_NOTICES.choices,
        *alarm.BUTTONS.values(),
        *(asking.choices_of(form.name, slot) for form in FORMS.values() for slot in form.slots),
    )
    for choice in choices
} | {f"choose.form={name}": f"{name}.label" for name in FORMS}


@pytest.mark.parametrize("language", ["fr", "ar", "tr", "en"])
def test_the_words_on_a_button_are_ours_and_never_read_as_theirs(one_palier, language):
    """ "Evde yaşamak" is no wish to die, and "chantier-école" no change to French."""
    read = one_palier.reading.hear
    conversation = replace(RESTING, language=language)
    for payload, label in LABELS.items():
        if not one_palier.wording.has(label, language):
            continue  # a slot that is kept when said and never asked
        words = one_palier.wording.text(label, language)
        body = {"text": words[:1].upper() + words[1:], "payload": payload}

        heard = read(body, conversation, now=clock.now())

        assert (heard.text, heard.payload) == ("", payload)
        assert heard.understood.safety.level == "none"


def test_what_a_person_writes_beside_a_button_is_read(one_palier):
    body = {"text": "au feu ya le feu", "payload": "choose.form=arrears"}

    heard = one_palier.reading.hear(body, RESTING, now=clock.now())

    assert heard.understood.safety.level == "fire"


def put(kept, player, conversation):
    row = kept.conversations.of(player.channel, "", player.user)
    row.state = to_json(conversation)
    kept.session.add(row)

"""A message that does not fit a channel is made to fit, and nothing of it is lost."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.contract import Attached, Caps
from bot.channels.fitting import Shown, fit, how_shown, isolated, read_choice, split_text
from bot.channels.terminal import CAPS as NO_BUTTONS
from bot.channels.terminal import TerminalChannel
from tests.play import Player

FOUR = (
    ("choose.form=arrears", "Loyer"),
    ("choose.form=home_repair", "Panne"),
    ("choose.form=admin_help", "Papiers"),
    ("choose.form=job_search", "Travail"),
)
SMALL = Caps(text=60, buttons=3, rows=10, label=20, payload=256)

SHOWN = {
    "few enough for buttons": (FOUR[:3], Shown.BUTTONS),
    "more than buttons become a list": (FOUR, Shown.LIST),
    "more than a list become numbers": (FOUR * 3, Shown.NUMBERS),
    "words too long for a button are never cut": (
        (("a.b=c", "Je ne peux pas payer mon loyer ce mois-ci"),),
        Shown.NUMBERS,
    ),
    "what a button cannot send back": ((("a.b=" + "c" * 300, "Oui"),), Shown.NUMBERS),
}


@pytest.mark.parametrize(("choices", "shown"), SHOWN.values(), ids=list(SHOWN))
def test_choices_go_down_from_buttons_to_a_list_to_numbers(choices, shown):
    assert how_shown(choices, SMALL) is shown


def test_numbered_choices_stand_in_the_text_and_say_how_to_answer():
    (part,) = fit(
        "C'est à propos de quoi ?",
        NO_BUTTONS,
        choices=FOUR,
        by_number={"fr": "Répondez par le numéro."},
    )

    assert part.choices == ()
    assert part.text == (
        "C'est à propos de quoi ?\n\n"
        "1. Loyer\n2. Panne\n3. Papiers\n4. Travail\n\nRépondez par le numéro."
    )


@pytest.mark.parametrize("said", ["2", "2.", " (2) ", "2)", "deux", "Panne", "panne !", "PANNE"])
def test_a_number_and_the_words_of_a_choice_mean_the_same(said):
    assert read_choice(said, FOUR) == FOUR[1]


@pytest.mark.parametrize("said", ["0", "5", "12", "2 mois", "la panne du voisin", "", "…"])
def test_what_names_no_choice_is_left_as_it_is(said):
    assert read_choice(said, FOUR) is None


def test_a_text_is_split_between_paragraphs_then_sentences_and_keeps_every_word():
    text = (
        "Un premier paragraphe, assez long pour compter.\n\nUne phrase ici. Une autre là ! "
        "Encore une, plus longue que les précédentes, pour voir."
    )

    parts = split_text(text, 60)

    assert parts[0] == "Un premier paragraphe, assez long pour compter."
    assert parts[1] == "Une phrase ici. Une autre là !"
    assert " ".join(parts).split() == text.split()


def test_buttons_and_files_stand_with_the_last_part():
    caps = Caps(text=20, buttons=4, media=frozenset({"image"}))
    photo = Attached(kind="image", url="https://x/1", words="Plan")

    parts = fit("Une phrase ici. Une autre là.", caps, choices=FOUR, media=[photo])

    assert [bool(part.choices) for part in parts] == [False, True]
    assert [part.media for part in parts] == [(), (photo,)]


def test_a_file_that_a_channel_cannot_carry_becomes_words_and_its_address():
    photo = Attached(kind="image", url="https://x/1", words="Plan du quartier :")

    (part,) = fit("Voici.", NO_BUTTONS, media=[photo])

    assert part.media == ()
    assert part.text == "Voici.\n\nPlan du quartier : https://x/1"


CLUSTERS = {
    "a family": "👨‍👩‍👧‍👦",
    "a flag": "🇫🇷",
    "a dark hand": "👍🏿",
    "a keycap": "1️⃣",
    "a letter with its accent apart": "e\u0301",
    "a Korean syllable in letters": "\u1112\u1161\u11ab",
    "a country in tags": "🏴\U000e0067\U000e0062\U000e007f",
    "a letter of two halves": "\ud83d\ude00",
}


@pytest.mark.parametrize("cluster", CLUSTERS.values(), ids=list(CLUSTERS))
@pytest.mark.parametrize("odd", ["", "x"])
def test_what_is_one_to_the_eye_is_never_cut(cluster, odd):
    parts = split_text(odd + cluster * 12, len(cluster) * 3)

    assert "".join(parts) == odd + cluster * 12
    assert all(part.removeprefix("x").replace(cluster, "") == "" for part in parts)


@given(st.text(max_size=300), st.integers(1, 40))
def test_any_text_is_split_without_losing_a_letter(text, limit):
    parts = split_text(text, limit)

    assert all(len(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_a_length_is_counted_as_the_channel_counts():
    def halves(text: str) -> int:
        return len(text.encode("utf-16-le")) // 2

    parts = split_text("😀" * 10, 7, halves)

    assert [halves(part) for part in parts] == [6, 6, 6, 2]


def shown_order(text: str) -> list[str]:
    """Return the isolated runs: inside one, what is Latin keeps its own order."""
    return [run.partition("\u2069")[0] for run in text.split("\u2066")[1:]]


def test_references_and_numbers_keep_their_order_in_arabic():
    text = "P-26-4F7K-3 طلبك\nاتصل بـ 03 21 45 67 89 غدا"

    marked = isolated(text, "ar")

    assert shown_order(marked) == ["P-26-4F7K-3", "03 21 45 67 89"]
    assert all(line.startswith("\u200f") for line in marked.splitlines())
    assert "".join(c for c in marked if unicodedata.category(c) != "Cf") == text
    assert isolated("P-26-4F7K-3", "fr") == "P-26-4F7K-3"


@pytest.fixture
def by_number(palier):
    """A person on a channel without buttons."""
    assert TerminalChannel.caps.buttons == 0
    return Player(palier, channel="terminal")


@pytest.mark.parametrize("said", ["2", "2.", "deux", "Panne"])
def test_a_number_typed_on_a_channel_without_buttons_is_the_button(by_number, said):
    by_number.say("bonjour")

    assert "logement" in by_number.say(said)[-1]


def test_a_number_answers_a_question_that_offers_nothing(by_number):
    by_number.say("je suis en retard de loyer")
    by_number.say("2")

    (topic,) = by_number.palier.database.read_now(
        lambda kept: kept.conversations.of("terminal", "", by_number.user).state["topics"]
    )
    assert topic["answers"]["months_count"] == 2


def test_a_number_is_a_number_where_there_are_buttons(palier):
    person = Player(palier, channel="webchat")
    person.say("bonjour")

    assert "logement" not in person.say("2")[-1]

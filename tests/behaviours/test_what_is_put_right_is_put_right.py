"""What a person takes back is taken back, and what they give instead is kept: no day moves a year."""

from datetime import UTC, datetime

import pytest

from tests.behaviours.test_what_was_told_is_not_lost import topics_of
from tests.play import Player

WEDNESDAY = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


@pytest.fixture
def wednesday(now):
    now.at = WEDNESDAY


@pytest.mark.parametrize(
    "words",
    ["non c'est pas lundi c'est mardi", "pas lundi, mardi", "mardi pas lundi"],
)
def test_a_weekday_put_right_is_the_last_one_that_came(palier, wednesday, words):
    player = Player(palier)
    for line in ("ya une fuite sous levier", "depuis le 23 novembre 2026", words):
        player.say(line)

    assert topics_of(palier, player)["home_repair"]["since"] == "2026-11-24"


@pytest.mark.parametrize("words", ["non c'est pas lundi c'est mardi", "pas lundi, mardi"])
def test_a_weekday_put_right_at_the_summary_starts_nothing_else(palier, wednesday, words):
    player = Player(palier)
    for line in ("ya une fuite sous levier", "lundi", "les tilleuls denain", "non", "le matin"):
        player.say(line)

    answer = "\n".join(player.say(words))

    assert "depuis le 24 novembre 2026" in answer
    assert set(topics_of(palier, player)) == {"home_repair"}


@pytest.mark.parametrize("day", ["jeudi", "vendredi", "mercredi"])
def test_a_weekday_asked_since_when_lies_within_the_last_seven_days(palier, wednesday, day):
    player = Player(palier)
    player.say("ya une fuite sous levier")

    player.say(day)

    since = topics_of(palier, player)["home_repair"]["since"]
    assert "2026-11-18" <= since <= "2026-11-25"

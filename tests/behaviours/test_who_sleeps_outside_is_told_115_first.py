"""Whoever has no roof tonight reads the number of the night shelter before anything else."""

import pytest

from tests.play import Player

OUTSIDE = [
    "on est dehors avec les petits ce soir on sait pas ou dormir",
    "on est a la rue ce soir avec mes 2 enfants",
    "je dors dans ma voiture depuis une semaine",
    "jai été expulsé ce matin je sais pas ou dormir ce soir",
    "we are sleeping outside tonight",
    "bu gece dışarıda kalıyoruz",
    "نحن ننام في الشارع الليلة",
    "kanbat f zen9a",
    "nie mam gdzie spac dzisiaj w nocy z dziecmi",
    "nu am unde dormi in noaptea asta cu copiii",
    "no tengo donde dormir esta noche",
    "мені ніде спати сьогодні",
]
INSIDE = [
    "mon chien dort dehors",
    "j'arrive pas a dormir a cause du bruit",
    "je suis dans la rue des lilas",
    "estamos en la calle Victor Hugo",
    "les enfants jouent au ballon dehors",
    "anahtarı unuttum dışarıda kaldım",
]


@pytest.mark.parametrize("words", OUTSIDE)
def test_115_is_said_first(palier, words):
    first, *rest = Player(palier).say(words)

    assert "115" in first
    assert rest


@pytest.mark.parametrize("words", INSIDE)
def test_nobody_else_is_sent_to_the_shelter(palier, words):
    assert not any("115" in said for said in Player(palier).say(words))


def test_the_numbers_of_an_alarm_stand_before_it(palier):
    first, second, *_ = Player(palier).say("je dors dehors je veux mourir")

    assert "3114" in first
    assert "115" in second


def test_out_of_the_house_for_a_smell_of_gas_is_not_without_a_roof(palier):
    player = Player(palier)
    player.say("ca sent le gaz")

    assert not any("115" in said for said in player.say("oui on est dehors"))


def test_no_danger_is_not_the_end_of_it_a_person_calls(palier):
    player = Player(palier)
    player.say(OUTSIDE[0])

    said = player.say("non")

    assert "À quel numéro peut-on vous appeler" in said[-1]

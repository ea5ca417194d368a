"""What words say whatever they resemble."""

import pytest

from dialogs.asides.wrong_number import says_wrong_number
from dialogs.needs.by_words import fears_eviction
from dialogs.needs.changes import dead_long_ago
from nlu.losses import tells_a_death
from tests.dialogs.hearing import hear


@pytest.mark.parametrize(
    ("text", "fears"),
    [
        ("j'ai peur d'être expulsée, j'ai deux mois de retard", True),
        ("vous allez me mettre dehors ?", True),
        ("j'ai peur d'être expulsé, l'huissier est passé", False),
        ("j'ai reçu un commandement de payer", False),
    ],
)
def test_a_fear_is_no_paper(text, fears):
    assert fears_eviction(text) is fears


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("vous vous trompez de numéro", True),
        ("wrong number sorry", True),
        ("yanlış numara, ben kiracı değilim", True),
        ("رقم خطأ أنا لست مستأجرا", True),
        ("je ne suis pas M. Durand, vous m'écrivez à son nom", True),
        ("je me suis trompé de numéro de dossier", False),
        ("je suis pas encore locataire chez vous, je cherche un logement", False),
    ],
)
def test_who_is_not_meant_says_so(text, wrong):
    assert says_wrong_number(text) is wrong


@pytest.mark.parametrize(
    "text",
    [
        "zawji mat l'mois li fat",
        "wliditi matet simana li fatet",
        "mio padre è morto la settimana scorsa",
        "mi padre ha muerto",
        "o meu pai faleceu",
        "mój mąż zmarł",
    ],
)
def test_a_death_is_known_in_other_tongues(text):
    assert tells_a_death(text)


@pytest.mark.parametrize(
    ("text", "long_ago"),
    [
        ("chauffage en panne, mon mari est mort en 2015", True),
        ("ma mère est décédée il y a 10 ans", True),
        ("ma mère est décédée il y a 10 ans et le bail est toujours à son nom", False),
        ("mon mari est mort hier", False),
    ],
)
def test_a_death_long_past_is_no_change(text, long_ago):
    assert dead_long_ago(hear(text)) is long_ago

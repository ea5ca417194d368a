"""Who has to say it again is heard."""

import pytest

from dialogs.telling.told_before import told_before


@pytest.mark.parametrize(
    "text",
    [
        "je vous ai deja dit 3 fois pour la moisissure",
        "on a deja signalé la lumiere de l'escalier",
        "sa fait 3 mois que j'attends pour mon radiateur",
        "c'est la 4e fois j'ai appelé 5 fois pour la fuite",
        "j'ai déjà appelé pour ça",
        "I already told you about the lift",
        "asansörü daha önce söyledim",
        "اتصلت بكم ثلاث مرات بسبب التسرب",
    ],
)
def test_who_said_it_before_is_heard(text):
    assert told_before(text)


@pytest.mark.parametrize(
    "text",
    [
        "j'ai déjà payé mon loyer",
        "ça fait 3 jours que j'ai plus d'eau chaude",
        "il a plu deux fois cette semaine",
        "je suis déjà suivie par une assistante sociale",
        "j'ai déjà un travail",
    ],
)
def test_what_merely_lasts_or_was_done_is_not(text):
    assert not told_before(text)

"""A question at the consent for job offers is answered in one line; only a yes is a yes."""

import pytest

from tests.play import Player

ASKED = "Voulez-vous recevoir ici les offres d'emploi"
REPORT = ("je cherche du travail", "menage", "non", "demain", "temps plein", "saules loos", "oui")


def asked_to_consent(palier) -> Player:
    player = Player(palier)
    for line in REPORT:
        said = player.say(line)
    assert ASKED in said[-1]
    return player


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("ça paye combien ?", "le salaire et les heures"),
        ("c'est payé combien", "le salaire et les heures"),
        ("oui mais c'est où ?", "près de chez vous"),
        ("c'est où", "près de chez vous"),
        ("c'est quoi ?", "Répondre n'engage à rien"),
        ("quel travail ?", "Répondre n'engage à rien"),
    ],
)
def test_a_question_is_answered_and_consents_to_nothing(palier, question, answer):
    player = asked_to_consent(palier)

    said, again = player.say(question)

    assert answer in said
    assert again.startswith(ASKED)
    assert player.facts().consent is None
    player.say("oui je veux bien")
    assert player.facts().consent.given


@pytest.mark.parametrize("no", ["non merci", "STOP"])
def test_a_no_is_a_no_and_is_not_asked_again(palier, no):
    player = asked_to_consent(palier)

    assert ASKED not in "\n".join(player.say(no))

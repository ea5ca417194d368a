"""Who writes for a parent is asked once whose lease it is, called on their number, and named in the case."""

import pytest

from dialogs.answers.for_another import for_whom
from tests.play import Player

NUMBER = "numéro de locataire ? Il a 6 chiffres"
LEASE = "À quel nom est le bail"


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("bonjour je suis le fils de Mme Leroy, 88 ans", "le fils de Mme Leroy"),
        ("Je suis l'assistante sociale de M. Durand", "l'assistante sociale de M. Durand"),
        ("j'écris pour ma mère, elle voit plus rien", "ma mère"),
        ("c pas moi c'est pour mon grand-père", "mon grand-père"),
        ("ma mère est sourde, appelez moi", "ma mère"),
        ("j'écris pour ma voisine Mme Petit", "ma voisine Mme Petit"),
        ("I am writing for my mother", "my mother"),
        ("annem adına yazıyorum", "annem"),
        ("أكتب عن والدتي", "والدتي"),
    ],
)
def test_for_whom_somebody_writes_is_heard(text, whom):
    assert for_whom(text) == whom


@pytest.mark.parametrize(
    "text",
    [
        "je suis la mère de trois enfants",
        "c'est pour mon loyer",
        "c'est le fils de Mme Roy qui crie la nuit",
        "c'est pour mon voisin qui fait du bruit",
        "mon mari est au chômage",
        "j'écris pour monsieur le directeur",
    ],
)
def test_who_writes_for_themselves_is_not_taken_for_another(text):
    assert for_whom(text) is None


def test_it_is_asked_once_whose_lease_it_is_and_the_case_says_who_writes(palier):
    player = Player(palier)
    said = player.say("je suis le fils de Mme Leroy, 88 ans")
    for line in (
        "elle n'a plus de chauffage", "0611223344", "saules loos", "depuis hier", "oui", "matin"
    ):  # fmt: skip
        said += player.say(line)
    said += player.say("oui")

    whole = "\n".join(said)
    assert whole.count(NUMBER) == 1
    assert LEASE not in whole
    assert "C'est ajouté : téléphone 06 11 22 33 44" in whole
    assert "qui écrit et pour qui : le fils de Mme Leroy" in whole
    ((_, need),) = player.facts().needs
    assert need.facts["phone"] == "+33611223344"
    assert need.facts["writes_for"] == "le fils de Mme Leroy"


def test_the_name_on_the_lease_is_not_asked_a_second_time(palier):
    player = Player(palier)
    said = player.say("je suis la fille de Mme Leroy, 88 ans, locataire 204518, elle a une fuite")
    for line in ("0611223344", "hier", "locataire 204518"):
        said += player.say(line)

    assert "\n".join(said).count(LEASE) == 1


def test_a_number_given_at_once_is_said_back_as_the_one_to_call(palier):
    player = Player(palier)

    said = "\n".join(
        player.say("ma mère est sourde, appelez moi au 06 11 22 33 44, elle a une fuite")
    )

    assert "Je garde ce numéro pour vous appeler : 06 11 22 33 44." in said


def test_a_number_said_before_anything_else_is_kept_for_what_comes(palier):
    player = Player(palier)
    for line in ("je suis le fils de Mme Leroy", "Leroy", "0611223344", "elle a une fuite"):
        said = player.say(line)

    for line in ("saules loos", "hier", "non", "matin"):
        said = player.say(line)

    assert "téléphone : 06 11 22 33 44" in "\n".join(said)

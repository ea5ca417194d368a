"""Who has paid, or was taken twice, is asked for no months that are late: an adviser compares."""

import pytest

from dialogs.asides.account_check import disputes_the_account
from tests.behaviours.test_what_was_told_is_not_lost import topics_of
from tests.play import Player


@pytest.mark.parametrize(
    ("said", "proof"),
    [
        ("vous m'avez prélevé deux fois le loyer", "Gardez la preuve"),
        ("jai u une lettre que je doi 1245,60 mai jai tou payer", "Gardez la preuve"),
        ("je ne suis pas d'accord avec la somme, j'ai déjà tout réglé", "Gardez la preuve"),
        ("kirayi odedim ama mektup geldi", "belgesini saklayın"),
        ("I got a letter that I owe rent but I paid everything", "Keep the proof"),
        ("وصلتني رسالة لكني دفعت الإيجار", "احتفظ بإثبات الدفع"),
    ],
)
def test_the_proof_is_kept_and_nothing_is_owed(palier, said, proof):
    player = Player(palier)

    assert proof in "\n".join(player.say(said))
    assert set(topics_of(palier, player)) == {"account_check"}


def test_an_adviser_gets_the_month_and_the_proof(palier):
    player = Player(palier)
    for line in (
        "j'ai reçu une relance mais j'ai payé mon loyer",
        "octobre",
        "les tilleuls denain",
    ):
        player.say(line)
    assert "preuve" in "\n".join(player.say("j'ai tout payé je vous dis"))
    for line in ("oui", "oui"):
        player.say(line)

    ((_, need),) = player.facts().needs
    assert need.code == "RENT_ACCOUNT"
    assert need.facts["disputed"]
    assert need.facts["proof"]
    assert need.facts["month"].endswith("-10")


def test_who_was_taken_for_a_debtor_is_one_no_more(palier):
    player = Player(palier)
    assert "Combien" in "\n".join(player.say("je suis en retard de loyer"))

    player.say("non mais j'ai tout payé en fait")

    assert set(topics_of(palier, player)) == {"account_check"}


def test_another_need_told_with_it_is_kept(palier):
    player = Player(palier)

    said = player.say("vous m'avez prélevé deux fois le loyer. Et plus de chauffage depuis lundi")

    assert "preuve" in "\n".join(said)
    assert set(topics_of(palier, player)) == {"account_check", "home_repair"}


@pytest.mark.parametrize(
    "said",
    ["j'ai payé 300 euros hier", "j'ai tout payé sauf octobre", "j'ai pas encore tout payé",
     "edf m'a prélevé deux fois", "je suis en retard mais j'ai payé 50 euros"],
)  # fmt: skip
def test_a_payment_is_no_dispute(said):
    assert not disputes_the_account(said)

"""Who says that nobody came is told apart from who speaks of others."""

import pytest

from dialogs.open_case.missed_visit import says_missed

MISSED = (
    "le plombier n'est pas venu",
    "le technicien est pas passé",
    "vous etes pas venus ce matin",
    "personne n'est venu",
    "personne ne s'est présenté",
    "j'ai attendu toute la journée personne",
    "jattends pour rien depuis ce matin",
    "on m'a posé un lapin",
    "g attendu tt la matiné personne est passé",
    "l'entreprise n'est jamais passée",
)
NOT_MISSED = (
    "mon fils n'est pas venu me voir",
    "personne n'est venu me voir",
    "le courrier n'est pas arrivé",
    "j'ai attendu au guichet personne m'a répondu",
    "on est pas arrivé à payer",
    "le plombier vient demain",
)


@pytest.mark.parametrize("words", MISSED)
def test_a_visit_that_nobody_made_is_heard(words):
    assert says_missed(words)


@pytest.mark.parametrize("words", NOT_MISSED)
def test_who_speaks_of_others_has_missed_no_visit(words):
    assert not says_missed(words)

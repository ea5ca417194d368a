"""Words of complaint, as people write them."""

import pytest

from nlu.complaints import says_complaint


@pytest.mark.parametrize(
    "text",
    [
        "C'EST UNE HONTE",
        "arretez de m'écrire !!",
        "vous faites erreur, pas chez nous",
        "n’importe quoi",
        "laissez-moi tranquille",
        "this is a mistake",
        "Leave me alone",
        "bu yanlış",
        "ŞİKAYET edeceğim",
        "هذا خطأ",
        "لدي شكوى",
    ],
)
def test_a_complaint_is_seen(text):
    assert says_complaint(text)


@pytest.mark.parametrize(
    "text",
    ["merci beaucoup", "", "à quelle heure ?", "terreur", "thank you", "tamam", "شكرا", "ok 👍"],
)
def test_other_words_are_none(text):
    assert not says_complaint(text)

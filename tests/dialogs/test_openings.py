"""Who only announces something is asked what it is."""

import pytest

from dialogs.needs.openings import only_opens


@pytest.mark.parametrize(
    "said",
    [
        "J'ai un problème",
        "bon finalement j'ai un truc à signaler",
        "Bonjour, j'aurais une question svp",
        "jai besoin d'aide",
        "i have a problem",
        "bir sorunum var",
        "عندي مشكلة",
        "salam 3andi mochkil",
    ],
)
def test_an_announcement_tells_nothing_yet(said):
    assert only_opens(said)


@pytest.mark.parametrize(
    "said",
    [
        "j'ai un problème de chauffage",
        "j'ai une fuite",
        "j'ai besoin d'aide pour le loyer",
        "j'ai",
    ],
)
def test_what_is_told_is_no_mere_announcement(said):
    assert not only_opens(said)

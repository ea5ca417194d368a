"""Who asks who reads; one list for every place that answers it."""

import pytest

from dialogs.asides.who_reads import asks_who_reads


@pytest.mark.parametrize(
    "text",
    [
        "c'est secret ?", "qui va lire ça", "c'est privé ?", "is it private?", "who reads this?",
        "bu gizli mi", "هل هذا سري؟", "هذا سر", "هل يبقى بالسر؟", "les voisins vont savoir que c'est moi",
    ],
)  # fmt: skip
def test_who_asks_who_reads_is_heard(text):
    assert asks_who_reads(text)


@pytest.mark.parametrize(
    "text",
    [
        "عندي سرير مكسور",
        "الأسرة كبيرة",
        "أسرع من فضلك",
        "parking privé bloqué",
        "le secrétaire est venu",
    ],
)
def test_words_within_other_words_ask_nothing(text):
    assert not asks_who_reads(text)

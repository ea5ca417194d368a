"""Languages that are read and not spoken: said once, and their numbers and months are understood."""

import pytest

from tests.play import Player

RENT = {
    "pl": "nie zapłaciłem czynszu za dwa miesiące, straciłem pracę",
    "ro": "nu am plătit chiria de două luni",
    "pt": "não paguei a renda há dois meses",
    "es": "no puedo pagar el alquiler",
    "it": "non riesco a pagare l'affitto",
    "uk": "я не можу платити оренду",
}
MAY_WRITE = {
    "pl": "Można pisać po polsku",
    "ro": "Puteți scrie în română",
    "pt": "Pode escrever em português",
    "es": "Puede escribir en español",
    "it": "Può scrivere in italiano",
    "uk": "Можна писати українською",
}


@pytest.mark.parametrize("language", RENT)
def test_it_is_said_once_behind_the_hello(palier, language):
    player = Player(palier)

    hello, first, *_ = player.say(RENT[language])

    assert hello.startswith("Bonjour. Je suis Palier")
    assert first.startswith(MAY_WRITE[language])
    assert MAY_WRITE[language] not in str(player.say(RENT[language]))


@pytest.mark.parametrize(
    ("language", "months"), [("es", "dos meses"), ("it", "due"), ("uk", "два"), ("pt", "um mês")]
)
def test_numbers_are_understood_in_words(palier, language, months):
    player = Player(palier)
    player.say(RENT[language].replace("há dois meses", ""))

    assert player.say(months)[-1].startswith("Où habitez-vous")


def test_one_month_in_polish_is_one(palier):
    player = Player(palier)
    for said in ("nie mogę zapłacić czynszu", "jeden miesiąc", "les tilleuls denain", "nic"):
        player.say(said)
    for said in ("choroba", "oui", "oui"):
        player.say(said)

    (need,) = [need for _, need in player.facts().needs if need.code == "ARREARS"]
    assert need.facts["months_count"] == 1


def test_it_never_stands_before_the_numbers_of_an_alarm(palier):
    said = Player(palier).say("boję się męża, bije mnie")

    assert "17" in said[0]
    assert "Można pisać" not in str(said)


@pytest.mark.parametrize("said", ["Delvaquier", "je peux plus payer mon loyer", "jé plu dargen"])
def test_a_name_or_misspelt_french_is_no_other_language(palier, said):
    assert not any(words in str(Player(palier).say(said)) for words in MAY_WRITE.values())

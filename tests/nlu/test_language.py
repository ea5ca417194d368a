"""The language of one message, with nothing before it."""

import pytest

from benchmarks import examination
from nlu.language import ARABIZI, follow, identify


@pytest.mark.parametrize("rows", [examination.domain, examination.third], ids=["domain", "third"])
@pytest.mark.parametrize(("arabizi", "least"), [(True, 0.95), (False, 0.97)])
def test_the_language_of_a_message_is_told_from_its_words(rows, arabizi, least):
    asked = [row for row in rows() if (row.language == ARABIZI) == arabizi]
    right = [identify(row.text).language == row.language for row in asked]

    assert sum(right) / len(right) >= least


@pytest.mark.parametrize(
    "name",
    ["Karim Benali", "Amel Bouzid", "Fatima El Amrani", "Thomas Leclercq 0677889900",
     "Mme Fatima Belkacem", "Ana Popescu", "Ayşe Demir"],
)  # fmt: skip
def test_what_a_person_is_called_changes_no_language(name):
    assert follow(name, "fr") == "fr"


@pytest.mark.parametrize(
    ("said", "language"),
    [("Merhaba Nasilsiniz", "tr"), ("Good Morning", "en"), ("Dzien Dobry", "pl")],
)
def test_a_hello_with_capitals_is_no_name(said, language):
    assert follow(said, "fr") == language


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("u mene nemaye opalennya i dytyna kashlyaye", "uk"),
        ("dopomozhit meni bud laska", "uk"),
        ("pomogite menya muzh byet", "ru"),
        ("pochemu eto ne rabotaet uzhe tri dnya", "ru"),
        ("nie mam ogrzewania od wczoraj", "pl"),
        ("nu am căldură de ieri", "ro"),
        ("non ho acqua calda da ieri", "it"),
    ],
)
def test_ukrainian_and_russian_are_known_without_their_letters(said, language):
    assert follow(said, None) == language


@pytest.mark.parametrize("cry", ["AAAAAAAA", "aaaaah", "nonnnnnnn", "AIDEEEEEZ MOIIIII"])
def test_a_cry_is_no_other_language(cry):
    assert follow(cry, None) == "fr"


@pytest.mark.parametrize("short", ["slt", "Slt !", "rdv", "mrc", "ok", "tkt"])
def test_what_the_french_write_short_is_no_other_language(short):
    assert follow(short, None) == "fr"


@pytest.mark.parametrize(
    "said",
    ["соседи шумят каждую ночь", "лифт сломан, живу на восьмом", "потеряла работу", "течет кран"],
)
def test_russian_is_known_without_the_letters_that_are_only_its_own(said):
    assert follow(said, None) == "ru"


@pytest.mark.parametrize("said", ["сусіди шумлять", "тече кран на кухні", "втратила роботу"])
def test_ukrainian_is_known_beside_it(said):
    assert follow(said, None) == "uk"


@pytest.mark.parametrize(("said", "spoken"), [("так", "ru"), ("да", "uk"), ("квартира 12", "ru")])
def test_a_word_of_both_changes_neither(said, spoken):
    assert follow(said, spoken) == spoken


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_plain_messages_tell_which_of_the_two_they_are(language):
    asked = [text for _, _, code, text in examination.safety_plain() if code == language]

    assert sum(identify(text).language == language for text in asked) / len(asked) >= 0.92

"""Number words become digits."""

import pytest

from nlu.folding import fold_text
from nlu.numbers import find_bare_numbers, write_digits

WORDS = {
    ("mille deux cents", "fr"): "1200",
    ("2 mille", "fr"): "2000",
    ("quatre-vingt-dix-sept", "fr"): "97",
    ("soixante et onze", "fr"): "71",
    ("cent vingt et un", "fr"): "121",
    ("mille neuf cent", "fr"): "1900",
    ("nonante cinq", "fr"): "95",
    ("deux trois jours", "fr"): "2 3 jours",
    ("une semaine", "fr"): "une semaine",
    ("le 12 sept", "fr"): "le 12 sept",
    ("iki yüz elli", "tr"): "250",
    ("two hundred and fifty", "en"): "250",
    ("ثلاثة أيام", "ar"): "3 ايام",
    ("on est six", "fr"): "on est 6",
    ("dix-sept ou dix-huit", "fr"): "17 ou 18",
    ("cent dix-neuf", "fr"): "119",
    ("vingt-deux dix-sept", "fr"): "22 17",
    ("06 quarante cinq", "fr"): "06 45",
    ("deux zéro quatre un", "fr"): "2 0 4 1",
    ("un deux pièces", "fr"): "un 2 pieces",
    ("خمسة وعشرين", "ar"): "25",
    ("مية وخمسين", "ar"): "150",
    ("trentacinque", "it"): "35",
    ("ventotto", "it"): "28",
    ("doscientos treinta y cinco", "es"): "235",
    ("duzentos e dez", "pt"): "210",
    ("două sute cincizeci", "ro"): "250",
    ("sto dwadzieścia pięć", "pl"): "125",
    ("двадцять п'ять", "uk"): "25",
}


@pytest.mark.parametrize(("said", "expected"), WORDS.items(), ids=str)
def test_number_words_are_written_in_digits(said, expected):
    text, language = said

    assert write_digits(fold_text(text), language=language).text == expected


def test_a_number_in_words_keeps_its_place_in_the_message():
    message = write_digits(fold_text("Je dois mille deux cents euros"))

    start = message.text.index("1200")

    assert message.original_span(start, start + 4) == (8, 24)


def test_a_number_alone_is_kept_for_the_question_that_was_asked():
    found = find_bare_numbers(fold_text("c'est 540"))

    assert [item.value for item in found] == [540]

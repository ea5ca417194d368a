"""Short answers to a pending question."""

import pytest

from nlu.answers import find_answers, read_answer_words
from nlu.folding import fold_text

KINDS = {
    "yes": [
        "oui ui wé ouai dac okay OUIIII 👍 👍🏽",
        "d'accord",
        "ok merci",
        "je suis d'accord",
        "vasy",
        "c bon",
        "oui oui cest bien moi",
        "tout a fait",
        "euh oui",
        "ça marche",
        "evet",
        "tamam",
        "نعم",
        "wakha",
        "ih wakha",
        "tak",
        "так",
        "yes please",
    ],
    "no": [
        "non nan nn nooon 👎",
        "non merci",
        "pas d'accord",
        "pas du tout",
        "surtout pas",
        "bah non",
        "pas encore",
        "c pas sa",
        "hayır",
        "لا",
        "لا شكرا",
        "la la mabghitch",
        "nie",
        "ні",
        "no thanks",
        "no",
    ],
    "later": [
        "peut-être",
        "plus tard",
        "pas maintenant",
        "tout à l'heure",
        "ptetre",
        "on verra",
        "later",
        "daha sonra",
        "لاحقا",
    ],
    "unknown": [
        "jsp",
        "chépa",
        "aucune idée",
        "je sais pas trop",
        "j'ai oublié",
        "I don't know",
        "bilmiyorum",
        "لا أعرف",
    ],
    "refuse": [
        "je préfère pas le dire",
        "c'est privé",
        "c perso",
        "ça vous regarde pas",
        "rather not say",
    ],
    "cancel": ["annule", "laisse tomber", "stop ça", "stop", "tant pis", "never mind", "iptal"],
    "repeat": [
        "?",
        "vous pouvez répéter",
        "j'ai pas compris",
        "koi ?",
        "c'est quoi la question",
        "anlamadım",
    ],
    "skip": ["passe", "je passe", "question suivante", "skip", "geç"],
    "human": ["parler à quelqu'un", "je veux un humain", "un conseiller svp", "a real person"],
    "none": [
        "merci",
        "merci beaucoup",
        "bonjour",
        "je sais pas lire",
        "comment faire pour payer",
        "passez me voir",
        "ça marche pas",
        "je veux annuler le rdv de jeudi",
        "la serrure est cassée",
        "no heating",
        "لا توجد تدفئة",
        "si vous venez demain",
        "",
    ],
}
CASES = [(kind, text) for kind, texts in KINDS.items() for text in texts]
LANGUAGES = [
    ("da", "ro", "yes"),
    ("nu", "ro", "no"),
    ("sim", "pt", "yes"),
    ("não", "pt", "no"),
    ("sí", "es", "yes"),
    ("va bene", "it", "yes"),
    ("tak", "pl", "yes"),
    ("так", "uk", "yes"),
    ("si", "fr", "yes"),  # to a question: the other word begins a sentence
    ("la", "fr", "none"),
    ("la", "arq-Latn", "no"),
]
LEFT = {
    "oui 2 enfants": ("yes", "2 enfants", False),
    "oui mais pas avant lundi": ("yes", "pas avant lundi", False),
    "non ya plus de chauffage": ("no", "ya plus de chauffage", False),
    "je sais pas mais je crois que oui": ("unknown", "je crois que oui", False),
    "c'est bon j'ai payé": ("yes", "j'ai payé", False),
    "OUI !": ("yes", "", False),
    "non c'est 450": ("no", "c'est 450", True),
    "en fait c'est 12 rue des Saules": ("none", "c'est 12 rue des Saules", True),
    "je me suis trompé c'est 204519": ("none", "c'est 204519", True),
    "pardon le 12": ("none", "le 12", True),
    "plutôt le matin": ("none", "le matin", True),
    "au 3e pas au 2e": ("none", "au 3e", True),
    "pas au 2e, au 3e": ("none", "au 3e", True),
    "le 12 pas le 10": ("none", "le 12", True),
    "non pas 450, 540": ("no", "540", True),
    "ah oui pardon c'est le batiment C": ("yes", "c'est le batiment C", True),
    "hayır yanlış, 3. kat": ("no", "3. kat", True),
    "quelle bonne idée": ("none", "quelle bonne idée", False),
}


@pytest.mark.parametrize(("kind", "text"), CASES)
def test_a_short_answer_is_understood(kind, text):
    assert read_answer_words(text, "fr").kind == kind


@pytest.mark.parametrize(("text", "language", "kind"), LANGUAGES)
def test_yes_and_no_are_known_in_the_language_spoken(text, language, kind):
    assert read_answer_words(text, language).kind == kind


@pytest.mark.parametrize(("text", "expected"), LEFT.items(), ids=LEFT)
def test_what_is_left_of_an_answer_can_be_read_again(text, expected):
    answer = read_answer_words(text, "fr")

    assert (answer.kind, answer.rest, answer.correction) == expected


def test_an_answer_stands_where_it_was_written():
    (found,) = find_answers(fold_text("euh OUI 12"))

    assert (found.value, found.start, found.end) == ("yes", 4, 7)

"""Problem types in tenants' words."""

import pytest

from nlu.problems import find_problems, get_problem_lexicon
from nlu.vocabulary import find_phrases

CODES = """
water_leak_major water_leak_minor no_water no_hot_water wc_blocked drain_blocked no_heating
heating_dangerous gas_smell no_power electrical_danger lock_broken window_broken lift_down
lift_person_blocked common_light entrance_door intercom waste_room cleaning tag_damage damp_mould
ventilation infiltration ceiling_wall_crack balcony_guardrail stairs_danger floor_danger
pest_cockroach pest_bedbug pest_rodent pest_pigeon_other sewage_smell smoke_detector
plumbing_fixture joinery noise_building filth_dwelling overcrowding
""".split()  # noqa: SIM905 - the domain's catalogue, as it is written there

MISSPELT = [
    (code, phrase)
    for code, phrases in get_problem_lexicon().misspelt.items()
    for phrase in phrases
]
WRITTEN = [
    (code, phrase) for code, phrases in get_problem_lexicon().phrases.items() for phrase in phrases
]

# None of these stands in the lexicon.
MESSAGES = {
    "chauffage mabghach ykhdem": ["no_heating"],
    "ما عندي تدفئة": ["no_heating"],
    "الاسونسور ما يخدمش": ["lift_down"],
    "ماكاش الما سخون": ["no_hot_water"],
    "sem aquecimento desde ontem": ["no_heating"],
    "no funciona la calefacción": ["no_heating"],
    "non funziona il riscaldamento": ["no_heating"],
    "nu avem apa calda": ["no_hot_water"],
    "nie ma ciepłej wody": ["no_hot_water"],
    "батареї холодні": ["no_heating"],
    "ліфт не працює": ["lift_down"],
    "zgubiłam klucze": ["lock_broken"],
    "moho en la pared": ["damp_mould"],
    "cieknie z sufitu": ["water_leak_major"],
    "citofono rotto": ["intercom"],
    "petekler ısınmıyor": ["no_heating"],
    "le radiateur de la chambre chauffe plus": ["no_heating"],
    "on a plus de chauffage depuis dimanche bb malade": ["no_heating"],
    "chauffagge ne fonctione plus": ["no_heating"],
    "l'eau est froide a la douche": ["no_hot_water"],
    "l'évier de la cuisine est bouché": ["drain_blocked"],
    "mes toilettes sont bouchés depuis 2 jours": ["wc_blocked"],
    "y a de l'eau qui coule du plafond de la salle de bain": ["water_leak_major"],
    "la porte d'entrée de l'immeuble est cassée": ["entrance_door"],
    "ma serrure est bloquée je peux pas rentrer": ["lock_broken"],
    "l'ascensseur est tombé en pannne": ["lift_down"],
    "ascenseur en pane encore !!!": ["lift_down"],
    "mon fils est coincé dans l'ascenseur": ["lift_person_blocked"],
    "qlq est bloqué dans lascenseur !!": ["lift_person_blocked"],
    "ya plus de lumière au 3eme palier": ["common_light"],
    "ma chambre est pleine de moisissures": ["damp_mould"],
    "la vmc fait un bruit de fou": ["ventilation"],
    "ma fenêtre ferme mal ya de lair froid": ["window_broken"],
    "une prise fait des étincelles": ["electrical_danger"],
    "la chasse d'eau fuit": ["plumbing_fixture"],
    "sa sent legout ds la salle de bain": ["sewage_smell"],
    "on a des cafards ds la cuisine": ["pest_cockroach"],
    "trou dans le plancher": ["floor_danger"],
    "les boites aux lettres ont été forcées": ["tag_damage"],
    "garde corps du balcon qui bouge": ["balcony_guardrail"],
    "fuite deau sous levier sa coule grave": ["water_leak_major"],
    "leau rentre par la fenetre quan i drache": ["infiltration"],
    "sa sent le gaz dans lescalier": ["gas_smell"],
    "je crois que la chaudiere fuit le gaz": ["gas_smell"],
    "tag et vitre cassé entrée 4": ["tag_damage", "window_broken"],
    "chauffage": ["no_heating"],
    "لا توجد تدفئة منذ ثلاثة أيام": ["no_heating"],
    "المصعد معطل": ["lift_down"],
    "asansör yine bozuk": ["lift_down"],
    "banyoda su sızıyor": ["water_leak_minor"],
    "the lift is broken again": ["lift_down"],
    "no heating for three days": ["no_heating"],
    "chauffage ma khdamch hadi 3 iyam": ["no_heating"],
}
NO_PROBLEM = [
    "j'ai pas payé la facture d'eau",
    "je peux pas payer le chauffage",
    "le voisin du dessus fait du bruit",
    "j'ai plus d'argent",
    "la caf a coupé mon apl",
    "je suis en panne de voiture",
    "Bonjour je suis locataire au 3eme",
    "je suis fatigué malade",
    "ma mere peut plus monter dans la baignoire",
    "g raté une echeance du plan",
    "je craque",
    "kelle heure il est",
    "garde alterné je sui seul maintenan",
    "le petit vieu tout seul il mange pas",
    "STOP",
    "4eme sans ascenseur jai 78 ans",
    "je veux parler a kelkun",
    "merci beaucoup",
]


def read(text):
    """Read the codes told by a message, in its order."""
    return [item.value for item in find_problems(*find_phrases(text))]


def test_every_problem_of_the_catalogue_has_words():
    assert list(get_problem_lexicon().misspelt) == CODES


@pytest.mark.parametrize("code", CODES)
def test_every_problem_has_four_misspelt_phrases_at_least(code):
    assert len(get_problem_lexicon().misspelt[code]) >= 4


@pytest.mark.parametrize(("code", "phrase"), [*MISSPELT, *WRITTEN])
def test_every_phrase_of_the_lexicon_is_read_as_its_problem(code, phrase):
    assert read(phrase.replace("=", ""))[:1] == [code]


@pytest.mark.parametrize(("text", "expected"), MESSAGES.items(), ids=MESSAGES)
def test_a_tenant_s_words_tell_the_problem(text, expected):
    assert read(text)[: len(expected)] == expected


@pytest.mark.parametrize("text", NO_PROBLEM)
def test_other_messages_tell_no_problem(text):
    assert read(text) == []


def test_a_large_leak_is_not_told_twice():
    assert read("fuite deau sous levier sa coule grave") == ["water_leak_major"]

"""Residences and towns of a landlord made up for the tests."""

from datetime import UTC, datetime

import pytest

from nlu.entities import find_entities
from nlu.folding import fold_text
from nlu.places import Gazetteer, Named

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
TOWNS = {
    "Denain": "59172",
    "Lille": "59350",
    "Hem": "59299",
    "Loos": "59360",
    "Douai": "59178",
    "Roubaix": "59512",
    "Dunkerque": "59183",
    "Maubeuge": "59392",
    "Grande-Synthe": "59271",
    "Saint-Amand-les-Eaux": "59526",
    "Mons-en-Barœul": "59410",
    "Villeneuve-d'Ascq": "59009",
    "Tourcoing": "59599",
    "Halluin": "59279",
}
RESIDENCES = {
    "Les Tilleuls": "Denain",
    "Résidence du Haut Beffroi": "Lille",
    "Le Carillon": "Tourcoing",
    "Les Berges": "Halluin",
    "La Dune": "Dunkerque",
    "Les Saules": "Loos",
    "L’Anémone": "Grande-Synthe",
    "Le Grand Moulin": "Douai",
    "Résidence Cœur de Roubaisis": "Roubaix",
    "Les Bruyères": "Maubeuge",
}
GAZETTEER = Gazetteer(
    residences=tuple(
        Named(id=name, name=name, town_insee=TOWNS[town]) for name, town in RESIDENCES.items()
    ),
    towns=tuple(Named(id=insee, name=name) for name, insee in TOWNS.items()),
)

SAID = {
    "je suis mme Brumelle residence les Tilleuls": ["Les Tilleuls"],
    "les tilleuls": ["Les Tilleuls"],
    "tilleul": ["Les Tilleuls"],
    "tileul": ["Les Tilleuls"],
    "jabite aux tileuls ya plus deau": ["Les Tilleuls"],
    "12 rue des Saules apt 34": ["Les Saules"],
    "residence haut befroi": ["Résidence du Haut Beffroi"],
    "j'habite au hautbeffroi bat C": ["Résidence du Haut Beffroi"],
    "coeur de roubaisi": ["Résidence Cœur de Roubaisis"],
    "j'habite le carillon": ["Le Carillon"],
    "je suis à la Dune": ["La Dune"],
    "c'est le carillon bat C": ["Le Carillon"],
    "pas la bonne résidence, c'est plutôt le carillon": ["Le Carillon"],
    "lanemone": [],
    "l'anemone": ["L’Anémone"],
    "au grand moulain la porte est cassée": ["Le Grand Moulin"],
    "saken f residence les Tilleuls": ["Les Tilleuls"],
    "proposer une asso pour un budget a Denain": ["59172"],
    "je cherche un t4 a douai": ["59178"],
    "j'habite à Hem": ["59299"],
    "lille": ["59350"],
    "roubai": ["59512"],
    "st amand": ["59526"],
    "la grande synthe": ["59271"],
    "grandesynthe": ["59271"],
    "mobeuge": ["59392"],
    "maubeuje": ["59392"],
    "les tilleuls a denain": ["59172", "Les Tilleuls"],
}
ORDINARY = [
    "le carillon de la porte marche pas depuis hier",
    "on va se promener sur les berges dimanche avec les petits",
    "hem je sais pas trop quoi faire madame",
    "je viens demain matin avec la dame",
    "la lune est belle ce soir sur la ville",
    "cette semaine je suis en vacances",
    "jai les loos dans le ventre madame la",
    "il y a une dune de poubelles devant la porte du hall",
    "les moulins tournent bien par ici monsieur",
    "plus de chauffage dans la chambre",
    "merci beaucoup bonne journee a vous",
]


@pytest.mark.parametrize(("text", "expected"), SAID.items(), ids=SAID)
def test_a_place_is_found_with_the_spelling_people_use(text, expected):
    found = GAZETTEER.find(fold_text(text))

    assert sorted(str(item.value) for item in found) == sorted(expected)


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_sentence_names_no_place(text):
    assert GAZETTEER.find(fold_text(text)) == ()


def test_the_town_decides_between_two_residences_of_one_name():
    gazetteer = Gazetteer(
        residences=(
            Named(id="one", name="Les Peupliers", town_insee="59172"),
            Named(id="two", name="Les Peupliers", town_insee="59512"),
        ),
        towns=GAZETTEER.towns,
    )

    found = gazetteer.find(fold_text("les peupliers a roubaix"))

    assert [item.value for item in found if item.name == "residence"] == ["two"]


def test_the_nearest_residences_are_offered_as_buttons():
    near = GAZETTEER.near("les tilluls", limit=3)

    assert near[0].name == "Les Tilleuls"
    assert len(near) == 3


def test_the_nearest_town_is_offered_too():
    assert GAZETTEER.near_towns("Mobeuge")[0].name == "Maubeuge"


def test_an_empty_gazetteer_finds_nothing():
    assert Gazetteer().find(fold_text("les tilleuls a denain")) == ()
    assert Gazetteer().near("les tilleuls") == ()


ARABIC = {
    "ليل": ("town", "Lille"),
    "أسكن في روبيه": ("town", "Roubaix"),
    "توركوان": ("town", "Tourcoing"),
    "أنا في دانكيرك": ("town", "Dunkerque"),
    "لي تيول": ("residence", "Les Tilleuls"),
    "الكاريون": ("residence", "Le Carillon"),
    "إقامة لي بوبلييه": ("residence", "Les Peupliers"),
}
NOT_PLACES = (
    "في الليل",
    "التدفئة لا تعمل منذ شهرين",
    "لا أعرف",
    "زوجي مريض",
    "في المطبخ",
    "من فضلك",
)
IN_THE_NORTH = Gazetteer(
    residences=tuple(
        Named(id=n, name=n) for n in ("Les Tilleuls", "Le Carillon", "Les Peupliers")
    ),
    towns=tuple(Named(id=n, name=n) for n in ("Lille", "Roubaix", "Tourcoing", "Dunkerque")),
)


@pytest.mark.parametrize(("said", "place"), ARABIC.items(), ids=str)
def test_a_place_written_in_arabic_letters_is_read(said, place):
    found = IN_THE_NORTH.find(fold_text(said))

    assert [(item.name, item.value) for item in found] == [place]


@pytest.mark.parametrize("said", NOT_PLACES)
def test_arabic_words_of_every_day_are_no_places(said):
    assert IN_THE_NORTH.find(fold_text(said)) == ()


def test_both_a_residence_and_its_town_are_read_in_arabic_letters():
    found = IN_THE_NORTH.find(fold_text("لي تيول في روبيه"))

    assert {item.value for item in found} == {"Les Tilleuls", "Roubaix"}


@pytest.mark.parametrize(
    "text",
    [
        "Carillon, à Tourcoing",
        "j'habite carillon à tourcoing depuis 3 ans",
        "carillon tourcoing 4e",
    ],
)
def test_an_ordinary_name_before_its_own_town_is_the_residence(text):
    assert "Le Carillon" in [item.value for item in GAZETTEER.find(fold_text(text))]


@pytest.mark.parametrize(
    ("text", "floor"),
    [
        ("carillon tourcoing 4e", [4]),
        ("carillon tourcoing au 4ème", [4]),
        ("les tilleuls denain 2e, porte gauche", [2]),
        ("les tilleuls denain depuis le 4e jour", []),
        ("le 4e", [4]),
        ("4e", [4]),
        ("le 4e mois", []),
        ("40e", []),
    ],
)
def test_a_rank_alone_or_beside_a_residence_is_the_floor(text, floor):
    found = find_entities(text, now=NOW, gazetteer=GAZETTEER)

    assert [item.value for item in found if item.name == "floor"] == floor


@pytest.mark.parametrize(
    "said", ["saules loos 3e etage apt 31", "les saules, loos", "saules loos"]
)
def test_a_short_town_behind_its_own_residence_is_the_town(said):
    found = find_entities(said, now=NOW, language="fr", gazetteer=GAZETTEER)

    named = {e.name: e.text for e in found if e.name in {"residence", "town"}}
    assert named["town"] == "loos"
    assert "saules" in named["residence"]

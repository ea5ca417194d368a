"""Building, entrance, floor, dwelling and postcode."""

import pytest

from nlu.addresses import find_addresses
from nlu.folding import fold_text
from nlu.numbers import write_digits

ADDRESSES = {
    "c moi karim batiment C": [("building", "C")],
    "non pardon batiment C": [("building", "C")],
    "non batiment 3": [("building", "3")],
    "on bat a 3": [],
    "C blok 2. kat": [("building", "C"), ("floor", 2)],
    "bat b entree 4": [("building", "B"), ("entrance", "4")],
    "bât. 3": [("building", "3")],
    "tour 2 au 7eme": [("building", "2"), ("floor", 7)],
    "tag et vitre cassé entrée 4": [("entrance", "4")],
    "59220 denain entrée B": [("entrance", "B"), ("postcode", "59220")],
    "apt 34": [("dwelling", "34")],
    "appartement n°12": [("dwelling", "12")],
    "situation Tilleuls B34": [("dwelling", "B34")],
    "Bonjour je suis locataire au 3eme": [("floor", 3)],
    "au feu 3eme etage": [("floor", 3)],
    "troisieme etage": [("floor", 3)],
    "la dame du 2eme": [("floor", 2)],
    "etage 5": [("floor", 5)],
    "les poubelle deborde au rdc": [("floor", 0)],
    "logement rez-de-chaussée": [("floor", 0)],
    "au premier": [("floor", 1)],
    "third floor": [("floor", 3)],
    "3. katta": [("floor", 3)],
    "الطابق الثالث": [("floor", 3)],
    "les tilleuls 3 poverkh": [],
    "живу на третьому поверсі": [("floor", 3)],
    "этаж 4": [("floor", 4)],
    "na trzecim piętrze": [("floor", 3)],
    "etajul 2 scara B": [("floor", 2), ("entrance", "B")],
    "sto al terzo piano": [("floor", 3)],
    "2º andar": [("floor", 2)],
    "winda na klatce i na schodach": [],
    "je joue du piano 2 fois": [],
    "mon mari me bat a coups de poing": [],
    "le batiment c sale": [],
    "jveux bosser dans le batiment": [],
    "repeindre les halls": [],
    "jai refusé la 1ere proposition": [],
    "la 3eme fois que japel": [],
    "le 1er decembre": [],
    "on est 2 dans un f5": [],
    "59220 euros": [],
}


@pytest.mark.parametrize(("text", "expected"), ADDRESSES.items(), ids=ADDRESSES)
def test_a_place_in_a_residence_is_read(text, expected):
    found = find_addresses(write_digits(fold_text(text)))

    assert sorted((item.name, item.value) for item in found) == sorted(expected)

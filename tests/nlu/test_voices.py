"""What tenants name in their own voices: spoken, hurried, misspelt, young, old, from elsewhere.

Each line gives every thing of one kind that the message names; an empty list is a message in which
that kind of thing is easily seen and is not there. Read on Wednesday 25 November 2026.
"""

from datetime import UTC, datetime

import pytest

from nlu.entities import find_entities
from nlu.language import follow
from nlu.places import Gazetteer, Named

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
GAZETTEER = Gazetteer(
    residences=tuple(
        Named(id=name, name=name)
        for name in ("Les Glycines", "Le Carillon", "Les Pommiers", "La Gare", "Le Grand Moulin")
    ),
    towns=tuple(
        Named(id=name, name=name)
        for name in (
            "Lille", "Douai", "Denain", "Roubaix", "Tourcoing", "Maubeuge", "Cambrai", "Halluin",
            "Hazebrouck", "Valenciennes", "Dunkerque", "Armentières", "Wattrelos", "Croix", "Hem",
            "Aulnoye-Aymeries", "Villeneuve-d'Ascq", "Saint-Amand-les-Eaux", "Anzin", "Bailleul",
        )
    ),
)  # fmt: skip

AMOUNTS = {
    "jpeux vous verser 60 pas plus pour le moment": [60],
    "je doi encore neuf cent quatre vingt si jme trompe pas": [980],
    "on me réclame 742,18 alors que j'ai les reçus": [742.18],
    "ma facture d'eau de 96,40 elle est pas normale": [96.4],
    "vous me prenez 38 euros 20 de charges en plus tous les mois": [38.2],
    "il reste 15 euros et 60 centimes sur mon compte madame": [15.6],
    "Je peux donner entre 40 et 60 euros, selon le mois.": [40, 60],
    "j'donnerai 30 ou 40 euros min fieu peut point plus": [30, 40],
    "une cinquantaine d'euros par mois ça irait": [50],
    "on m'a pris 200 euros en septembre et 230 en octobre, c'est quoi": [200, 230],
    "bah écoutez je touche six cent sept euros du rsa point": [607],
    "j'ai une dette de 1 340 chez vous je crois": [1340],
    "tg c 85€ le loyer du garage ??": [85],
    "je rembourse 45 chaque mois depuis mars": [45],
    "loyer 523 apl 310 faites le calcul": [523, 310],
    "I can only pay 70 this month sorry": [70],
    "puedo pagar ochenta euros al mes": [80],
    "posso pagar cinquenta euros por mês": [50],
    "pot să plătesc o sută de euro pe lună": [100],
    "mogę zapłacić sto dwadzieścia euro": [120],
    "можу платити сорок євро на місяць": [40],
    "posso pagare trenta euro al mese": [30],
    "ayda altmış avro ödeyebilirim": [60],
    "نقدر نخلص مية وخمسين يورو": [150],
    "je peux payer le 12": [],
    "vous me demandez 12 papiers différents": [],
    "je dois 3 loyers": [],
    "je paie depuis 20 ans sans retard": [],
    "mon appartement fait 42,50 m2": [],
    "il fait 14,50 degrés dans la chambre": [],
    "je verse dans 10 jours promis": [],
    "j'ai payé en 2024 toute la dette": [],
    "vous me devez 2 réponses": [],
    "je touche le fond à 54 ans": [],
    "mon studio fait 24 mètres et on m'en demande 42 pour ma femme": [],
    "j'ai 1 340 de dette et je propose 80 par mois": [1340, 80],
    "350 de loyer pour un rsa de 640 c'est impossible": [350, 640],
    "ma facture 4512 je la comprends pas": [],
    "je peux pas mettre 22 au thermostat": [],
    "le chèque 3391 il est pas encaissé": [],
    "j'habite 250 rue du Moulin et je dois 90 euros": [90],
}
PEOPLE = {
    "on é 5 dan un t2 cé pu possib": [("people_count", 5)],
    "Nous voilà trois depuis la naissance": [("people_count", 3)],
    "ché mi une famille de 6 dins eune tiote maison": [("people_count", 6)],
    "on vit à quatre dans le studio": [("people_count", 4)],
    "on dort à 7 dans deux pièces": [("people_count", 7)],
    "je vis seule depuis le décès de mon mari": [("people_count", 1)],
    "c'est pour une personne seule": [("people_count", 1)],
    "on sera 5 en janvier avec le bébé": [("people_count", 5)],
    "ns sommes six ds le logement": [("people_count", 6)],
    "there are five of us in one bedroom": [("people_count", 5)],
    "somos cuatro en el piso": [("people_count", 4)],
    "siamo in cinque in casa": [("people_count", 5)],
    "suntem trei persoane": [("people_count", 3)],
    "jest nas czworo w mieszkaniu": [("people_count", 4)],
    "нас п'ятеро в квартирі": [("people_count", 5)],
    "evde altı kişiyiz": [("people_count", 6)],
    "نحن خمسة في البيت": [("people_count", 5)],
    "j'élève seul mes trois garçons": [("children_count", 3)],
    "maman d'une petite fille, je cherche un f2": [("children_count", 1)],
    "j'ai un fils et deux filles": [("children_count", 3)],
    "2 loulous a la maison et un troisieme en route": [("children_count", 2)],
    "tengo dos hijos pequeños": [("children_count", 2)],
    "mam troje dzieci": [("children_count", 3)],
    "ho due bambini": [("children_count", 2)],
    "am trei copii mici": [("children_count", 3)],
    "tenho 2 filhos": [("children_count", 2)],
    "у мене двоє дітей": [("children_count", 2)],
    "on est 2 jours avant la fin du mois": [],
    "on est le 5 et toujours rien": [],
    "la lumière seule ne suffit pas": [],
    "on est à 3 relances déjà": [],
    "on est au 4e": [],
    "une seule personne m'a répondu": [],
    "je suis seule et j'ai peur": [],
    "on était onze dans le salon": [],
    "je suis seul dans un grand f4": [("people_count", 1)],
}
MONTHS_COUNTS = {
    "jvai avoir deux mois de loyer en retard": [2],
    "je peux payer en quatre fois svp": [4],
    "si je fais 10 fois 45 euros vous etes d'accord": [10],
    "on peut étaler la dette sur deux ans ?": [24],
    "étalez moi ça sur un an": [12],
    "un loyer de 512 euros pour un taudis": [],
    "j'ai un loyer de retard c'est tout": [1],
    "jdoi 3 loyer": [3],
    "dix échéances de 40": [10],
    "je suis en retard d'un trimestre": [3],
    "two months behind with my rent": [2],
    "debo tres meses de alquiler": [3],
    "devo due mesi di affitto": [2],
    "datorez trei luni de chirie": [3],
    "zalegam dwa miesiące z czynszem": [2],
    "iki aylık kira borcum var": [2],
    "chaque mois c'est pareil": [],
    "12 fois 17 ça fait combien": [],
    "on étale la dette sur un an et demi": [],
    "le 3 du mois": [],
    "il me reste un mois de préavis": [1],
    "une échéance de 90 euros c'est trop": [],
}
MONTHS = {
    "le papié davril svp": ["2026-04"],
    "kittance d'oktobre": ["2026-10"],
    "les loyers de juin juillet et août": ["2026-06", "2026-07", "2026-08"],
    "le loyé de septanbre il est payé": ["2026-09"],
    "j'ai pas eu l'avis de janvié": ["2027-01"],
    "la facture du mois d'aout": ["2026-08"],
    "quittances avril mai juin merci": ["2026-04", "2026-05", "2026-06"],
    "el recibo de octubre por favor": ["2026-10"],
    "il canone di settembre": ["2026-09"],
    "chiria pe octombrie": ["2026-10"],
    "czynsz za październik": ["2026-10"],
    "оренда за жовтень": ["2026-10"],
    "o recibo de outubro": ["2026-10"],
    "ekim ayının makbuzu": ["2026-10"],
    "mai jai rien recu moi": [],
    "je ne sais pas out jai mis le papier": [],
}
TOWNS = {
    "un t3 a roubé ou dans le coin": ["Roubaix"],
    "jabite a mobeuje": ["Maubeuge"],
    "je cherche sur tourcouin": ["Tourcoing"],
    "muté a canbré le mois prochain": ["Cambrai"],
    "on est a aluin": ["Halluin"],
    "vers azebrouc svp": ["Hazebrouck"],
    "mi j'sus d'valincienne": ["Valenciennes"],
    "un travail a dinkerque": ["Dunkerque"],
    "j'habite armantiere": ["Armentières"],
    "wattrelo rue de la paix": ["Wattrelos"],
    "ville de doué": ["Douai"],
    "a vilneuve dask": ["Villeneuve-d'Ascq"],
    "mutation pour bayeul": ["Bailleul"],
    "st amant les eaux": ["Saint-Amand-les-Eaux"],
    "je suis sur denin": ["Denain"],
    "près de anzain": ["Anzin"],
    "mon fils est très doué à l'école": [],
    "je crois que la dame a raison": [],
    "a demain alors madame": [],
    "je suis cambré depuis mon accident de dos": [],
    "on habite au 12 rue de Lille": [],
    "avenue de Denain au 3": [],
    "il faut une salle de bain a l'aise": [],
}
RESIDENCES = {
    "au carillion y a plus de lumière": ["Le Carillon"],
    "ma mère est aux pommiers bat 2": ["Les Pommiers"],
    "je descends à la gare ce soir": [],
    "le carillon de l'entrée sonne tout seul": [],
    "les pommiers du jardin sont malades": [],
    "chu aux glicines": ["Les Glycines"],
}
SECTORS = {
    "jcherche dans le ménage ou l'entretien": ["cleaning"],
    "un taf de peintre en batiment": ["painting", "masonry"],
    "je voudrais bosser dans le bâtiment": ["masonry"],
    "I saw the caretaker post in the hall and would love it": ["caretaking"],
    "chu cariste avec les caces": ["logistics"],
    "j'aimerais faire de l'aide à domicile": ["care"],
    "plongeur dans un resto ou une cantine": ["kitchen"],
    "le poste de gardien il est toujours libre": ["caretaking"],
    "agent de propreté en cdi c'est bon pour moi": ["cleaning"],
    "plongeuse ou autre du moment que ça paye": ["kitchen"],
    "le gardien de l'immeuble est en congé": [],
    "y a du travail pour un maçon": ["masonry"],
    "jsuis dispo pour les espaces vert": ["green_spaces"],
    "I worked as a cleaner, cleaning offices": ["cleaning"],
    "temizlik işi arıyorum": ["cleaning"],
    "bâtiment B porte 12, plus de lumière": [],
    "y a une fuite au batiment c depuis hier": [],
    "l'immeuble du batiment principal est sale": [],
    "la peinture du plafond s'écaille dans la salle de bain": [],
    "le plombier est passé hier pour le wc": [],
    "mon déménagement est prévu samedi matin à huit heures": [],
    "l'électricien n'est jamais venu chez moi": [],
    "le ménage des escaliers n'est pas fait depuis deux semaines": [],
    "le jardin derrière l'immeuble est plein de déchets": [],
}
MOMENTS = {
    "je passe lundi déposer le chèque": [("date", "2026-11-30")],
    "je paye vendredi sans faute": [("date", "2026-11-27")],
    "je vous verse ça mardi": [("date", "2026-12-01")],
    "j'ai payé lundi au guichet": [("date", "2026-11-23")],
    "j'ai donné le papier au gardien le 16": [("date", "2026-11-16")],
    "on a signalé la panne le 10": [("date", "2026-11-10")],
    "le jeudi 10 à 9 heures ça me va": [("date", "2026-12-10"), ("time", "09:00")],
    "entre une heure et trois heures de l'après-midi": [
        ("day_part", "afternoon"), ("time", "13:00-15:00"),
    ],
    "le plafond goutte depuis le mois d'octobre": [("since", "2026-10-01")],
    "le 3 décembre ou le lendemain": [("date", "2026-12-03"), ("date", "2026-12-04")],
    "il est seul maintenant": [],
    "mañana a las 10": [("date", "2026-11-26"), ("time", "10:00")],
    "no hay calefacción desde hace tres días": [("since", "2026-11-22")],
    "não tenho água há dois dias": [("since", "2026-11-23")],
    "amanhã de manhã": [("date", "2026-11-26"), ("day_part", "morning")],
    "nu avem căldură de trei zile": [("since", "2026-11-22")],
    "nie ma ogrzewania od trzech dni": [("since", "2026-11-22")],
    "przyjdę jutro o 14:00 proszę bardzo": [("date", "2026-11-26"), ("time", "14:00")],
    "немає води з понеділка": [("since", "2026-11-23")],
    "завтра о 10:00": [("date", "2026-11-26"), ("time", "10:00")],
    "non c'è riscaldamento da tre giorni": [("since", "2026-11-22")],
    "domani alle 9": [("date", "2026-11-26"), ("time", "09:00")],
    "el lunes": [("date", "2026-11-30")],
    "5 grudnia": [("date", "2026-12-05")],
    "5 грудня": [("date", "2026-12-05")],
}  # fmt: skip
NUMBERS = {
    "mon portable zéro six douze trente quatre cinquante six soixante dix huit": [
        ("phone", "+33612345678")
    ],
    "c'est le zéro sept, quarante, onze, vingt-deux, trente-trois": [("phone", "+33740112233")],
    "06 quarante cinq 12 dix huit 90": [("phone", "+33645121890")],
    "sans sms : zero trois vingt sept quatre vingt dix onze douze": [
        ("phone", "+33327901112"),
    ],
    "mi número es 06 39 98 45 12": [("phone", "+33639984512")],
    "mój numer +48 601 234 567": [("phone", "+48601234567")],
    "+380 67 123 45 67": [("phone", "+380671234567")],
    "mon numéro de client un trois cinq sept neuf deux": [("tenant_number", "135792")],
    "mon matricule c'est 1 3 5 7 9 2": [("tenant_number", "135792")],
    "locataire numéro treize cinquante sept quatre vingt douze": [("tenant_number", "135792")],
    "j'ai six enfants de douze à trente ans": [],
    "trois quatre cinq six fois que j'appelle": [],
}
KINDS = {
    "amount": AMOUNTS,
    "months_count": MONTHS_COUNTS,
    "month": MONTHS,
    "town": TOWNS,
    "residence": RESIDENCES,
    "sector": SECTORS,
}
COUNTED = {"people_count", "children_count"}
TIMES = {"date", "since", "time", "day_part", "month"}
GIVEN = {"phone", "tenant_number"}
SEVERAL = [(COUNTED, PEOPLE), (TIMES, MOMENTS), (GIVEN, NUMBERS)]


def read(text, names):
    """Read the things of some kinds, in the language that the words are in."""
    found = find_entities(text, now=NOW, language=follow(text, None), gazetteer=GAZETTEER)
    return sorted((item.name, item.value) for item in found if item.name in names)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        pytest.param(name, text, values, id=f"{name}: {text}")
        for name, said in KINDS.items()
        for text, values in said.items()
    ],
)
def test_a_thing_is_read_in_any_voice_and_what_is_none_is_left(name, text, expected):
    assert [value for _, value in read(text, {name})] == sorted(expected)


@pytest.mark.parametrize(
    ("names", "text", "expected"),
    [
        pytest.param(names, text, things, id=text)
        for names, said in SEVERAL
        for text, things in said.items()
    ],
)
def test_people_moments_and_numbers_are_read_in_any_voice(names, text, expected):
    assert read(text, names) == sorted(expected)

"""Dangers known by their words: machines without current, carbon monoxide, lifts; and what is none of it."""

import pytest

from nlu.model import read_scale
from nlu.safety import watch

BARS = read_scale().safety
NO_DOUBT = {"emergency_gas": (0.0, 0.0)}  # a model that finds nothing
FIRES = {
    "emergency_life_support": [
        "on m'a coupé l'électricité ce matin pour impayé et mon mari est sous oxygène",
        "mon mari est sous oxygène et on n'a plus de courant",
        "coupure edf ce matin, ma fille est dialysée à la maison",
        "on m'a coupé le courant et mon mari a un appareil pour respirer",
        "panne de courant et la pompe qui nourrit mon fils s'est arrêtée",
        "sa fé 2h kon a pa de couran et ma fille a une machine pour respirer",
        "no power since this morning, my daughter is on a ventilator",
        "annem solunum cihazına bağlı, elektrik yok", "قطعوا الكهرباء وزوجي على الاكسجين",
        "9t3ou lina do w rajli 3la oxygene",
    ],
    "emergency_monoxide": [
        "on chauffe avec le barbecue dedans on a tous mal a la tete",
        "les voisins chauffent au charbon dans l'appart et le petit a vomi",
        "groupe électrogène sur le balcon fermé, on a des vertiges", "alarme co qui hurle",
        "poêle à bois allumé, on a tous la nausée et mal à la tête",
        "we heat with the barbecue inside and we all have a headache",
        "karbonmonoksit alarmı çalıyor", "نتدفأ بالفحم داخل البيت ورأسنا يوجعنا",
        "kansekhno b lfakher f dar w rassi kaydourr",
        "أشعر بدوار والسخان يعمل", "the carbon alarm keeps going off", "kombi çalışınca başım dönüyor",
        "le chauffe eau fait une flamme jaune et on a tous envie de dormir",
        "the water heater is on and we all feel sick",
    ],
    "emergency_lift": [
        "ya un monsieur dans lascenseur il tape il est bloqué",
        "on entend quelqu'un taper dans l'ascenseur", "on est dedans, l'ascenseur est bloqué",
        "ascenseur en panne, il y a une personne à l'intérieur",
        "there is a man in the lift, he is stuck and banging",
        "asansörün içinde biri var, kapı açılmıyor", "في واحد داخل المصعد والمصعد واقف",
        "wa7d rajel f lascenseur kaydreb f lbab",
    ],
    "emergency_suicide": ["je veux plus vivre", "marre de vivre", "je veux plus vivre ici je veux mourir"],
    "emergency_gas": ["pas de chauffage et odeur de gaz dans la cuisine", "kayna ri7t lgaz f dar"],
    "emergency_fire": [
        "3afia f dar", "العافية شاعلة في الدار", "le plafond de la chambre s'est effondré",
        "la cloison elle est effondrée", "tout s'est écroulé dans la cuisine",
        "je suis effondrée, le plafond de la chambre s'est effondré",
    ],
    "emergency_violence_home": [
        "mon mari m'a frappée en août", "il m'étrangle", "جارتي تصرخ كل ليلة وزوجها يضربها",
        "mon ex tourne en bas de l'immeuble, il m'a dit qu'il allait me bruler",
        "her husband beats her every night",
    ],
    "emergency_assault": [
        "la dame du 4 elle crie au secours à travers la porte", "somebody is screaming for help",
    ],
    "emergency_medical": [
        "ma mère a fait un malaise en août et là elle répond plus", "my kid can't breathe",
        "çocuk yere düştü kalkmıyor", "чоловік впав і не встає, допоможіть",
        "la porte du parking est tombée sur la jambe de mon mari", "mama ta7et w ma katnoudch",
        "he fell in the stairs and can't get up", "ma mère s'est effondrée dans la cuisine",
        "mon père est tombé et n'arrive plus à se lever",
    ],
}  # fmt: skip
ASKS = {
    "emergency_life_support": ["on va me couper le courant lundi et mon mari est sous oxygène"],
    "emergency_monoxide": [
        "on se chauffe au barbecue dans le salon",
        "mal au crâne tous les soirs et ça passe quand on sort",
        "la flamme de la chaudière est jaune",
    ],
    "emergency_suicide": [
        "je prie Dieu de me prendre", "ses cachets sont là, le soir je les compte",
        "au bout de combien de jours on me trouverait",
    ],
    "emergency_fire": ["la cuisine et la cave en feu, c'était en mai", "t7re9 chhar li fat"],
    "emergency_medical": [
        "my husband had a heart attack in June",
        "la vieille du 3e j'ai pas vu de lumière depuis samedi et ça sent mauvais",
    ],
}  # fmt: skip
NONE = [
    "plus d'électricité et j'ai l'insuline dans le frigo",
    "mon mari est sous oxygène, peut on avoir un logement au rez de chaussée ?",
    "le courant est revenu, mon mari est sous oxygène, merci", "mon four ne chauffe plus",
    "karbonmonoksit ölçen geldi, sıfır çıktı", "asansör zeminde kilitli kaldı, içi boş",
    "une dame de 82 ans habite au 5e, l'ascenseur est en panne",
    "je veux plus vivre dans cet immeuble", "marre de vivre ici, trop de bruit",
    "je veux plus vivre avec lui", "ma mère a fait un malaise en août… elle va bien",
    "plafond tombé en février, votre maçon l'a refait",
    "geçen ay gaz kaçağı vardı, tamir edildi", "الشهر الماضي كان هناك تسرب غاز وتم اصلاحه",
    "ils tirent des feux d'artifice toute la nuit", "le voisin tire la chasse à 3h du matin",
    "j'ai garé ma poussette dans le hall", "j'ai failli m'étrangler avec mon café",
    "je veux en finir avec votre relance", "si un jour y a le feu j'appelle qui",
    "la porte coupe-feu ne ferme plus", "I nearly had a heart attack when I saw the balance",
    "allah ya3tikom l3afia, 3andi mochkil f robinet", "الله يعطيكم العافية",
    "ما فيه لا ريحة لا غاز", "ça ne sent pas le gaz", "there is no gas smell", "makaynch ri7t lgaz",
    "mañana hay simulacro de incendio",
    "mon père est mort ce matin, je suis effondrée", "je suis effondré, ma femme m'a quitté",
    "ma mère est effondrée depuis le décès de papa", "on est tous effondrés",
    "elle s'est effondrée en larmes", "tout s'écroule autour de moi",
    "le plafond fuit encore et je suis effondrée", "ma vie s'est effondrée",
    "ça court au dessus, on dirait que le plafond va s'écrouler",
    "mon voisin tape dans un ballon contre mon mur", "ma femme est tombée enceinte",
    "ça brule quand je fais pipi", "voisin, musique à fond j'en peux plus jvais le tuer lol",
    "my boiler is leaking and my father is 82 and he's sick",
    "the kids jump off the bed all night", "l'eau me tombe sur la tête sous la douche",
]  # fmt: skip


def said(text: str):
    return watch(text, NO_DOUBT, (), BARS)


@pytest.mark.parametrize(
    ("danger", "text"), [(danger, text) for danger, texts in FIRES.items() for text in texts]
)
def test_a_danger_is_known_by_its_words_in_any_order(danger, text):
    assert (said(text).level, said(text).intent) == ("fire", danger)


@pytest.mark.parametrize(
    ("danger", "text"), [(danger, text) for danger, texts in ASKS.items() for text in texts]
)
def test_what_may_be_a_danger_or_is_told_as_past_is_asked_about(danger, text):
    assert (said(text).level, said(text).intent) == ("ask", danger)


@pytest.mark.parametrize("text", NONE)
def test_words_that_frighten_nobody_raise_nothing(text):
    assert said(text).level == "none"


def test_a_guess_of_gas_is_not_believed_where_its_smell_is_denied():
    guess = {"emergency_gas": (0.9, 0.95)}

    assert watch("pas d'odeur de gaz, juste plus de chauffage", guess, (), BARS).level == "none"
    assert watch("je ne sais pas ce que c'est, ça pique", guess, (), BARS).level == "fire"


@pytest.mark.parametrize(
    "text",
    [
        "le prix de l'eau flambe", "la peinture s'écaille et le plafond noircit",
        "moisissure dans la chambre et le plafond s'est noirci",
        "the fire alarm went off during a drill, the light does not work",
        "un incendie l'an dernier et le mur est toujours noir", "le plafond fuit, je suis effondrée",
    ],
)  # fmt: skip
def test_a_guess_of_fire_is_not_believed_where_its_words_mean_something_else(text):
    assert watch(text, {"emergency_fire": (0.7, 0.9)}, (), BARS).level == "none"


@pytest.mark.parametrize(
    ("danger", "likely", "told", "level"),
    [
        ("emergency_violence_home", 0.14, {"lock_broken"}, "none"),
        ("emergency_violence_home", 0.2, {"lock_broken"}, "ask"),
        ("emergency_suicide", 0.14, {"lock_broken"}, "ask"),  # nobody who may die is passed over
        ("emergency_fire", 0.14, {"lock_broken"}, "ask"),
        ("emergency_child", 0.53, {"no_water", "baby"}, "none"),
        ("emergency_child", 0.53, {"no_water"}, "ask"),
        ("emergency_child", 0.53, {"baby"}, "ask"),
    ],
)
def test_people_are_hardly_a_danger_where_a_plain_defect_is_told(danger, likely, told, level):
    guess, meant = {danger: (likely, likely)}, {"home_repair": 0.6, danger: 0.2}

    assert (
        watch("il me faut quelqu'un aux Tilleuls", guess, (), BARS, meant=meant, told=told).level
        == level
    )


def test_a_word_of_danger_is_heard_beside_a_plain_defect():
    guess, meant = {"emergency_assault": (0.1, 0.1)}, {"home_repair": 0.9}
    text = "la serrure est cassée, il a un couteau dans la main"

    assert watch(text, guess, (), BARS, meant=meant, told={"lock_broken"}).level != "none"


def test_who_tells_a_death_is_not_asked_who_hurts_them_on_a_faint_guess():
    guess = {"emergency_child": (0.4, 0.42)}

    assert watch("mon père est mort ce matin à l'hôpital", guess, (), BARS).level == "none"
    assert watch("ce matin mon père est parti à l'hôpital", guess, (), BARS).level == "ask"


def test_a_guess_of_gas_beside_a_brazier_is_carbon_monoxide():
    guess = {"emergency_gas": (0.9, 0.95)}

    assert watch("brasero au salon, maman dort", guess, (), BARS).intent == "emergency_monoxide"
    assert watch("ça pique la gorge au salon", guess, (), BARS).intent == "emergency_gas"


def test_a_model_that_is_sure_of_a_danger_now_is_believed_whatever_the_day():
    sure = {"emergency_medical": (0.99, 1.0)}

    assert watch("tombée hier, la hanche, je suis au sol", sure, (), BARS).level == "fire"

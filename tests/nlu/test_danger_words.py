"""Dangers known by their words: machines without current, carbon monoxide, lifts; and what is none of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from nlu import danger_words
from nlu.danger_words import find_danger, look_for_danger
from nlu.examples import read_examples
from nlu.model import read_scale
from nlu.safety import watch

LEXICON = Path(danger_words.__file__).parent / "lexicons" / "safety.yaml"
BARS = read_scale().bars("other")
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
        "la chaudière fait des flammes orange", "la chaudiere fait une flamme jaune et plein de suie",
        "on se chauffe au barbecue dans le salon",
        "piecyk gazowy, mdli nas wszystkich i boli glowa",
    ],
    "emergency_lift": [
        "ya un monsieur dans lascenseur il tape il est bloqué",
        "on entend quelqu'un taper dans l'ascenseur", "on est dedans, l'ascenseur est bloqué",
        "ascenseur en panne, il y a une personne à l'intérieur",
        "there is a man in the lift, he is stuck and banging",
        "asansörün içinde biri var, kapı açılmıyor", "في واحد داخل المصعد والمصعد واقف",
        "wa7d rajel f lascenseur kaydreb f lbab",
        "лифт сломан, я застряла внутри", "я застряла в ліфті", "zaciąłem się w windzie",
        "siamo bloccati nell'ascensore", "quedamos atrapados en el ascensor",
        "estou presa no elevador", "sunt blocată în lift",
    ],
    "emergency_suicide": [
        "je veux plus vivre", "marre de vivre", "je veux plus vivre ici je veux mourir",
        "nu mai vreau sa traiesc, in seara asta termin", "I don't want to live in this world",
        "no quiero vivir en este mundo", "intihar edicem yeter", "nie chce zyc w tym swiecie", "не хочу жить в этом мире",
        "não quero viver neste mundo", "non voglio vivere in questo mondo",
    ],
    "emergency_child": [
        "mon pti garson di que son papa lui touche la zezette",
        "ma fille dit que tonton met sa main dans sa culotte",
    ],
    "emergency_gas": [
        "ça sent les oeufs pourris dans tout l'appart", "pas de chauffage et odeur de gaz dans la cuisine", "kayna ri7t lgaz f dar",
    ],
    "emergency_fire": [
        "3afia f dar", "العافية شاعلة في الدار", "le plafond de la chambre s'est effondré",
        "la cloison elle est effondrée", "tout s'est écroulé dans la cuisine",
        "je suis effondrée, le plafond de la chambre s'est effondré",
        "la chaudière est en feu, des flammes sortent", "le rideau prend feu", "help feu appart 32",
        "З розетки йде дим коли вмикаю чайник",
    ],
    "emergency_violence_home": [
        "mon mari m'a frappée en août", "il m'étrangle", "جارتي تصرخ كل ليلة وزوجها يضربها",
        "mon ex tourne en bas de l'immeuble, il m'a dit qu'il allait me bruler",
        "her husband beats her every night",
    ],
    "emergency_assault": [
        "la dame du 4 elle crie au secours à travers la porte", "somebody is screaming for help",
        "l'ouvrier m'a mis la main aux fesses", "le gardien m'a tripotée dans la cave",
        "le plombier il a voulu m'embrasser de force", "мене побили", "agression en cours hall 12",
    ],
    "emergency_medical": [
        "ma mère a fait un malaise en août et là elle répond plus", "my kid can't breathe",
        "dziecko wypilo wybielacz", "copilul a baut inalbitor", "el niño se ha bebido la lejía",
        "o menino bebeu lixívia", "la bambina ha bevuto candeggina", "дитина випила білизну",
        "у ребенка судороги", "ребенок выпал из окна", "wlidi tah men balcon",
        "papa est tombé il est par terre depuis cette nuit", "مرتي جاها الوجع تاع الزيادة",
        "çocuk yere düştü kalkmıyor", "чоловік впав і не встає, допоможіть",
        "la porte du parking est tombée sur la jambe de mon mari", "mama ta7et w ma katnoudch",
        "he fell in the stairs and can't get up", "ma mère s'est effondrée dans la cuisine",
        "mon père est tombé et n'arrive plus à se lever",
        "impossible de la réveiller elle ronfle", "jarive pa a le reveillé il dort depui hier",
        "I can't wake my husband", "javel et détartrant dans les wc, je tousse et j'ai mal à respirer",
    ],
}  # fmt: skip
ASKS = {
    "emergency_life_support": ["on va me couper le courant lundi et mon mari est sous oxygène"],
    "emergency_monoxide": [
        "mal au crâne tous les soirs et ça passe quand on sort",
        "la flamme de la chaudière est jaune",
    ],
    "emergency_suicide": [
        "je prie Dieu de me prendre", "ses cachets sont là, le soir je les compte",
        "au bout de combien de jours on me trouverait", "j'ai envie de tout casser",
        "لم أعد أستطيع", "ma b9itch n9der",
        "si on m'expulse je réponds plus de rien",
        "je ne vois pas pourquoi je continuerais", "je ne suis utile à personne",
        "je vois pas pourquoi continuer",
    ],
    "emergency_gas": ["ça sent l'oeuf pourri dans l'évier", "gaz!!!! 4eme gauche"],
    "emergency_violence_home": [
        "la nuit je mets la commode devant la porte", "je me barricade dans ma chambre",
        "c'est mon mari qui garde toute la paye", "mon conjoint me donne jamais un euro",
        "j'ai pas accès au compte, mon mari a tout", "my husband won't give me any money",
        "mon mari casse tout", "mon fils a cassé la vitre de colère",
    ],
    "emergency_assault": [
        "on me force a nettoyer chez lui sans payer", "il m'oblige à travailler gratuitement",
        "le patron a confisqué nos passeports",
    ],
    "emergency_fire": [
        "feu appart 32", "alarma de incendio sigue sonando", "v kvartyri iskryt rozetka",
        "my pipes burst water everywhere near the fuse box",
        "la cuisine et la cave en feu, c'était en mai", "t7re9 chhar li fat",
        "j'ai peur que ça prenne feu", "la prise de la machine à laver est brulante",
    ],
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
    "on a crevé mes quatre pneus", "le voisin m'a fermé la porte au nez", "un rat mort dans la cave",
    "I don't want to live in this flat", "no quiero vivir con mis vecinos", "nie chce zyc w tym bloku",
    "nu mai vreau sa traiesc cu vecinii", "personne répond au standard",
    "je vais tout casser à l'agence", "mon fils a cassé la vitre avec son ballon",
    "mon mari a cassé la clé dans la serrure", "mon mari touche sa paye le 5",
    "je n'arrive pas à réveiller mon fils pour l'école", "javel et vinaigre n'enlèvent pas le moisi",
    "j'ai calé la porte avec une chaise, la serrure est cassée",
    "le technicien a touché au thermostat", "le gardien touche pas aux parties communes",
    "لم أعد أستطيع دفع الإيجار", "ma b9itch n9der nkhelles lkra",
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


def ways_to_say() -> list[tuple[str, str]]:
    """Each way to say something of the lexicon, with the part of the file it stands in."""
    kept = yaml.safe_load(LEXICON.read_text(encoding="utf-8"))

    def below(node: object, part: str) -> Iterator[tuple[str, str]]:
        if isinstance(node, dict):
            for value in node.values():
                yield from below(value, part)
        else:
            yield from ((part, str(way)) for way in node)

    return [way for part, node in kept.items() if part != "together" for way in below(node, part)]


def test_no_way_to_say_a_danger_has_a_space_within_an_alternative():
    broken = [
        way
        for _, way in ways_to_say()
        for word in way.split()
        if "(" in word.strip("()") or word.startswith("(") != word.endswith(")")
    ]

    assert broken == []


def test_no_way_to_say_a_danger_ends_in_words_that_may_lack():
    # "havale (geçiriyor)" was once a fit, and a transfer of money too
    taken_away = {"cut", "aside", "denied"}
    last = [(way, way.split()[-1]) for part, way in ways_to_say() if part not in taken_away]

    assert [way for way, word in last if word.startswith("(") or word == ".."] == []


@pytest.mark.parametrize(
    "text",
    ["лифт застрял и не едет", "ascensore bloccato al terzo piano", "o elevador está preso",
     "havale yaptım", "جاني كوميسار دو جوستيس", "can't talk french", "skoczę na pocztę", "mi tira tardi",
     "peur de mon retard", "غسيل ولا يوجد كهرباء", "tengo miedo de perder el piso", "نسيت الموعد جاني ضيف",
     "não vale a pena vir amanhã", "нет сил ждать лифт", "mi último día de trabajo"],
)  # fmt: skip
def test_common_words_that_begin_a_danger_are_none(text):
    assert not find_danger(text)


@pytest.mark.parametrize(
    "text",
    ["il a failli m'étrangler", "mon mari a failli m'étouffer avec un oreiller", "elle a manqué de me tuer",
     "çocuk havale geçiriyor", "جاني الطلق", "skoczę z mostu", "mi tira i capelli"],
)  # fmt: skip
def test_what_nearly_killed_somebody_is_no_way_to_speak(text):
    assert said(text).level == "fire"


@pytest.mark.parametrize(
    "text",
    ["je suis enceinte", "il tape à ma porte", "on a crevé mes pneus", "le petit, il a 6 ans",
     "estou em casa e o vizinho também", "no hay salida", "po co mi to"],
)  # fmt: skip
def test_what_frightens_nobody_by_itself_does_not_calm_the_rest(text):
    assert not look_for_danger(text).harmless


@pytest.mark.parametrize("text", NONE)
def test_words_that_frighten_nobody_raise_nothing(text):
    assert said(text).level == "none"


@pytest.mark.parametrize(
    ("danger", "text"),
    [
        ("emergency_violence_home", "ma femme m'a quitté, je dors plus"),
        ("emergency_violence_home", "g peur kon me mette dehors"),
        ("emergency_assault", "je suis tombée dans l'escalier, il faut une rampe"),
        ("emergency_fire", "de l'eau goutte du plafond"),
        ("emergency_gas", "le chat de la voisine est mort et ça pue"),
        ("emergency_suicide", "clés perdues, on est devant notre porte avec les petits"),
        ("emergency_violence_home", "j'ai oublié mes clés, on attend dehors"),
    ],
)
def test_a_guess_is_not_believed_where_the_words_say_what_it_is(danger, text):
    assert watch(text, {danger: (0.3, 0.5)}, (), BARS).level == "none"


@pytest.mark.parametrize(
    ("danger", "text"),
    [
        ("emergency_violence_home", "ma femme m'a quitté et son frère me surveille"),
        ("emergency_violence_home", "j'ai peur que mon mari me mette dehors"),
        ("emergency_assault", "il m'a poussée, je suis tombée dans l'escalier"),
        ("emergency_fire", "de l'eau goutte du plafond sur le compteur"),
        ("emergency_fire", "le plafond fait un ventre et goutte"),
        ("emergency_suicide", "j'ai perdu mes clés, je suis dehors et j'ai envie de rien"),
        ("emergency_violence_home", "clés perdues, je suis dehors et il revient"),
        ("emergency_suicide", "ma femme m'a quitté, plus rien n'a de goût"),
    ],
)
def test_it_is_believed_where_they_say_more(danger, text):
    assert watch(text, {danger: (0.3, 0.5)}, (), BARS).level != "none"


def test_what_frightens_nobody_does_so_in_none_of_its_clauses():
    clause = {"emergency_assault": (0.1, 0.8)}

    said_so = watch("il a frappé à ma porte pour la musique", NO_DOUBT, [clause], BARS)
    assert said_so.level == "none"
    assert watch("il a frappé pour la musique", NO_DOUBT, [clause], BARS).level == "ask"


@pytest.mark.parametrize(
    "text",
    [
        "dwa lata temu napadli mnie na klatce, teraz chce zmienic mieszkanie",
        "торік у нас була пожежа, тому документів немає",
        "l'anno scorso c'è stato un incendio nel palazzo",
        "iki yıl önce kocam beni dövüyordu, boşandık",
        "قبل سنتين زوجي كان يضربني والآن نحن مطلقين",
        "3 lata temu pożar zniszczył nam mieszkanie",
    ],
)
def test_a_danger_of_years_ago_is_asked_about_in_any_language(text):
    assert watch(text, {}, (), BARS).level == "ask"


@pytest.mark.parametrize(
    "text",
    [
        "napadli mnie na klatce",
        "dwa lata temu wyszłam za mąż, napadli mnie na klatce i nadal tam są",
        "два роки тому була пожежа, зараз знову пожежа",
        "iki yıl önce evlendik, kocam beni dövüyor",
        "on s'est mariés il y a deux ans, mon mari me frappe",
    ],
)
def test_a_danger_of_today_is_not_softened_by_a_day_long_ago(text):
    assert watch(text, {}, (), BARS).level == "fire"


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


HARMLESS = [e for e in read_examples() if not e.intent.startswith("emergency_")]


@pytest.mark.parametrize("language", sorted({e.language for e in HARMLESS}))
def test_words_alone_hardly_ever_frighten_who_is_in_no_danger(language):
    levels = [
        {hit.pattern.level for hit in find_danger(e.text)}
        for e in HARMLESS
        if e.language == language
    ]

    assert sum("fire" in said for said in levels) / len(levels) <= 0.01  # measured .008 at most
    assert sum(bool(said & {"fire", "ask"}) for said in levels) / len(levels) <= 0.025


@pytest.mark.parametrize(
    "cry",
    ["AU SECOURS !!!", "danger", "à l'aide vite", "help me please", "imdat", "yardım edin lütfen",
     "النجدة", "الحقوني", "помогите!!!", "Допоможіть будь ласка", "pomocy", "ajutor", "aiuto!",
     "socorro", "sos sos sos", "foc!!!", "FOC FOC", "j'ai peur", "J’ai trop peur !", "i'm so scared",
     "tengo miedo", "ho paura", "tenho muito medo", "mi-e frică", "boję się", "korkuyorum",
     "мне страшно", "мені дуже страшно", "أنا خائفة", "rani khayfa"],
)  # fmt: skip
def test_a_cry_for_help_and_nothing_else_is_asked_about(cry):
    assert watch(cry, {}, (), BARS).level == "ask"


@pytest.mark.parametrize(
    "words",
    [
        "help",
        "aidez moi à remplir un papier",
        "ajutor social",
        "meciul a fost foc",
        "svp",
        "moi vite",
        "merci",
    ],
)
def test_who_asks_for_help_with_something_else_is_not(words):
    assert watch(words, {}, (), BARS).level == "none"

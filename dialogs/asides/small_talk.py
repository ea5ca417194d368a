"""Short answers that need no form: hello, thanks, help, language, stop, where is my case."""

import re
from collections.abc import Callable
from dataclasses import replace

from dialogs.answers.plain_answers import PLACE_NAMES, only_fills_a_form
from dialogs.answers.reading import read_payload
from dialogs.asides.menu import A_PERSON, FOUR_CHOICES
from dialogs.asides.stopping import stop_notices
from dialogs.asides.when_asked import asks_when
from dialogs.effects import (
    AddToCase,
    Choice,
    Complain,
    Effect,
    HandOver,
    Say,
    SetLanguage,
)
from dialogs.languages import only_asks_whether, wanted_languages, wants_an_interpreter
from dialogs.needs.by_words import AFRAID, LEGAL, fears_eviction
from dialogs.needs.openings import only_opens
from dialogs.needs.told_now import told_now
from dialogs.open_case.nobody_came import says_nobody_came
from dialogs.open_case.status_asked import status
from dialogs.scene import Scene, Turn, find_entity
from dialogs.telling import report
from dialogs.telling.consent import JOB_OFFERS
from dialogs.telling.sending import only_takes_note, only_thanks
from dialogs.telling.shared import phone_kept, with_shared
from dialogs.telling.wanted import CALLBACK, wanting
from nlu.folding import fold_word

FEARED = (FOUR_CHOICES[0], Choice("choose.form=legal_paper", "legal_paper.label"))
COMMANDS = {  # words that work in every chat: the intent each stands for
    "/start": "greet",
    "start": "greet",
    "/aide": "ask_bot_help",
    "/help": "ask_bot_help",
    "/statut": "case_status",
    "/langue": "change_language",
    "/humain": "ask_human",
    "/stop": "opt_out",
    "stop": "opt_out",
    "/mesdonnees": "privacy_request",
    "/annuler": "cancel",
    "statut": "case_status",
    "status": "case_status",
}
FOR_THE_PROGRAM = frozenset({"opt_out", "case_status", "change_language", "privacy_request"})


def is_for_the_program(scene: Scene) -> bool:
    """Tell whether a message is a command that no agent can carry out in words."""
    return COMMANDS.get(scene.heard.text.strip().casefold()) in FOR_THE_PROGRAM


def command(scene: Scene) -> Turn | None:
    """Honour a command; one that is not known says nothing about others."""
    said = scene.heard.text.strip().casefold()
    word = said.split()[0] if said else ""
    intent = COMMANDS.get(said) or (COMMANDS.get(word) if word.startswith("/") else None)
    if intent is not None:
        return _by_intent(scene, intent)
    if word.startswith("/"):
        return Turn(scene.conversation, (Say("command.unknown"),))
    button = read_payload(scene.heard.payload)
    if button is not None and button[0] == "language":
        return _language(scene, button[2])
    return None


def only_begins(scene: Scene) -> Turn | None:
    """Let somebody tell who says only that they will, or not how to begin."""
    told = scene.conversation.topics or scene.heard.payload
    opens = not told and only_opens(fold_word(scene.heard.text))
    return _hello(scene) if opens else None


def answer(scene: Scene) -> Turn | None:
    """Answer what needs no form."""
    if scene.heard.answer.kind == "human":
        return _by_intent(scene, "ask_human")
    said = fold_word(scene.heard.text)
    if GOODBYE.match(said):  # "bonne journée" begins like a hello
        return _by_intent(scene, "thank_bye")
    if BETTER.match(said):
        return _say(Say("mended.good"))(scene)
    return _by_intent(scene, scene.intent) if scene.intent else None


def _by_intent(scene: Scene, intent: str) -> Turn | None:
    if intent in ANSWERS:
        return ANSWERS[intent](scene)
    form = next((f.name for f in scene.forms.values() if intent in f.started_by), None)
    return report.start_form(scene, form) if form else None


def _say(*effects: Effect) -> Callable[[Scene], Turn]:
    def answered(scene: Scene) -> Turn:
        calm = replace(scene.conversation, misses=0)
        return Turn(calm, (*effects, *report.repeat_question(scene)))

    return answered


def _greet(scene: Scene) -> Turn | None:
    """Greet who greets; "le matin" and "au 3e" name something, and greet nobody."""
    if scene.heard.understood.entities and not GREETS.match(fold_word(scene.heard.text)):
        return None
    if scene.conversation.topics:
        return _go_on(scene)
    return _hello(scene)


def _hello(scene: Scene) -> Turn:
    hello = "hello.first" if scene.known.new_here else "hello.back"
    said = Say(hello, {"landlord": scene.known.landlord}, FOUR_CHOICES)
    return Turn(replace(scene.conversation, misses=0), (said,))


def _go_on(scene: Scene) -> Turn:
    """Greet back in the middle of a report, and recall what it is about."""
    labels = tuple(Say(f"{topic.form}.label") for topic in scene.conversation.topics)
    return _say(Say("hello.go_on", {"labels": labels}))(scene)


def hello_in_a_report(scene: Scene) -> Turn | None:
    """Take a bare hello for a hello, whatever was asked: it answers no question."""
    bare = HELLO.match(fold_word(scene.heard.text).strip(" !.,?"))
    return _go_on(scene) if bare and scene.conversation.topics else None


def thanked(scene: Scene) -> Turn | None:
    """Take a thank you for one, and an "ok" after sending: they ask for no appointment.

    Where a question is open it is put again (no_answer.py); at the end of a report it sends it
    (confirming.py).
    """
    at_the_end = (scene.conversation.asked or "").startswith("report.")
    at_rest = not scene.conversation.topics and not scene.conversation.asked
    noted = at_rest and bool(scene.known.open_cases) and only_takes_note(scene.heard.text)
    if scene.heard.payload or at_the_end or not (noted or only_thanks(scene.heard.text)):
        return None
    return _say(Say("thanks.welcome"))(scene)


_A_SHORT_FEAR = 5  # words: "vous allez me virer ?" tells nothing else


def afraid_of_eviction(scene: Scene) -> Turn | None:
    """Answer "vous allez me mettre dehors ?": it is a fear, and no paper from a bailiff."""
    dated = scene.gathered.answers.get("legal_paper")  # a date is said with it: that is kept
    asks = re.search(AFRAID, fold_word(scene.heard.text))
    fears = asks or (fears_eviction(scene.heard.text) and not scene.conversation.topics)
    if scene.heard.payload or dated or not fears:
        return None
    short = asks and len(scene.heard.text.split()) <= _A_SHORT_FEAR
    if not short and {need.form for need in told_now(scene)} - LEGAL:
        return None  # what is told beside is taken, and the fear is met first
    return _say(Say("legal_paper.fear", choices=FEARED))(scene)


def _change_language(scene: Scene) -> Turn:
    for code in wanted_languages(scene.heard.text):
        if code in scene.known.languages:
            called = _called_in(scene, code)
            return called or _offered(scene, code) or _language(scene, code)
    if wants_an_interpreter(scene.heard.text):
        return report.start_form(scene, "callback")
    choices = tuple(Choice(f"language.set={c}", f"language.{c}") for c in scene.known.languages)
    return Turn(scene.conversation, (Say("language.which", choices=choices),))


def _called_in(scene: Scene, code: str) -> Turn | None:
    """Let a person call who asks for one beside a language: "can someone call me in english"."""
    text = scene.heard.text
    if not CALL_ME.search(fold_word(text)) and not wants_an_interpreter(text):
        return None
    changed = replace(scene.conversation, language=code, language_chosen=True, misses=0)
    asked = report.start_form(scene.now_in(changed), "callback")
    return Turn(asked.conversation, (SetLanguage(code), *asked.effects))


def _offered(scene: Scene, code: str) -> Turn | None:
    """Ask, in both languages, whether to go on in the one that they ask about in another."""
    now = scene.conversation.language
    if code in {now, scene.heard.understood.language} or not only_asks_whether(scene.heard.text):
        return None
    both = (code, now) if now in scene.known.languages else (code,)
    choices = tuple(Choice(f"language.set={c}", f"language.{c}") for c in both)
    asked = replace(scene.conversation, misses=0, language_offered=code)
    return Turn(asked, (Say(f"language.offer.{code}", choices=choices),))


def language_agreed(scene: Scene) -> Turn | None:
    """Go on in the language that was offered, on a yes."""
    offered = scene.conversation.language_offered
    bare = scene.heard.answer.kind == "yes" and not scene.heard.answer.rest
    return _language(scene, offered) if offered and bare and not scene.heard.payload else None


def _language(scene: Scene, code: str) -> Turn:
    if code not in scene.known.languages:
        return Turn(scene.conversation, (Say("language.which"),))
    changed = replace(scene.conversation, language=code, language_chosen=True, misses=0)
    done: tuple[Effect, ...] = (SetLanguage(code), Say("language.done"))
    return Turn(changed, (*done, *report.repeat_question(scene)))


def _complaint(scene: Scene) -> Turn:
    if scene.known.open_cases:
        return _say(Complain(scene.heard.text))(scene)
    problem = find_entity(scene.heard, "problem_type")
    if problem is None:
        asked = report.start_form(scene, "callback")
        sorry = (Say("late.sorry"),) if says_nobody_came(scene.heard.text) else ()
        return Turn(asked.conversation, (*sorry, *asked.effects))
    likely = {guess.name: guess.confidence for guess in scene.heard.understood.ranking}
    common = likely.get("common_area_fault", 0.0) > likely.get("home_repair", 0.0)
    form = "common_area" if common else "home_repair"
    return report.start_form(scene, form, {"problem_type": problem})


def when_asked(scene: Scene) -> Turn | None:
    """Answer "quand ?" with where the case stands, or say honestly that no date is known yet."""
    problem = find_entity(scene.heard, "problem_type") is not None
    answers = (scene.conversation.asked or "").endswith(".moment") and "?" not in scene.heard.text
    if scene.heard.payload or problem or answers or not asks_when(scene.heard.text):
        return None
    if scene.known.open_cases:
        return status(scene)
    known_later = bool(scene.conversation.topics)
    return _say(Say("when.once_sent") if known_later else Say("when.not_known"))(scene)


def cancel_open_case(scene: Scene) -> Turn | None:
    """Tell the agency that a request is wanted no more: only a person ends a case."""
    said = fold_word(scene.heard.text).strip(" .!")
    about_it = CANCEL_CASE.search(said) or (
        CANCEL_ALL.fullmatch(said) and "appointment" not in scene.sent
    )
    if not about_it or scene.conversation.topics or not scene.known.open_cases:
        return None
    return _say(HandOver("wants_to_cancel"), Say("case.cancel_asked"))(scene)


def _cancel(scene: Scene) -> Turn:
    if not scene.conversation.topics:
        return Turn(scene.conversation.at_rest(), (Say("report.nothing_to_cancel"),))
    return Turn(replace(scene.conversation.at_rest(), shared={}), (Say("report.cancelled"),))


def _thanks(scene: Scene) -> Turn:
    """Answer thanks; "j'ai un problème" is none, whatever it resembles."""
    said, problem = fold_word(scene.heard.text), find_entity(scene.heard, "problem_type")
    if problem is not None:
        return report.start_form(scene, "home_repair", {"problem_type": problem})
    if A_PROBLEM.search(said) and not scene.conversation.topics:
        return Turn(scene.conversation, (Say("lost.tell_me", choices=FOUR_CHOICES),))
    return _say(Say("thanks.welcome"))(scene)


def _yes_or_no(scene: Scene) -> Turn | None:
    """Ask what a yes or a no to nothing is about."""
    says_more = scene.known.open_cases and scene.heard.answer.rest
    if scene.conversation.topics or scene.conversation.asked or says_more:
        return None
    return Turn(scene.conversation, (Say("lost.tell_me", choices=FOUR_CHOICES),))


def _out_of_scope(scene: Scene) -> Turn | None:
    """Say what is not ours; the second time in a row a person reads (engine.lost)."""
    if scene.conversation.misses or len(scene.heard.text.split()) < FEWEST_WORDS:
        return None
    missed = replace(scene.conversation, misses=1)
    question = report.repeat_question(scene)
    said = Say("lost.out_of_scope", choices=() if question else FOUR_CHOICES)
    return Turn(missed, (said, *question))


ANSWERS: dict[str, Callable[[Scene], Turn | None]] = {
    "greet": _greet,
    "thank_bye": _thanks,
    "ask_bot_help": _say(Say("help.what_i_do")),
    "change_language": _change_language,
    "opt_out": stop_notices,
    "case_status": status,
    "complain_no_answer": _complaint,
    "cancel": _cancel,
    "out_of_scope": _out_of_scope,
    "affirm": _yes_or_no,
    "deny": _yes_or_no,
}


def only_where(scene: Scene) -> Turn | None:
    """Keep an address with the open case, or ask what happens there: it tells no need."""
    elsewhere = scene.conversation.asked not in {None, JOB_OFFERS}
    if scene.conversation.topics or elsewhere or scene.heard.payload:
        return None
    said = scene.heard.answer.rest or scene.heard.text  # "non pardon, bâtiment C"
    where = ONLY_WHERE.match(fold_word(said).strip(" .!"))
    if not where and not (scene.known.open_cases and _only_a_detail(scene)):
        return None
    if scene.known.open_cases:
        added = AddToCase(scene.heard.text, scene.heard.media)
        calm = replace(scene.conversation, misses=0)
        return Turn(calm, (added, Say("case.added"), *report.repeat_question(scene)))
    return Turn(scene.conversation, (Say("lost.tell_me", choices=FOUR_CHOICES),))


def place_alone(scene: Scene) -> Turn | None:
    """Keep a place said alone after a question was answered, and thank for it."""
    named = {entity.name for entity in scene.heard.understood.entities}
    answered = scene.conversation.asked == "choose.form" and not scene.conversation.topics
    if not answered or not named & {"residence", "town"} or not only_fills_a_form(scene.heard):
        return None
    words = "\n".join(scene.conversation.unread)
    kept = with_shared(scene, wanting(scene.conversation, CALLBACK, words))  # a yes takes it
    return Turn(kept, (Say("place.kept", choices=A_PERSON),))


def number_alone(scene: Scene) -> Turn | None:
    """Keep a number to call that is said before anything else, and ask what happens."""
    at_rest = not (scene.conversation.topics or scene.conversation.asked)
    if not at_rest or scene.known.open_cases or not only_fills_a_form(scene.heard):
        return None
    kept = with_shared(scene, replace(scene.conversation, misses=0))
    said = phone_kept(scene.conversation.shared, kept.shared)
    return Turn(kept, (*said, Say("lost.tell_me", choices=FOUR_CHOICES))) if said else None


def _only_a_detail(scene: Scene) -> bool:
    """Tell a number to call, a place or a part of the day, said alone after a case was opened."""
    named = {entity.name for entity in scene.heard.understood.entities}
    fills = bool(named & {*PLACE_NAMES, "phone"}) and only_fills_a_form(scene.heard)
    when = bool(named & {"day_part", "time"}) and len(scene.heard.text.split()) < FEWEST_WORDS
    return fills or when


def detail_for_open_case(scene: Scene) -> Turn | None:
    """Keep words that start nothing new with the open case: "vous pouvez ajouter ici"."""
    said_enough = len(scene.heard.text.split()) >= FEWEST_WORDS
    about_us = scene.heard.understood.intent != "out_of_scope"
    if not scene.known.open_cases or scene.conversation.topics or not (said_enough and about_us):
        return None
    added = AddToCase(scene.heard.text, scene.heard.media)
    return Turn(replace(scene.conversation, misses=0), (added, Say("case.added")))


FEWEST_WORDS = 3
A_PROBLEM = re.compile(
    r"\b(?:problemes?|soucis?|pb|truc a (?:dire|signaler)|fuites?|pannes?|problem|sorun\w*)\b|مشكل"
)
_HELLO = (
    r"(?:re|rebonjour|rebonsoir|salut|slt|bonjour|bjr|bonsoir|bsr|coucou|cc|hello|hi|hey|"
    r"good (?:morning|evening)|merhaba|selam|iyi (?:gunler|aksamlar)|salam|slm|salam alaykoum|"
    r"مرحبا|سلام|السلام عليكم|صباح الخير|مساء الخير)"
)
HELLO = re.compile(rf"^(?:{_HELLO}(?: |$))+(?:a (?:vous|tous)|madame|monsieur|palier)?$")
GREETS = re.compile(rf"{_HELLO}(?!\w)")
_FLOOR = r"(?:au )?(?:\d{1,2} ?(?:er|e|eme|em|ieme)?|premier|rdc|rez de chaussee) ?(?:etage|etaj)?"
_STOREY = r"au (?:\d{1,2} ?(?:er|e|eme|em|ieme)|premier|rdc)"
_PART = r"(?:bat(?:iment)?|entree|porte|appart\w*|escalier|hall|cage) ?\w{1,4}"
ONLY_WHERE = re.compile(
    rf"^(?:(?:je suis |j'habite |c'est )?"
    rf"(?:{_PART}|{_FLOOR}(?<=etage)|{_STOREY}|rdc|rez de chaussee)"
    r"[ ,]*)+$"
)
CALL_ME = re.compile(
    r"\b(?:call|phone|ring) (?:me|us)\b|\bcall(?:ed)? back\b|\br?appel\w* ?-?(?:moi|nous)\b|"
    r"\b(?:me|m'|nous) ?r?appel\w+|\b(?:beni|bizi) ara\w*|(?:اتصل\w*|يتصل\w*) بي"
)
GOODBYE = re.compile(
    r"^(?:(?:merci|ok|bon|allez)\w* )*(?:bonne (?:journee|soiree|nuit|fin|aprem\w*)|au revoir|"
    r"a (?:bientot|plus|demain)|bye|goodbye|see you|good night|have a (?:nice|good)|hosca kal\w*|"
    r"gorusuruz|iyi geceler|مع السلامه|الي اللقاء|تصبح\w* علي خير|bslama|beslama)\b"
)
BETTER = re.compile(  # good news of a person, and nothing else
    r"^(?:(?:merci|ok|oui|non|bonjour|la) )*(?:"
    r"(?:(?:je|elle|il|on) va(?:is)?|jvais|je me sens|[cs]a va|tout va) "
    r"(?:bcp |beaucoup |bien |deja |un peu )?mieux|tout va bien|"
    r"i (?:feel|am) (?:much )?better|(?:daha )?iyiyim|"
    r"انا (?:احسن|افضل|بخير)|rani (?:mli7|labas|mlih))"
    r"(?: (?:maintenant|merci|aujourd'?hui|depuis hier|now|thanks|thank you|شكرا|tesekkurler))*"
    r"[ .!]*$"
)
_PLEASE = r"svp|stp|s'? ?il vous plait|merci|please|lutfen|finalement|bonjour|non|pardon"
CANCEL_ALL = re.compile(
    rf"(?:(?:{_PLEASE}|je (?:veux|voudrais|souhaite)|il faut|vous pouvez|i want to)[ ,]+)*"
    r"(?:l'|tout |t'|j')?(?:annul\w*|anul(?:er|e|ez)|cancel|iptal(?: edin| et)?|الغ\w*|"
    r"laiss\w+ tomber|plus besoin)"
    rf"(?:[ ,]+(?:{_PLEASE}|tout|tt|ca|sa|cela|everything|all|it|that|hepsini|كل شي\w*|الكل))*"
)
CANCEL_CASE = re.compile(
    r"\b(?:annul\w*|anul\w*|supprim\w*|ferm\w*|cancel|iptal|الغ\w*)\b.*"
    r"\b(?:demandes?|dossiers?|signalement|request|case|talebi\w*|طلب\w*)\b"
)

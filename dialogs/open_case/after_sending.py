"""What is said once a case is open: it goes to that case, and starts no second report."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from dialogs.answers.told_by_words import AVAILABILITY
from dialogs.conversation import Conversation
from dialogs.effects import AddToCase, Complain, HandOver, OpenCase, Say, TellStatus
from dialogs.needs.told_now import told_now
from dialogs.scene import Scene, Turn, find_entity
from dialogs.telling import report
from nlu.folding import fold_word

CALLBACK = "callback"
A_FEW_WORDS = 10
_NOT_KEPT = re.compile(
    r"\b(?:alors que (?:c'? ?est|c'? ?etait|vous|on)|comme|c'? ?etait) "
    r"(?:[^\W_]+ ){0,3}?(?:prevu|promis|convenu|dit)\b|"
    r"\b(?:devai[st]|deviez|devaient) (?:me |nous |m'|pourtant )*"
    r"(?:r?appeler|venir|passer|repondre|ecrire)\b|"
    r"\b(?:vous aviez|vous avez|on m'a|on m'avait|vous m'avez|vous m'aviez) (?:promis|dit)\b"
    r".{0,40}\b(?:r?appel\w*|ven\w+|pass\w+)\b.{0,30}\b(?:pas|personne|rien)\b|"
    r"\b(?:vous (?:m'|nous )?(?:avez|aviez)|on (?:m'|nous )(?:a|avait)) (?:dit|promis|ecrit) "
    r"(?:[^\W_]+ ){0,2}?(?:avant|pour|lundi|mardi|mercredi|jeudi|vendredi|samedi|demain|hier|"
    r"ce soir|cette semaine|la semaine)\b|"
    r"\b(?:promised|supposed) to (?:call|come|visit)|"
    r"\b(?:arayacakti\w*|gelecekti\w*)\b|(?:وعدتم\w*|وعدتني) "
)
_CAME_TO_NOTHING = re.compile(
    r"\b(?:pas|jamais|personne|rien|toujours|not|nobody|never|\w+ma(?:di|dı)\w*)\b|"
    r"(?<!\w)(?:لم|ما|لا)(?!\w)"
)
_MOVES_THE_CALL = re.compile(
    r"\b(?:chang\w+|decal\w+|report\w+|modifi\w+|avanc\w+|change|move)\b.{0,20}"
    r"\b(?:heure|horaire|rappel|appel|call)\b"
)
_RATHER = re.compile(
    r"\b(?:mieux|plutot|prefer\w+|finalement|en fait|plus possible|pas dispo\w*|pas la|better|"
    r"rather|instead|daha iyi|tercih\w*)\b|افضل|احسن"
)
_BY_THE_WAY = re.compile(
    r"^(?:(?:ah|oh|oui|et|euh|bonjour|re|ok|merci)[ ,]+)*(?:au fait|j'? ?ai oublie|j'? ?oubliais|"
    r"(?:pour|je|a) precis\w*|en fait|par rapport a|by the way|i forgot|"
    r"bu arada|unuttum|"
    r"pour (?:le|la|les|l'|mon|ma) ?[^\W_]+ (?:c'? ?est|il|elle))\b"
)
_UPSET = re.compile(
    r"\b(?:(?:vous|ils|tout le monde) (?:vous |s'en |se |en )*"
    r"(?:fou\w*|fich\w*|moqu\w*|battez|tapez|contrefou\w*)|"
    r"(?:de ma|de notre|de la) gueule|(?:ser[vt]\w*|faites) (?:a )?(?:vraiment )?rien|"
    r"incapables?|incompetents?|nuls?|honte\w*|scandal\w*|inadmissible|inacceptable|"
    r"marre|ras le bol|n'importe quoi|fait chier|(?:bande|tas) d\w*|"
    r"you (?:do not|don'?t) care|useless|shame|disgrace|umurunuzda degil|rezalet|yeter artik|"
    r"7choum\w*|hchouma)\b|عيب|عار|لا (?:تهتمون|يهمكم)"
)
_ONE_MORE = re.compile(r"\b(?:aussi|autre|egalement|nouve\w+|another|also|baska|ayrica)\b")


def with_what_was_sent(scene: Scene, turn: Turn) -> Turn:
    """Remember of what the open case is about: a detail told next belongs to it."""
    sent = tuple(_sent(turn))
    if not sent:
        return turn
    kept = tuple(dict.fromkeys((*scene.sent, *sent)))
    return Turn(replace(turn.conversation, sent=kept), turn.effects)


def _sent(turn: Turn) -> Iterator[str]:
    for opened in (effect for effect in turn.effects if isinstance(effect, OpenCase)):
        for need in opened.needs:
            change = need.facts.get("change")
            yield f"{need.form}.{change}" if change else need.form


def forms_sent(scene: Scene) -> tuple[str, ...]:
    """Return the forms that the open case was told with; none once no case is open."""
    return tuple(of.partition(".")[0] for of in scene.sent)


def promise_not_kept(scene: Scene) -> Turn | None:
    """Regret that nobody called or came as was promised: the case asks for that call."""
    said = fold_word(scene.heard.text)
    broken = _NOT_KEPT.search(said) and _CAME_TO_NOTHING.search(said)
    others = {need.form for need in told_now(scene)} - {CALLBACK, "appointment"}
    if scene.heard.payload or not broken or others - {*forms_sent(scene)}:
        return None
    if not scene.known.open_cases:
        asked = report.start_form(scene, CALLBACK)
        return Turn(asked.conversation, (Say("late.sorry"), *asked.effects))
    told = (Say("late.sorry"), Complain(scene.heard.text), HandOver("call_promised"))
    return Turn(_calm(scene), (*told, *report.repeat_question(scene)))


def told_after(scene: Scene) -> Turn | None:
    """Take what is said of an open case to it."""
    at_rest = not scene.conversation.topics and not scene.conversation.asked
    if scene.heard.payload or not at_rest or not forms_sent(scene):
        return None
    said = fold_word(scene.heard.text)
    return next((turn for reader in _READERS if (turn := reader(scene, said))), None)


def _person_again(scene: Scene, said: str) -> Turn | None:
    """Take a second wish for a person for the same wish: it is told when somebody answers."""
    del said
    wishes = scene.heard.answer.kind == "human" or scene.intent == "ask_human"
    if not wishes or CALLBACK not in forms_sent(scene):
        return None
    added = AddToCase(scene.heard.text, scene.heard.media)
    told = (added, HandOver("asks_again"), Say("callback.same_wish"), TellStatus())
    return Turn(_calm(scene), told)


def _call_moved(scene: Scene, said: str) -> Turn | None:
    if not _MOVES_THE_CALL.search(said) or CALLBACK not in forms_sent(scene):
        return None
    return _when(scene, said) or Turn(_calm(scene), (Say("callback.tell_when"),))


def _when(scene: Scene, said: str) -> Turn | None:
    """Change when somebody is free: "en fait c'est mieux l'après-midi"."""
    short = len(said.split()) <= A_FEW_WORDS and find_entity(scene.heard, "problem_type") is None
    part = find_entity(scene.heard, "day_part")
    timed = part is not None or find_entity(scene.heard, "time") is not None
    forms = [scene.forms[form] for form in forms_sent(scene)]
    free = [(form, s) for form in forms for s in form.slots if s.name in AVAILABILITY]
    if (
        not (short and timed and free and _RATHER.search(said))
        or "rendez" in said
        or "rdv" in said
    ):
        return None
    words = scene.heard.text.strip()
    facts = {
        str(form.need): {slot.name: part if part in slot.choices else words} for form, slot in free
    }
    added = AddToCase(scene.heard.text, scene.heard.media, facts)
    return Turn(_calm(scene), (added, Say("case.when_changed")))


def _detail(scene: Scene, said: str) -> Turn | None:
    """Keep a detail of what was sent: "au fait, pour le badge, c'est le portail"."""
    told = {need.form for need in told_now(scene)}
    of_the_case = told <= set(forms_sent(scene))
    if not _BY_THE_WAY.search(said) or not of_the_case or _ONE_MORE.search(said):
        return None
    added = AddToCase(scene.heard.text, scene.heard.media)
    return Turn(_calm(scene), (added, Say("case.added")))


def _upset(scene: Scene, said: str) -> Turn | None:
    """Acknowledge an upset word, and pass it on to who answers for the case."""
    few = len(said.split()) <= A_FEW_WORDS and find_entity(scene.heard, "problem_type") is None
    if not few or told_now(scene) or not _UPSET.search(said):
        return None
    added = AddToCase(scene.heard.text, scene.heard.media)
    return Turn(_calm(scene), (added, Say("upset.heard"), TellStatus()))


def _calm(scene: Scene) -> Conversation:
    return replace(scene.conversation, misses=0)


_READERS: tuple[Callable[[Scene, str], Turn | None], ...] = (
    _call_moved,
    _person_again,
    _when,
    _detail,
    _upset,
)

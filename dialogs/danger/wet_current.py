"""Water where the current is: the board is cut first, the lamp is not touched."""

import re
from typing import Final

from dialogs.danger.danger_state import is_raised, only_asks
from dialogs.effects import Say
from dialogs.scene import Scene, Turn
from nlu.folding import fold_word

ADVICE = Say("home_repair.wet_current", urgent=True)
BOARD = Say("home_repair.wet_board", urgent=True)
_WATER = (
    r"(?:l'?eau|de l'?eau|eau|fuites?|fuit|infiltr\w*|inond\w*|goutt\w*|ruissel\w*|water|leak\w*|"
    r"drip\w*|su|el ?ma|lma)"
)
_WET = (
    r"(?:coul(?!oir|eur)\w*|goutt\w*|tomb\w*|fui\w*|sort\w*|pleut|ruissel\w*|mouill\w*|inond\w*|"
)
_WET += r"passe|leak\w*|drip\w*|com\w+|pour\w*|run\w*|akiyor|damliyor|geliyor|siziyor)"
_CURRENT = (
    r"(?:plafonnier\w*|lampes?|lustres?|ampoules?|spots?|luminaires?|appliques?|neons?|"
    r"prises?(?: electriques?)?|interrupteurs?|compteur electrique|tableau electrique|"
    r"disjoncteur\w*|(?:fils|boitier) electriques?|ceiling light|light (?:fitting|fixture|bulb)|"
    r"lamp|sockets?|plugs?|fuse ?box|avize\w*|lamba\w*|ampul\w*|priz\w*|sigorta\w*)"
)
_DRIPS = r"(?:goutt\w*|coul(?!oir|eur)\w*|fuit|mouill\w*|ruissel\w*|inond\w*|"
_DRIPS += r"plein\w* d'?eau|prend l'?eau|drip\w*|leak\w*|wet|full of water|islak|damliyor|akiyor)"
_NEAR = r"(?:(?! et |[,.;]).)"  # in the same breath
_BOTH = re.compile(
    rf"\b{_WATER}\b{_NEAR}{{0,30}}\b{_WET}\b{_NEAR}{{0,30}}\b{_CURRENT}\b|"
    rf"\b{_CURRENT}\b{_NEAR}{{0,25}}\b{_DRIPS}\b|"
    rf"\b{_WATER}\b(?! ?chaude){_NEAR}{{0,15}}\b(?:dans|sur|par|through|in|on|from)\b"
    rf"{_NEAR}{{0,8}}\b{_CURRENT}\b|"
    r"\bcourant\b.{0,25}\b(?:robinets?|douche|baignoire|evier|lavabo|eau)\b|"
    r"\b(?:pren[ds]?|pris|recu|mis|colle|donne|fait) (?:\w+ )?(?:le jus|du jus|le courant|"
    r"(?:une |des |un |le )?(?:decharges?(?: electriques?)?|chataignes?|coups? de jus))\b|"
    r"\belectric shocks?\b|\belektrik.{0,15}\bcarp(?:iyor|ti)\b|"
    r"\b(?:woda|wode|wody|kapie|cieknie|leci)\b.{0,30}\b(?:lamp\w*|zyrandol\w*|gniazdk\w*|kontakt\w*)|"
    r"(?:вод[аиу]|капа[єе]\w*|тече\w*).{0,30}(?:ламп\w*|люстр\w*|розетк\w*|щитк\w*)|"
    r"\b(?:apa|curge|picura)\b.{0,30}\b(?:priz\w*|lamp\w*|bec\w*|lustr\w*)|"
    r"\b(?:acqua|gocciola|piove)\b.{0,30}\b(?:pres[ae]|lampad\w*|contatore)\b|"
    r"\b(?:agua|gote\w*|pinga)\b.{0,30}\b(?:enchufe\w*|lampar\w*|bombilla\w*|tomada\w*|lampada\w*|"
    r"candeeiro)\b|"
    r"(?:ماء|الما|ميا?ه|تسرب).{0,30}(?:لمبه|مصباح|ثريا|مقبس|بريز|الضو|كهرباء)"
)
_SMOKE = re.compile(
    r"\b(?:fum\w*|brul\w*|flammes?|feu|smok\w*|burn\w*|fire|duman|yang\w*)\b|دخان|حريق"
)


_SPARKS = re.compile(
    r"\b(?:etincel\w*|court ?-?circuit\w*|crepit\w*|gresill\w*|flash\w*|eclairs?|"
    r"spark\w*|crackl\w*|kivilcim\w*|iskr\w*|искр\w*|іскр\w*|scintill\w*|chisp\w*|faisc\w*|"
    r"scantei\w*)\b|شرار"
)


WET_BOARD: Final = re.compile(
    rf"\b(?:{_WATER}|pluie)\b{_NEAR}{{0,25}}\b(?:dans|sur|par|pres d\w+)\b{_NEAR}{{0,12}}"
    r"\b(?:tableau|compteur|disjoncteur|armoire|coffret)s?\b(?! d'? ?eau)"
)


def wets_the_board(text: str) -> bool:
    """Tell water in the board itself: nobody touches it, to cut the current or else.

    >>> wets_the_board("l'eau coule dans le tableau électrique du palier")
    True
    >>> wets_the_board("il y a de l'eau qui coule par le plafonnier")
    False
    """
    return bool(WET_BOARD.search(fold_word(text)))


def tells_sparks(text: str) -> bool:
    """Tell whether something sparks: then people are asked about a fire too."""
    return bool(_SPARKS.search(fold_word(text)))


def tells_wet_current(text: str) -> bool:
    """Tell whether water comes through a lamp, a socket, a board, and nothing burns.

    >>> tells_wet_current("il y a de l'eau qui coule par le plafonnier")
    True
    >>> tells_wet_current("l'eau coule sur la prise et ça fume")
    False
    """
    said = fold_word(text)
    return bool(_BOTH.search(said)) and not _SMOKE.search(said)


def with_advice(scene: Scene, turn: Turn) -> Turn:
    """Say first to cut the current; the numbers of an alarm stand by themselves.

    Where it sparks, the question about a fire comes first, with its number.
    """
    if scene.heard.payload or not tells_wet_current(scene.heard.text):
        return turn
    advice = BOARD if wets_the_board(scene.heard.text) else ADVICE
    if only_asks(turn):
        return Turn(turn.conversation, (*turn.effects, advice))
    return turn if is_raised(turn) else Turn(turn.conversation, (advice, *turn.effects))

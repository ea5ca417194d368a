"""Questions about our questions: "pourquoi vous demandez ça ?", "c'est secret ?"."""

import re
from dataclasses import replace
from typing import Final

from dialogs.asides.who_reads import asks_who_reads
from dialogs.effects import Say
from dialogs.needs.told_now import told_now
from dialogs.scene import Scene, Turn
from dialogs.telling import report
from dialogs.telling.asking import is_step
from nlu.folding import fold_word

_A_SHORT_QUESTION: Final = 10  # words
_WHY: Final = re.compile(
    r"^(?:(?:et|mais|euh|bon|pardon) )*(?:"
    r"(?:pour ?quoi|pourkoi|pk|pq|prq|prk)"
    r"(?:$| (?:cette|ces|cet|sa|ca|cela)\b| .*\b(?:demand|poz|pos|voulez savoir|question)\w*)|"
    r"(?:ca|sa|cela) (?:vous )?sert a quoi|a quoi (?:ca|sa|cela) sert|"
    r"c'? ?est pour (?:quoi|koi)\b|vous (?:en )?avez besoin (?:de (?:ca|sa) )?pourquoi|"
    r"why$|why (?:do|are|would) you (?:ask|need|want)\w*|why (?:this|that|these)\b|what is it for|"
    r"(?:neden|niye|nicin)(?:$| (?:bunu |bu )?(?:sor|soru|istiyor)\w*)|"
    r"(?:لماذا|ليش|ليه|علاش|علاه|لاش)(?:$| (?:تسال|تسالون|تطلب|هذا|هاد|بدك|كتسول)\w*)|"
    r"(?:3lach|3lah|lach|3lech|alach)(?:$| (?:kats?al|ts?a?9?s|tsal|bghit|kats)\w*)"
    r")"
)
_TO_BE_DONE: Final = re.compile(
    r"\b(?:efface\w*|supprim\w*|delete|erase|corrig\w*|donnees|data|verilerim|sil|silin|امسح\w*)\b"
)
_REASONS: Final = {  # of the questions, by the last word of their name; the others share one
    "place": "why.place", "floor": "why.place", "where": "why.place", "room": "why.place",
    "months_count": "why.money", "can_pay": "why.money", "amount": "why.money",
    "rent": "why.money", "reason": "why.help", "benefit": "why.help", "impact": "why.help",
    "call_when": "why.moment", "visit_when": "why.moment", "moment": "why.moment",
    "phone": "why.phone", "reach": "why.phone", "own_phone": "why.phone",
    "tenant_number": "why.identity", "last_name": "why.identity",
    "vulnerable": "why.fragile", "people_count": "why.fragile", "children_count": "why.fragile",
    "since": "why.since", "heard_on": "why.since", "date_on_paper": "why.paper",
    "hearing": "why.paper",
}  # fmt: skip


def asked_back(scene: Scene) -> Turn | None:
    """Say in a sentence why this is asked, or who reads it, and ask again; it opens nothing."""
    said = fold_word(scene.heard.text).strip(" ?!.")
    if scene.heard.payload or not said or len(said.split()) > _A_SHORT_QUESTION:
        return None
    if asks_who_reads(said) and not _TO_BE_DONE.search(said) and not _tells_a_need(scene):
        return _answered(scene, "why.who_reads")
    if _WHY.match(said) and is_step(scene.forms, scene.conversation.asked):
        slot = (scene.conversation.asked or "").rpartition(".")[2]
        return _answered(scene, _REASONS.get(slot, "why.help_us"))
    return None


def _tells_a_need(scene: Scene) -> bool:
    return any(need.form != "privacy" for need in told_now(scene))


def _answered(scene: Scene, words: str) -> Turn:
    calm = replace(scene.conversation, misses=0)
    return Turn(calm, (Say(words), *report.repeat_question(scene)))

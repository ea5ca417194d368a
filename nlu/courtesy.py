"""Hello and thank you around what a message is about."""

import re
from typing import Final

from nlu.folding import fold_text

_HELLO: Final = (
    r"bonjours?|bjr|bjour|bonsoirs?|bsr|slt|salut|coucou|cc|hello|hi|hey|good (?:morning|evening|afternoon)|dear sir|"
    r"salam(?: alaykom| 3likoum| 3likom| alikoum)?|slm|salem|merhaba(?:lar)?|selam|iyi (?:gunler|aksamlar)|kolay gelsin|"
    r"السلام عليكم|سلام(?: عليكم)?|مرحبا|صباح الخير|مساء الخير|اهلا|dzien dobry|czesc|buna(?: ziua| seara)?|salut|"
    r"добрии день|добрии вечір|вітаю|здравствуите|bom dia|boa tarde|boa noite|ola|hola|buenos dias|buenas(?: tardes)?|"
    r"buongiorno|buonasera|ciao|salve|madame|monsieur|mme|mesdames|messieurs|mr|mrs|a tous|sir|madam|"
    r"excusez moi|desole de vous deranger|pardon"
)
_THANKS: Final = (
    r"merci(?: d'? ?avance| beaucoup| bcp| bien)?|mrc|mci|cordialement|bien a vous|bonne (?:journee|soiree)|svp|stp|"
    r"s'? ?il (?:vous|te) plait|s'il vou plai|thanks?(?: you)?|please|regards|lutfen|tesekkur(?:ler)?|sagolun|"
    r"شكرا(?: جزيلا)?|من فضلك(?:م)?|choukran|3afak(?:om)?|dziekuje|prosze|multumesc|va rog|дякую|будь ласка|obrigad[oa]|"
    r"por favor|gracias|grazie|per favore"
)
_BEFORE: Final = re.compile(rf"^(?:\W*\b(?:{_HELLO})\b\W*)+")
_AFTER: Final = re.compile(rf"(?:\W*\b(?:{_THANKS})\b\W*)+$")
_FEWEST: Final = 2  # words that must be left: "merci" alone is what the message says


def without_courtesy(text: str) -> str:
    """Return a message without the hello before and the thanks after what it is about.

    >>> without_courtesy("bjr j'ai une fuite svp merci")
    "j'ai une fuite"
    """
    folded = fold_text(text)
    before, after = _BEFORE.match(folded.text), _AFTER.search(folded.text)
    start = before.end() if before else 0
    end = after.start() if after else len(folded.text)
    if end <= start or len(re.findall(r"[^\W_]+", folded.text[start:end])) < _FEWEST:
        return text
    first, last = folded.original_span(start, end)
    return folded.original[first:last].strip()

"""Every message has words in French; other languages keep its values; nobody is frightened by ours."""

import re
import string
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from bot.web.word_keys import CHAT, DESK
from dialogs.effects import Problem, Say
from dialogs.forms import read_forms
from dialogs.wording import Wording, read_catalogues, with_a_capital
from tests.catalogue import PROBLEMS

ROOT = Path(__file__).parents[2]
LOCALES = ROOT / "dialogs" / "locale"
SAID = re.compile(r"""Say\(\s*["']([a-z_]+(?:\.[a-z_0-9]+)+)["']""")
LABEL = re.compile(r"""Choice\([^,()]+,\s*["']([a-z_]+(?:\.[a-z_0-9]+)+)["']""")
FORBIDDEN = (
    "contentieux",
    "impayé",
    "diligenter",
    "mise en demeure",
    "faute de quoi",
    "malheureusement",
)
CATALOGUES = read_catalogues()
LONGEST_SENTENCE, AVERAGE = 18, 12


def catalogue(locale: str) -> dict[str, str]:
    path = LOCALES / locale / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return {m.id: m.string for m in read_po(file) if m.id}


FRENCH = catalogue("fr")
OTHERS = sorted(path.name for path in LOCALES.iterdir() if path.name != "fr")
FOR_TENANTS = {
    k: v
    for k, v in FRENCH.items()
    if not k.startswith(("desk.", "actor.", "event.", "rule.", "fact_name."))
}


def used() -> set[str]:
    ids = {m for form in read_forms().values() for m in form.message_ids()}
    ids |= {f"chat.{key}" for key in CHAT} | {f"desk.page.{key}" for key in DESK}
    for path in (*ROOT.glob("dialogs/**/*.py"), *ROOT.glob("bot/**/*.py")):
        code = path.read_text(encoding="utf-8")
        ids |= set(SAID.findall(code)) | set(LABEL.findall(code))
    return ids


def test_french_has_every_word_that_code_and_forms_say():
    assert used() - set(FRENCH) == set()


@pytest.mark.parametrize("locale", OTHERS)
def test_another_language_keeps_the_values_of_each_message(locale):
    def values(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    wrong = {k for k, v in catalogue(locale).items() if values(v) != values(FRENCH.get(k, ""))}

    assert wrong == set()


@pytest.mark.parametrize("locale", [name for name in OTHERS if "@" not in name])
def test_another_language_has_everything_a_tenant_is_told(locale):
    assert set(FOR_TENANTS) - set(catalogue(locale)) == set()


@pytest.mark.parametrize("locale", [name for name in OTHERS if "@" not in name])
@pytest.mark.parametrize("problem", PROBLEMS.values(), ids=list(PROBLEMS))
def test_a_defect_is_summed_up_in_the_person_s_language(problem, locale):
    french = {known.code: known.label for known in PROBLEMS.values()}
    wording = Wording(CATALOGUES, problems=french)
    said = Say("home_repair.fact.problem_type", {"value": Problem(problem.code)})

    assert wording.word(said, locale) != problem.label
    assert wording.word(said, "fr") == problem.label


@pytest.mark.parametrize("word", FORBIDDEN)
def test_no_tenant_is_told(word):
    assert [k for k, v in FOR_TENANTS.items() if word in v.casefold()] == []


def sentences(text: str) -> list[int]:
    pieces = re.split(r"[.!?:\n]+", re.sub(r"\{\w+\}", "x", text))
    return [len(re.findall(r"[\w'’-]+", piece)) for piece in pieces if piece.strip()]


def test_sentences_to_tenants_are_short():
    lengths = {key: sentences(text) for key, text in FOR_TENANTS.items()}

    assert {k for k, found in lengths.items() if max(found, default=0) > LONGEST_SENTENCE} == set()
    every = [n for found in lengths.values() for n in found]
    assert sum(every) / len(every) <= AVERAGE


@pytest.mark.parametrize("locale", ["fr", *OTHERS])
def test_no_number_to_call_stands_in_a_catalogue(locale):
    numbers = re.compile(r"(?<![\w{])(?:112|114|119|115|3114|3919|0 ?80\d)(?!\w)")

    assert [k for k, v in catalogue(locale).items() if numbers.search(v)] == []


def test_a_button_in_turkish_begins_with_its_own_capital():
    assert with_a_capital("iş kaybı", "tr") == "İş kaybı"
    assert with_a_capital("ısıtma", "tr") == "Isıtma"
    assert with_a_capital("insertion", "fr") == "Insertion"

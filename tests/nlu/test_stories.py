"""The stories: what each needs, what it only tells, and what is wrong with a line."""

from pathlib import Path

import pytest

from nlu.examples import INTENTS, IntentFileError, read_examples
from nlu.folding import fold_word
from nlu.stories import STORIES, read_stories, read_story

EVERY = read_stories()
HERE = Path("fr.yaml")


def test_a_story_is_read_without_its_marks():
    story = read_story(
        "bjr (home_repair|l'évier est réparé), [ask_document|il me faut une quittance] merci",
        "fr",
        "somebody",
        HERE,
    )

    assert story.text == "bjr l'évier est réparé, il me faut une quittance merci"
    assert story.needs == ("ask_document",)
    assert [(clause.text, clause.needed) for clause in story.clauses] == [
        ("l'évier est réparé", False),
        ("il me faut une quittance", True),
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("[home_repair|le volet", "write"),
        ("[no_such_intent|le volet]", "no_such_intent"),
        ("le volet", "write"),
    ],
)
def test_a_line_that_cannot_be_read_says_where_it_stands_and_what_to_write(line, said):
    with pytest.raises(IntentFileError, match=said) as wrong:
        read_story(line, "fr", "somebody", HERE)

    assert "fr.yaml: somebody" in str(wrong.value)


@pytest.mark.parametrize("language", sorted(path.name for path in INTENTS.iterdir()))
def test_each_language_has_stories(language):
    assert (STORIES / f"{language}.yaml").exists()


def test_every_story_needs_something_and_none_tells_a_danger():
    assert [story.text for story in EVERY if not story.needs] == []
    assert not any(c.intent.startswith("emergency_") for s in EVERY for c in s.clauses)


def test_no_story_is_told_twice_nor_among_the_examples():
    told = [fold_word(story.text) for story in EVERY]

    assert len(set(told)) == len(told)
    assert not set(told) & {fold_word(example.text) for example in read_examples()}

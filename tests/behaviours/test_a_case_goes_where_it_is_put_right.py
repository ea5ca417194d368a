"""A place that is corrected once a report is sent takes the case to the agency of that place."""

import pytest

from tests.play import Player

LEAK = (
    "j'ai une fuite sous l'évier",
    "depuis lundi",
    "les tilleuls denain",
    "non",
    "matin",
    "oui",
)


def sent(palier):
    """Return somebody unproven whose report of a leak is with the agency of Denain."""
    player = Player(palier)
    for line in LEAK:
        said = player.say(line)
    assert "Valenciennois-Denaisis" in said[0]
    return player


def case_of(player):
    (case,) = player.facts().cases
    return case


@pytest.mark.parametrize(
    ("correction", "place", "unit"),
    [
        ("c'est pas denain c'est tourcoing", {"town": "59599"}, "AG-TOU"),
        ("je me suis trompée c'est à hem", {"town": "59299"}, "AG-ROU"),
        (
            "je me suis trompé de résidence c'est le carillon bat C",
            {"residence": "le-carillon", "building": "C", "town": "59599"},
            "AG-TOU",
        ),
    ],
)
def test_the_agency_of_the_right_place_gets_it(palier, correction, place, unit):
    player = sent(palier)

    said = player.say(correction)

    assert "change d'agence" in said[0]
    case = case_of(player)
    assert (case.place, case.unit) == (place, unit)
    assert all(route.unit == unit for route in player.facts().routes.values())


def test_it_is_told_in_the_history_of_the_case(palier):
    player = sent(palier)

    player.say("c'est pas denain c'est tourcoing")

    case = case_of(player)
    kinds = palier.database.read_now(lambda k: [e.kind for e in k.cases.timeline(case.id)])
    assert {"message", "place_corrected", "moved"} <= {*kinds}


def test_another_house_of_the_same_agency_moves_nothing(palier):
    player = sent(palier)

    said = player.say("en fait c'est à valenciennes")

    assert "change d'agence" not in said[0]
    assert case_of(player).place == {"town": "59606"}


def test_what_an_agent_has_begun_stays_with_them(palier):
    player = sent(palier)
    case = case_of(player)

    def begin(kept):
        begun = kept.cases.of(None, case.address_id)[0]
        begun.first_action_at = begun.opened_at
        kept.session.add(begun)

    palier.database.write_now(begin)
    said = player.say("c'est pas denain c'est tourcoing")

    assert "La personne qui vous suit le verra" in said[0]
    after = case_of(player)
    assert (after.place, after.unit, after.owner_id) == (
        {"town": "59599"},
        case.unit,
        case.owner_id,
    )


@pytest.mark.parametrize(
    "correction", ["je me suis trompée c'est à hem", "en fait c'est les saules"]
)
def test_a_place_put_right_is_asked_about_no_danger(palier, correction):
    said = sent(palier).say(correction)

    assert not any("danger" in words for words in said)


def test_it_is_heard_beside_the_question_about_jobs_too(palier):
    player = Player(palier)
    player.say("j'ai perdu mon travail et je dois 2 mois de loyer")
    for line in ("rien", "les tilleuls denain", "matin", "le mois dernier", "oui"):
        said = player.say(line)
    assert "offres d'emploi" in "\n".join(said)

    said = "\n".join(player.say("en fait c'est pas denain c'est roubaix"))

    assert "Roubaix" in said
    assert case_of(player).place == {"town": "59512"}

"""What is for colleagues, or for another household, reaches no tenant; nor does anything unsafe."""

import re

import pytest

from tests.bot.test_desk_chat import agent, reference_of, tenant  # noqa: F401 (fixtures)
from tests.bot.test_desk_talk import at_desk  # noqa: F401 (a fixture)
from tests.play import Player

LEAK = ("j'ai une fuite sous l'évier", "lundi", "les tilleuls denain", "non", "matin", "oui")


def came_by_telephone(kept, player):
    """Leave the case of somebody as one that came another way than by chat."""
    address = kept.conversations.find_address(player.channel, "", player.user)
    (case,) = kept.cases.of(None, address.id)
    case.address_id = None
    kept.session.add(case)


def read_by(player):
    """Return all that agents wrote to somebody."""

    def read(kept):
        row = kept.conversations.of(player.channel, "", player.user)
        said = kept.mail.since(row.id, 0)
        return [one.text for one in said if getattr(one, "who", "me") == "agent"]

    return player.palier.database.read_now(read)


@pytest.fixture
def worker(agent, tenant):  # noqa: F811
    player = agent("social_adviser")
    player.say(f"/prendre {reference_of(tenant)}")
    return player


@pytest.mark.parametrize("between", ["/taches", "/dossier 204612", "/aide"])
def test_a_note_that_waits_is_a_note_whatever_is_looked_up_between(worker, tenant, between):  # noqa: F811
    worker.say(f"/note {reference_of(tenant)}")
    worker.say(between)

    worker.say("madame boit, à voir avec la cellule")

    assert not any("boit" in text for text in read_by(tenant))


@pytest.mark.parametrize("words", ["Plan signé", "pas encore réparé", "je sais pas lequel"])
def test_words_after_the_outcomes_are_no_message(worker, tenant, words):  # noqa: F811
    worker.say(f"/clore {reference_of(tenant)}")

    worker.say(words)

    assert words not in read_by(tenant)


def test_an_outcome_may_be_said_as_its_button_says_it(worker, tenant):  # noqa: F811
    worker.say(f"/clore {reference_of(tenant)}")
    label = next(c["label"] for c in worker.choices if "plan_signed" in c["payload"])

    worker.say(label.lower())
    worker.say("Votre plan est signé.")

    (case,) = tenant.facts().cases
    assert (case.status, case.outcome) == ("resolved", "plan_signed")


def test_a_case_without_a_chat_takes_no_words_of_another(worker, tenant, palier):  # noqa: F811
    other = Player(palier)
    for line in LEAK:
        other.say(line)
    reference = reference_of(other)
    palier.database.write_now(lambda kept: came_by_telephone(kept, other))
    said = "\n".join(worker.say(f"/prendre {reference}"))
    worker.say("test deux")

    assert "n'a pas de chat" in said
    assert "test deux" not in read_by(tenant)


async def test_words_that_look_like_a_command_do_not_leave_the_desk(at_desk, tenant):  # noqa: F811
    desk, reference = await at_desk("social_adviser"), reference_of(tenant)
    await desk.do(reference, "take")

    page = await desk.do(reference, "say", f"/note {reference} madame boit")

    assert not any("boit" in text for text in read_by(tenant))
    assert "madame boit" in page, "the words stay in their box"


@pytest.fixture
def victim(palier):
    player = Player(palier)
    player.say("mon mari me frappe")
    player.say("non")
    return player


def test_who_said_that_writing_is_not_safe_is_written_nothing_by_itself(agent, victim):  # noqa: F811
    worker, reference = agent("cell_manager", "cell"), reference_of(victim)

    said = "\n".join(worker.say(f"/prendre {reference}"))
    worker.say(f"/rendre {reference}")

    assert "pas sûr de lui écrire" in said
    assert read_by(victim) == []


def test_words_to_them_leave_only_when_that_is_meant(agent, victim):  # noqa: F811
    worker = agent("cell_manager", "cell")
    worker.say(f"/prendre {reference_of(victim)}")

    refused = "\n".join(worker.say("Bonjour madame"))
    worker.say("! Bonjour madame")

    assert "Rien n'est parti" in refused
    assert read_by(victim) == ["Bonjour madame"]


async def test_the_desk_says_so_before_anybody_writes(at_desk, victim):  # noqa: F811
    desk = await at_desk("cell_manager", "cell")

    assert "pas sûr de lui écrire" in await desk.page(reference_of(victim))


async def test_an_agent_asks_for_a_way_to_the_desk_in_their_own_chat(agent, web):  # noqa: F811
    said = "\n".join(agent("social_adviser").say("/bureau"))
    path = re.search(r"/desk/enter/[\w-]+", said)[0]

    first = await web.post(path, allow_redirects=False)
    second = await web.post(path, allow_redirects=False)

    assert (first.status, second.status) == (303, 403)


def test_a_tenant_who_types_it_gets_no_way_to_the_desk(tenant):  # noqa: F811
    assert "/desk/" not in "\n".join(tenant.say("/bureau"))

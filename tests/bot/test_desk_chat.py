"""Agents by chat: linked by a code, masked by role, every read written down."""

import re

import pytest

from tests.play import ARREARS, Player


@pytest.fixture
def agent(palier):
    """Return a way to link a chat to the first agent of a role."""

    def link(role: str, unit: str = "AG-VAL") -> Player:
        def make(kept):
            from bot import clock
            from bot.secrets_kept import INVITATION

            found = next(a for a in kept.staff.all() if a.role == role and a.unit == unit)
            return palier.secrets.give(
                kept, "invitation", found.id, now=clock.now(), lasts=INVITATION
            )

        player = Player(palier)
        (welcome,) = player.say(f"/agent {palier.database.write_now(make)}")
        assert "Bonjour" in welcome or "lié" in welcome
        return player

    return link


@pytest.fixture
def tenant(palier):
    player = Player(palier)
    for line in ARREARS:
        player.say(line)
    return player


def reference_of(player: Player) -> str:
    return player.facts().cases[0].reference


def test_an_agent_finds_the_case_in_one_line(agent, tenant):
    (card,) = agent("social_adviser").say(f"/dossier {reference_of(tenant)}")

    assert reference_of(tenant) in card
    assert "loyer" in card.casefold()


@pytest.mark.parametrize("words", ["204518", "Brumelle", "mireille brumelle"])
def test_a_case_is_found_by_number_and_by_name(agent, palier, words):
    linked = Player(palier)
    for line in (
        "je suis en retard de loyer",
        "204518",
        "brumelle",
        "2",
        "rien",
        "maladie",
        "matin",
        "oui",
    ):
        linked.say(line)

    answer = "\n".join(agent("social_adviser").say(f"/dossier {words}"))

    assert re.search(r"P-26-", answer)


def test_a_read_is_written_down(agent, tenant, palier):
    agent("social_adviser").say(f"/dossier {reference_of(tenant)}")

    case_id = tenant.facts().cases[0].id
    reads = palier.database.read_now(lambda kept: kept.access.reads_of(case_id))
    assert [read.action for read in reads] == ["read"]


def test_while_a_person_holds_the_conversation_the_bot_is_silent(agent, tenant):
    adviser = agent("social_adviser")
    adviser.say(f"/prendre {reference_of(tenant)}")

    assert tenant.say("bonjour vous etes la ?") == []

    adviser.say(f"/rendre {reference_of(tenant)}")
    assert tenant.say("bonjour") != []


def test_danger_is_answered_even_while_a_person_holds_the_conversation(agent, tenant):
    agent("social_adviser").say(f"/prendre {reference_of(tenant)}")

    assert "18" in "\n".join(tenant.say("au feu ya le feu dans la cuisine"))


def test_a_case_is_closed_with_an_outcome_and_a_sentence(agent, tenant):
    adviser = agent("social_adviser")
    adviser.say(f"/prendre {reference_of(tenant)}")
    adviser.say(f"/clore {reference_of(tenant)} plan_signed Votre plan est signé.")

    assert tenant.facts().cases[0].status == "resolved"


def test_a_code_is_used_once(agent, palier):
    first = agent("social_adviser")
    assert first.say("/taches")

    assert "commande" in "\n".join(Player(palier).say("/agent NOTHING"))


@pytest.mark.parametrize(
    "command",
    [
        "/dossier 204518",
        "/taches",
        "/note P-26-4F7K-3 x",
        "/prendre P-26-4F7K-3",
        "/clore x",
        "/rendre",
    ],
)
def test_a_tenant_who_types_an_agents_command_learns_nothing(palier, command):
    assert "Je ne connais pas cette commande" in "\n".join(Player(palier).say(command))

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


def test_beside_others_a_grave_need_is_ended_by_its_own_name(agent, tenant):
    for line in ("ya plus rien a manger a la maison", "4", "06 39 98 22 11", "oui"):
        tenant.say(line)
    adviser, reference = agent("social_adviser"), reference_of(tenant)
    adviser.say(f"/prendre {reference}")

    (refused,) = adviser.say(f"/clore {reference} plan_signed Votre plan est signé.")
    assert "FOOD" in refused
    assert tenant.facts().cases[0].status == "in_progress"

    (ended,) = adviser.say(f"/clore {reference} food aid_granted Colis remis.")
    assert "les autres restent ouverts" in ended.casefold()
    adviser.say(f"/clore {reference} plan_signed Votre plan est signé.")
    assert tenant.facts().cases[0].status == "resolved"


def test_a_need_that_the_case_does_not_have_is_named_with_those_it_has(agent, tenant):
    adviser, reference = agent("social_adviser"), reference_of(tenant)
    adviser.say(f"/prendre {reference}")

    (refused,) = adviser.say(f"/clore {reference} HEALTH aid_granted Voilà.")

    assert "ARREARS" in refused


def test_a_need_told_again_is_open_again(agent, tenant):
    adviser, reference = agent("social_adviser"), reference_of(tenant)
    adviser.say(f"/prendre {reference}")
    adviser.say(f"/clore {reference} plan_signed Votre plan est signé.")
    assert {need.status for _, need in tenant.facts().needs} == {"ended"}

    for line in ARREARS:
        tenant.say(line)

    (case,) = tenant.facts().cases
    assert (case.reference, case.status, case.reopened_count) == (reference, "in_progress", 1)
    assert "open" in {need.status for _, need in tenant.facts().needs}


def test_the_third_time_a_case_comes_back_its_manager_takes_it(agent, tenant):
    adviser, reference = agent("social_adviser"), reference_of(tenant)
    for _ in range(3):
        adviser.say(f"/prendre {reference}")
        adviser.say(f"/clore {reference} plan_signed Votre plan est signé.")
        for line in ARREARS:
            tenant.say(line)

    (case,) = tenant.facts().cases
    assert (case.status, case.role, case.reopened_count) == ("escalated", "agency_manager", 3)


def test_two_complaints_bring_the_case_to_the_manager_who_is_told_without_a_word_of_it(
    agent, tenant, palier
):
    manager = agent("agency_manager")
    for _ in range(2):
        tenant.say("toujours pas de réponse à mon dossier, ça fait 3 semaines")

    case = tenant.facts().cases[0]
    told = mail_of(palier, manager, "alert")
    assert (case.status, case.role) == ("escalated", "agency_manager")
    assert told
    assert all(case.reference in text for text in told)
    assert not any("loyer" in text.casefold() or "semaines" in text for text in told)


def test_who_is_on_call_for_the_place_is_told_of_a_danger_in_their_own_chat(agent, palier):
    there, elsewhere = agent("on_call", "siege"), agent("on_call", "AG-DUN")
    person = Player(palier)
    person.say("il va me tuer")

    (case,) = person.facts().cases
    (told,) = mail_of(palier, there, "alert")
    assert (case.severity, case.reference in told, "tuer" in told) == (4, True, False)
    assert mail_of(palier, elsewhere, "alert") == []


def mail_of(palier, player, kind):
    def read(kept):
        row = kept.conversations.of(player.channel, "", player.user)
        return [m.text for m in kept.mail.since(row.id, 0) if getattr(m, "kind", "") == kind]

    return palier.database.read_now(read)


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

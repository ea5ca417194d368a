"""Agents by chat: linked by a code, masked by role, every read written down."""

import re

import pytest

from bot.desk.agent_turn import button
from bot.desk.referring import short_name
from storage.tables.cases import Case
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


@pytest.mark.parametrize("words", ["/stop", "STOP", "/mesdonnees"])
def test_what_is_said_to_the_program_is_answered_while_a_person_holds(agent, tenant, words):
    agent("social_adviser").say(f"/prendre {reference_of(tenant)}")

    assert tenant.say(words) != []


def test_a_stop_said_to_a_person_is_obeyed(agent, tenant):
    agent("social_adviser").say(f"/prendre {reference_of(tenant)}")
    tenant.say("/stop")

    assert tenant.facts().address.opted_out_at is not None


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
        "/orienter P-26-4F7K-3",
        "/audit",
        "/audit P-26-4F7K-3 cell",
        "/annonce x",
        "/bureau",
        "/suivants 1",
        "desk.dossier=P-26-4F7K-3",
    ],
)
def test_a_tenant_who_types_an_agents_command_learns_nothing(palier, command):
    said = "\n".join(Player(palier).say(command))

    assert "P-26" not in said
    if command.startswith("/"):
        assert "Je ne connais pas cette commande" in said


def test_several_cases_are_shown_five_at_a_time_and_the_next_by_a_button(agent, palier):
    names = palier.database.read_now(many_cases_of_one_name)
    manager = agent("cell_manager", "cell")

    (first,) = manager.turn(f"/dossier {names}")
    assert "page 1 sur" in first.text
    assert first.text.count("P-2") == 5
    assert first.choices[-1]["label"] == "Suivants"
    assert all(len(c["payload"].encode()) <= 64 for c in first.choices)

    (second,) = manager.turn("[Suivants]")
    assert "page 2 sur" in second.text
    assert not set(references_in(first.text)) & set(references_in(second.text))

    (opened,) = manager.turn(f"[{manager.choices[0]['label']}]")
    assert references_in(opened.text)[0] in references_in(second.text)
    assert "Besoins" in opened.text


def references_in(text):
    return re.findall(r"P-\d\d-\w{4}-\w", text)


def many_cases_of_one_name(kept):
    """Return a last name that finds more than one page of cases."""
    from collections import Counter

    from sqlmodel import select

    from storage.tables.cases import Case
    from storage.tables.people import Person

    rows = kept.session.exec(
        select(Person.last_name, Case.id).where(Person.household_id == Case.household_id)
    )
    return Counter(name for name, _ in set(rows)).most_common(1)[0][0]


def test_tasks_come_by_pages_and_each_can_be_opened_taken_and_given_back(agent, palier):
    for _ in range(6):
        person = Player(palier)
        for line in ARREARS:
            person.say(line)
    adviser = agent("social_adviser")
    (first,) = adviser.turn("/taches")
    labels = [choice["label"] for choice in first.choices]
    reference = references_in(first.text)[0]

    assert "page 1 sur" in first.text
    assert labels[:2] == [f"Ouvrir {reference}", f"Prendre {reference}"]

    adviser.say(f"[Prendre {reference}]")
    adviser.say(f"/prendre {reference_of(person)}")
    adviser.say("/taches")
    labels = {choice["label"] for choice in adviser.choices}
    (second,) = adviser.turn("[Suivants]")
    assert "page 2 sur" in second.text
    labels |= {choice["label"] for choice in adviser.choices}
    assert f"Rendre {reference_of(person)}" in labels


def test_a_note_is_written_after_its_button(agent, tenant, palier):
    adviser, reference = agent("social_adviser"), reference_of(tenant)
    adviser.say(f"/dossier {reference}")
    adviser.say("[Noter]")
    (noted,) = adviser.say("Rappeler après 17 h.")

    assert "Note ajoutée" in noted
    case_id = tenant.facts().cases[0].id
    notes = palier.database.read_now(lambda kept: kept.cases.notes(case_id))
    assert [note.text for note in notes] == ["Rappeler après 17 h."]


def test_what_was_begun_is_let_go_of_by_a_button_or_another_command(agent, tenant, palier):
    adviser, reference = agent("social_adviser"), reference_of(tenant)
    case_id = tenant.facts().cases[0].id
    for way_out in ("[Annuler]", "/taches"):
        adviser.say(f"/note {reference}")
        adviser.say(way_out)
        adviser.say("ceci n'est pas une note")

    assert palier.database.read_now(lambda kept: kept.cases.notes(case_id)) == []


def test_a_case_is_closed_by_buttons_then_one_sentence(agent, tenant):
    adviser, reference = agent("social_adviser"), reference_of(tenant)
    adviser.say(f"/prendre {reference}")
    (asked,) = adviser.turn(f"/clore {reference}")
    assert asked.choices[0]["label"] == "Plan signé"
    assert asked.choices[-1]["label"] == "Autres résultats"

    adviser.say("[Autres résultats]")
    assert "Plan signé" not in {choice["label"] for choice in adviser.choices}
    adviser.say(f"/clore {reference}")
    adviser.say("[Plan signé]")
    assert tenant.facts().cases[0].status == "in_progress"
    adviser.say("Votre plan est signé.")

    case = tenant.facts().cases[0]
    assert (case.status, case.outcome) == ("resolved", "plan_signed")
    assert case.outcome_words == "Votre plan est signé."


def test_beside_others_a_need_is_ended_by_its_button(agent, tenant):
    for line in ("ya plus rien a manger a la maison", "4", "06 39 98 22 11", "oui"):
        tenant.say(line)
    adviser, reference = agent("social_adviser"), reference_of(tenant)
    adviser.say(f"/prendre {reference}")
    adviser.say(f"/clore {reference}")
    food = next(c["label"] for c in adviser.choices if "alimentation" in c["label"])
    adviser.say(f"[{food}]")
    adviser.say("[Aide accordée]")
    (ended,) = adviser.say("Colis remis.")

    assert "les autres restent ouverts" in ended.casefold()
    assert tenant.facts().cases[0].status == "in_progress"


def test_who_may_not_close_is_not_offered_to_and_learns_nothing(agent, tenant):
    desk = agent("front_desk")
    (card,) = desk.turn(f"/dossier {reference_of(tenant)}")
    assert "Clore" not in {choice["label"] for choice in card.choices}

    (refused,) = desk.say(f"/clore {reference_of(tenant)}")
    assert "Aucun dossier" in refused


def test_a_mistyped_reference_is_caught_before_anything_is_looked_up(agent, tenant):
    reference = reference_of(tenant)
    wrong = reference[:-1] + ("2" if reference[-1] != "2" else "3")

    (said,) = agent("social_adviser").say(f"/dossier {wrong}")

    assert "faute de frappe" in said


def test_notices_are_not_sent_from_a_chat(agent):
    (said,) = agent("social_adviser").say("/annonce Réunion lundi")

    assert "Rien n'a été envoyé" in said


def test_partners_are_proposed_with_their_reasons_and_the_tenant_agrees_in_their_chat(
    agent, tenant, palier
):
    adviser, reference = agent("social_adviser"), reference_of(tenant)
    (found,) = adviser.turn(f"/orienter {reference}")
    assert "c'est son sujet" in found.text
    (asked,) = adviser.turn(f"[{found.choices[0]['label']}]")
    assert "La question est partie" in asked.text

    question = agent_mail(palier, tenant)[-1]
    assert "sans effet sur votre bail" in question.text
    (thanks,) = tenant.turn("Oui", "consent.referral=yes")
    assert "transmet" in thanks.text

    kinds = history(palier, tenant)
    assert kinds[-2:] == ["partner_chosen", "referral_agreed"]
    consent = palier.database.read_now(
        lambda k: k.people.latest_consent(tenant.facts().address.id, "referral")
    )
    assert consent.given
    assert consent.words == question.text
    assert "d'accord" in mail_of(palier, adviser, "desk")[-1]


def test_no_button_of_the_desk_is_longer_than_a_channel_takes():
    from casework.cases import Outcome
    from casework.needs import Need

    longest = max(Need, key=len), max(Outcome, key=len)
    choice = button("clore", Case(reference="P-26-4F7K-3"), "desk.choice.close", *longest)
    named = short_name("x" * 200)

    assert len(choice.payload.encode()) <= 64
    assert len(f"desk.orienter=P-26-4F7K-3:{named}".encode()) <= 64


def test_a_tenant_who_says_no_to_a_partner_has_said_no(agent, tenant, palier):
    adviser, reference = agent("social_adviser"), reference_of(tenant)
    (found,) = adviser.turn(f"/orienter {reference}")
    adviser.say(f"[{found.choices[0]['label']}]")
    tenant.say("non merci")

    assert history(palier, tenant)[-1] == "referral_refused"


def test_while_an_agent_holds_the_conversation_the_consent_is_the_agents_to_ask(
    agent, tenant, palier
):
    adviser, reference = agent("social_adviser"), reference_of(tenant)
    adviser.say(f"/prendre {reference}")
    (found,) = adviser.turn(f"/orienter {reference}")
    (said,) = adviser.say(f"[{found.choices[0]['label']}]")

    assert "demandez-lui son accord" in said
    assert "consent.ask.referral" not in {m.message for m in agent_mail(palier, tenant)}


def test_two_agents_on_one_case_see_each_other(agent, tenant, palier):
    first, second = agent("social_adviser"), agent("agency_manager")
    reference = reference_of(tenant)
    first.say(f"/prendre {reference}")

    (card,) = second.say(f"/dossier {reference}")
    assert "répond déjà" in card
    (refused,) = second.say(f"/rendre {reference}")
    assert "/prendre" in refused
    assert tenant.say("bonjour") == []

    said = second.say(f"/prendre {reference}")
    assert "avait cette conversation" in said[0]
    assert "à votre place" in mail_of(palier, first, "desk")[-1]
    (lost,) = first.say("Bonjour, c'est moi.")
    assert "Rien n'a été envoyé" in lost


def test_what_the_tenant_writes_reaches_the_chat_of_who_holds_the_conversation(
    agent, tenant, palier
):
    adviser = agent("social_adviser")
    adviser.say(f"/prendre {reference_of(tenant)}")

    tenant.say("je peux passer demain matin")

    assert "je peux passer demain matin" in mail_of(palier, adviser, "desk")[-1]


def test_a_packet_of_six_lines_says_what_who_takes_over_must_know(agent, tenant):
    (taken,) = agent("social_adviser").say(f"/prendre {reference_of(tenant)}")

    lines = taken.splitlines()
    assert [line.partition(" :")[0] for line in lines[1:7]] == [
        "Qui",
        "Besoins",
        "Dit",
        "Demandé, sans réponse",
        "Sécurité",
        "Promis",
    ]
    assert "français" in lines[1]
    assert "loyer" in lines[2]


def test_a_restricted_need_is_not_named_in_a_chat_even_to_who_may_read_it(agent, palier):
    person = Player(palier)
    person.say("il va me tuer")
    (case,) = person.facts().cases

    (card,) = agent("on_call", "siege").say(f"/dossier {case.reference}")
    assert "situation suivie" in card
    assert f"/desk/cases/{case.reference}" in card
    assert "violence" not in card.casefold()


def test_partners_for_what_is_restricted_are_proposed_on_the_desk_only(agent, palier):
    person = Player(palier)
    person.say("il va me tuer")
    (case,) = person.facts().cases

    (said,) = agent("cell_manager", "cell").turn(f"/orienter {case.reference}")

    assert said.choices == []
    assert f"/desk/cases/{case.reference}" in said.text


def test_a_silent_agent_gives_the_conversation_back_and_both_are_told(agent, tenant, palier, now):
    from datetime import timedelta

    adviser = agent("social_adviser")
    adviser.say(f"/prendre {reference_of(tenant)}")
    now.at += timedelta(hours=20)
    adviser.say("Je vous rappelle.")
    now.at += timedelta(hours=20)
    fire(palier)
    assert tenant.say("bonjour ?") == []

    now.at += timedelta(hours=8)
    fire(palier)

    assert "Je reprends la conversation" in agent_mail(palier, tenant)[-1].text
    assert "l'assistant reprend" in mail_of(palier, adviser, "desk")[-1]
    assert tenant.say("bonjour ?") != []
    (said,) = adviser.say("Êtes-vous là ?")
    assert "Rien n'a été envoyé" in said


def fire(palier):
    import asyncio

    from bot.tasks.timers import fire_due

    asyncio.run(fire_due(palier))


def agent_mail(palier, player):
    def read(kept):
        row = kept.conversations.of(player.channel, "", player.user)
        return [m for m in kept.mail.since(row.id, 0) if getattr(m, "kind", "") != "reply"]

    return [m for m in palier.database.read_now(read) if hasattr(m, "message")]


def history(palier, player):
    case = player.facts().cases[0]
    return [event.kind for event in palier.database.read_now(lambda k: k.cases.timeline(case.id))]


def test_a_case_is_found_noted_referred_and_closed_on_both_databases(on_both):
    def invite(kept):
        from bot import clock

        found = next(
            a for a in kept.staff.all() if (a.role, a.unit) == ("social_adviser", "AG-VAL")
        )
        give = on_both.secrets.give
        return give(kept, "invitation", found.id, now=clock.now(), lasts=None)

    tenant, adviser = Player(on_both), Player(on_both)
    for line in ARREARS:
        tenant.say(line)
    reference = reference_of(tenant)
    adviser.say(f"/agent {on_both.database.write_now(invite)}")
    for said in (f"/dossier {reference}", "[Noter]", "Rappeler.", f"/orienter {reference}"):
        adviser.say(said)
    adviser.say(f"[{adviser.choices[0]['label']}]")
    tenant.turn("Oui", "consent.referral=yes")
    for said in (f"/prendre {reference}", f"/clore {reference}", "[Plan signé]", "C'est signé."):
        adviser.say(said)

    kinds = history(on_both, tenant)
    assert [k for k in kinds if k in {"note", "partner_chosen", "referral_agreed", "taken"}] == [
        "note",
        "partner_chosen",
        "referral_agreed",
        "taken",
    ]
    assert tenant.facts().cases[0].status == "resolved"


def test_who_looks_in_on_a_colleagues_case_gives_it_back_with_the_conversation(
    agent, tenant, palier
):
    worker, manager = agent("social_adviser"), agent("agency_manager")
    reference = reference_of(tenant)
    worker.say(f"/prendre {reference}")
    worker.say(f"/rendre {reference}")
    owner = tenant.facts().cases[0].owner_id

    manager.say(f"/prendre {reference}")
    assert tenant.facts().cases[0].owner_id != owner
    said = "\n".join(manager.say(f"/rendre {reference}"))

    assert tenant.facts().cases[0].owner_id == owner
    assert "suit de nouveau" in said


def test_a_case_goes_back_to_who_followed_it_first_whoever_stood_in_between(agent, tenant, palier):
    worker, manager, other = agent("social_adviser"), agent("agency_manager"), agent("front_desk")
    reference = reference_of(tenant)
    worker.say(f"/prendre {reference}")
    owner = tenant.facts().cases[0].owner_id

    manager.say(f"/prendre {reference}")
    other.say(f"/prendre {reference}")
    other.say(f"/rendre {reference}")

    assert tenant.facts().cases[0].owner_id == owner


def test_a_case_stays_with_who_stands_in_for_a_colleague_who_is_away(agent, tenant, palier):
    worker, manager = agent("social_adviser"), agent("agency_manager")
    reference = reference_of(tenant)
    worker.say(f"/prendre {reference}")
    owner = tenant.facts().cases[0].owner_id

    def leave(kept):
        row = kept.staff.get(owner)
        row.absent = True
        kept.session.add(row)

    palier.database.write_now(leave)
    manager.say(f"/prendre {reference}")
    manager.say(f"/rendre {reference}")

    assert tenant.facts().cases[0].owner_id not in {None, owner}


def test_a_case_of_nobody_stays_with_who_took_it(agent, tenant, palier):
    def leave_to_nobody(kept):
        case = kept.cases.by_reference(reference_of(tenant))
        case.owner_id = None
        kept.session.add(case)

    palier.database.write_now(leave_to_nobody)
    adviser = agent("social_adviser")
    adviser.say(f"/prendre {reference_of(tenant)}")
    said = "\n".join(adviser.say(f"/rendre {reference_of(tenant)}"))

    assert tenant.facts().cases[0].owner_id is not None
    assert "suit de nouveau" not in said

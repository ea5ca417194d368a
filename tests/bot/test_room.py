"""The team room: cases as topics of a Telegram group, agents and tenants who write to each other."""

import asyncio
from datetime import timedelta
from functools import partial

import pytest

from bot import clock
from bot.checking import find_troubles
from bot.secrets_kept import INVITATION
from bot.tasks.timers import fire_due
from storage.tables.cases import Case, NeedRow
from tests.bot.forum import (
    ADVISER,
    GROUP,
    GUEST,
    MANAGER,
    TENANT,
    Slow,
    case_of,
    results,
    thread_of,
)
from tests.play import ARREARS

ON_BOTH = pytest.mark.parametrize("forum_url", ["sqlite", "postgresql"], indirect=True)


async def test_each_open_case_becomes_a_topic_without_a_persons_name(
    room, tenant_case, running, forum
):
    reference = await tenant_case()
    thread = await thread_of(running, forum, reference)

    names = [form["name"] for form in forum.forms("createForumTopic")]
    (name,) = [name for name in names if name.startswith(reference)]
    assert "Valenciennois" in name
    assert all(len(one) <= 128 for one in names)
    (first,) = forum.sent(GROUP, thread)
    lines = [line.partition(" :")[0] for line in first.splitlines()]
    packet = ["Qui", "Besoins", "Dit", "Demandé, sans réponse", "Sécurité", "Promis"]
    assert lines[1:7] == packet
    assert f"https://palier.example/desk/cases/{reference}" in first


async def test_what_is_said_in_the_room_may_not_be_passed_on(topic, forum):
    in_group = [f for f in forum.forms("sendMessage") if f["chat_id"] == str(GROUP)]

    assert in_group
    assert {form["protect_content"] for form in in_group} == {"true"}
    assert all("protect_content" not in f for f in forum.forms("sendMessage") if f not in in_group)


async def test_a_command_that_names_another_bot_is_left_to_it(topic, updates, forum):
    _, thread = topic
    before = len(forum.calls)

    await updates.group(ADVISER, "/note@OtherBot loyer", thread)
    await updates.group(ADVISER, "/prendre@OtherBot", thread)
    assert [method for method, _ in forum.calls[before:] if method != "getMe"] == []

    await updates.group(ADVISER, "/prendre@palierbot", thread)
    assert "vous répond maintenant" in forum.sent(TENANT)[-1]


async def test_an_agent_answers_in_the_topic_and_the_tenant_reads_name_and_role(
    topic, updates, forum, running
):
    _, thread = topic
    await updates.group(ADVISER, "Bonjour, je regarde votre dossier.", thread)

    held, words = forum.sent(TENANT)[-2:]
    name = await first_name(running, "social_adviser")
    assert held == f"{name}, conseillère sociale, vous répond maintenant."
    assert words == f"{name}, conseillère sociale :\nBonjour, je regarde votre dossier."
    assert "répond au locataire" in forum.sent(GROUP, thread)[-1]


async def first_name(running, role):
    def read(kept):
        return next(a for a in kept.staff.all() if a.role == role and a.unit == "AG-VAL")

    return (await running.database.read(read)).first_name


async def test_the_tenants_words_appear_in_the_topic_and_the_bot_is_silent(topic, updates, forum):
    _, thread = topic
    await updates.group(ADVISER, "Bonjour.", thread)
    before = len(forum.sent(TENANT))

    await updates.private(TENANT, "je peux passer demain matin")

    assert forum.sent(GROUP, thread)[-1] == "Le locataire : je peux passer demain matin"
    assert len(forum.sent(TENANT)) == before


async def test_a_voice_note_is_said_to_be_there_and_a_button_of_the_bot_is_not(
    topic, updates, forum
):
    _, thread = topic
    await updates.group(ADVISER, "Bonjour.", thread)
    await updates.private(TENANT, "", voice={"file_id": "v", "duration": 3})
    said = forum.sent(GROUP, thread)
    assert "a envoyé un fichier" in said[-1]

    await updates.pressed(TENANT, "choose.form=arrears")
    assert forum.sent(GROUP, thread) == said


async def test_before_an_agent_answers_the_tenants_words_stay_with_the_bot(topic, updates, forum):
    _, thread = topic
    before = forum.sent(GROUP, thread)

    await updates.private(TENANT, "merci")

    assert forum.sent(GROUP, thread) == before


@pytest.mark.parametrize(
    "words",
    ["mon mari me frappe", "je veux mourir", "j'ai un cancer je suis en chimio"],
)
async def test_what_may_be_about_danger_or_health_is_not_shown_in_the_room(
    topic, updates, forum, words
):
    reference, thread = topic
    await updates.group(ADVISER, "Bonjour.", thread)

    await updates.private(TENANT, words)

    said = "\n".join(forum.sent(GROUP, thread) + forum.sent(GROUP))
    assert words not in said
    assert "À lire sur le bureau seulement" in forum.sent(GROUP, thread)[-1]
    assert f"/desk/cases/{reference}" in forum.sent(GROUP, thread)[-1]


async def test_after_a_danger_was_said_no_further_words_are_shown(topic, updates, forum):
    _, thread = topic
    await updates.group(ADVISER, "Bonjour.", thread)
    await updates.private(TENANT, "mon mari me frappe")
    await updates.private(TENANT, "il est rentré")

    assert "il est rentré" not in "\n".join(forum.sent(GROUP, thread))


async def test_a_case_about_danger_is_one_line_that_sends_to_the_desk(
    room, tenant_case, running, forum
):
    await tenant_case(*ARREARS, "il va me tuer")
    reference = (await case_of(running, restricted=True)).reference
    await running.rooms.tend()
    await running.rooms.tend()

    assert not any(reference in form["name"] for form in forum.forms("createForumTopic"))
    (line,) = [text for text in forum.sent(GROUP) if reference in text]
    assert f"/desk/cases/{reference}" in line
    assert "violence" not in line.casefold()


async def test_a_restricted_need_beside_others_is_not_named_and_silences_the_words(
    room, updates, running, forum, tenant_case
):
    reference = await tenant_case()

    def add_health(kept):
        from storage.tables.cases import NeedRow

        case = kept.cases.by_reference(reference)
        need = NeedRow(case_id=case.id, code="HEALTH", severity=2, opened_at=clock.now())
        need.facts, need.words = {"illness": "cancer"}, "j'ai un cancer"
        kept.cases.add_need(need)

    await running.database.write(add_health)
    thread = await thread_of(running, forum, reference)
    await updates.group(ADVISER, "Bonjour.", thread)
    await updates.private(TENANT, "d'accord à demain")

    await updates.private(MANAGER, f"/prendre {reference}")
    await updates.private(MANAGER, "Pour votre cancer, voyez l'assistante sociale.")

    said = "\n".join(forum.sent(GROUP, thread))
    assert "situation suivie" in said
    assert "cancer" not in said
    assert "santé" not in said
    assert "d'accord à demain" not in said


async def test_in_the_room_a_look_up_writes_no_more_than_a_reference(topic, updates, forum):
    reference, _ = topic
    await updates.asked(ADVISER, reference, "supergroup")

    (found,) = results(forum.forms("answerInlineQuery")[-1])
    assert found["input_message_content"] == {"message_text": reference}


async def test_a_line_between_agents_is_a_note_that_the_tenant_never_reads(
    topic, updates, forum, running
):
    reference, thread = topic
    before = forum.sent(TENANT)
    await updates.group(ADVISER, "// attention, locataire inquiet", thread)

    assert forum.sent(TENANT) == before
    notes = await running.database.read(
        lambda kept: kept.cases.notes(kept.cases.by_reference(reference).id)
    )
    assert [note.text for note in notes] == ["attention, locataire inquiet"]


async def test_who_is_not_linked_is_told_once_and_nothing_goes_anywhere(
    topic, updates, forum, running
):
    _, thread = topic
    before = forum.sent(TENANT)
    await updates.group(GUEST, "bonjour le locataire", thread)
    await updates.group(GUEST, "encore moi", thread)

    told = [text for text in forum.sent(GROUP, thread) if "seuls les agents" in text]
    assert len(told) == 1
    assert forum.sent(TENANT) == before

    def words(kept):
        from sqlmodel import select

        from storage.tables.messages import Inbox

        return [row.body.get("text") for row in kept.session.exec(select(Inbox))]

    assert not {"bonjour le locataire", "encore moi"} & set(await running.database.read(words))


async def test_a_group_that_is_no_room_is_left_alone(updates, linked, forum, running):
    await linked(ADVISER, "social_adviser")
    await updates.group(ADVISER, "bonjour tout le monde")
    await updates.group(GUEST, "/salle")
    await updates.group(ADVISER, "/aide")

    assert forum.sent(GROUP) == []


async def test_an_agent_whose_role_does_not_answer_tenants_sends_nothing(
    topic, updates, linked, forum
):
    _, thread = topic
    await linked(904, "caretaker")
    before = forum.sent(TENANT)
    await updates.group(904, "bonjour", thread)

    assert forum.sent(TENANT) == before
    assert "Rien n'est parti" in forum.sent(GROUP, thread)[-1]


async def test_a_link_that_must_be_proven_again_sends_nothing(topic, updates, forum, running, now):
    _, thread = topic
    running.turns._desk._reproof = timedelta(hours=12)
    now.at += timedelta(hours=13)
    before = forum.sent(TENANT)
    await updates.group(ADVISER, "bonjour", thread)

    assert forum.sent(TENANT) == before
    assert "Prouvez d'abord" in forum.sent(GROUP, thread)[-1]


async def test_the_second_agent_sees_that_the_first_answers_already(
    topic, updates, forum, running
):
    _, thread = topic
    await updates.group(ADVISER, "Bonjour.", thread)
    before = forum.sent(TENANT)
    name = await first_name(running, "social_adviser")
    await updates.group(MANAGER, "Moi aussi je réponds", thread)

    assert f"{name} répond déjà" in forum.sent(GROUP, thread)[-1]
    assert forum.sent(TENANT) == before

    await updates.group(MANAGER, "/prendre", thread)
    await updates.group(MANAGER, "Je prends la suite.", thread)
    assert "Je prends la suite." in forum.sent(TENANT)[-1]


async def test_given_back_both_are_told_and_the_bot_answers_again(topic, updates, forum):
    _, thread = topic
    await updates.group(ADVISER, "Bonjour.", thread)
    await updates.group(ADVISER, "/rendre@PalierBot", thread)

    assert "a rendu la conversation" in forum.sent(TENANT)[-1]
    assert any("a rendu la conversation" in text for text in forum.sent(GROUP, thread))
    before = len(forum.sent(TENANT))
    await updates.private(TENANT, "bonjour")
    assert len(forum.sent(TENANT)) > before


async def test_after_the_agreed_silence_the_bot_takes_it_back_and_both_are_told(
    topic, updates, forum, running, now
):
    _, thread = topic
    await updates.group(ADVISER, "Bonjour.", thread)
    now.at += timedelta(hours=25)
    await fire_due(running)
    await running.intake.sweep()

    assert "Je reprends la conversation" in forum.sent(TENANT)[-1]
    assert "l'assistant reprend" in forum.sent(GROUP, thread)[-1]


async def test_the_button_of_the_first_message_takes_the_conversation(topic, updates, forum):
    reference, thread = topic
    form = next(f for f in forum.forms("sendMessage") if f.get("message_thread_id") == str(thread))
    assert f"desk.prendre={reference}" in form["reply_markup"]

    await updates.pressed(ADVISER, f"desk.prendre={reference}", thread)

    assert ("answerCallbackQuery", {"callback_query_id": "77"}) in forum.calls
    assert "vous répond maintenant" in forum.sent(TENANT)[-1]


async def test_a_topic_is_closed_with_its_case_and_opened_again_with_it(
    topic, updates, forum, running
):
    _, thread = topic
    await updates.group(ADVISER, "Bonjour.", thread)
    await updates.group(ADVISER, "/clore plan_signed Votre plan est signé.", thread)

    closing = {"chat_id": str(GROUP), "message_thread_id": str(thread)}
    assert closing in forum.forms("closeForumTopic")
    assert "Votre plan est signé." in forum.sent(TENANT)[-1]

    for line in ARREARS:
        await updates.private(TENANT, line)
    await running.rooms.tend()

    assert closing in forum.forms("reopenForumTopic")
    assert "Le dossier est rouvert" in forum.sent(GROUP, thread)[-1]
    await running.rooms.tend()
    assert len(forum.forms("reopenForumTopic")) == 1


async def test_what_an_agent_takes_from_their_own_chat_is_seen_in_the_topic(topic, updates, forum):
    reference, thread = topic
    await updates.private(MANAGER, f"/prendre {reference}")
    await updates.private(MANAGER, "Bonjour, je vous rappelle.")

    assert "au locataire : Bonjour, je vous rappelle." in forum.sent(GROUP, thread)[-1]


async def test_a_topic_that_could_not_be_made_is_made_later_and_nothing_said_meanwhile_is_lost(
    room, tenant_case, updates, forum, running, now
):
    for _ in range(2):
        forum.refuse("createForumTopic", 429, "Too Many Requests", retry_after=30)
    reference = await tenant_case()
    await running.rooms.tend()
    await updates.private(MANAGER, f"/prendre {reference}")
    await updates.private(TENANT, "vous êtes là ?")
    forum.refusals.clear()

    now.at += timedelta(minutes=2)
    thread = await thread_of(running, forum, reference)

    first, answers, wrote = forum.sent(GROUP, thread)
    assert first.startswith(reference)
    assert "répond au locataire" in answers
    assert wrote == "Le locataire : vous êtes là ?"


def open_many(kept, *, now, units=("AG-VAL",)):
    """Open a dozen cases of each unit."""
    model = kept.cases.listed(unit="AG-VAL", limit=1)[0]
    values = model.model_dump(exclude={"id", "reference", "status", "restricted", "unit"})
    for unit in units:
        for number in range(12):
            reference = f"P-26-TEST-{unit}-{number}"
            case = Case(**values, reference=reference, status="new", unit=unit)
            kept.cases.add(case)
            kept.cases.add_need(NeedRow(case_id=case.id, code="REPAIR", severity=1, opened_at=now))


async def test_a_room_with_many_cases_is_filled_as_fast_as_a_group_takes_it(
    room, running, forum, now
):
    await running.database.write(partial(open_many, now=now.at))
    for _ in range(5):
        await running.rooms.tend()
    first = len(forum.forms("createForumTopic"))
    for _ in range(4):
        now.at += timedelta(minutes=2)
        await running.rooms.tend()

    names = [form["name"] for form in forum.forms("createForumTopic")]
    assert first == 8
    assert len([name for name in names if "P-26-TEST" in name]) == 12


async def test_without_the_right_to_make_topics_the_room_says_what_to_do_once(
    updates, linked, forum, running, now
):
    for _ in range(40):
        forum.refuse("createForumTopic", 400, "Bad Request: not enough rights to create a topic")
    await linked(MANAGER, "agency_manager")
    await updates.group(MANAGER, "/salle")
    await running.rooms.tend()
    now.at += timedelta(minutes=11)
    await running.rooms.tend()
    await running.intake.sweep()

    assert len([t for t in forum.sent(GROUP) if "administrateur" in t]) == 1
    troubles = await running.database.read(lambda kept: find_troubles(kept, now=now.at))
    assert [t for t in troubles if "Not enough rights" in t]


@ON_BOTH
async def test_two_processes_make_each_topic_once(
    room, tenant_case, running, forum, start, forum_url
):
    other = start(forum_url, telegram_token="1:x", telegram_api_url=forum.url)
    for _ in range(2):
        await tenant_case()
        await asyncio.gather(*(one.rooms.tend() for one in (running, other) * 3))
    await other.telegram.close()

    names = [form["name"] for form in forum.forms("createForumTopic")]
    assert names
    assert len(names) == len(set(names))


@ON_BOTH
async def test_topics_of_several_rooms_are_made_once_however_slow_telegram_is(
    room, updates, linked, running, forum, start, forum_url, now
):
    await linked(905, "agency_manager", "AG-DUN")
    await updates.group(905, "/salle", chat={"id": -1002})
    await running.database.write(partial(open_many, now=now.at, units=("AG-VAL", "AG-DUN")))
    other = start(forum_url, telegram_token="1:x", telegram_api_url=forum.url)
    call = forum.slow["createForumTopic"] = Slow()

    slow = asyncio.create_task(running.rooms.tend())
    await call.asked.wait()
    for _ in range(3):
        now.at += timedelta(minutes=1)
        await other.rooms.tend()
    call.answered.set()
    await slow
    for one in (running, other) * 2:
        now.at += timedelta(minutes=2)
        await one.rooms.tend()
    await other.telegram.close()

    names = [form["name"] for form in forum.forms("createForumTopic")]
    assert len([name for name in names if "P-26-TEST" in name]) == 24
    assert len(names) == len(set(names))


async def test_a_topic_that_telegram_made_is_written_down_though_the_round_was_ended(
    room, tenant_case, running, forum
):
    await running.rooms.tend()
    reference = await tenant_case()
    call = forum.slow["createForumTopic"] = Slow()
    round_ = asyncio.create_task(running.rooms.tend())
    await call.asked.wait()

    round_.cancel()
    ending = asyncio.create_task(running.rooms.close())
    await asyncio.sleep(0)
    call.answered.set()
    await ending

    def topic(kept):
        return kept.rooms.topic_of(kept.cases.by_reference(reference).id)

    assert (await running.database.read(topic)).state == "open"


@ON_BOTH
async def test_a_whole_talk_in_the_room_on_both_databases(topic, updates, forum, running, now):
    reference, thread = topic
    await updates.group(ADVISER, "Bonjour.", thread)
    await updates.private(TENANT, "je passe demain")
    await updates.group(ADVISER, "// il passe demain", thread)
    await updates.group(MANAGER, "/prendre", thread)
    now.at += timedelta(hours=25)
    await fire_due(running)
    await updates.group(MANAGER, "/clore plan_signed Votre plan est signé.", thread)

    assert "Votre plan est signé." in forum.sent(TENANT)[-1]
    assert [form["message_thread_id"] for form in forum.forms("closeForumTopic")] == [str(thread)]
    case = await running.database.read(lambda kept: kept.cases.by_reference(reference))
    assert case.status == "resolved"


async def test_a_room_taken_up_again_has_the_topics_it_had(topic, updates, forum, running):
    _, thread = topic
    made = len(forum.forms("createForumTopic"))
    await updates.group(MANAGER, "/salle fin")
    await updates.group(ADVISER, "quelqu'un ?", thread)
    assert "n'est plus liée" in forum.sent(GROUP, thread)[-1]

    await updates.group(MANAGER, "/salle")
    await running.rooms.tend()
    await updates.group(ADVISER, "Bonjour.", thread)

    assert len(forum.forms("createForumTopic")) == made
    assert "Bonjour." in forum.sent(TENANT)[-1]


async def test_in_the_topic_of_an_ended_case_nothing_goes(topic, updates, forum):
    _, thread = topic
    await updates.group(ADVISER, "Bonjour.", thread)
    await updates.group(ADVISER, "/clore plan_signed Votre plan est signé.", thread)
    before = forum.sent(TENANT)
    await updates.group(ADVISER, "au fait", thread)

    assert forum.sent(TENANT) == before
    assert "rien n'est parti" in forum.sent(GROUP, thread)[-1]


async def test_a_case_that_goes_to_another_unit_leaves_the_room(topic, forum, running):
    reference, thread = topic

    def move(kept):
        case = kept.cases.by_reference(reference)
        case.unit = "AG-DUN"
        kept.session.add(case)

    await running.database.write(move)
    await running.rooms.tend()

    assert "suivi ailleurs" in forum.sent(GROUP, thread)[-1]
    assert str(thread) in {form["message_thread_id"] for form in forum.forms("closeForumTopic")}


@pytest.mark.parametrize("way", ["told by the group", "told at sending"])
async def test_a_group_that_becomes_a_supergroup_is_followed(
    topic, updates, forum, running, now, way
):
    _, thread = topic
    new = -100200300
    if way == "told by the group":
        await updates.group(MANAGER, "", migrate_to_chat_id=new)
    else:
        forum.refuse(
            "sendMessage",
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            migrate_to_chat_id=new,
        )
        await updates.group(GUEST, "bonjour", thread)
        now.at += timedelta(minutes=1)
        await running.intake.sweep()

    await updates.group(ADVISER, "Bonjour.", thread, chat={"id": new})
    assert "Bonjour." in forum.sent(TENANT)[-1]
    assert "répond au locataire" in forum.sent(new, thread)[-1]


async def test_put_out_of_the_group_the_room_is_ended(topic, updates, forum, running):
    member = {"user": {"id": 1, "is_bot": True}, "status": "kicked"}
    chat = {"id": GROUP, "type": "supergroup"}
    await updates.give(my_chat_member={"chat": chat, "new_chat_member": member})

    assert await running.database.read(lambda kept: kept.rooms.open()) == []


def code_for(running, unit):
    def make(kept):
        someone = next(a for a in kept.staff.all() if a.unit == unit)
        give = running.secrets.give
        return give(kept, "room", someone.id, now=clock.now(), lasts=INVITATION)

    return running.database.write_now(make)


async def test_a_code_of_the_operator_makes_a_room_once_and_only_for_its_unit(
    updates, linked, forum, running
):
    await linked(ADVISER, "social_adviser")
    await linked(905, "social_adviser", "AG-DUN")
    code = code_for(running, "AG-VAL")

    await updates.group(905, f"/salle {code}")
    assert "n'a pas pu être liée" in forum.sent(GROUP)[-1]
    await updates.group(ADVISER, "/salle")
    assert "n'a pas pu être liée" in forum.sent(GROUP)[-1]
    await updates.group(GUEST, f"/salle {code}")
    await updates.group(ADVISER, f"/salle {code}")
    assert any("Cette salle est celle" in text for text in forum.sent(GROUP))
    await updates.group(ADVISER, f"/salle {code}")
    assert "n'a pas pu être liée" in forum.sent(GROUP)[-1]


async def test_a_manager_ends_the_room_and_nothing_more_is_written_there(
    topic, updates, forum, running
):
    _, thread = topic
    await updates.group(ADVISER, "/salle fin")
    assert await running.database.read(lambda kept: kept.rooms.open())
    await updates.group(MANAGER, "/salle fin")
    before = len(forum.sent(GROUP, thread))
    await updates.private(MANAGER, "/taches")

    assert "n'est plus liée" in forum.sent(GROUP)[-1]
    assert len(forum.sent(GROUP, thread)) == before


async def test_a_correction_and_a_file_are_said_not_to_have_gone(topic, updates, forum):
    _, thread = topic
    await updates.group(ADVISER, "Bonjour.", thread)
    before = forum.sent(TENANT)
    await updates.group(ADVISER, "Bonsoir.", thread, kind="edited_message")
    assert "Une correction ne part pas" in forum.sent(GROUP, thread)[-1]
    await updates.group(ADVISER, "", thread, voice={"file_id": "a", "duration": 1})
    assert "Cette pièce jointe n'est pas partie" in forum.sent(GROUP, thread)[-1]

    assert forum.sent(TENANT) == before


async def test_a_tenant_who_blocked_the_bot_is_said_to_be_gone(topic, updates, forum):
    _, thread = topic
    member = {"user": {"id": 1, "is_bot": True}, "status": "kicked"}
    chat = {"id": TENANT, "type": "private"}
    await updates.give(my_chat_member={"chat": chat, "new_chat_member": member})
    await updates.group(ADVISER, "Bonjour.", thread)

    assert "a bloqué l'assistant" in forum.sent(GROUP, thread)[-1]


@pytest.mark.parametrize(
    "content",
    [
        {"message": {"chat": {"type": "supergroup"}}},
        {"message": {"chat": {"id": "x", "type": "supergroup"}, "from": {"id": 1}, "text": "a"}},
        {"callback_query": {"message": {"chat": {"type": "group"}}}},
        {"my_chat_member": {"chat": {"id": 1, "type": "group"}}},
        {"edited_message": {"chat": {"type": "group"}, "from": "nobody"}},
    ],
)
async def test_an_update_of_a_group_that_cannot_be_read_is_set_aside(
    updates, forum, running, content
):
    await updates.give(**content)
    await updates.private(TENANT, "bonjour")

    assert len(await running.database.read(lambda kept: kept.mail.set_aside())) == 1
    assert forum.sent(TENANT)


@pytest.mark.parametrize(("unit", "code"), [("AG-VAL", 0), ("AG-NOWHERE", 1)])
def test_the_operator_prints_a_code_for_a_unit_that_has_agents(tmp_path, demo_file, unit, code):
    import os
    import re
    import shutil
    import subprocess
    import sys

    shutil.copy(demo_file, tmp_path / "palier.db")
    command = [sys.executable, "-m", "bot", "agents", "room", "--unit", unit]
    environment = {**os.environ, "PALIER_HOME": str(tmp_path)}
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=120, check=False
    )

    assert done.returncode == code
    shown = done.stdout if code == 0 else done.stderr
    wanted = r"/salle [2-9A-Z]{26}\n" if code == 0 else r"palier: no agent works in unit .*\n"
    assert re.fullmatch(wanted, shown)

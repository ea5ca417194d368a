"""A quick look by inline query: for linked agents, masked and logged; for anybody else, nothing."""

import json
from datetime import timedelta

import pytest

from casework.references import read_reference
from tests.bot.forum import results
from tests.play import ARREARS, Player

AGENT, STRANGER = 901, 902
BRUMELLE = (
    "je suis en retard de loyer", "204518", "brumelle", "2", "rien", "maladie", "matin", "oui",
)  # fmt: skip


@pytest.fixture
def reference(running) -> str:
    player = Player(running)
    for line in ARREARS:
        player.say(line)
    return player.facts().cases[0].reference


async def look(updates, forum, user, words, chat="sender") -> list[dict]:
    await updates.asked(user, words, chat)
    return results(forum.forms("answerInlineQuery")[-1])


@pytest.mark.parametrize("forum_url", ["sqlite", "postgresql"], indirect=True)
async def test_a_linked_agent_finds_a_case_by_its_reference(updates, forum, linked, reference):
    await linked(AGENT, "social_adviser")

    (found,) = await look(updates, forum, AGENT, reference)

    assert found["title"] == reference
    assert "loyer" in found["description"]
    form = forum.forms("answerInlineQuery")[-1]
    assert (form["is_personal"], form["cache_time"]) == ("true", "0")
    assert len(found["id"].encode()) <= 64


async def test_what_is_picked_in_the_agents_own_chat_opens_the_card(
    updates, forum, linked, reference
):
    await linked(AGENT, "social_adviser")
    (found,) = await look(updates, forum, AGENT, reference)

    await updates.private(AGENT, found["input_message_content"]["message_text"])

    assert reference in forum.sent(AGENT)[-1]
    assert "Besoins" in forum.sent(AGENT)[-1]


async def test_a_look_up_by_name_says_no_name_and_no_amount(updates, forum, linked, running):
    tenant = Player(running)
    for line in BRUMELLE:
        tenant.say(line)
    await linked(AGENT, "agency_manager")

    found = await look(updates, forum, AGENT, "Brumelle")
    shown = " ".join(part["title"] + part["description"] for part in found)

    assert 0 < len(found) <= 10
    assert all(read_reference(one["title"]) for one in found)
    assert "brumelle" not in shown.casefold()
    assert "€" not in shown


async def test_somebody_else_gets_the_very_answer_of_nothing_found(
    updates, forum, linked, reference
):
    await linked(AGENT, "social_adviser")
    await updates.asked(AGENT, "Zzyzx")
    await updates.asked(STRANGER, reference)
    await updates.asked(STRANGER, "Brumelle")

    assert len(set(forum.raw)) == 1
    assert results(forum.forms("answerInlineQuery")[0]) == []


async def test_an_agent_of_another_unit_finds_nothing(updates, forum, linked, reference):
    await linked(AGENT, "social_adviser", "AG-DUN")

    assert await look(updates, forum, AGENT, reference) == []


@pytest.mark.parametrize("chat", ["private", "group", "supergroup", "channel"])
async def test_nothing_is_shown_where_others_may_read(updates, forum, linked, reference, chat):
    await linked(AGENT, "social_adviser")

    assert await look(updates, forum, AGENT, reference, chat) == []
    assert len(await look(updates, forum, AGENT, reference)) == 1


async def test_each_look_is_written_down_and_its_words_are_not(
    updates, forum, linked, reference, running
):
    await linked(AGENT, "social_adviser")
    await updates.asked(AGENT, reference)
    await updates.asked(AGENT, "Brumelle")

    def kept(kept):
        from sqlmodel import select

        from storage.tables.messages import Inbox
        from storage.tables.people import AccessLog

        case = kept.cases.by_reference(reference)
        log = list(kept.session.exec(select(AccessLog)))
        inbox = [row.body.get("text") for row in kept.session.exec(select(Inbox))]
        return [read.action for read in kept.access.reads_of(case.id)], log, inbox

    reads, log, inbox = running.database.read_now(kept)
    assert reads == ["read"]
    assert "Brumelle" not in str([line.details for line in log])
    assert not {"Brumelle", reference} & set(inbox)


async def test_a_mistyped_reference_is_caught_before_it_is_looked_up(
    updates, forum, linked, reference
):
    await linked(AGENT, "social_adviser")
    wrong = reference[:-1] + ("2" if reference[-1] != "2" else "3")

    assert await look(updates, forum, AGENT, wrong) == []
    hint = json.loads(forum.forms("answerInlineQuery")[-1]["button"])
    assert "mal tapée" in hint["text"]


async def test_a_chat_that_must_be_proven_again_is_nobodys(
    start, updates, forum, linked, reference, running, now
):
    await linked(AGENT, "social_adviser")
    running.turns._desk._reproof = timedelta(hours=12)
    assert len(await look(updates, forum, AGENT, reference)) == 1

    now.at += timedelta(hours=13)

    assert await look(updates, forum, AGENT, reference) == []


async def test_a_restricted_need_is_named_to_nobody_in_a_list(updates, forum, linked, running):
    tenant = Player(running)
    tenant.say("il va me tuer")
    (case,) = tenant.facts().cases
    await linked(AGENT, "on_call", "siege")

    (found,) = await look(updates, forum, AGENT, case.reference)

    assert found["description"].startswith("situation suivie")


@pytest.mark.parametrize("query", [{}, {"id": "1"}, {"id": "1", "from": "x"}, "nonsense", None])
async def test_a_look_up_that_cannot_be_read_stops_nobody(updates, forum, linked, query):
    await linked(AGENT, "social_adviser")

    await updates.give(inline_query=query)
    await updates.private(AGENT, "/taches")

    assert forum.forms("answerInlineQuery") == []
    assert "dossiers vous attendent" in forum.sent(AGENT)[-1]

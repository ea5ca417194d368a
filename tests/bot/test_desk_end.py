"""A case is ended on its page, and who can help is sought there, by the same rules as in chat."""

import re

import pytest

from tests.bot.test_desk_talk import Desk, at_desk, palier, tenant  # noqa: F401 (fixtures)


def case_of(player):
    (case,) = player.facts().cases
    return case


async def send(desk: Desk, reference: str, act: str, **form: str) -> str:
    found = re.findall(r'name="id" value="([^"]+)"', await desk.page(reference))
    data = {"id": found[0], **form}
    answer = await desk.client.post(f"/desk/cases/{reference}/{act}", data=data)
    return await answer.text()


async def test_a_case_is_closed_with_what_the_form_says(at_desk, tenant):  # noqa: F811
    desk, reference = await at_desk("agency_manager"), case_of(tenant).reference
    await desk.do(reference, "take")

    page = await send(
        desk, reference, "close", outcome="plan_signed", text="Votre plan est signé."
    )

    case = case_of(tenant)
    assert (case.status, case.outcome, case.outcome_words) == (
        "resolved",
        "plan_signed",
        "Votre plan est signé.",
    )
    assert 'id="close"' not in page
    replies = tenant.palier.database.read_now(
        lambda k: k.mail.since(k.conversations.of(tenant.channel, "", tenant.user).id, 0)
    )
    assert any("Votre plan est signé." in (getattr(row, "text", "") or "") for row in replies)


async def test_the_likely_outcomes_stand_first(at_desk, tenant):  # noqa: F811
    desk = await at_desk("agency_manager")

    page = await desk.page(case_of(tenant).reference)

    values = re.findall(r'<option value="(\w+)"', page.partition('id="close-outcome"')[2])
    assert values[0] == "plan_signed"
    assert len(values) == len(set(values))


@pytest.mark.parametrize("outcome", ["", "happy_end", "plan signed; drop"])
async def test_an_outcome_that_no_list_holds_closes_nothing(at_desk, tenant, outcome):  # noqa: F811
    desk, reference = await at_desk("agency_manager"), case_of(tenant).reference

    await send(desk, reference, "close", outcome=outcome, text="C'est fini.")

    assert case_of(tenant).status == "assigned"


async def test_words_that_closed_nothing_stay_in_their_box(at_desk, tenant):  # noqa: F811
    desk, reference = await at_desk("agency_manager"), case_of(tenant).reference

    page = await send(desk, reference, "close", need="FOOD", outcome="repaired", text="Mes mots.")

    assert "Mes mots." in page.partition('id="close-words"')[2].partition("</textarea>")[0]
    assert case_of(tenant).status == "assigned"


async def test_who_may_not_close_sees_no_form(at_desk, tenant):  # noqa: F811
    desk, reference = await at_desk("front_desk"), case_of(tenant).reference

    assert 'id="close"' not in await desk.page(reference)


async def test_a_partner_is_sought_and_chosen_on_the_page(at_desk, tenant):  # noqa: F811
    desk, reference = await at_desk("social_adviser"), case_of(tenant).reference

    page = await send(desk, reference, "refer")
    service = re.search(r'name="service" value="(\w+)"', page)[1]
    await send(desk, reference, "refer", service=service)

    case = case_of(tenant)
    events = tenant.palier.database.read_now(lambda k: k.cases.timeline(case.id))
    assert "partner_chosen" in {event.kind for event in events}

"""The desk says whom a case is about, how to call them and where, as far as each agent may know."""

import asyncio
import html
import re
import shutil

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot import clock
from bot.web import desk
from bot.web.app import make_app
from nlu.phones import as_dialled


@pytest.fixture
def palier(start, tmp_path, demo_file):
    """A Palier on a copy of the demonstration landlord."""
    shutil.copy(demo_file, tmp_path / "own.db")
    return start(f"sqlite:///{tmp_path / 'own.db'}")


@pytest.fixture
async def page_for(palier):
    """Return a way to read a page of the desk as an agent of a role."""
    palier.ringing.on(asyncio.get_running_loop())
    async with TestServer(make_app(palier)) as server:
        opened = []

        async def read(path: str, role: str, unit: str, **said: str) -> str:
            def give(kept):
                (agent, *_) = [a for a in kept.staff.all() if (a.role, a.unit) == (role, unit)]
                return palier.secrets.give(kept, "session", agent.id, now=clock.now(), lasts=None)

            token = palier.database.write_now(give)
            client = TestClient(server, cookies={"palier_desk": token})
            opened.append(client)
            answer = await (client.post(path, data=said) if said else client.get(path))
            return html.unescape(await answer.text())

        yield read
        for client in opened:
            await client.close()


@pytest.fixture
def known(palier):
    """A case of somebody with a telephone, and where they live."""

    def read(kept):
        for case in kept.cases.listed(open_only=True, limit=500):
            if case.household_id is None or case.unit == "HQ":
                continue
            (holder, *_) = kept.people.persons(case.household_id)
            codes = {need.code for need in kept.cases.needs(case.id)}
            if holder.phone and codes <= {"ARREARS", "REPAIR", "COMMON_AREA"}:
                return case, holder, kept.people.home_of(case.household_id)
        raise AssertionError("the demonstration has such a case")

    return palier.database.read_now(read)


async def test_the_page_of_a_case_says_whom_to_call_and_where_they_live(page_for, known, palier):
    case, holder, (dwelling, residence) = known
    lease = palier.database.read_now(lambda k: k.people.lease_of(case.household_id))
    town = palier.database.read_now(lambda k: k.directory.names()[residence.commune_insee])

    page = await page_for(f"/desk/cases/{case.reference}", "agency_manager", case.unit)

    assert f'<a class="call" href="tel:{holder.phone}">{as_dialled(holder.phone)}</a>' in page
    assert holder.full_name in page
    assert f"<dd>{lease.number}</dd>" in page
    assert f"{residence.name}, {town}, " in page
    assert f"logement {dwelling.label}" in page
    assert "Appel risqué" not in page


async def test_a_call_that_somebody_else_may_answer_is_marked(page_for, known, palier):
    case = known[0]

    def fear(kept):
        household = kept.people.household(case.household_id)
        household.safe_to_contact = False
        kept.session.add(household)

    palier.database.write_now(fear)

    page = await page_for(f"/desk/cases/{case.reference}", "agency_manager", case.unit)

    assert "Appel risqué" in page


async def test_who_does_not_read_a_case_whole_reads_no_name_and_no_number(page_for, known):
    case, holder, _ = known

    page = await page_for(f"/desk/cases/{case.reference}", "caretaker", case.unit)
    listed = await page_for("/desk/", "caretaker", case.unit)

    for shown in (page, listed):
        assert holder.last_name not in shown
        assert as_dialled(holder.phone) not in shown


async def test_a_place_that_is_told_stands_beside_the_home(page_for, known, palier):
    case, _, (_, residence) = known
    other = next(
        one
        for one in palier.database.read_now(lambda k: k.directory.residences())
        if one.code != residence.code
    )

    def tell(kept):
        row = kept.cases.get(case.id)
        row.place = {"residence": other.code, "building": "B"}
        kept.session.add(row)

    palier.database.write_now(tell)

    page = await page_for(f"/desk/cases/{case.reference}", "agency_manager", case.unit)

    assert f"{other.name}, bâtiment B" in page
    assert residence.name in page


async def test_a_closed_case_says_how_it_ended(page_for, palier):
    case = palier.database.read_now(
        lambda k: next(c for c in k.cases.listed(status="closed") if c.outcome and c.unit != "HQ")
    )
    label = palier.wording.text(f"desk.outcome.{case.outcome}", "fr")

    page = await page_for(f"/desk/cases/{case.reference}", "agency_manager", case.unit)

    assert re.search(rf"<dt>Issue</dt><dd>{re.escape(label)}", page)


async def test_the_list_names_people_and_goes_on_page_after_page(page_for, known, monkeypatch):
    case = known[0]
    monkeypatch.setattr(desk, "PAGE", 3)
    seen: list[str] = []
    path = f"/desk/?agency={case.unit}"
    while path:
        page = await page_for(path, "agency_manager", case.unit)
        seen += re.findall(r'/desk/cases/(P-[\w-]+)">', page)
        found = re.search(r'rel="next" href="([^"]+)"', page)
        path = html.unescape(found[1]) if found else ""

    assert len(seen) == len(set(seen)) > 3
    assert case.reference in seen


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999", "²"])
async def test_a_page_that_is_none_is_the_first(page_for, known, page):
    case = known[0]

    shown = await page_for(f"/desk/?page={page}", "agency_manager", case.unit)

    assert shown.count('<tr role="row"') > 1


async def test_the_cases_of_a_town_are_found_by_its_name(page_for, known, palier):
    case, _, (_, residence) = known
    town = palier.database.read_now(lambda k: k.directory.names()[residence.commune_insee])

    page = await page_for("/desk/", "agency_manager", case.unit, words=town.lower())

    assert case.reference in page


async def test_a_case_of_nobody_known_is_found_by_the_place_it_was_told_for(
    page_for, known, palier
):
    case, _, (_, residence) = known

    def nobody(kept):
        row = kept.cases.get(case.id)
        row.household_id, row.place = None, {"residence": residence.code}
        kept.session.add(row)

    palier.database.write_now(nobody)

    page = await page_for("/desk/", "agency_manager", case.unit, words=residence.name)

    assert case.reference in page

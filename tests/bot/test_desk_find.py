"""An agent looks for a case on the desk: by what a tenant says at the counter."""

import asyncio
import shutil

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot import clock
from bot.web.app import make_app


@pytest.fixture
def palier(start, tmp_path, demo_file):
    """A Palier on a copy of the demonstration landlord."""
    shutil.copy(demo_file, tmp_path / "own.db")
    return start(f"sqlite:///{tmp_path / 'own.db'}")


@pytest.fixture
def known(palier):
    """A case of a household, its holder, and an agent of its agency."""

    def read(kept):
        for case in kept.cases.listed(open_only=True):
            people = kept.people.persons(case.household_id) if case.household_id else []
            agents = [
                a for a in kept.staff.all() if a.unit == case.unit and a.role == "social_adviser"
            ]
            if people and agents:
                return case, people[0], agents[0]
        raise AssertionError("the demonstration has such a case")

    return palier.database.read_now(read)


@pytest.fixture
async def desk(palier, known):
    """The desk, open for the agent."""
    palier.ringing.on(asyncio.get_running_loop())

    def give(kept):
        return palier.secrets.give(kept, "session", known[2].id, now=clock.now(), lasts=None)

    token = palier.database.write_now(give)
    async with TestClient(TestServer(make_app(palier)), cookies={"palier_desk": token}) as client:
        yield client


@pytest.mark.parametrize("by", ["reference", "name"])
async def test_a_case_is_found_by_its_reference_and_by_the_name_of_its_tenant(desk, known, by):
    case, person, _ = known
    words = {"reference": case.reference.lower(), "name": person.full_name}[by]

    found = await desk.post("/desk/", data={"words": words})

    assert case.reference in await found.text()
    assert person.last_name.casefold() not in str(found.url).casefold()


@pytest.mark.parametrize("words", ["Personne De Ce Nom", "P-26-AAAA-A", "<b>"])
async def test_words_that_find_nothing_are_told_so_and_stay_in_the_box(desk, words):
    page = await (await desk.post("/desk/", data={"words": words})).text()

    assert "Aucun dossier trouvé" in page or "faute de frappe" in page
    assert f'value="{words.replace("<", "&lt;").replace(">", "&gt;")}"' in page


async def test_nothing_is_found_by_who_is_no_agent(desk, known):
    desk.session.cookie_jar.clear()

    refused = await desk.post("/desk/", data={"words": known[1].full_name})

    assert refused.status == 403
    assert known[0].reference not in await refused.text()

"""The JSON API: the same door as an agent's, and its own page keeps its word."""

import json
from pathlib import Path

import pytest

from casework.references import make_reference
from tests.play import ARREARS, Player

ROLES = {"social_adviser": "AG-VAL", "caretaker": "AG-VAL", "cell_manager": "cell"}


def token_of(palier, role: str) -> str:
    def make(kept):
        agent = next(a for a in kept.staff.all() if a.role == role and a.unit == ROLES[role])
        return palier.secrets.give(kept, "token", agent.id, now=palier_now(), lasts=None)

    from bot.clock import now as palier_now

    return palier.database.write_now(make)


@pytest.fixture
def bearer(palier):
    return lambda role: {"Authorization": f"Bearer {token_of(palier, role)}"}


@pytest.fixture
def reference(palier):
    player = Player(palier)
    for line in ARREARS:
        player.say(line)
    return player.facts().cases[0].reference


async def test_a_case_is_shown_with_its_route_and_its_reasons(web, bearer, reference):
    answer = await web.get(f"/api/v1/cases/{reference}", headers=bearer("social_adviser"))
    case = await answer.json()

    (need,) = case["needs"]
    assert need["code"] == "ARREARS"
    assert need["route"]["role"] == "social_adviser"
    assert need["route"]["because"]
    assert need["route"]["also_considered"]
    assert case["timeline"][0]["kind"] == "opened"


async def test_elsewhere_and_nowhere_get_the_same_words(web, bearer, reference):
    elsewhere = await web.get(f"/api/v1/cases/{reference}x", headers=bearer("social_adviser"))
    nowhere = await web.get(
        f"/api/v1/cases/{make_reference('P', 2026, 99_999)}", headers=bearer("social_adviser")
    )

    assert (elsewhere.status, await elsewhere.json()) == (nowhere.status, await nowhere.json())


async def test_a_caretaker_sees_a_card_without_the_facts(web, bearer, reference):
    answer = await web.get(f"/api/v1/cases/{reference}", headers=bearer("caretaker"))
    (need,) = (await answer.json())["needs"]

    assert need["facts"] == {}
    assert need["route"] is None


@pytest.mark.parametrize("path", ["/api/v1/cases", "/api/v1/cases/P-26-4F7K-3"])
async def test_without_a_token_nothing_is_shown(web, path):
    assert (await web.get(path)).status == 401
    assert (await web.get(path, headers={"Authorization": "Bearer nonsense"})).status == 401


@pytest.mark.parametrize("limit", ["0", "101", "x", "-1"])
async def test_a_wrong_limit_is_refused_with_a_sentence(web, bearer, limit):
    answer = await web.get(
        "/api/v1/cases", params={"limit": limit}, headers=bearer("cell_manager")
    )

    assert answer.status == 400
    assert "1 to 100" in (await answer.json())["error"]


async def test_answers_have_the_shape_of_the_openapi_page(web, bearer, reference):
    page = json.loads((Path(__file__).parents[2] / "bot/web/openapi.json").read_text("utf-8"))
    required = set(page["components"]["schemas"]["Case"]["required"])
    served = await (await web.get("/api/v1/openapi.json")).json()

    listed = await (await web.get("/api/v1/cases", headers=bearer("cell_manager"))).json()

    assert served == page
    assert len(listed["cases"]) == 100
    assert all(set(case) == required for case in listed["cases"])

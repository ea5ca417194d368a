"""An agent answers a tenant from the page of a case: two browsers, one conversation."""

import pytest
import pytest_asyncio
from playwright.async_api import expect

pytestmark = pytest.mark.asyncio(loop_scope="module")  # the loop of the browser
LAPTOP = {"viewport": {"width": 1280, "height": 800}}
PHONE = {"width": 320, "height": 480}


@pytest_asyncio.fixture(loop_scope="module")
async def tenant(visitor, palier):
    """A tenant on the web chat whose case is open."""
    person = await visitor()
    told = "jai perdu mon boulo et je doi 2 mois de loyer"
    for line in (told, "rien", "les tilleuls denain", "apres midi", "le 3 novembre", "oui"):
        await person.say(line)

    def newest(kept):
        return max(kept.cases.listed(open_only=True), key=lambda case: case.id).reference

    person.reference = palier.database.read_now(newest)
    return person


@pytest.fixture
def at_case(visitor, desk_link, tenant):
    """Return a way to open the case's page as an agent of a role."""

    async def sit(role: str):
        agent = await visitor(desk_link(role, "AG-VAL"), **LAPTOP)
        await agent.page.get_by_role("button", name="Ouvrir le bureau").click()
        await expect(agent.page.get_by_role("table")).to_be_visible()
        await agent.go(f"/desk/cases/{tenant.reference}")
        return agent

    return sit


async def test_an_agent_and_a_tenant_talk_and_each_sees_the_other_at_once(at_case, tenant):
    agent = await at_case("social_adviser")
    page = agent.page
    await agent.tab_to("Prendre la conversation")
    await agent.press("Enter")
    await expect(page.get_by_role("button", name="Rendre à l'assistant")).to_be_visible()
    await expect(page.locator("header.head")).to_contain_text("en cours")
    await expect(page.get_by_role("region", name="Historique")).to_contain_text("en cours")
    assert await agent.focused() == "words"
    await page.get_by_label("Votre message").focus()
    await page.keyboard.type("Bonjour, je regarde votre dossier.")
    await agent.tab_to("Envoyer au locataire")
    await agent.press("Enter")
    await expect(page.get_by_text("Envoyé au locataire")).to_be_visible()
    await expect(tenant.log).to_contain_text("Bonjour, je regarde votre dossier.")

    first = await page.get_by_role("log").locator(".said").first.inner_text()
    await page.get_by_label("Votre message").fill("je prépare")
    await tenant.writing.fill("merci, je passe demain")
    await tenant.press("Enter")
    await expect(page.get_by_role("log")).to_contain_text("merci, je passe demain")
    assert await page.get_by_label("Votre message").input_value() == "je prépare"
    assert await page.get_by_role("log").locator(".said").first.inner_text() == first


async def test_who_loses_a_conversation_sees_it_on_the_open_page(at_case, tenant):
    adviser, chief = await at_case("social_adviser"), await at_case("agency_manager")
    await adviser.page.get_by_role("button", name="Prendre la conversation").click()
    await expect(adviser.page.get_by_text("L'assistant se tait.")).to_be_visible()
    await expect(chief.page.get_by_text("répond au locataire.")).to_be_visible()

    await chief.page.get_by_role("button", name="Répondre à sa place").click()

    await expect(adviser.page.get_by_role("button", name="Répondre à sa place")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_page_fits_a_phone_while_a_conversation_is_held(at_case, tenant, scheme):
    agent = await at_case("social_adviser")
    page = agent.page
    await page.emulate_media(color_scheme=scheme)
    await page.get_by_role("button", name="Prendre la conversation").click()
    await page.set_viewport_size(PHONE)

    assert await agent.sideways() == 0
    box = await page.get_by_role("button", name="Envoyer au locataire").bounding_box()
    assert box["height"] >= 44

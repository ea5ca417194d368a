"""A browser on a running Palier: real pages, a real server on loopback, a line that can be cut."""

import asyncio
import os
import shutil
from datetime import timedelta

import pytest
import pytest_asyncio
from aiohttp import web
from playwright.async_api import Page, async_playwright, expect

from bot import clock
from bot.web.app import make_app
from tests.play import Player

NAMES = ("chromium", "chromium-browser", "google-chrome", "/usr/bin/chromium")
ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 30_000  # milliseconds; a busy machine is slow to draw
HELD_BACK = "Content Security Policy"
expect.set_options(timeout=PATIENCE)

# Who says what, in the order of the log, while each message is on the page.
SAID = """log => [...log.querySelectorAll('.msg')].map(one => [
  one.classList[1], one.querySelector('.text')?.innerText.trim() ?? '',
])"""


def find_browser() -> str:
    """Return the program of a Chromium; where there is none, skip, or fail where one is asked for."""
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    if found is not None:
        return found
    because = f"no browser here: none of {', '.join(NAMES)} is a program; apt-get install chromium"
    if "browser" in os.environ.get("PALIER_TEST_REQUIRE", ""):
        pytest.fail(because)
    pytest.skip(because)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser():
    """A Chromium; each person in it has a context of their own, as if nobody else were there."""
    program = find_browser()
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=program, args=ARGS)
        yield started
        await started.close()


class Site:
    """A web app on loopback, whose line can be cut and mended; it keeps its address."""

    def __init__(self, app: web.Application, host: str) -> None:
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        self._host, self._port, self._door = host, 0, None

    @property
    def url(self) -> str:
        return f"http://{self._host}:{self._port}"

    async def mend(self) -> None:
        """Open the door, at first and after a cut."""
        if self._runner.server is None:
            await self._runner.setup()
        self._door = web.TCPSite(self._runner, "127.0.0.1", self._port, reuse_address=True)
        await self._door.start()
        self._port = self._runner.addresses[0][1]

    async def cut(self) -> None:
        """Break every line at once, as a dead network does, and let nobody in."""
        await self._door.stop()
        await self.drop()

    async def drop(self) -> None:
        """Break every line at once; who calls again gets in."""
        for line in list(self._runner.server.connections):
            line.transport.abort()
        await asyncio.sleep(0)

    async def close(self) -> None:
        await self._runner.cleanup()


@pytest_asyncio.fixture(loop_scope="module")
async def elsewhere():
    """The neutral site to which one leaves; it answers as slowly as told."""
    app = web.Application()
    answers = asyncio.Event()
    answers.set()

    async def weather(_: web.Request) -> web.Response:
        await answers.wait()
        page = "<!doctype html><html lang=fr><title>Temps</title><p>Nuages, 8 degrés.</p></html>"
        return web.Response(text=page, content_type="text/html")

    app.router.add_get("/{any:.*}", weather)
    site = Site(app, "localhost")
    await site.mend()
    site.answers = answers
    yield site
    answers.set()
    await site.close()


@pytest.fixture
def palier(start, tmp_path, demo_file, elsewhere):
    """A Palier on a copy of the demonstration landlord, whose way out leads to loopback."""
    shutil.copy(demo_file, tmp_path / "own.db")
    return start(f"sqlite:///{tmp_path / 'own.db'}", exit_url=f"{elsewhere.url}/")


@pytest_asyncio.fixture(loop_scope="module")
async def site(palier):
    """The web of a running Palier, on loopback."""
    palier.ringing.on(asyncio.get_running_loop())
    running = Site(make_app(palier), "127.0.0.1")
    await running.mend()
    yield running
    await running.close()


class Visitor:
    """A person before one browser; everything is done with the keyboard unless it says so."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page = page
        self.site = site
        self.log = page.get_by_role("log")
        self.writing = page.locator("#text")
        self.note = page.locator("#note")

    async def go(self, path: str) -> None:
        await self.page.goto(self.site.url + path)

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.page.keyboard.press(key)

    async def write(self, text: str) -> None:
        """Type a message and send it."""
        await self.writing.focus()
        await self.page.keyboard.type(text)
        await self.press("Enter")

    async def say(self, text: str) -> None:
        """Type a message, send it, and wait for the answer."""
        await self.write(text)
        await self.until_answered()

    async def until_answered(self) -> None:
        """Wait until the last message of the log is not the person's own."""
        await self.log.locator(".msg.waiting").first.wait_for(state="detached")
        await self.log.locator(".msg:not(.me):last-child").wait_for()

    async def said(self) -> list[tuple[str, str]]:
        """Return who said what, in the order of the log."""
        return [(who, text) for who, text in await self.log.evaluate(SAID)]

    async def focused(self) -> str:
        """Return the id, else the words, of what has the focus."""
        return await self.page.evaluate(
            "document.activeElement.id || document.activeElement.textContent.trim()"
        )

    async def tab_to(self, name: str, most: int = 40) -> None:
        """Press Tab until this has the focus."""
        for _ in range(most):
            if await self.focused() == name:
                return
            await self.press("Tab")
        raise AssertionError(f"Tab never reached {name!r}; it stopped at {await self.focused()!r}")

    async def cookies(self) -> list[str]:
        return [kept["name"] for kept in await self.page.context.cookies(self.site.url)]

    async def sideways(self) -> float:
        """Return by how many pixels the page is wider than the screen."""
        return await self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )


@pytest_asyncio.fixture(loop_scope="module")
async def visitor(site, elsewhere, browser):
    """Have a person open a page in a browser of their own.

    At the end: nothing was asked of another site, nothing broke the page's own rules, and no
    script failed.
    """
    contexts, wrong = [], []

    async def arrive(path: str | None = "/", **how) -> Visitor:
        given = {"locale": "fr-FR", "timezone_id": "Europe/Paris"} | how
        context = await browser.new_context(**given)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = await context.new_page()
        ours = (site.url, elsewhere.url, "data:", "blob:")
        page.on("request", lambda asked: asked.url.startswith(ours) or wrong.append(asked.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda line: HELD_BACK in line.text and wrong.append(line.text))
        person = Visitor(page, site)
        if path is not None:
            await person.go(path)
        return person

    yield arrive
    for context in contexts:
        await context.close()
    assert wrong == []


@pytest.fixture
def desk_link(palier, site):
    """Make a one-time link to the desk for the first agent of a role."""

    def link(role: str, unit: str) -> str:
        def make(kept):
            agent = next(a for a in kept.staff.all() if (a.role, a.unit) == (role, unit))
            lasts = timedelta(hours=1)
            return palier.secrets.give(kept, "desk_link", agent.id, now=clock.now(), lasts=lasts)

        return f"/desk/enter/{palier.database.write_now(make)}"

    return link


@pytest.fixture
def arrears(palier) -> str:
    """The reference of the case of a person who owes two months and lost their work."""
    player = Player(palier)
    told = "jai perdu mon boulo et je doi 2 mois de loyer"
    for line in (told, "rien", "les tilleuls denain", "apres midi", "le 3 novembre", "oui"):
        player.say(line)
    return player.facts().cases[0].reference

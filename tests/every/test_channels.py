"""Every channel says what it can carry, and carries the longest thing that Palier may say."""

import shutil
from pathlib import Path

import pytest

from bot.channels.contract import Caps
from bot.channels.fitting import fit
from bot.settings import read_settings
from bot.wiring import build, open_database
from dialogs.asides import menu
from dialogs.wording import read_catalogue
from tests.fake_telegram import TOKEN

PAYLOADS = Path(__file__).parents[1] / "bot" / "payloads"
NAMES = ("desk", "rest", "telegram", "terminal", "webchat")


@pytest.fixture(scope="module")
def channels(tmp_path_factory, demo_file):
    """Every channel of an installation that has them all."""
    home = tmp_path_factory.mktemp("channels")
    shutil.copy(demo_file, home / "own.db")
    url = f"sqlite:///{home / 'own.db'}"
    settings = read_settings(home=home, demo=True, database_url=url, telegram_token=TOKEN)
    palier = build(settings, open_database(settings))
    yield palier.channels
    palier.database.close()


def test_these_are_all_channels(channels):
    assert tuple(sorted(channels)) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_channel_says_what_it_can_carry(channels, name):
    assert channels[name].name == name
    assert isinstance(channels[name].caps, Caps)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("locale", ["fr", "ar", "en", "tr"])
def test_every_message_and_its_choices_fit_a_channel(channels, name, locale):
    caps = channels[name].caps
    catalogue = read_catalogue(locale)
    choices = [(c.payload, catalogue.gettext(c.label)) for c in menu.FOUR_CHOICES]
    for text in filter(None, catalogue._catalog.values()):
        parts = fit(str(text) * 20, caps, choices=choices, language=locale)

        assert all(caps.measure(part.text) <= caps.text for part in parts)
        assert all(
            label in part.text for part in parts[-1:] if not part.choices for _, label in choices
        )


@pytest.mark.parametrize("name", NAMES)
def test_a_channel_that_is_written_to_has_sample_payloads(channels, name):
    if not channels[name].pull:
        assert list((PAYLOADS / name).glob("*.json"))

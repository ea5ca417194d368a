"""Every PALIER_… setting; nothing else reads the environment."""

import secrets
from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

SHORTEST_KEY = 32
KNOWN_KEYS = frozenset({"changeme", "secret", "palier", "x" * SHORTEST_KEY})


class WrongSettings(Exception):
    """A setting does not hold: the message names it and says what to write."""


class Settings(BaseSettings):
    """The settings of one installation, from the environment, else palier.toml."""

    model_config = SettingsConfigDict(
        env_prefix="PALIER_", toml_file="palier.toml", extra="forbid"
    )

    home: Path = Path("var")
    database_url: str | None = None
    host: str = "127.0.0.1"
    port: int = 8080
    public_url: str | None = None
    secret_key: SecretStr | None = None
    demo: bool = False
    telegram_token: SecretStr | None = None
    telegram_api_url: str = "https://api.telegram.org"
    telegram_webhook_secret: SecretStr | None = None
    telegram_new_chats: int = Field(default=300, ge=0)
    rest_token: SecretStr | None = None
    agent_reproof_hours: int = 12
    hold_hours: int = 24
    notice_delay_seconds: int = Field(default=600, ge=0)
    notice_listen_seconds: int = Field(default=120, ge=0)
    encoder: bool = True
    exit_url: str = "https://www.meteofrance.com"
    test_hooks: bool = False

    @field_validator("secret_key")
    @classmethod
    def _strong(cls, key: SecretStr | None) -> SecretStr | None:
        if key is None:
            return None
        said = key.get_secret_value()
        if len(said) < SHORTEST_KEY or said in KNOWN_KEYS:
            raise ValueError(f"use {SHORTEST_KEY} random characters or more")
        return key

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read what was given, then the environment, then palier.toml."""
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @property
    def url_of_database(self) -> str:
        """Return where things are kept; a file of this installation by default."""
        return self.database_url or f"sqlite:///{self.home / 'palier.db'}"

    @property
    def url(self) -> str:
        """Return the address people open."""
        return self.public_url or f"http://{self.host}:{self.port}"


def read_settings(**given: Any) -> Settings:  # noqa: ANN401 (any setting)
    """Read the settings, or say which one does not hold and why."""
    try:
        return Settings(**given)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        name = "PALIER_" + "_".join(str(part) for part in first["loc"]).upper()
        raise WrongSettings(f"{name}: {first['msg']}; see docs/settings.md") from wrong


def unknown_variables(environment: list[str]) -> list[str]:
    """Return the PALIER_ variables that are no setting: a typo must not pass in silence."""
    known = {f"PALIER_{name.upper()}" for name in Settings.model_fields}
    aside = ("PALIER_TEST_",)
    return [
        n
        for n in environment
        if n.startswith("PALIER_") and n not in known and not n.startswith(aside)
    ]


def secret_key(settings: Settings) -> bytes:
    """Return the installation's key, made at the first start and readable by its owner only."""
    if settings.secret_key is not None:
        return settings.secret_key.get_secret_value().encode()
    path = settings.home / "secret.key"
    if not path.exists():
        settings.home.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(SHORTEST_KEY), encoding="ascii")
    return path.read_bytes()

"""Where people live, who helps there, and the dated figures: imported, never code."""

from datetime import date
from typing import Any

from sqlmodel import SQLModel

from storage.columns import IDENTITY, REFERENCE, json_column, tagged


class Commune(SQLModel, table=True):
    """A town, by its INSEE code; a postcode never names one alone."""

    insee: str = tagged(REFERENCE, primary_key=True)
    name: str = tagged(REFERENCE, index=True)
    postcodes: list[str] = json_column(REFERENCE)
    epci_code: str = tagged(REFERENCE)
    epci: str = tagged(REFERENCE)
    agency_code: str | None = tagged(REFERENCE, default=None)
    fsl_owner: str | None = tagged(REFERENCE, default=None)


class Agency(SQLModel, table=True):
    """An agency, or the head office."""

    code: str = tagged(REFERENCE, primary_key=True)
    name: str = tagged(REFERENCE)
    town: str = tagged(REFERENCE)
    address: str = tagged(REFERENCE, default="", sa_column_kwargs={"server_default": ""})
    phone: str = tagged(REFERENCE)
    email: str = tagged(REFERENCE)
    opening: list[list[str]] = json_column(REFERENCE)


class Residence(SQLModel, table=True):
    """A residence: buildings under one name."""

    code: str = tagged(REFERENCE, primary_key=True)
    name: str = tagged(REFERENCE)
    commune_insee: str = tagged(REFERENCE, foreign_key="commune.insee")
    agency_code: str = tagged(REFERENCE, foreign_key="agency.code")
    buildings: list[str] = json_column(REFERENCE)
    lift: bool = tagged(REFERENCE, default=False)
    perimeter: str | None = tagged(REFERENCE, default=None)
    perimeter_buildings: list[str] = json_column(REFERENCE, default_factory=list)
    priority_district: bool = tagged(REFERENCE, default=False)


class Dwelling(SQLModel, table=True):
    """One dwelling of a residence."""

    id: int | None = tagged(REFERENCE, default=None, primary_key=True)
    residence_code: str = tagged(REFERENCE, foreign_key="residence.code", index=True)
    building: str = tagged(IDENTITY)
    entrance: str = tagged(IDENTITY)
    floor: int = tagged(IDENTITY)
    label: str = tagged(IDENTITY)


class Partner(SQLModel, table=True):
    """A partner: association, public service, inclusion employer."""

    id: str = tagged(REFERENCE, primary_key=True)
    name: str = tagged(REFERENCE)
    type: str = tagged(REFERENCE)
    phone: str = tagged(REFERENCE)
    address: str = tagged(REFERENCE)
    member: bool = tagged(REFERENCE, default=False)
    agencies: list[str] = json_column(REFERENCE)


class Service(SQLModel, table=True):
    """What a partner does, for whom, where, with how much room."""

    id: str = tagged(REFERENCE, primary_key=True)
    partner_id: str = tagged(REFERENCE, foreign_key="partner.id", index=True)
    name: str = tagged(REFERENCE)
    thematics: list[str] = json_column(REFERENCE)
    publics: list[str] = json_column(REFERENCE)
    coverage: dict[str, Any] = json_column(REFERENCE)
    languages: list[str] = json_column(REFERENCE)
    capacity_month: int = tagged(REFERENCE)
    capacity_active: int = tagged(REFERENCE)
    accept_rate: float = tagged(REFERENCE)
    hours: str = tagged(REFERENCE)


class ProblemType(SQLModel, table=True):
    """A defect of the catalogue (domain/routing.md 3.4)."""

    code: str = tagged(REFERENCE, primary_key=True)
    zones: list[str] = json_column(REFERENCE)
    label: str = tagged(REFERENCE)
    words: list[str] = json_column(REFERENCE)
    urgency: str = tagged(REFERENCE)
    condition: dict[str, Any] | None = json_column(REFERENCE, default=None)
    danger: bool = tagged(REFERENCE)
    who: str = tagged(REFERENCE)
    role: str = tagged(REFERENCE, default="", sa_column_kwargs={"server_default": ""})


class LegalParameter(SQLModel, table=True):
    """A figure of law with its dates: law is data."""

    id: int | None = tagged(REFERENCE, default=None, primary_key=True)
    key: str = tagged(REFERENCE, index=True)
    value: str = tagged(REFERENCE)
    unit: str | None = tagged(REFERENCE, default=None)
    valid_from: date | None = tagged(REFERENCE, default=None)
    valid_to: date | None = tagged(REFERENCE, default=None)
    source: str = tagged(REFERENCE)
    checked_on: date = tagged(REFERENCE)


class EmergencyNumber(SQLModel, table=True):
    """A number to call, checked on a date."""

    code: str = tagged(REFERENCE, primary_key=True)
    number: str = tagged(REFERENCE)
    shown: str = tagged(REFERENCE)
    purpose: str = tagged(REFERENCE)
    hours: str = tagged(REFERENCE)
    text_capable: bool = tagged(REFERENCE, default=False)
    source: str = tagged(REFERENCE)
    checked_on: date = tagged(REFERENCE)

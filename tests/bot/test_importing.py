"""Imports: every wrong line is named, nothing is half imported, a dry run writes nothing."""

import pytest

from bot.importing import KINDS, ImportRefused, import_file

GOOD = {
    "agencies": "AG-XXX,Agence Test,Denain,1 rue du Test,03 53 01 00 00,test@example.org,09:00-12:00 14:00-17:00",
    "communes": "99999,Testville,59999,200000000,CC Test,AG-VAL",
    "residences": "test,Les Tests,59172,AG-VAL,A B,yes",
    "households": "999001,Ada,Testard,06 39 98 55 55,fr,3,2,les_tilleuls,A,1,2,A12,40000,10000,20000",
    "directory": "assoc-test,Association Test,aes_association,03 53 01 11 11,1 rue du Test,AG-VAL,assoc-test-1,Accompagnement,alimentation--faire-ses-courses,59172,,59,fr ar,3,10,Mo-Fr 09:00-12:00",
    "agents": "ada-test,Ada,Test,social_adviser,AG-VAL,ada@example.org",
}


@pytest.fixture
def write(tmp_path, palier):
    residence = palier.database.read_now(lambda kept: kept.directory.residences()[0].code)

    def write_and_import(
        kind: str, line: str, *, header: str | None = None, dry_run: bool = False
    ):
        file = tmp_path / f"{kind}.csv"
        line = line.replace("les_tilleuls", residence)
        file.write_text(f"{header or ','.join(KINDS[kind][0])}\n{line}\n", encoding="utf-8")
        return palier.database.write_now(
            lambda kept: import_file(kept, kind, file, dry_run=dry_run)
        )

    return write_and_import


@pytest.mark.parametrize("kind", KINDS)
def test_a_good_line_is_imported(write, kind):
    assert write(kind, GOOD[kind]) == 1


def test_an_imported_tenant_is_recognised(write, palier):
    write("households", GOOD["households"])

    names = palier.database.read_now(lambda kept: kept.people.holder_names("999001"))

    assert names == ("Testard",)


@pytest.mark.parametrize("kind", KINDS)
def test_a_wrong_header_is_refused_with_the_right_one(write, kind):
    with pytest.raises(ImportRefused, match="it must be"):
        write(kind, GOOD[kind], header="a,b")


BAD = {
    "a formula": ("agents", '"=cmd|x",Ada,Test,social_adviser,AG-VAL,'),
    "an unknown role": ("agents", "x,Ada,Test,king,AG-VAL,"),
    "an unknown unit": ("agents", "x,Ada,Test,caretaker,AG-NOPE,"),
    "too few cells": ("agents", "x,Ada"),
    "too many cells": ("agents", GOOD["agents"] + ",x,y"),
    "an unknown commune": ("residences", "test,Les Tests,00000,AG-VAL,A,yes"),
    "a short tenant number": ("households", GOOD["households"].replace("999001", "12")),
    "a phone that is none": ("households", GOOD["households"].replace("06 39 98 55 55", "123")),
    "a null byte": ("agents", "x\x00,Ada,Test,caretaker,AG-VAL,"),
}


@pytest.mark.parametrize(("kind", "line"), BAD.values(), ids=list(BAD))
def test_a_wrong_line_is_named_and_nothing_is_imported(write, palier, kind, line):
    with pytest.raises(ImportRefused, match=r"line \d|not a CSV"):
        write(kind, line)

    assert palier.database.read_now(lambda kept: kept.staff.get("x")) is None


def test_a_dry_run_writes_nothing(write, palier):
    assert write("agents", GOOD["agents"], dry_run=True) == 1

    assert palier.database.read_now(lambda kept: kept.staff.get("ada-test")) is None

"""A threat to those who work here is answered calmly, and their manager told without its words."""

from datetime import timedelta

import pytest
from sqlmodel import select

from bot import clock
from bot.secrets_kept import INVITATION
from storage.tables.messages import Outbox
from storage.tables.people import StaffUser
from tests.play import ARREARS, Player

THREAT = "jvais vous casser la gueule"
CALM = "Vos mots peuvent faire peur"


def chat_of(palier, role: str, unit: str) -> Player:
    """Link a chat to the first agent of a role."""

    def invite(kept):
        found = next(a for a in kept.staff.all() if a.role == role and a.unit == unit)
        return palier.secrets.give(kept, "invitation", found.id, now=clock.now(), lasts=INVITATION)

    player = Player(palier)
    player.say(f"/agent {palier.database.write_now(invite)}")
    return player


def alerts_to(palier, agent: Player) -> list[str]:
    def read(kept):
        conversation = kept.conversations.of(agent.channel, "", agent.user)
        rows = kept.session.exec(
            select(Outbox).where(Outbox.conversation_id == conversation.id)
        ).all()
        return [row.text for row in rows if row.kind == "alert"]

    return palier.database.read_now(read)


def events_of(palier, case_id: int) -> list[str]:
    return palier.database.read_now(lambda k: [e.kind for e in k.cases.timeline(case_id)])


def away(palier, role: str, unit: str) -> None:
    def write(kept):
        for user in kept.session.exec(select(StaffUser)).all():
            if (user.role, user.unit) == (role, unit):
                user.absent = True
                kept.session.add(user)

    palier.database.write_now(write)


def test_the_manager_of_the_agency_is_told_once_and_without_the_words(on_both, now):
    manager = chat_of(on_both, "agency_manager", "AG-VAL")
    player = Player(on_both)
    for line in ARREARS:
        player.say(line)
    before = len(alerts_to(on_both, manager))

    answers = [*player.say(THREAT), *player.say(THREAT)]

    (case,) = player.facts().cases
    (alert,) = alerts_to(on_both, manager)[before:]
    assert case.reference in alert
    assert "gueule" not in alert
    assert events_of(on_both, case.id).count("threat") == 2
    assert CALM in answers[0]
    now.at += timedelta(days=1)
    player.say(THREAT)
    assert len(alerts_to(on_both, manager)) == before + 2


def test_where_no_place_is_known_the_manager_of_the_cell_is_told(palier):
    manager = chat_of(palier, "cell_manager", "cell")
    player = Player(palier)

    player.say("je vais venir a lagence et tout peter")

    ((case, need),) = player.facts().needs
    assert (need.code, need.facts["subject"]) == ("ADMIN", "threat")
    (alert,) = alerts_to(palier, manager)
    assert case.reference in alert


def test_where_the_manager_is_away_who_stands_in_is_told(palier):
    stands_in = chat_of(palier, "cell_manager", "cell")
    player = Player(palier)
    for line in ARREARS:
        player.say(line)
    before = len(alerts_to(palier, stands_in))
    away(palier, "agency_manager", "AG-VAL")

    player.say(THREAT)

    assert len(alerts_to(palier, stands_in)) == before + 1


def test_a_case_raised_while_the_manager_is_away_goes_to_who_stands_in(palier, now):
    player = Player(palier)
    for line in ARREARS:
        player.say(line)
    away(palier, "agency_manager", "AG-VAL")
    now.at += timedelta(days=9)

    player.say("toujours rien")

    (case,) = player.facts().cases
    owner = palier.database.read_now(lambda kept: kept.session.get(StaffUser, case.owner_id))
    assert case.role == "agency_manager"
    assert (owner.role, owner.absent) == ("cell_manager", False)


@pytest.mark.parametrize(
    "words",
    [
        "vous etes des voleurs jvais tous vous buter",
        "je vais défoncer le gardien",
        "jvais lui casser la gueule au technicien",
        "je vais foutre le feu à l'agence",
        "je vais vous tuer",
        "I will beat you up",
        "hepinizi döverim",
        "سأضربكم",
    ],
)
def test_a_threat_is_answered_calmly_and_asks_about_no_danger(palier, words):
    answer = Player(palier).turn(words)

    said = "\n".join(reply.text for reply in answer)
    assert not any(number in said for number in ("3114", " 17 ", " 18 ", "112"))
    languages = (CALM, "can frighten", "korkutabilir", "كلماتك")
    assert any(calm in said for calm in languages)


def test_what_is_asked_and_what_is_needed_go_on_beside_a_threat(palier):
    player = Player(palier)
    player.say("jai 2 mois de retard de loyer")

    assert "Pouvez-vous payer" in "\n".join(player.say(THREAT))
    other = Player(palier)
    told = other.say("ca fait 3 mois jai pas de chauffage je vais défoncer le gardien")
    assert "bébé" in "\n".join(told)


@pytest.mark.parametrize(
    "words",
    [
        "le voisin a dit je vais vous casser la gueule",
        "je vais porter plainte contre vous",
        "je vais casser le mur de la cuisine",
        "je vais vous payer demain",
        "mon mari va me tuer",
        "je vais appeler le gardien",
    ],
)
def test_what_is_no_threat_to_staff_is_told_to_no_manager(palier, words):
    player = Player(palier)

    said = "\n".join(player.say(words))

    assert CALM not in said
    assert all("threat" not in events_of(palier, case.id) for case in player.facts().cases)


def test_who_speaks_of_dying_too_gets_the_numbers_first(palier):
    player = Player(palier)

    first = player.say("je vais tous vous tuer et me tuer après")[0]

    assert "3114" in first
    assert "threat" in events_of(palier, player.facts().cases[0].id)

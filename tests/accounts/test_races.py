"""Two deeds on roles, codes and files of accounts at once: PostgreSQL's row locks make them go one by one."""

from datetime import date

import pytest

from accounts import actions as accounts
from accounts.models import OneTimeCode, User
from core import clock
from core.models import AuditEvent
from tests.accounts.importing import checked, row, run
from tests.factories.units import make_actor, make_province, make_user
from tests.support.race import errors, race, values
from units.account_files import actions as account_files
from units.actions import end_membership, hand_over
from units.models import Membership, Role
from units.models.account_file import WRITE_JOB
from units.staff import lying_with, seen_of

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

NEW = "ruong-bac-thang-y-ty-2026"


def test_two_admins_who_remove_each_other_leave_one():
    world = make_province()
    for _ in range(4):
        pair = [make_actor(world.standing_body, Role.ADMIN) for _ in range(2)]

        def remove(number, pair=pair):
            other = pair[1 - number].membership.pk
            return end_membership(other, by=pair[number], on=clock.today())

        outcomes = race(2, remove)
        left = Membership.objects.current(clock.today()).filter(role=Role.ADMIN)
        assert (errors(outcomes), left.count()) == (["RuleViolation"], 1)
        left.update(valid_to=clock.today())


def test_a_handover_pressed_twice_is_one():
    world = make_province()
    head, editor, successor = make_actor(world.commune, Role.HEAD), make_actor(world.commune), make_user()
    seen = seen_of(lying_with(editor.membership))
    given = {"by": head, "successor_id": successor.pk, "seen": seen}
    outcomes = race(4, lambda _: hand_over(editor.membership.pk, **given))
    assert errors(outcomes) == ["Stale"] * 3
    held = Membership.objects.filter(user=successor, unit=world.commune, role=Role.EDITOR)
    assert values(outcomes) == [held.get()]
    assert AuditEvent.objects.filter(name="units.role_handed_over").count() == 1


def test_a_code_used_twice_at_once_sets_one_password():
    admin = make_actor(make_province().standing_body, Role.ADMIN)
    user = make_user("Sùng A Páo", username="pao.sung.yty")
    for _ in range(3):
        code = accounts.give_code(user.pk, by=admin)
        passwords = [f"{NEW}-{number}" for number in range(4)]

        def use(number, code=code, passwords=passwords):
            return accounts.use_code(username=user.username, code=code, password=passwords[number])

        outcomes = race(4, use)
        assert errors(outcomes) == ["RuleViolation"] * 3
        assert values(outcomes) == [user]
        kept = User.objects.get(pk=user.pk)
        assert sum(kept.check_password(password) for password in passwords) == 1
    assert OneTimeCode.objects.filter(used_at__isnull=False).count() == 3


def test_a_file_accepted_twice_and_written_twice_is_one(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    world = make_province()
    admin = make_actor(world.standing_body, Role.ADMIN)
    cells = row(unit=world.commune.code, valid_from=date(2026, 11, 24))
    found = checked(admin, cells)
    assert errors(race(4, lambda _: account_files.accept(found.pk, seen=1, by=admin))) == ["Stale"] * 3
    account_files.begin_write(found.pk)
    outcomes = race(4, lambda _: account_files.finish_write(found.pk))
    assert errors(outcomes) == []
    assert run(found, WRITE_JOB).written == 1
    assert AuditEvent.objects.filter(name="units.account_file_done").count() == 1
    given = race(4, lambda _: account_files.hand_out_codes(found.pk, by=admin))
    assert errors(given) == ["Stale"] * 3
    assert OneTimeCode.objects.count() == 1

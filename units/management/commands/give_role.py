"""The first roles of a new installation, before anybody can log in to give some."""

import getpass
import os

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.actions import make_account
from accounts.models import User
from core import clock
from core.audit import SYSTEM
from core.errors import RuleViolation, Stale
from units.actions import start_membership
from units.models import OrgUnit
from units.roles import Role

VARIABLE = "PORTAL_NEW_PASSWORD"


class Command(BaseCommand):
    """Give a user a role in a unit from today on; with --full-name the account is made first.

    The password is asked for, or read from PORTAL_NEW_PASSWORD, so that it stands in no list of commands.
    """

    help = "Give a user a role in a unit: give_role USER UNIT ROLE [--full-name NAME]"

    def add_arguments(self, parser) -> None:
        parser.add_argument("username")
        parser.add_argument("unit", help="Code of the unit, e.g. SNV or 02701")
        parser.add_argument("role", choices=Role.values)
        parser.add_argument("--full-name", default="", help="Make the account, with this name.")

    @transaction.atomic
    def handle(self, *args, username: str, unit: str, role: str, full_name: str, **options) -> None:
        body = OrgUnit.objects.filter(code=unit, valid_to=None).first()
        if body is None:
            raise CommandError(f"Không có đơn vị đang hoạt động nào mang mã {unit}. Xem tệp units/data.")
        user = User.objects.filter(username=username).first()
        if user is None:
            user = self._make(username, full_name)
        elif full_name:
            raise CommandError(f"Tài khoản {username} đã có. Bỏ --full-name để chỉ giao vai trò.")
        try:
            start_membership(by=SYSTEM, user_id=user.pk, unit_id=body.pk, role=role, valid_from=clock.today())
        except Stale as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{user.full_name} ({username}): {Role(role).label}, {body}.")

    def _make(self, username: str, full_name: str) -> User:
        if not full_name:
            raise CommandError(f'Chưa có tài khoản {username}. Thêm --full-name "Họ và tên" để tạo.')
        password = os.environ.get(VARIABLE) or _asked_twice(username)
        try:
            return make_account(username=username, full_name=full_name, password=password, by=SYSTEM)
        except RuleViolation as refused:
            raise CommandError(" ".join(problem.message for problem in refused.problems)) from refused


def _asked_twice(username: str) -> str:
    password = getpass.getpass(f"Mật khẩu của {username}: ")
    if getpass.getpass("Nhập lại mật khẩu: ") != password:
        raise CommandError("Hai lần nhập mật khẩu khác nhau. Chạy lại lệnh.")
    return password

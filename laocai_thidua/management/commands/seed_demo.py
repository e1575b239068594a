"""The demo province and its accounts."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from laocai_thidua.demo import province
from laocai_thidua.demo.accounts import NOTES, PASSWORD, SHOWN


class Command(BaseCommand):
    """Build the demo province on a database without accounts, and print the table of log-ins."""

    help = "Build the demo province (embedded mode only) and print its accounts."

    def handle(self, *args, **options) -> None:
        if settings.PRODUCTION:
            raise CommandError("The demo province exists in embedded mode only.")
        if not User.objects.exists():
            province.build()
            self.stdout.write("demo province built")
        if User.objects.filter(is_demo=True).exists():
            self._print_accounts()

    def _print_accounts(self) -> None:
        head = ("Vai trò", "Tên đăng nhập", "Mật khẩu")
        rows = [head, *((role, username, PASSWORD) for role, username in SHOWN)]
        widths = [max(len(row[n]) for row in rows) for n in range(3)]
        for row in rows:
            self.stdout.write(
                "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            )
        for line in NOTES:
            self.stdout.write(line)

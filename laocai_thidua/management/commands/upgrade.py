"""Bring a production database up to this version of the program."""

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from reviews.models import Poll
from reviews.workflow import CLOSED, OPEN


class Command(BaseCommand):
    """Tables, cache table, reference data, static files; repeatable.

    Refuses while a poll is open or waits for its count: the envelopes of a vote are opened by the program
    that closed them, and nobody should wonder afterwards which version counted.
    """

    help = "Migrate, load reference data and collect static files, unless a vote is under way."

    def handle(self, *args, **options) -> None:
        if Poll._meta.db_table in connection.introspection.table_names():
            under_way = list(Poll.objects.filter(state__in=[OPEN, CLOSED]).values_list("pk", flat=True))
            if under_way:
                named = ", ".join(map(str, under_way))
                raise CommandError(
                    f"Đang có lần bỏ phiếu chưa chốt kết quả (mã {named}). Kiểm phiếu và chốt kết quả, hoặc "
                    "hủy lần bỏ phiếu, rồi nâng cấp lại."
                )
        call_command("migrate", interactive=False, stdout=self.stdout)
        call_command("createcachetable")
        call_command("load_reference", stdout=self.stdout)
        call_command("collectstatic", interactive=False, verbosity=1, stdout=self.stdout)

"""`manage.py reseal_numbers`: after a new key was put in front, before the old one is taken away."""

from django.core.management.base import BaseCommand

from units.actions import reseal_numbers


class Command(BaseCommand):
    help = "Mã hóa lại số căn cước bằng khóa mới nhất."

    def handle(self, **options):
        self.stdout.write(f"Đã mã hóa lại {reseal_numbers()} số căn cước.")

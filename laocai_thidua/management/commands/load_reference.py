"""Units, award types, forms of papers, holidays."""

from django.core.management.base import BaseCommand

import awards.reference
import core.reference
import reports.reference
import units.reference


class Command(BaseCommand):
    """Load the reference data of all apps; running it again changes nothing."""

    help = "Load units, award types, forms of papers and holidays; repeatable."

    def handle(self, *args, **options) -> None:
        for app in (core, units, awards, reports):
            self.stdout.write(f"{app.__name__}: {app.reference.load()}")

"""Files from Excel: of the province's office and of Y Tý, waiting for decisions and written."""

from awards.imports import actions
from awards.imports.columns import PERSON
from awards.models import Import
from core import jobs
from core.models import Job
from tests.access.world.people import World
from tests.awards.importing import accept, row, send, workbook


def make_imports(world: World) -> None:
    """One row each, about somebody new in the unit of the sender."""
    officer, editor = world.actors["officer"], world.actors["editor"]
    code = world.units.commune.code
    for name, by in (("ours checked", officer), ("own checked", editor), ("own written", editor)):
        data = workbook(PERSON, row(PERSON, full_name=f"Người {name}", unit=code))
        found = send(by, PERSON, data)
        world.imports[name] = found.pk
        _work(found, actions.CHECK_JOB)
    written = Import.objects.get(pk=world.imports["own written"])
    accept(written, editor)
    _work(written, actions.WRITE_JOB)


def _work(found: Import, kind: str) -> None:
    jobs.work(Job.objects.get(kind=kind, key=str(found.pk)).pk)

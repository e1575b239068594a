"""Files of accounts: ADMIN's for all units, a head's for his own, one of those written."""

from tests.access.world.people import World
from tests.accounts.importing import checked, row, written


def make_account_files(world: World) -> None:
    """One row each, about somebody new in Y Tý."""
    admin, head, code = world.actors["admin"], world.actors["head"], world.units.commune.code
    files = {"ours checked": admin, "own checked": head, "own written": head}
    for number, (name, by) in enumerate(files.items()):
        cells = row(username=f"moi{number}.yty", full_name=f"Người mới {number}", phone="", unit=code)
        found = checked(by, cells)
        world.account_files[name] = found.pk
        if name == "own written":
            written(found, head)

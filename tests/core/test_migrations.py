"""A database goes on from wherever it stands: the first migrations of apps replace steps one by one."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

pytestmark = pytest.mark.django_db


def old_way() -> list[tuple[str, str]]:
    """Every step in order, without the migrations that replace others."""
    loader = MigrationLoader(None, replace_migrations=False)
    skipped = {key for key, migration in loader.disk_migrations.items() if migration.replaces}
    plan: list[tuple[str, str]] = []
    for leaf in sorted(loader.graph.leaf_nodes()):
        plan += [key for key in loader.graph.forwards_plan(leaf) if key not in plan and key not in skipped]
    return plan


def stand_at(steps: list[tuple[str, str]]) -> None:
    recorder = MigrationRecorder(connection)
    recorder.migration_qs.all().delete()
    for app, name in steps:
        recorder.record_applied(app, name)


def test_a_new_database_takes_the_short_way():
    stand_at([])
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    apps = ("units", "awards", "campaigns", "nominations", "reviews", "reports")
    first = {migration.app_label: migration.name for migration, _ in reversed(plan)}
    assert {app: first[app] for app in apps} == dict.fromkeys(apps, "0001_tables")


def test_every_step_of_the_old_way_goes_on():
    """The history is sound, what is left is what was not done, and `makemigrations` runs."""
    steps = old_way()
    assert len(steps) > 50
    for done in range(len(steps) + 1):
        stand_at(steps[:done])
        executor = MigrationExecutor(connection)
        executor.loader.check_consistent_history(connection)
        left = set()
        for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes()):
            left |= set(migration.replaces) or {(migration.app_label, migration.name)}
        assert left == set(steps[done:]), steps[:done][-1:]
        MigrationLoader(None).check_consistent_history(connection)  # as makemigrations asks

"""Lists of units and people: read in the order of names off an index, words found by their beginnings.

The index of words is for PostgreSQL; SQLite, the small way to run, reads the folded column.
"""

from django.db import migrations, models

TABLES = ("units_person", "units_orgunit")


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table in TABLES:
            schema_editor.execute(
                f"CREATE INDEX {table}_words ON {table} USING gin (to_tsvector('simple'::regconfig, folded))"
            )


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table in TABLES:
            schema_editor.execute(f"DROP INDEX {table}_words")


class Migration(migrations.Migration):
    dependencies = [("units", "0004_drop_is_direct_worker")]
    operations = [
        migrations.AddIndex("person", models.Index(fields=["full_name", "id"], name="person_by_name")),
        migrations.AddIndex("orgunit", models.Index(fields=["name", "id"], name="unit_by_name")),
        migrations.RunPython(create, drop),
    ]

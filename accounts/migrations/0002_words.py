"""Words of names are found by their beginnings: an index for that on PostgreSQL.

SQLite, the small way to run, reads the folded column instead.
"""

from django.db import migrations

TABLES = ("accounts_user",)


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
    replaces = [("accounts", "0003_words_of_accounts")]
    dependencies = [("accounts", "0001_tables")]
    operations = [migrations.RunPython(create, drop)]

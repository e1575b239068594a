"""Words of the golden book are found by their beginnings: an index for that on PostgreSQL.

SQLite, the small way to run, reads the folded column instead (`core.search`).
"""

from django.db import migrations

CREATE = (
    "CREATE INDEX awards_grant_words ON awards_grant USING gin (to_tsvector('simple'::regconfig, folded))"
)
DROP = "DROP INDEX awards_grant_words"


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(CREATE)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP)


class Migration(migrations.Migration):
    dependencies = [("awards", "0002_law_history_grant")]
    operations = [migrations.RunPython(create, drop)]

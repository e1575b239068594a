"""The log of deeds only grows: the database itself refuses to change or delete a row."""

from django.db import migrations

TABLE = "core_auditevent"

POSTGRESQL = f"""
CREATE FUNCTION core_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'append-only: % on % is refused', TG_OP, TG_TABLE_NAME;
END $$;
CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER {TABLE}_no_truncate BEFORE TRUNCATE ON {TABLE}
    FOR EACH STATEMENT EXECUTE FUNCTION core_append_only();
"""
SQLITE = [
    f"CREATE TRIGGER {TABLE}_append_only_{deed.lower()} BEFORE {deed} ON {TABLE} "
    f"BEGIN SELECT RAISE(ABORT, 'append-only: {deed} on {TABLE} is refused'); END"
    for deed in ("UPDATE", "DELETE")
]
# INSERT OR REPLACE takes the old row away without asking the trigger on DELETE.
SQLITE += [
    f"CREATE TRIGGER {TABLE}_append_only_replace BEFORE INSERT ON {TABLE} "  # noqa: S608 (a constant)
    f"WHEN NEW.id IN (SELECT id FROM {TABLE}) "
    f"BEGIN SELECT RAISE(ABORT, 'append-only: REPLACE on {TABLE} is refused'); END"
]


def guard(apps, schema_editor):
    for statement in [POSTGRESQL] if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement, params=None)  # the % in it is no placeholder


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]

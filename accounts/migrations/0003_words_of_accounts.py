"""The words of accounts that exist already, and on PostgreSQL the index by which they are found."""

from django.db import migrations

from core.text import fold

CREATE = (
    "CREATE INDEX accounts_user_words ON accounts_user USING gin (to_tsvector('simple'::regconfig, folded))"
)
DROP = "DROP INDEX accounts_user_words"


def fill(apps, schema_editor):
    user_model = apps.get_model("accounts", "User")
    for user in user_model.objects.order_by("pk").iterator():
        user.folded = fold(f"{user.full_name} {user.username.replace('.', ' ')}")
        user.save(update_fields=["folded"])


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(CREATE)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_account_codes_and_lists")]
    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(create, drop),
    ]

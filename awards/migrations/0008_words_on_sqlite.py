"""The golden book is searched by an index on SQLite too, where a million lines took a reading of all."""

from django.db import migrations

from core.search import fts_index


class Migration(migrations.Migration):
    dependencies = [("awards", "0007_what_the_province_confirms")]
    operations = [fts_index("awards_grant")]

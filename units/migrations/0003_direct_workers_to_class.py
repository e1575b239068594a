"""Who was marked as a direct worker becomes one of the class of direct workers."""

from django.db import migrations


def forwards(apps, schema_editor):
    people = apps.get_model("units", "Person").objects
    people.filter(is_direct_worker=True).update(leader_class="DIRECT_WORKER")


def backwards(apps, schema_editor):
    people = apps.get_model("units", "Person").objects
    people.filter(leader_class="DIRECT_WORKER").update(is_direct_worker=True)


class Migration(migrations.Migration):
    dependencies = [("units", "0002_leader_class_succession_area")]
    operations = [migrations.RunPython(forwards, backwards)]

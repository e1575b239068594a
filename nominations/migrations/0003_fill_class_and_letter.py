"""What older rows lack: the class of direct workers, and a letter for what was sent before letters were kept."""

from django.db import migrations


def forwards(apps, schema_editor):
    nominations = apps.get_model("nominations", "Nomination").objects
    nominations.filter(is_direct_worker=True).update(leader_class="DIRECT_WORKER")
    sent = apps.get_model("nominations", "Dossier").objects.exclude(submitted_at=None).filter(letter_no="")
    for dossier in sent.iterator():
        dossier.letter_no, dossier.letter_on = "không ghi", dossier.submitted_at.date()
        dossier.save(update_fields=["letter_no", "letter_on"])


def backwards(apps, schema_editor):
    nominations = apps.get_model("nominations", "Nomination").objects
    nominations.filter(leader_class="DIRECT_WORKER").update(is_direct_worker=True)


class Migration(migrations.Migration):
    dependencies = [("nominations", "0002_sign_off_appraisal_evidence")]
    operations = [migrations.RunPython(forwards, backwards)]

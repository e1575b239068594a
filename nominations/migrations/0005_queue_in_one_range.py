from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("nominations", "0004_states_with_companions")]

    operations = [
        migrations.AddField(
            model_name="dossier",
            name="queued_at",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Case(
                    models.When(
                        state__in=("SUBMITTED", "ACCEPTED", "APPRAISED"), then=models.F("submitted_at")
                    )
                ),
                output_field=models.DateTimeField(null=True),
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(fields=["standing_body", "queued_at", "id"], name="dossier_queue_all"),
        ),
    ]

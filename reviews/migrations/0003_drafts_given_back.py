from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("awards", "0003_grant_word_search"),
        ("campaigns", "0002_participation_and_reviews"),
        ("core", "0002_append_only_audit"),
        ("reviews", "0002_decision"),
        ("units", "0004_drop_is_direct_worker"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="decision",
            name="decision_draft_of_session_once",
        ),
        migrations.RemoveConstraint(
            model_name="decision",
            name="decision_draft_of_round_once",
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("returned_at", None), ("session__isnull", False), ("state", "DRAFT")),
                fields=("round", "award", "session"),
                name="decision_draft_of_session_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("returned_at", None), ("session__isnull", True), ("state", "DRAFT")),
                fields=("round", "award"),
                name="decision_draft_of_round_once",
            ),
        ),
    ]

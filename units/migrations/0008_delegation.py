"""A role may be lent for a time, by a document (ủy quyền)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("units", "0006_reorganisation_as_a_deed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="delegated_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="delegations",
                to="units.membership",
                verbose_name="ủy quyền của",
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="document_no",
            field=models.CharField(blank=True, max_length=64, verbose_name="số văn bản ủy quyền"),
        ),
        migrations.AddField(
            model_name="membership",
            name="document_on",
            field=models.DateField(blank=True, null=True, verbose_name="ngày văn bản ủy quyền"),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("delegated_by__isnull", True),
                    models.Q(
                        ("document_on__isnull", False),
                        ("valid_to__isnull", False),
                        models.Q(("document_no", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="delegation_has_end_and_document",
            ),
        ),
    ]

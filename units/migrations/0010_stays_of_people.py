"""Where people work and have worked: one dated row for each unit. Since when those of today: not known."""

import django.db.models.deletion
from django.db import migrations, models


def begin_present(apps, schema_editor):
    """Everybody is at the unit where he was written down."""
    person, stay = apps.get_model("units", "Person"), apps.get_model("units", "Stay")
    pairs = person.objects.order_by("pk").values_list("pk", "unit_id")
    stay.objects.bulk_create(
        (stay(person_id=pk, unit_id=unit) for pk, unit in pairs.iterator()), batch_size=500
    )


class Migration(migrations.Migration):
    dependencies = [
        ("units", "0009_unit_corrected"),
    ]

    operations = [
        migrations.CreateModel(
            name="Stay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "position",
                    models.CharField(blank=True, max_length=160, verbose_name="chức vụ khi chuyển đi"),
                ),
                ("valid_from", models.DateField(null=True, verbose_name="về đơn vị từ ngày")),
                ("valid_to", models.DateField(null=True, verbose_name="rời đơn vị từ ngày")),
                ("document", models.CharField(blank=True, max_length=200, verbose_name="văn bản")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stays",
                        to="units.person",
                        verbose_name="cá nhân",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stays",
                        to="units.orgunit",
                        verbose_name="đơn vị",
                    ),
                ),
            ],
            options={
                "verbose_name": "thời gian ở đơn vị",
                "verbose_name_plural": "thời gian ở đơn vị",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to", None)), fields=("person",), name="stay_present_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from", None),
                            ("valid_to", None),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="stay_period_in_order",
                    ),
                ],
            },
        ),
        migrations.RunPython(begin_present, migrations.RunPython.noop),
    ]

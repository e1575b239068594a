from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("nominations", "0005_queue_in_one_range"),
    ]

    operations = [
        migrations.AlterField(
            model_name="nomination",
            name="leader_class",
            field=models.CharField(
                blank=True,
                choices=[
                    ("PROVINCE_LEADER", "Lãnh đạo cấp bộ, tỉnh trở lên"),
                    ("DEPARTMENT_LEADER", "Lãnh đạo vụ, sở, ngành"),
                    ("ENTREPRENEUR", "Doanh nhân"),
                    ("OTHER_LEADER", "Lãnh đạo khác từ phó phòng trở lên"),
                    ("DIRECT_WORKER", "Người trực tiếp công tác, lao động, học tập, chiến đấu"),
                ],
                max_length=20,
                verbose_name="nhóm đối tượng",
            ),
        ),
    ]

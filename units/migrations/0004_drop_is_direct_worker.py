from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("units", "0003_direct_workers_to_class")]
    operations = [migrations.RemoveField(model_name="person", name="is_direct_worker")]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("steering", "0001_keep_own_views")]

    operations = [
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=160)),
                ("author", models.CharField(db_index=True, max_length=41)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("reason", models.TextField(blank=True, max_length=8000)),
                ("steps", models.JSONField(default=list)),
                ("shared", models.BooleanField(default=False)),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "open"), ("recorded", "vastgelegd"), ("dropped", "vervallen")],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("first_seq", models.PositiveBigIntegerField(blank=True, null=True)),
                ("last_seq", models.PositiveBigIntegerField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-changed_at", "-pk"],
            },
        ),
    ]

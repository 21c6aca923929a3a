from django.db import migrations, models


class Migration(migrations.Migration):
    """Whether a place says who handed its proposals in; and who handed them in is found by name."""

    dependencies = [("policies", "0013_found_by_name")]

    operations = [
        migrations.AddField(
            model_name="place",
            name="names_proposers",
            field=models.BooleanField(
                default=True,
                help_text="不勾选时，在这里的会议上提出的提案和建议不显示提出者，也没有他们的页面；答复的原文不变。",
                verbose_name="公开提出者",
            ),
        ),
        migrations.AddIndex(
            model_name="proposer",
            index=models.Index(fields=["name"], name="proposer_name"),
        ),
    ]

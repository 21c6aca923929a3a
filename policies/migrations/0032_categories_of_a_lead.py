"""What is of a category and led by one unit is found in its order."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('policies', '0031_letters_filed'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='categorystanding',
            index=models.Index(fields=['category', 'lead', 'is_demo', '-published_at', 'action', 'since', 'until', 'due_on', 'last_published_at', 'status'], name='categorystanding_of_lead'),
        ),
    ]

"""For which units a letter was taken in. Of letters that are there already nobody noted it: administrators name the place."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('policies', '0032_categories_of_a_lead'),
    ]

    operations = [
        migrations.AddField(
            model_name='reply',
            name='received_for',
            field=models.ManyToManyField(blank=True, editable=False, related_name='+', to='policies.organisation', verbose_name='由哪些单位收录'),
        ),
    ]

"""The letters that are public already, under the units that signed them and the categories they answer."""

from django.db import migrations

FILED = """
INSERT INTO policies_{name}reply (reply_id, {name}_id, is_demo, issued_on, published_at)
WITH RECURSIVE held (reply_id, {name}_id) AS (
    {direct}
    UNION
    SELECT held.reply_id, below.parent_id
    FROM held JOIN policies_{name} below ON below.id = held.{name}_id
    WHERE below.parent_id IS NOT NULL
)
SELECT reply.id, held.{name}_id, COALESCE(place.is_demo, FALSE), reply.issued_on, reply.published_at
FROM held
JOIN policies_reply reply ON reply.id = held.reply_id
LEFT JOIN policies_place place ON place.id = reply.place_id
WHERE reply.published_at IS NOT NULL AND reply.withdrawn_at IS NULL
"""
SIGNED = "SELECT reply_id, organisation_id FROM policies_issuer WHERE organisation_id IS NOT NULL"
ANSWERED = """
SELECT answered.reply_id, proposal.category_id
FROM policies_reply_proposals answered JOIN policies_proposal proposal ON proposal.id = answered.proposal_id
WHERE proposal.category_id IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [("policies", "0030_letters_under_units")]
    operations = [
        migrations.RunSQL(
            [FILED.format(name="organisation", direct=SIGNED), FILED.format(name="category", direct=ANSWERED)],
            migrations.RunSQL.noop,
        ),
    ]

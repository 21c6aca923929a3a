"""What lists find actions by, copied to where they look: their place, and how they stood from day to day."""

from django.db import migrations

# Of each standing of what a list held one for each category of the action, and for each above these.
IN_CATEGORIES = """
INSERT INTO policies_categorystanding (
    action_id, category_id, since, until, status, due_on, made_on, last_update_on, last_published_at,
    is_demo, published_at, lead_id
)
WITH RECURSIVE held (action_id, category_id) AS (
    SELECT action_id, category_id FROM policies_action_categories
    UNION
    SELECT held.action_id, below.parent_id
    FROM held JOIN policies_category below ON below.id = held.category_id
    WHERE below.parent_id IS NOT NULL
)
SELECT
    held.action_id, held.category_id, stood.since, stood.until, stood.status, stood.due_on, stood.made_on,
    stood.last_update_on, stood.last_published_at, stood.is_demo, stood.published_at, stood.lead_id
FROM held JOIN policies_standing stood ON stood.action_id = held.action_id
WHERE stood.is_listed
"""
OF_ACTIONS = "UPDATE policies_action SET place_id = (SELECT place_id FROM policies_reply WHERE id = policies_action.reply_id)"
OF_STANDINGS = """
UPDATE policies_standing SET (is_demo, published_at, lead_id) = (
    SELECT is_demo, published_at, lead_id FROM policies_action WHERE id = policies_standing.action_id
)
"""


class Migration(migrations.Migration):
    dependencies = [("policies", "0027_found_by_standing")]
    operations = [
        migrations.RunSQL([OF_ACTIONS, OF_STANDINGS, IN_CATEGORIES], migrations.RunSQL.noop),
    ]

"""What is kept for speed, and its only writer: an action's status and visibility, and the tallies (`record`).

Every change calls `settle` inside its transaction. `differences` works everything out anew and says what differs.
"""

from policies.derived.record import differences, one_at_a_time, settle

__all__ = ["differences", "one_at_a_time", "settle"]

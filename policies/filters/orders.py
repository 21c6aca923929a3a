"""Days that an order of a list puts in place of none."""

from django.db.models import Value


class Written(Value):
    """A day written into the SQL itself: SQLite uses an index on an expression only where the words are the same."""

    def __init__(self, day: Value):
        super().__init__(day.value, output_field=day.output_field)

    def as_sql(self, compiler, connection):
        return f"'{self.value.isoformat()}'", []

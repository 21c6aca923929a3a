"""What staff need besides the record: accounts, audit, the work queue, reminders, background work, locks."""

"""Accounts: passwords, own settings, the audit list, reminders."""

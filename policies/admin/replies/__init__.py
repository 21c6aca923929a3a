"""Replies: upload, confirmation, publication."""

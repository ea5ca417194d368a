"""Notices to many people: written, looked at, validated, sent, stopped."""

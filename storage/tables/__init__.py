"""Every table: places and directory, people, conversations, cases, staff."""

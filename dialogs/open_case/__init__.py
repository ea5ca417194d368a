"""What is said once a case is open: it goes there."""

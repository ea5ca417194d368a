"""Hold the landlord that the demonstration plays: its places, people, partners and a past year."""

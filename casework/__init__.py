"""The landlord's rules: standard library only, no clock, no network."""

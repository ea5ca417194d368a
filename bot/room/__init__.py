"""The team room: each open case of a unit is a topic of its group, and agents answer there."""

"""What happens by the clock: timers and the sweep of what was left."""

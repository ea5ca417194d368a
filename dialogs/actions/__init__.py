"""What forms compute: rasa_sdk validation actions, run in process."""

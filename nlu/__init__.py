"""Words in: language, intents, entities, safety."""

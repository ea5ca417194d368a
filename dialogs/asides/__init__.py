"""What is said beside a report: greetings, questions, jokes, STOP."""

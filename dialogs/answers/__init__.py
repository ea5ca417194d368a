"""What a message gives to the questions of a form: values, corrections, neither."""

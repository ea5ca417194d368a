import nlu  # noqa: F401 (before numpy is: it says how many threads do arithmetic, as in the server)

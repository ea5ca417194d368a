"""Where a message goes in Telegram: a person's chat, a group, or one topic of a group.

The address of a topic is the group's id and the topic's, with a stroke between: `-1001/17`.
"""

from typing import Any


def place(chat: object, thread: object | None = None) -> str:
    """Return the address of a chat, or of a topic in it.

    >>> place(-1001, 17)
    '-1001/17'
    """
    return f"{chat}/{thread}" if thread is not None else str(chat)


def chat_of(user: str) -> str:
    """Return the chat in which an address is: a topic's group, else the address itself."""
    return user.partition("/")[0]


def thread_of(user: str) -> str:
    """Return the topic of an address, empty where it is none's."""
    return user.partition("/")[2]


def is_group(user: str) -> bool:
    """Tell whether an address is a group's or a topic's: Telegram numbers groups below zero."""
    return user.startswith("-")


def target(user: str) -> dict[str, Any]:
    """Return the parameters that say where a call goes; what is said in a group stays there."""
    found: dict[str, Any] = {"chat_id": chat_of(user)}
    if thread := thread_of(user):
        found["message_thread_id"] = thread
    if is_group(user):
        found["protect_content"] = True
    return found

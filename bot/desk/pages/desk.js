// Keeps the conversation of a case as it is: asks for news, which come when there are some.
const PAUSE = 5000; // milliseconds after a line that broke
const lines = document.getElementById('lines');
const wait = (time) => new Promise((done) => setTimeout(done, time));

// Puts what is newer in place; words that are being written stay.
function show(html) {
  const fresh = new DOMParser().parseFromString(html, 'text/html');
  const said = fresh.getElementById('lines');
  if (!said) return false;
  const most = Math.max(lines.childElementCount, said.childElementCount);
  lines.append(...[...said.children].slice(overlap(said)));
  while (lines.childElementCount > most) lines.firstElementChild.remove();
  lines.dataset.known = said.dataset.known;
  const answer = document.getElementById('answer');
  const next = fresh.getElementById('answer');
  if (answer.dataset.state !== next.dataset.state) answer.replaceWith(next);
  return true;
}

// Returns how many of the newer messages are shown already.
function overlap(said) {
  const last = lines.lastElementChild?.outerHTML;
  const texts = [...said.children].map((line) => line.outerHTML);
  return texts.lastIndexOf(last) + 1;
}

async function follow() {
  for (;;) {
    const known = encodeURIComponent(lines.dataset.known);
    try {
      const news = await fetch(`${lines.dataset.news}?known=${known}`);
      if (news.status === 403 || news.status === 404) return;
      if (news.status === 200 && !show(await news.text())) return;
      if (news.status >= 500) await wait(PAUSE);
    } catch {
      await wait(PAUSE);
    }
    while (document.hidden) await wait(PAUSE);
  }
}

if (lines && lines.dataset.known) follow();

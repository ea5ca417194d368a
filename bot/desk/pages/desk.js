// Keeps the conversation of a case as it is: asks for news, which come when there are some.
const PAUSE = 5000; // milliseconds after a line that broke
const PATIENCE = 40000; // the server answers within 25 seconds; a dead network never does
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
  const changed = ['state', 'name'].some((what) => answer.dataset[what] !== next.dataset[what]);
  if (changed) answer.replaceWith(next);
  return true;
}

// Returns how many of the newer messages are shown already.
function overlap(said) {
  const last = lines.lastElementChild?.outerHTML;
  const texts = [...said.children].map((line) => line.outerHTML);
  return texts.lastIndexOf(last) + 1;
}

// Returns once the page is in sight.
const seen = () => new Promise((done) => {
  const look = () => document.hidden || (document.removeEventListener('visibilitychange', look), done());
  document.addEventListener('visibilitychange', look);
  look();
});

async function ask() {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), PATIENCE);
  const known = encodeURIComponent(lines.dataset.known);
  try {
    const news = await fetch(`${lines.dataset.news}?known=${known}`, { signal: late.signal });
    return [news.status, await news.text()];
  } finally {
    clearTimeout(timer);
  }
}

async function follow() {
  for (;;) {
    try {
      const [status, html] = await ask();
      if (status === 403 || status === 404) return;
      if (status === 200 && !show(html)) return;
      if (status !== 200 && status !== 204) await wait(PAUSE);
    } catch {
      await wait(PAUSE);
    }
    await seen();
  }
}

if (lines && lines.dataset.known) follow();

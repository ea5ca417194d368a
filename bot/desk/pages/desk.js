// Keeps the conversation of a case as it is: asks for news, which come when there are some, and does what
// the buttons say without leaving the page: words that are being written would leave with it.
const PAUSE = 5000; // milliseconds after a line that broke
const PATIENCE = 40000; // the server answers within 25 seconds; a dead network never does
const AROUND = ['.head', '[aria-labelledby=needs]', '[aria-labelledby=timeline]']; // what a press changes besides
const byId = (id) => document.getElementById(id);
const lines = byId('lines');
const notes = byId('notes');
const wait = (time) => new Promise((done) => setTimeout(done, time));
const parse = (html) => new DOMParser().parseFromString(html, 'text/html');
const typed = () => byId('words')?.value ?? '';
const unsent = () => ['words', 'note-words', 'close-words'].some((id) => byId(id)?.value.trim());
const now = { asking: null, acting: false };

// Puts what is newer in place; words that are being written stay.
function show(fresh) {
  const said = fresh.getElementById('lines');
  if (!said) return false;
  const most = Math.max(lines.childElementCount, said.childElementCount);
  lines.append(...[...said.children].slice(overlap(said)));
  while (lines.childElementCount > most) lines.firstElementChild.remove();
  lines.dataset.known = said.dataset.known;
  const next = fresh.getElementById('answer');
  const changed = ['state', 'name'].some((what) => byId('answer').dataset[what] !== next.dataset[what]);
  if (changed) putAnswer(next);
  return true;
}

// Returns how many of the newer messages are shown already.
function overlap(said) {
  const last = lines.lastElementChild?.outerHTML;
  const texts = [...said.children].map((line) => line.outerHTML);
  return texts.lastIndexOf(last) + 1;
}

// Puts another answer in place, with the words, the caret and the focus of the one before.
function putAnswer(next) {
  const old = byId('answer');
  const focused = old.contains(document.activeElement) ? document.activeElement.id : null;
  const { value, selectionStart, selectionEnd } = byId('words') ?? { value: '' };
  old.replaceWith(next);
  const box = byId('words');
  if (box && value) box.value = value;
  if (box && focused === 'words') box.setSelectionRange(selectionStart, selectionEnd);
  showKept();
  if (focused !== null) focusAnswer();
}

// Words that cannot be sent from here are shown, to be copied, or sent once that is possible.
function showKept() {
  for (const kept of document.querySelectorAll('.kept')) kept.hidden = !typed();
}

function focusAnswer() {
  const places = [...document.querySelectorAll('#words, #answer button')];
  places.find((place) => place.checkVisibility())?.focus({ preventScroll: true });
}

async function request(address, how = {}) {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), PATIENCE);
  if (!how.body) now.asking = late;
  try {
    const answer = await fetch(address, { ...how, signal: late.signal });
    return [answer.status, parse(await answer.text())];
  } finally {
    clearTimeout(timer);
  }
}

// ── What the agent does ─────────────────────────────────────────────────────────────────────────────────────────────

async function act(form, sender) {
  const body = new URLSearchParams(new FormData(form, sender));
  const box = form.elements.text;
  const before = box?.value ?? '';
  now.acting = true;
  now.asking?.abort(); // an answer of before this must not undo it
  form.setAttribute('aria-busy', 'true');
  try {
    const [status, fresh] = await request(sender?.getAttribute('formaction') ?? form.action, { method: 'POST', body });
    if (status === 200) settle(fresh, box, before);
    else tell(fresh.querySelector('[role=alert]')?.textContent);
  } catch {
    tell();
  }
  now.acting = false;
  form.removeAttribute('aria-busy');
}

// Words that left go from the box; those that were typed meanwhile, or did not leave, stay in it.
function settle(fresh, box, before) {
  const { words } = fresh.getElementById('notes').dataset;
  if (box && words === 'sent') box.value = box.value.startsWith(before) ? box.value.slice(before.length) : box.value;
  if (words !== 'waiting') renew(fresh.querySelector('#answer [name=id]')?.value);
  notes.replaceChildren(...fresh.getElementById('notes').children);
  for (const part of AROUND) document.querySelector(part)?.replaceWith(fresh.querySelector(part) ?? '');
  if (box?.id === 'close-words' && words === 'sent') byId('ending').replaceWith(fresh.getElementById('ending') ?? '');
  show(fresh);
  const offer = notes.querySelector('button'); // what was asked for may lie far above
  if (offer) offer.focus();
  else if (box?.id === 'note-words') box.focus();
  else focusAnswer();
}

function renew(id) { // what comes next is another message; what failed is sent again under its own
  for (const field of document.querySelectorAll('main [name=id]')) field.value = id ?? field.value;
}

function tell(why) {
  const note = document.createElement('p');
  note.className = 'note';
  note.textContent = [why, notes.dataset.kept].filter(Boolean).join(' ');
  notes.replaceChildren(note);
}

function watch() {
  document.addEventListener('submit', (event) => {
    if (!event.target.closest('#answer, #note, #close, #refer, #notes')) return;
    event.preventDefault();
    if (!now.acting) act(event.target, event.submitter);
  });
  addEventListener('beforeunload', (event) => { if (unsent()) event.preventDefault(); });
}

// ── What others do ──────────────────────────────────────────────────────────────────────────────────────────────────

// Returns once the page is in sight.
const seen = () => new Promise((done) => {
  const look = () => document.hidden || (document.removeEventListener('visibilitychange', look), done());
  document.addEventListener('visibilitychange', look);
  look();
});

const settled = async () => { while (now.acting) await wait(50); };

// Returns false once there is nothing more to follow.
async function hear() {
  const [status, fresh] = await request(`${lines.dataset.news}?known=${encodeURIComponent(lines.dataset.known)}`);
  if (now.acting) return true;
  if (status === 403 || status === 404) return false;
  if (status === 200) return show(fresh);
  if (status !== 204) await wait(PAUSE);
  return true;
}

async function follow() {
  for (let more = true; more;) {
    try {
      more = await hear();
    } catch {
      if (!now.acting) await wait(PAUSE);
    }
    await settled();
    await seen();
  }
}

const asked = window.early?.end();
if (lines && !asked?.posted) {
  watch();
  if (lines.dataset.known) follow();
}
if (asked?.form && !asked.posted) asked.form.requestSubmit(asked.sender);

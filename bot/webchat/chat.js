// The tenant's chat in the browser: no dependency, no build step, no word and no number to call of its own.
// Nothing is stored here: what is not yet sent lives in this page's memory, and the page says so.

const root = document.documentElement;
const byId = (id) => document.getElementById(id);
const data = (id) => JSON.parse(byId(id)?.textContent ?? "null");
const WORDS = data("words") ?? {};
const NUMBERS = (data("numbers") ?? []).filter(({ href }) => /^(tel|sms):\+?\d+$/.test(href));
const ASKED = { "X-Palier": "1" }; // a form of another site cannot set a header
const FIRST_WAIT = 500;
const LONGEST_WAIT = 15000;
const UNANSWERED = 10000;
const QUIET = 50000; // the server says every 20 seconds that it is there
const STEADY = 5000; // a line that held for so long did not fail for what it failed at before
const TRIES_BEFORE_PLAIN = 3;
const ONE_TAP = 700; // a second tap so soon after the first means the same

const word = (key, values = {}) => (WORDS[key] ?? "").replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

function element(tag, className, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

function uuid() { // crypto.randomUUID exists on https and localhost only
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

// ── Leaving in a hurry ──────────────────────────────────────────────────────────────────────────────────────────────

let left = false;

function leave(address) {
  left = true;
  window.name = "";
  document.body.replaceChildren(); // blank first: the neutral site may be slow
  document.title = "\u00a0";
  clearTimeout(view.typing);
  if (line.socket) line.socket.onmessage = null;
  line.socket?.close();
  fetch("/chat/leave", { method: "POST", headers: ASKED, keepalive: true }).catch(() => {});
  location.replace(address);
}

function watchExit() {
  const address = byId("exit").dataset.exit;
  let presses = [];
  let alone = false;
  byId("exit").addEventListener("click", (event) => { event.preventDefault(); leave(address); });
  addEventListener("keydown", (event) => {
    if (event.repeat) return;
    alone = event.key === "Shift";
    if (!alone) presses = []; // capitals while typing are not a wish to leave
  });
  addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone || left) return;
    presses = [...presses.filter((at) => event.timeStamp - at < 5000), event.timeStamp];
    if (presses.length === 3) leave(address);
  });
}

function keepOneHistoryEntry() { // the back button must not walk through the chat
  for (const link of document.querySelectorAll("a[data-replace]")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      window.name = byId("text").value; // for the next page only: it lives in no store, and what comes takes it out
      location.replace(link.href);
    });
  }
  document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); byId("text").focus(); });
}

function takeUpWords() { // what was being written when another language or the simple page was asked for
  if (window.name && !byId("text").value) byId("text").value = window.name;
  window.name = "";
}

function keepClearOfTheKeyboard() { // where it pushes the page, and the bar with it, or lies on the dock
  const seen = window.visualViewport;
  if (!seen) return;
  const follow = () => {
    const whole = seen.scale === 1; // who has zoomed in moves the page themselves
    const hidden = whole ? Math.max(0, root.clientHeight - seen.height - seen.offsetTop) : 0;
    byId("bar")?.style.setProperty("translate", whole ? `0 ${seen.offsetTop}px` : "none");
    root.style.setProperty("--keyboard", `${Math.round(hidden)}px`);
    measureDock();
  };
  seen.addEventListener("resize", follow);
  seen.addEventListener("scroll", follow);
}

// ── Words into nodes: text only, never markup ───────────────────────────────────────────────────────────────────────

const digits = (text) => text.replace(/\D/g, "");
const hrefs = new Map(NUMBERS.map(({ number, href }) => [digits(number), href]));

function numberPattern() { // "18 h", "18 €", "1.18" and "118" are not calls
  const spaced = (number) => (number.length > 4 ? [...number].join("[\\s.\u00a0\u202f]?") : number);
  const known = [...hrefs.keys()].sort((a, b) => b.length - a.length).map(spaced).join("|");
  return known && new RegExp(`(?<![\\d,.:/+])(?:${known})(?!\\d|[\\s\u00a0\u202f]?(?:h\\b|h\\d|heure|[€%])|[:/,.]\\d)`, "g");
}
const CALLS = numberPattern();

function withCalls(text) {
  if (!CALLS) return [text];
  const parts = [];
  let from = 0;
  for (const found of text.matchAll(CALLS)) {
    const link = element("a", "call", found[0]);
    link.href = hrefs.get(digits(found[0]));
    link.setAttribute("aria-label", word(link.protocol === "sms:" ? "text_to" : "call", { number: found[0] }));
    const end = found.index + found[0].length;
    const [stop] = text.slice(end).match(/^[.,;:!?)»؟،]*/); // a full stop does not begin a line
    parts.push(text.slice(from, found.index), element("span", "whole", link, stop));
    from = end + stop.length;
  }
  return [...parts, text.slice(from)];
}

// French keeps its signs on the line of their word. Messages are kept with plain spaces, which every channel can carry.
const tied = (text) => text.replaceAll("« ", "«\u00a0").replace(/ (?=[»?!:;])/g, "\u00a0");

function senderName({ who, name }) {
  if (who === "me") return word("you");
  if (who === "agent") return name ? word("agent_named", { name }) : word("agent");
  return word("bot");
}

function timeOf(at) {
  const moment = at ? new Date(at) : new Date();
  const stamp = element("time", "");
  if (Number.isNaN(moment.getTime())) return stamp;
  stamp.dateTime = moment.toISOString();
  const today = moment.toDateString() === new Date().toDateString();
  const shape = today ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" };
  shape.hourCycle = "h23";
  stamp.textContent = new Intl.DateTimeFormat(`${root.lang}-u-nu-latn`, shape).format(moment);
  return stamp;
}

function pictureOf({ kind, url }, who) {
  if (!String(url).startsWith("/chat/files/")) return "";
  if (kind !== "image") {
    const link = element("a", "quiet", word("file"));
    link.href = url;
    link.download = "";
    return link;
  }
  const picture = element("img", "");
  picture.alt = word(who === "me" ? "photo_alt_me" : "photo_alt_other");
  picture.src = url;
  picture.addEventListener("load", () => { if (view.following) showEnd(); });
  return picture;
}

function choicesOf(buttons) {
  const group = element("div", "choices");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", word("choices"));
  for (const { label, payload } of buttons) {
    const button = element("button", "choice", label);
    button.type = "button";
    button.dir = "auto";
    button.dataset.payload = payload ?? "";
    group.append(button);
  }
  return group;
}

function bubbleOf(message) {
  const words = message.who === "me" ? (message.text ?? "") : tied(message.text ?? "");
  const text = element("div", "text", ...(message.urgent ? withCalls(words) : [words]));
  text.dir = "auto";
  if (message.lang) text.lang = message.lang.split("@")[0];
  const bubble = element("div", "bubble");
  if (message.urgent) bubble.append(element("p", "flag", word("urgent")));
  if (message.text) bubble.append(text);
  bubble.append(...(message.media ?? []).map((file) => pictureOf(file, message.who)));
  return bubble;
}

function messageNode(message) {
  const who = ["me", "agent"].includes(message.who) ? message.who : "bot";
  const node = element("div", `msg ${who}${message.urgent ? " urgent" : ""}`);
  node.append(element("p", "meta", element("span", "name", senderName({ ...message, who })), " ", timeOf(message.at)));
  node.append(bubbleOf(message));
  if (message.buttons?.length) node.append(choicesOf(message.buttons));
  if (message.seq) node.dataset.seq = message.seq;
  return node;
}

// ── The log ─────────────────────────────────────────────────────────────────────────────────────────────────────────

const view = { dock: 0, following: false, quietUntil: 0, typing: 0, begun: null, placed: 0, photo: "" };

const NEAR = 160;
const AT_END = 20; // what lies under the dock then is the margin of the last message
const ONE_ANSWER = 5000; // messages that follow each other so closely are read as one
const room = () => innerHeight - view.dock - byId("bar").offsetHeight;
const nearEnd = (within) => byId("log").getBoundingClientRect().bottom <= innerHeight - view.dock + within;

function measureDock() {
  const dock = byId("dock");
  if (left || !dock) return;
  const { position, bottom } = getComputedStyle(dock);
  view.dock = position === "sticky" ? dock.offsetHeight + Number.parseFloat(bottom) : 0;
  root.style.setProperty("--dock", `${view.dock}px`);
  if (view.following) byId("log").lastElementChild.scrollIntoView({ block: "end" });
}

function showEnd() { // a long answer is shown from its beginning, and a button says that it goes on
  const newest = byId("log").lastElementChild;
  const begun = view.begun?.isConnected ? view.begun : newest;
  const tall = newest.getBoundingClientRect().bottom - begun.getBoundingClientRect().top > room();
  if (tall) begun.scrollIntoView({ block: "start" });
  else newest.scrollIntoView({ block: "end" });
  noteEnd();
}

function noteEnd() {
  view.following = nearEnd(AT_END);
  byId("latest").hidden = view.following;
}

function showMore({ detail }) { // from the beginning of what is new, a screen at a time
  const begun = view.begun?.getBoundingClientRect().top ?? 0;
  if (begun > room()) showEnd();
  else scrollBy(0, Math.max(room() * 0.8, 40));
  noteEnd();
  if (view.following && !detail) byId("text").focus({ preventScroll: true }); // a finger wants no keyboard
}

function alarmPushedOut() { // numbers to call stay in sight, whatever is said after them
  const all = [...byId("log").children];
  const alarm = all.slice(all.findLastIndex((node) => node.classList.contains("me")) + 1).find((node) => node.classList.contains("urgent"));
  if (!alarm || alarm === all.at(-1)) return null;
  return all.at(-1).getBoundingClientRect().bottom - alarm.getBoundingClientRect().top > room() ? alarm : null;
}

function place(node, mine) { // a late message goes where it was said, what is not yet sent stays last
  const seq = Number(node.dataset.seq ?? Infinity);
  const after = (other) => Number(other.dataset.seq ?? 0) > seq || other.classList.contains("waiting");
  const next = mine ? null : [...byId("log").children].find(after);
  byId("log").insertBefore(node, next ?? null);
}

function show(message, { mine = false } = {}) {
  const follow = mine || view.quietUntil || nearEnd(NEAR);
  const node = messageNode(message);
  if (message.urgent && !view.quietUntil) cryOut(node, message.text);
  place(node, mine);
  noteBegun(mine ? null : node);
  const alarm = alarmPushedOut();
  view.following = false;
  byId("latest").hidden = false;
  if (follow && alarm) alarm.scrollIntoView({ block: "start" });
  else if (follow) showEnd();
  return node;
}

function noteBegun(node) { // the first of what is said at once; of what is said again, the last
  const now = performance.now();
  if (!node || view.quietUntil || !view.begun || now - view.placed > ONE_ANSWER) view.begun = node;
  view.placed = now;
}

function cryOut(node, text) { // said once, at once, by the alert instead of the log
  node.setAttribute("aria-live", "off");
  byId("alarm").textContent = `${word("urgent")} ${text}`;
  setTimeout(() => { byId("alarm")?.replaceChildren(); }, 20000); // gone once the person has left
}

function spendChoices(chosen = null) { // an answered question keeps only its answer; urgent ones stay open
  for (const group of byId("log").querySelectorAll(".choices")) {
    const own = group.contains(chosen);
    if (!own && (group.closest(".urgent") || group.contains(document.activeElement))) continue;
    for (const button of group.children) {
      if (button === chosen) {
        button.setAttribute("aria-disabled", "true");
        button.setAttribute("aria-pressed", "true");
      } else if (own || button.getAttribute("aria-pressed") !== "true") button.hidden = true;
    }
  }
}

function readAloudAgain() { // replayed history is not news
  view.quietUntil = 0;
  setTimeout(() => byId("log").setAttribute("aria-live", "polite"), 300);
}

function showTyping(on) {
  clearTimeout(view.typing);
  byId("typing").hidden = !on;
  if (on) view.typing = setTimeout(() => showTyping(false), 15000);
}

function tell(id, text, kind = "") {
  byId(id).className = kind;
  if (byId(id).textContent !== text) byId(id).textContent = text;
}

// ── What is said and not yet kept by the server ─────────────────────────────────────────────────────────────────────

const outbox = new Map(); // id → { message, node, state }
let said = -Infinity; // when
const justSaid = () => performance.now() - said < ONE_TAP;

function say(text, payload = null, chosen = null) {
  const message = { type: "say", id: uuid(), text, payload: payload || null };
  spendChoices(chosen);
  const node = show({ who: "me", text }, { mine: true });
  const state = element("span", "state", word("pending"));
  node.classList.add("waiting");
  node.querySelector(".meta").append(" ", state);
  outbox.set(message.id, { message, node, state });
  tell("note", "");
  said = performance.now();
  send(message);
  connect();
}

function send(message) {
  const { socket } = line;
  if (!line.welcomed || socket?.readyState !== WebSocket.OPEN) return;
  socket.send(JSON.stringify(message));
  setTimeout(() => { if (outbox.has(message.id) && line.socket === socket) hangUp(); }, UNANSWERED);
}

function kept(id, seq) {
  const waiting = outbox.get(id);
  if (!waiting) return false;
  outbox.delete(id);
  waiting.node.classList.remove("waiting");
  waiting.state.textContent = word("sent");
  if (seq) waiting.node.dataset.seq = seq;
  return true;
}

// ── The line to the server ──────────────────────────────────────────────────────────────────────────────────────────

const line = {
  socket: null,
  welcomed: false,
  open: "resume" in document.body.dataset,
  opening: null,
  busy: false,
  timer: 0,
  tries: 0,
  heard: 0,
  since: 0,
  last: 0,
  marked: 0,
  seen: new Set(),
};

async function askForSession() {
  const address = `/chat/open?lang=${encodeURIComponent(document.body.dataset.lang)}`;
  const answer = await fetch(address, { method: "POST", headers: ASKED, signal: AbortSignal.timeout(15000) });
  if (!answer.ok) throw Object.assign(new Error(`${address}: ${answer.status}`), { status: answer.status });
  line.open = true;
}

function openSession() { // the first trace of a visit: made when the person begins to write, not before
  if (line.open) return Promise.resolve();
  line.opening ??= askForSession().finally(() => { line.opening = null; });
  return line.opening;
}

async function connect() {
  if (left || line.busy || line.socket) return;
  clearTimeout(line.timer);
  line.busy = true;
  try {
    await openSession();
    dial();
  } catch (error) {
    tryLater(error.status === 429);
  }
  line.busy = false;
}

function dial() {
  const address = new URL("/chat/ws", location.href);
  address.protocol = address.protocol.replace("http", "ws");
  const socket = new WebSocket(address);
  Object.assign(line, { socket, heard: Date.now() });
  socket.onopen = () => socket.send(JSON.stringify({ type: "hello", last: line.last }));
  socket.onmessage = ({ data: text }) => {
    if (line.socket !== socket) return; // hung up on: the next line says it again
    line.heard = Date.now();
    hear(JSON.parse(text));
  };
  socket.onclose = ({ code }) => {
    if (left || line.socket !== socket) return;
    if (code === 4401) forgetSession();
    lose(code === 4429);
  };
}

function forgetSession() { // the server counts from 1 again; what the person sees stays
  Object.assign(line, { open: false, last: 0, marked: 0, seen: new Set() });
  for (const node of byId("log").children) delete node.dataset.seq;
  tell("held", "");
  tell("note", word("session_over"));
}

function hangUp() { // a dead network closes nothing: do not wait for it
  line.socket?.close();
  lose(false);
}

function hangUpOnSilence() { // also after a sleep of the phone, which closes nothing either
  if (line.socket && !left && Date.now() - line.heard > QUIET) hangUp();
}

function lose(tooFast) {
  if (line.welcomed && Date.now() - line.since > STEADY) line.tries = 0;
  Object.assign(line, { socket: null, welcomed: false });
  showTyping(false);
  tryLater(tooFast);
}

function tryLater(tooFast) {
  line.tries += 1;
  const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** line.tries) * (0.5 + Math.random() / 2);
  tell("line", word(tooFast ? "too_fast" : "offline"), "wrong");
  byId("fallback").hidden = line.tries < TRIES_BEFORE_PLAIN;
  clearTimeout(line.timer);
  line.timer = setTimeout(connect, tooFast ? Math.max(wait, 5000) : wait);
}

const HEARD = {
  welcome({ next, held }) {
    Object.assign(line, { since: Date.now(), welcomed: true });
    byId("fallback").hidden = true;
    tell("line", word("online"), "right");
    if (held || byId("held").className === "held") HEARD[held ? "held" : "released"]({ name: held });
    if (!line.last && next > 1) {
      view.quietUntil = next - 1;
      byId("log").setAttribute("aria-live", "off");
      setTimeout(readAloudAgain, 3000);
    }
    for (const { message } of outbox.values()) send(message);
  },
  ack: ({ id, seq }) => kept(id, seq),
  msg: hearMessage,
  typing: () => showTyping(true),
  held: ({ name }) => tell("held", name ? word("held", { name }) : word("held_unnamed"), "held"),
  released: () => tell("held", word("released")),
};

const hear = (event) => HEARD[event.type]?.(event);

function hearMessage(message) {
  const known = line.seen.has(message.seq);
  line.seen.add(message.seq);
  line.last = Math.max(line.last, message.seq);
  const mine = message.who === "me";
  if (!known && !kept(message.id, message.seq) && !(mine && alreadyShown(message))) {
    if (mine) spendChoices();
    else showTyping(false);
    dropGreeting(message);
    show(message);
  }
  if (view.quietUntil && message.seq >= view.quietUntil) readAloudAgain();
  markSeen();
}

// The acknowledgement may come before the echo of the same message.
const alreadyShown = ({ seq }) => byId("log").querySelector(`[data-seq="${Number(seq)}"]`) !== null;

function dropGreeting({ who, text }) { // the page opens with the first message: said as an answer, it is not shown twice
  const greeting = byId("greeting");
  if (who === "bot" && greeting?.querySelector(".text").textContent.trim() === tied(text ?? "").trim()) greeting.remove();
}

function markSeen() {
  if (document.visibilityState !== "visible" || !line.welcomed) return;
  if (line.marked === line.last || line.socket.readyState !== WebSocket.OPEN) return;
  line.marked = line.last;
  line.socket.send(JSON.stringify({ type: "seen", seq: line.last }));
}

// ── Photos ──────────────────────────────────────────────────────────────────────────────────────────────────────────

function showPhoto() {
  const file = byId("photo").files[0];
  const picture = byId("photo-view");
  if (picture.src) URL.revokeObjectURL(picture.src);
  picture.removeAttribute("src");
  byId("photo-ready").hidden = !file;
  byId("photo-progress").hidden = true;
  if (!file) return;
  view.photo = uuid(); // sent again after an answer that was lost, it is kept once
  picture.src = URL.createObjectURL(file);
  tell("photo-name", word("photo_ready", { name: file.name }));
  tell("note", word("photo_ready", { name: file.name }), "sr");
}

function upload(file) { // fetch has no progress of what goes up
  const form = new FormData();
  form.append("file", file);
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/chat/files?lang=${encodeURIComponent(document.body.dataset.lang)}&id=${view.photo}`);
    request.setRequestHeader("X-Palier", ASKED["X-Palier"]);
    request.responseType = "json";
    request.upload.addEventListener("progress", ({ loaded, total }) => { byId("photo-progress").value = (100 * loaded) / (total || 1); });
    request.addEventListener("loadend", () => done({ ok: request.status >= 200 && request.status < 300, error: request.response?.error }));
    request.send(form);
  });
}

async function sendPhoto() { // true when nothing is left to send
  const file = byId("photo").files[0];
  if (!file) return true;
  byId("photo-progress").hidden = false;
  byId("send").setAttribute("aria-disabled", "true");
  tell("note", word("photo_sending"));
  const answer = await openSession().then(() => upload(file), () => ({ ok: false }));
  byId("send").removeAttribute("aria-disabled");
  byId("photo-progress").hidden = true;
  tell("note", answer.ok ? "" : (answer.error ?? word("photo_failed")), "wrong");
  if (!answer.ok) return false;
  byId("photo").value = "";
  showPhoto();
  connect();
  return true;
}

// ── Writing ─────────────────────────────────────────────────────────────────────────────────────────────────────────

const sendingPhoto = () => byId("send").getAttribute("aria-disabled") === "true";

async function submit() {
  if (sendingPhoto()) return;
  const text = byId("text").value.trim();
  const photo = byId("photo").files.length > 0;
  if (!text && !photo) {
    if (!justSaid()) tell("note", word("empty"), "wrong");
    return;
  }
  byId("text").value = "";
  fitText();
  if (photo && !(await sendPhoto())) {
    byId("text").value = [text, byId("text").value].filter(Boolean).join("\n");
    return;
  }
  if (text) say(text);
}

function fitText() {
  if (CSS.supports("field-sizing", "content")) return;
  const box = byId("text");
  box.rows = Math.min(6, Math.max(1, box.value.split("\n").length, Math.ceil(box.value.length / 40)));
}

function watchWriting() {
  const box = byId("text");
  byId("write").addEventListener("submit", (event) => { event.preventDefault(); submit(); });
  byId("write").addEventListener("focusin", connect);
  box.addEventListener("input", fitText);
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  byId("photo").addEventListener("change", showPhoto);
  byId("photo-remove").addEventListener("click", () => { byId("photo").value = ""; showPhoto(); tell("note", ""); byId("photo").focus(); });
  byId("human").addEventListener("click", () => { if (!justSaid()) say(word("human_say"), document.body.dataset.humanPayload); });
  byId("log").addEventListener("click", ({ target }) => {
    const button = target.closest("button.choice");
    if (button && button.getAttribute("aria-disabled") !== "true") say(button.textContent, button.dataset.payload, button);
  });
}

function watchDemo() {
  byId("demo")?.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-copy]");
    if (!button) return;
    byId("text").value = byId(button.dataset.copy).textContent;
    fitText();
    byId("text").focus();
    tell("note", word("demo_copied"));
  });
}

function watchPage() {
  addEventListener("online", () => { line.tries = 0; hangUpOnSilence(); if (line.open) connect(); });
  document.addEventListener("visibilitychange", () => { markSeen(); hangUpOnSilence(); if (line.open && document.visibilityState === "visible") connect(); });
  setInterval(hangUpOnSilence, QUIET / 10);
  addEventListener("beforeunload", (event) => { if (!left && (outbox.size || sendingPhoto())) event.preventDefault(); });
  addEventListener("scroll", () => {
    if (left) return;
    view.following = nearEnd(AT_END);
    if (view.following) byId("latest").hidden = true;
  }, { passive: true });
  byId("latest").addEventListener("click", showMore);
  new ResizeObserver(measureDock).observe(byId("dock"));
}

// The simple page has no socket. Posting by hand keeps it one entry of the history, so that the way out leaves none.
// What is typed while the page is on its way would go with it: the box waits too.
async function postAndReload(form, sender) {
  const body = new FormData(form, sender);
  hold(form, true);
  const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => null);
  if (answer?.type === "opaqueredirect") location.reload();
  else if (answer) byBrowser(form, sender); // the server has something to say. The same id is kept once.
  else {
    hold(form, false);
    tell("note", document.body.dataset.pending, "wrong");
  }
}

function hold(form, on) {
  form.ariaBusy = String(on);
  byId("text").readOnly = on;
}

function byBrowser(form, sender) {
  form.dataset.byHand = "no";
  form.requestSubmit(sender);
}

function startPlain() {
  for (const form of document.forms) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.byHand || event.submitter?.name === "refresh") return;
      event.preventDefault();
      if (form.ariaBusy !== "true") postAndReload(form, event.submitter);
    });
  }
  if (location.hash === "#end") byId("end").scrollIntoView();
}

function followLink() { // the link of a letter ties this chat to a home; its code does not stay in the address
  const code = new URLSearchParams(location.search).get("start");
  if (!/^[\w-]{1,64}$/.test(code ?? "")) return;
  history.replaceState(null, "", location.pathname);
  say(`/start ${code}`);
}

function startChat() {
  root.classList.add("live");
  for (const place of document.querySelectorAll("[data-numbers]")) place.replaceChildren(...withCalls(place.textContent));
  watchWriting();
  watchDemo();
  watchPage();
  if (line.open) connect();
  followLink();
}

const asked = window.early?.end(); // posted already: the page that answers is on its way
watchExit();
keepOneHistoryEntry();
keepClearOfTheKeyboard();
takeUpWords();
if (!asked?.posted) (byId("words") ? startChat : startPlain)();
if (asked?.form && !asked.posted) asked.form.requestSubmit(asked.sender);

// Has the progress of a notice follow what is kept; without this script the page reloads itself.
const EVERY = 5000;

async function look() {
  const shown = document.getElementById("progress");
  if (!shown || document.hidden) return;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("progress");
    if (!fresh || fresh.dataset.status !== shown.dataset.status) location.reload();
    else if (fresh.innerHTML !== shown.innerHTML) shown.replaceChildren(...fresh.childNodes);
  } catch {
    // The line is down: the next look counts.
  }
}

if (document.getElementById("progress")?.dataset.live === "yes") setInterval(look, EVERY);

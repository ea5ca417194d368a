// Holds a form that is sent before the page's module is there: posted at once, it would take with it what is typed
// meanwhile, and a second press would reach the module and send it twice. No module in time: it is posted as it is.
// No module itself: it has to be there before the first form is.
(() => {
  const PATIENCE = 4000; // milliseconds
  const early = { form: null, sender: null, over: false, posted: false, end };

  function hold(event) {
    event.preventDefault();
    if (early.form) return;
    Object.assign(early, { form: event.target, sender: event.submitter });
    setTimeout(post, PATIENCE);
  }

  function post() {
    if (early.over) return; // the module has come
    end();
    early.posted = early.form !== null;
    early.form?.requestSubmit(early.sender);
  }

  function failed({ target }) {
    if (target.type === "module") post();
  }

  function end() {
    early.over = true;
    removeEventListener("submit", hold, true);
    removeEventListener("error", failed, true);
    return early;
  }

  addEventListener("submit", hold, true);
  addEventListener("error", failed, true);
  window.early = early;
})();

// SPDX-License-Identifier: Apache-2.0
// The newest rows, while they can be seen.
const LiveRows = (() => {
  const INTERVAL_MILLIS = 1000;
  const ROWS = 25;
  const pause = document.getElementById("rows-pause");
  const error = document.getElementById("rows-error");
  const table = document.getElementById("rows-table");
  let timer = null;
  let paused = false;

  function start() {
    Tabs.onChange(refreshSoon);
    document.addEventListener("visibilitychange", refreshSoon);
    pause.addEventListener("click", () => {
      paused = !paused;
      pause.setAttribute("aria-pressed", String(paused));
      pause.textContent = paused ? "Resume" : "Pause";
      refreshSoon();
    });
    refreshSoon();
  }

  function refreshSoon() {
    clearTimeout(timer);
    if (!paused && Tabs.isOpen("rows") && document.visibilityState === "visible") refresh();
  }

  async function refresh() {
    try {
      const answer = await Api.get("/api/rows?limit=" + ROWS);
      if (!paused) ResultTable.show(table, answer.columns, answer.rows);
      error.hidden = true;
    } catch (failure) {
      error.textContent = failure.message;
      error.hidden = false;
    }
    clearTimeout(timer);
    timer = setTimeout(refreshSoon, INTERVAL_MILLIS);
  }

  return { start };
})();

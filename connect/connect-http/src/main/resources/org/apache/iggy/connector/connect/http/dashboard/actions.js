// SPDX-License-Identifier: Apache-2.0
// The buttons of one connector.
const Actions = (() => {
  const DONE = { pause: "is paused", resume: "goes on", stop: "is stopped", restart: "was restarted" };
  const AT_WORK = ["running", "starting"];
  let connector = null;
  let path = null;
  let busy = false;

  function start() {
    for (const action of Object.keys(DONE)) Elements.byId(action).addEventListener("click", () => run(() => simple(action)));
    Elements.byId("reset").addEventListener("click", () => run(reset));
  }

  /** Shows the buttons that make sense for a connector in its state. */
  function show(shown, shownPath) {
    connector = shown;
    path = shownPath;
    const status = shown.status;
    Elements.byId("pause").hidden = !AT_WORK.includes(status);
    Elements.byId("resume").hidden = status !== "paused";
    Elements.byId("stop").hidden = status === "stopped" || !shown.enabled;
    Elements.setText(Elements.byId("restart"), status === "stopped" ? "Start" : "Restart");
    Elements.byId("restart").disabled = !shown.enabled;
  }

  async function run(action) {
    if (busy) return;
    busy = true;
    Elements.byId("actions").setAttribute("aria-busy", "true");
    try {
      const done = await action();
      if (done) Dialogs.toast(done, false);
    } catch (error) {
      Dialogs.toast(error.message, true);
    } finally {
      busy = false;
      Elements.byId("actions").removeAttribute("aria-busy");
    }
  }

  async function simple(action) {
    const name = connector.name;
    await Api.post(`${path}/${action}`);
    return `${name} ${DONE[action]}`;
  }

  /** A connector can only be reset while it stands still. */
  async function reset() {
    const { name, enabled } = connector;
    const from = path;
    const body = await Dialogs.askForReset(connector);
    if (body === null) return null;
    if (enabled) await Api.post(`${from}/stop`);
    try {
      await Api.post(`${from}/offsets/reset`, body);
    } finally {
      if (enabled) await Api.post(`${from}/restart`);
    }
    return `${name} was reset`;
  }

  return { start, show };
})();

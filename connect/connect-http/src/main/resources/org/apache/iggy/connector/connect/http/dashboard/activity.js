// SPDX-License-Identifier: Apache-2.0
// Asks for the runtime's figures once a second and keeps those of the last minutes.
const Activity = (() => {
  const MOST_POINTS = 300;
  const SERIES = ["messages_per_second", "errors_per_second", "lag"];
  const listeners = [];
  const series = new Map();
  let after = -1;
  let start = 0;
  let stats = null;

  const idOf = (connector) => connector.connector_type + "s/" + connector.key;

  function onChange(listener) {
    listeners.push(listener);
  }

  async function refresh() {
    try {
      const [newStats, history] = await Promise.all([Api.get("stats"), Api.get("stats/history?after=" + after)]);
      if (newStats.start_time !== start) forget(newStats.start_time);
      else take(history);
      stats = newStats;
      showLink("running", "Live");
      for (const listener of listeners) listener(stats);
    } catch (error) {
      showLink("error", "Not connected");
      showProblem(error.message);
    }
    setTimeout(refresh, 1000);
  }

  /** The runtime was started anew: its points are numbered from 0 again. */
  function forget(newStart) {
    start = newStart;
    after = -1;
    series.clear();
  }

  function take(history) {
    const points = history.next - history.first;
    const present = new Set();
    for (const connector of history.connectors) {
      present.add(idOf(connector));
      const known = series.get(idOf(connector)) ?? Object.fromEntries(SERIES.map((name) => [name, []]));
      for (const name of SERIES) {
        known[name].push(...connector[name]);
        known[name].splice(0, Math.max(0, known[name].length - MOST_POINTS));
      }
      series.set(idOf(connector), known);
    }
    for (const id of series.keys()) if (!present.has(id)) series.delete(id);
    if (points > 0) after = history.next - 1;
  }

  function of(id, name) {
    return series.get(id)?.[name] ?? [];
  }

  /** Point by point, over all connectors. */
  function sum(name) {
    const all = [...series.values()].map((one) => one[name]);
    const length = Math.max(0, ...all.map((values) => values.length));
    return Array.from({ length }, (_, index) => {
      const known = all.map((values) => values[index - length + values.length] ?? null).filter((value) => value !== null);
      return known.length === 0 ? null : known.reduce((left, right) => left + right, 0);
    });
  }

  function showLink(state, text) {
    Elements.byId("link-state").dataset.state = state;
    Elements.setText(Elements.byId("link-text"), text);
    if (state === "running") showProblem("");
  }

  function showProblem(text) {
    const problem = Elements.byId("problem");
    problem.hidden = !text;
    Elements.setText(problem, text);
  }

  return { refresh, onChange, of, sum, idOf, latest: () => stats };
})();

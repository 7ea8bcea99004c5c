// SPDX-License-Identifier: Apache-2.0
// The figures at the top and their charts, once a second.
const LiveFigures = (() => {
  const WRITE = {
    rows: (value) => [Format.integer(value), ""],
    rowsPerSecond: (value) => [Format.integer(value), ""],
    bytesPerSecond: (value) => Format.bytes(value),
    lagMessages: (value) => [Format.integer(value), ""],
    freshnessMillis: (value) => Format.duration(value),
  };
  const BEHIND_SECONDS = 2;
  const figures = new Map();
  let status = null;

  function start() {
    for (const card of document.querySelectorAll(".figure")) connect(card);
    refresh();
  }

  function connect(card) {
    const name = card.dataset.figure;
    const hint = card.querySelector(".hint");
    const figure = { chart: new Chart(card.querySelector(".chart"), name !== "rows"), value: card.querySelector(".value"), pointed: false };
    const usualHint = hint.textContent;
    card.addEventListener("pointermove", (event) => {
      const point = figure.chart.pointAt(event.clientX);
      figure.pointed = point !== null;
      if (point === null) return;
      writeValue(name, point.value);
      hint.textContent = point.age === 0 ? "now" : Format.plural(point.age, "second") + " ago";
    });
    card.addEventListener("pointerleave", () => {
      figure.pointed = false;
      figure.chart.pointAway();
      hint.textContent = usualHint;
      show();
    });
    figures.set(name, figure);
  }

  async function refresh() {
    let interval = 1000;
    try {
      status = await Api.get("/api/status");
      interval = status.intervalMillis;
      show();
      showProblem(status.problem);
    } catch (error) {
      showState("lost", "Not connected");
      showProblem(error.message);
    }
    setTimeout(refresh, interval);
  }

  function show() {
    if (status === null) return;
    for (const [name, figure] of figures) {
      const series = status.history[name];
      figure.chart.show(series);
      if (!figure.pointed) writeValue(name, status[name] ?? series[series.length - 1] ?? null);
    }
    const rate = status.history.rowsPerSecond.at(-1) ?? 0;
    const lag = status.lagMessages ?? 0;
    if (status.problem) showState("stopped", "Problem");
    else if (lag > Math.max(1000, rate * BEHIND_SECONDS)) showState("behind", "Catching up");
    else showState("live", rate > 0 ? "Live" : "Up to date");
  }

  function writeValue(name, value) {
    const [number, unit] = value === null ? ["–", ""] : WRITE[name](value);
    const element = figures.get(name).value;
    element.textContent = number;
    if (!unit) return;
    const small = document.createElement("small");
    small.textContent = unit;
    element.append(small);
  }

  function showState(state, text) {
    const pill = document.getElementById("state");
    pill.dataset.state = state;
    const label = document.getElementById("state-text");
    if (label.textContent !== text) label.textContent = text;
  }

  function showProblem(text) {
    const problem = document.getElementById("problem");
    problem.hidden = !text;
    if (text && problem.textContent !== text) problem.textContent = text;
  }

  return { start };
})();

// SPDX-License-Identifier: Apache-2.0
// One connector: figures, counters, and what its tabs show.
const ConnectorPage = (() => {
  const TABS = ["samples", "errors", "progress", "config"];
  const DETAILS_MILLIS = 2000;
  const COUNTERS = {
    messages_produced: "Read",
    messages_sent: "Sent",
    messages_consumed: "Read",
    messages_processed: "Written",
    messages_filtered: "Filtered",
    messages_skipped: "Skipped",
    messages_missing: "Missing",
    errors: "Errors",
    retries: "Retries",
    dead_letters: "Dead letters",
    task_restarts: "Task restarts",
  };
  const messages = new Figure("messages", "Messages per second");
  const lag = new Figure("lag", "Lag");
  const errors = new Figure("errors", "Errors per second");
  const state = Overview.statePill();
  let id = null;
  let path = null;
  let tab = "samples";
  let opened = 0;
  let shownDetails = "";

  function start() {
    Elements.byId("detail-figures").append(messages.element, lag.element, errors.element);
    Activity.onChange(showFigures);
    TABS.forEach((name, index) => {
      const button = Elements.byId("tab-" + name);
      button.addEventListener("click", () => select(name));
      button.addEventListener("keydown", (event) => {
        const steps = { ArrowRight: index + 1, ArrowLeft: index - 1 + TABS.length, Home: 0, End: TABS.length - 1 };
        if (!(event.key in steps)) return;
        event.preventDefault();
        const next = TABS[steps[event.key] % TABS.length];
        select(next);
        Elements.byId("tab-" + next).focus();
      });
    });
  }

  function open(newId) {
    id = newId;
    path = id.split("/").map(encodeURIComponent).join("/");
    shownDetails = "";
    Elements.byId("last-error").hidden = true;
    Elements.byId("detail-flow").textContent = "";
    TABS.forEach((name) => Elements.byId("panel-" + name).replaceChildren());
    const stats = Activity.latest();
    if (stats) showFigures(stats);
    refreshDetails(++opened);
  }

  function close() {
    id = null;
    opened++;
  }

  function select(name) {
    tab = name;
    for (const other of TABS) {
      const selected = other === name;
      Elements.byId("tab-" + other).setAttribute("aria-selected", selected);
      Elements.byId("tab-" + other).tabIndex = selected ? 0 : -1;
      Elements.byId("panel-" + other).hidden = !selected;
    }
    shownDetails = "";
    refreshDetails(++opened);
  }

  function showFigures(stats) {
    if (id === null) return;
    const connector = stats.connectors.find((candidate) => Activity.idOf(candidate) === id);
    if (!connector) {
      Elements.byId("detail-name").textContent = "There is no such connector";
      return;
    }
    const name = Elements.byId("detail-name");
    if (!name.contains(state)) name.replaceChildren(Elements.html("span"), state);
    Elements.setText(name.firstElementChild, connector.name);
    Overview.showState(state, connector.status);
    Actions.show(connector, path);
    const rates = Activity.of(id, "messages_per_second");
    messages.show(rates.at(-1) ?? null, rates, connector.connector_type === "sink" ? "written" : "sent");
    lag.element.hidden = connector.connector_type === "source";
    lag.show(connector.lag ?? null, Activity.of(id, "lag"), "messages behind");
    const failures = Activity.of(id, "errors_per_second");
    errors.show(failures.at(-1) ?? null, failures, Format.plural(connector.errors, "error") + " since the start");
    showCounters(connector);
  }

  function showCounters(connector) {
    const entries = Object.entries(COUNTERS).filter(([name]) => name in connector);
    Elements.byId("counters").replaceChildren(
      ...entries.map(([name, title]) => Elements.html("div", null, Elements.html("dt", null, title), Elements.html("dd", null, Format.integer(connector[name])))),
    );
  }

  /** turn: a page that was opened later ends this one's asking */
  async function refreshDetails(turn) {
    if (turn !== opened || id === null) return;
    try {
      const [details, content] = await Promise.all([Api.get(path), contentOf(tab)]);
      if (turn !== opened) return;
      showDetails(details);
      const text = JSON.stringify(content);
      // What stays the same is left alone, with its selection and its place.
      if (text !== shownDetails) {
        SHOW[tab](Elements.byId("panel-" + tab), content);
        shownDetails = text;
      }
    } catch (error) {
      if (turn === opened && error.status) Elements.byId("panel-" + tab).replaceChildren(Elements.html("p", { class: "empty" }, error.message));
    }
    setTimeout(() => refreshDetails(turn), DETAILS_MILLIS);
  }

  function contentOf(name) {
    switch (name) {
      case "samples":
        return Api.get(path + "/samples");
      case "errors":
        return Promise.all([Api.get(path + "/errors"), Api.get(path + "/dead-letters")]);
      case "progress":
        return Api.get(path + "/offsets");
      default:
        return Promise.all([Api.get(path + "/configs"), Api.get(path + "/transforms")]);
    }
  }

  function showDetails(details) {
    const sink = id.startsWith("sinks/");
    const topics = details.streams.map((stream) => `${stream.stream} / ${sink ? (stream.topics ?? []).join(", ") : stream.topic}`).join("; ");
    Elements.setText(Elements.byId("detail-flow"), sink ? `${topics} → ${details.path}` : `${details.path} → ${topics}`);
    const error = Elements.byId("last-error");
    const failed = details.last_error && ["error", "starting"].includes(details.status);
    error.hidden = !failed;
    if (failed) Elements.setText(error, `${Format.time(details.last_error.timestamp)}: ${details.last_error.message}`);
  }

  const SHOW = { samples: Samples.show, errors: showErrors, progress: showProgress, config: showConfig };

  function showErrors(panel, [recent, deadLetters]) {
    const parts = [];
    if (deadLetters.total > 0) {
      const where = deadLetters.topic ? ` in ${deadLetters.stream} / ${deadLetters.topic}` : "";
      const causes = deadLetters.by_cause.map((cause) => `${Format.integer(cause.count)} × ${cause.error} (${cause.stage})`).join(", ");
      parts.push(Elements.html("p", { class: "note" }, Format.plural(deadLetters.total, "dead letter") + where + (causes ? ": " + causes : "")));
    }
    if (recent.length === 0) {
      parts.push(Elements.html("p", { class: "empty" }, "Nothing went wrong lately."));
    } else {
      parts.push(table(["Time", "Stage", "What", "Then", "Record"], recent.map(errorRow)));
    }
    panel.replaceChildren(...parts);
  }

  function errorRow(error) {
    const place = error.origin ? `${error.origin.topic}:${error.origin.partition_id}:${error.origin.offset}` : "";
    const kind = error.category ?? "warning";
    return [
      Format.time(error.timestamp),
      error.stage,
      Elements.html("span", { class: "message" }, Elements.html("span", { class: "tag", "data-kind": kind }, kind), " ", error.message),
      error.consequence + (error.attempt > 1 ? `, attempt ${error.attempt}` : ""),
      place,
    ];
  }

  function showProgress(panel, progress) {
    if (!Array.isArray(progress)) {
      showSourceState(panel, progress);
      return;
    }
    if (progress.length === 0) {
      panel.replaceChildren(Elements.html("p", { class: "empty" }, "It has read no partition yet."));
      return;
    }
    const number = (value) => (value === undefined ? "–" : Format.integer(value));
    const rows = progress.map((partition) => [`${partition.stream} / ${partition.topic}`, number(partition.partition_id), number(partition.committed_offset), number(partition.end_offset), number(partition.lag)]);
    panel.replaceChildren(table(["Topic", "Partition", "Written up to", "Newest", "Lag"], rows, [1, 2, 3, 4]));
  }

  function showSourceState(panel, state) {
    if (state.size_bytes === 0) {
      panel.replaceChildren(Elements.html("p", { class: "empty" }, "It has stored no state: it starts at the beginning."));
      return;
    }
    const saved = state.saved_at ? ", stored at " + Format.time(state.saved_at) : "";
    const parts = [Elements.html("p", { class: "note" }, Format.bytes(state.size_bytes) + " of state" + saved)];
    if (state.state !== undefined) parts.push(Elements.html("pre", { class: "code", tabindex: "0" }, JSON.stringify(state.state, null, 2)));
    panel.replaceChildren(...parts);
  }

  function showConfig(panel, [versions, transforms]) {
    const active = versions.find((config) => config.active) ?? versions[0];
    const code = Elements.html("pre", { class: "code", id: "config-json", tabindex: "0" });
    const choose = Elements.html(
      "select",
      { id: "config-version", "aria-label": "Version" },
      versions.map((config) => Elements.html("option", { value: config.version, selected: config === active }, `Version ${config.version}${config.active ? " (active)" : ""}`)),
    );
    const showVersion = () => {
      const { active: _, ...document } = versions.find((config) => String(config.version) === choose.value) ?? active;
      code.textContent = JSON.stringify(document, null, 2);
    };
    choose.addEventListener("change", showVersion);
    showVersion();
    const order = transforms.map((transform) => transform.type).join(" → ");
    panel.replaceChildren(Elements.html("div", { class: "panel-head" }, Elements.html("p", null, order ? "Transforms: " + order : "No transforms"), choose), code);
  }

  function table(titles, rows, numbers = []) {
    const kind = (index) => (numbers.includes(index) ? { class: "number" } : null);
    const head = Elements.html("tr", null, titles.map((title, index) => Elements.html("th", { scope: "col", ...kind(index) }, title)));
    const body = rows.map((row) => Elements.html("tr", null, row.map((value, index) => Elements.html("td", { "data-title": titles[index], ...kind(index) }, value))));
    return Elements.html("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": titles.join(", ") }, Elements.html("table", null, Elements.html("thead", null, head), Elements.html("tbody", null, body)));
  }

  return { start, open, close };
})();

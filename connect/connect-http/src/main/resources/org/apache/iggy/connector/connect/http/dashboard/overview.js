// SPDX-License-Identifier: Apache-2.0
// All connectors: what they do together, and a row for each.
const Overview = (() => {
  const figures = {
    running: new Figure("running", "Running"),
    messages: new Figure("messages", "Messages per second"),
    lag: new Figure("lag", "Lag"),
    errors: new Figure("errors", "Errors per second"),
  };
  const rows = new Map();

  function start() {
    Elements.byId("summary").append(...Object.values(figures).map((figure) => figure.element));
    Elements.byId("connectors").append(head());
    Elements.byId("filter").addEventListener("input", () => filter());
    Activity.onChange(show);
  }

  function head() {
    const cell = (text, kind) => Elements.html("span", { role: "columnheader", class: kind }, text);
    return Elements.html("div", { class: "row head", role: "row" }, cell("Connector"), cell("State"), cell("Messages per second"), cell("Lag"), cell("Errors"));
  }

  function show(stats) {
    showRuntime(stats);
    showSummary(stats);
    const sorted = [...stats.connectors].sort((left, right) => left.name.localeCompare(right.name));
    const present = new Set(sorted.map(Activity.idOf));
    for (const [id, row] of rows) {
      if (!present.has(id)) {
        row.element.remove();
        rows.delete(id);
      }
    }
    for (const connector of sorted) rowOf(connector).show(connector);
    place(sorted);
    filter();
  }

  /** Moves rows only when their order has changed: a move would take the focus away. */
  function place(sorted) {
    const table = Elements.byId("connectors");
    sorted.forEach((connector, index) => {
      const element = rows.get(Activity.idOf(connector)).element;
      if (table.children[index + 1] !== element) table.insertBefore(element, table.children[index + 1] ?? null);
    });
  }

  function showRuntime(stats) {
    const entries = [
      ["Version", stats.connectors_runtime_version],
      ["Up", Format.span(stats.run_time)],
      ["CPU", Math.round(stats.cpu_usage) + " %"],
      ["Memory", Format.bytes(stats.memory_usage)],
    ];
    Elements.byId("runtime").replaceChildren(
      ...entries.map(([name, value]) => Elements.html("div", null, Elements.html("dt", null, name), Elements.html("dd", null, value))),
    );
  }

  function showSummary(stats) {
    const total = stats.connectors.length;
    const now = stats.sources_running + stats.sinks_running;
    const failed = stats.connectors.filter((connector) => connector.status === "error").length;
    figures.running.show(`${now} / ${total}`, [], failed > 0 ? Format.plural(failed, "connector") + " failed" : "connectors");
    figures.running.element.dataset.state = failed > 0 ? "error" : "";
    const messages = Activity.sum("messages_per_second");
    figures.messages.show(messages.at(-1) ?? null, messages, "written and sent");
    const lag = Activity.sum("lag");
    figures.lag.show(lag.at(-1) ?? null, lag, "messages behind");
    const errors = Activity.sum("errors_per_second");
    const met = stats.connectors.reduce((sum, connector) => sum + connector.errors, 0);
    figures.errors.show(errors.at(-1) ?? null, errors, Format.plural(met, "error") + " since the start");
  }

  function rowOf(connector) {
    const id = Activity.idOf(connector);
    if (!rows.has(id)) rows.set(id, new ConnectorRow(id));
    return rows.get(id);
  }

  function filter() {
    const sought = Elements.byId("filter").value.trim().toLowerCase();
    let shown = 0;
    for (const row of rows.values()) {
      const matches = row.text.includes(sought);
      row.element.hidden = !matches;
      if (matches) shown++;
    }
    const none = Elements.byId("no-connectors");
    none.hidden = shown > 0;
    none.textContent = rows.size === 0 ? "No connector is configured. A file in the configuration folder, or POST /sinks, adds one." : "No connector is called so.";
  }

  class ConnectorRow {
    #name = Elements.html("b");
    #key = Elements.html("small");
    #state = statePill();
    #cells = ["messages", "lag", "errors"].map((kind) => new RowFigure(kind));
    element;
    text = "";

    constructor(id) {
      const [type] = id.split("s/", 1);
      this.element = Elements.html(
        "a",
        { class: "row", role: "row", href: "#/" + id.split("/").map(encodeURIComponent).join("/") },
        Elements.html("span", { class: "who", role: "cell" }, typeIcon(type), Elements.html("span", { class: "names" }, this.#name, this.#key)),
        Elements.html("span", { role: "cell", class: "state" }, this.#state),
        this.#cells.map((cell) => cell.element),
      );
      this.id = id;
    }

    show(connector) {
      this.text = `${connector.name} ${connector.key} ${connector.connector_type}`.toLowerCase();
      Elements.setText(this.#name, connector.name);
      Elements.setText(this.#key, `${connector.connector_type} · ${connector.key}`);
      showState(this.#state, connector.status);
      const [messages, lag, errors] = this.#cells;
      const rates = Activity.of(this.id, "messages_per_second");
      messages.show(rates.at(-1) ?? null, rates);
      lag.show(connector.lag ?? null, Activity.of(this.id, "lag"));
      errors.show(connector.errors, Activity.of(this.id, "errors_per_second"));
      errors.element.classList.toggle("bad", connector.errors > 0);
    }
  }

  class RowFigure {
    static #TITLES = { messages: "Messages/s", lag: "Lag", errors: "Errors" };
    #chart = new Chart();
    #value = Elements.html("b");
    element;

    constructor(kind) {
      this.element = Elements.html("span", { class: "cell-figure " + kind, role: "cell" }, Elements.html("small", { "aria-hidden": "true" }, RowFigure.#TITLES[kind]), this.#value, this.#chart.element);
    }

    show(value, values) {
      Elements.setText(this.#value, value === null ? "–" : Format.count(value).join(""));
      this.#chart.show(values);
    }
  }

  function statePill() {
    return Elements.html("span", { class: "pill" }, Elements.html("i", { "aria-hidden": "true" }), Elements.html("span"));
  }

  function showState(pill, state) {
    pill.dataset.state = state;
    Elements.setText(pill.lastElementChild, state);
  }

  /** Towards Iggy or away from it. */
  function typeIcon(type) {
    const path = type === "sink" ? "M4 12h12M11 7l5 5-5 5M20 4v16" : "M4 4v16M8 12h12M15 7l5 5-5 5";
    return Elements.svg("svg", { class: "icon type-icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, Elements.svg("path", { d: path }));
  }

  return { start, statePill, showState };
})();

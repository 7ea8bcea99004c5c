// SPDX-License-Identifier: Apache-2.0
// The schema and the table config, to read and to copy.
const DefinitionPanels = (() => {
  const COLUMNS = ["Column", "Type", "Role", "Nulls", "Field of the event"].map((name) => ({ name, type: "" }));
  const ROLES = { DIMENSION: "dimension", METRIC: "metric", TIME: "time" };

  async function show(description) {
    const rows = description.columns.map((column) => [
      column.name,
      column.type,
      ROLES[column.role],
      column.nullable ? "yes" : "no",
      column.field ?? "time of arrival in Iggy",
    ]);
    document.getElementById("schema-summary").textContent =
      `${Format.plural(rows.length, "column")}; ${description.timeColumn} is the time column.`;
    ResultTable.show(document.getElementById("schema-table"), COLUMNS, rows);
    document.getElementById("null-note").hidden = !description.nullHandling;
    await Promise.all([showText("schema", "/api/schema"), showText("config", "/api/table-config")]);
  }

  async function showText(name, path) {
    const code = document.getElementById(name + "-json");
    code.textContent = await Api.text(path);
    Clipboard.connect(document.getElementById("copy-" + name), () => code.textContent);
  }

  return { show };
})();

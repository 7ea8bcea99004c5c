// SPDX-License-Identifier: Apache-2.0
// Rows as a table.
const ResultTable = (() => {
  const NUMERIC = /^(INT|LONG|FLOAT|DOUBLE|BIG_DECIMAL)$/;
  const LONG_TEXT = 60;

  function show(container, columns, rows) {
    const table = document.createElement("table");
    table.append(head(columns), body(columns, rows));
    container.replaceChildren(table);
    if (rows.length === 0) {
      const empty = document.createElement("p");
      empty.className = "empty";
      empty.textContent = "No rows.";
      container.append(empty);
    }
  }

  function head(columns) {
    const row = document.createElement("tr");
    for (const column of columns) {
      const cell = document.createElement("th");
      cell.scope = "col";
      cell.textContent = column.name;
      if (NUMERIC.test(column.type)) cell.className = "number";
      const type = document.createElement("small");
      type.textContent = column.type.toLowerCase();
      if (column.type) cell.append(type);
      row.append(cell);
    }
    const head = document.createElement("thead");
    head.append(row);
    return head;
  }

  function body(columns, rows) {
    const body = document.createElement("tbody");
    for (const values of rows) {
      const row = document.createElement("tr");
      values.forEach((value, index) => row.append(cell(value, columns[index])));
      body.append(row);
    }
    return body;
  }

  function cell(value, column) {
    const cell = document.createElement("td");
    const text = value === null ? "null" : Format.cell(value);
    cell.textContent = text;
    if (value === null) cell.className = "null";
    else if (NUMERIC.test(column.type)) cell.className = "number";
    if (text.length > LONG_TEXT) {
      cell.classList.add("wide-text");
      cell.title = text;
    }
    return cell;
  }

  function csv(columns, rows) {
    const quote = (text) => /[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
    const lines = [columns.map((column) => quote(column.name))];
    for (const values of rows) lines.push(values.map((value) => value === null ? "" : quote(Format.exact(value))));
    return lines.map((line) => line.join(",")).join("\r\n") + "\r\n";
  }

  return { show, csv };
})();

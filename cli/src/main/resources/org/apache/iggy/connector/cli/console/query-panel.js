// SPDX-License-Identifier: Apache-2.0
// Runs what is in the editor and shows the answer.
const QueryPanel = (() => {
  const REPEAT_MILLIS = 2000;
  const DEFAULT_LIMIT = 10;
  const run = document.getElementById("run");
  const repeat = document.getElementById("repeat");
  const summary = document.getElementById("result-summary");
  const error = document.getElementById("result-error");
  const table = document.getElementById("result-table");
  const note = document.getElementById("result-note");
  const copy = document.getElementById("copy-result");
  let answer = null;
  let running = false;
  let timer = null;

  function start() {
    SqlEditor.start(execute);
    document.getElementById("query-form").addEventListener("submit", (event) => {
      event.preventDefault();
      execute();
    });
    repeat.addEventListener("change", () => repeat.checked ? execute() : clearTimeout(timer));
    Clipboard.connect(copy, () => ResultTable.csv(answer.columns, answer.rows));
  }

  async function execute() {
    if (running) return;
    running = true;
    clearTimeout(timer);
    run.setAttribute("aria-busy", "true");
    const sql = SqlEditor.get();
    try {
      show(await Api.query(sql), sql);
    } catch (failure) {
      showError(failure.message);
    } finally {
      running = false;
      run.removeAttribute("aria-busy");
    }
    if (repeat.checked) timer = setTimeout(execute, REPEAT_MILLIS);
  }

  function show(newAnswer, sql) {
    answer = newAnswer;
    error.hidden = true;
    table.hidden = false;
    copy.hidden = false;
    ResultTable.show(table, answer.columns, answer.rows);
    const figures = document.createElement("b");
    figures.textContent = `${Format.plural(answer.rowCount, "row")} in ${Format.integer(answer.elapsedMillis)} ms`;
    const cost = `, ${Format.integer(answer.rowsScanned)} of ${Format.integer(answer.totalRows)} rows read from ${Format.plural(answer.segments, "segment")}.`;
    summary.replaceChildren(figures, cost);
    showNote(sql);
  }

  function showNote(sql) {
    let text = "";
    if (answer.truncated) {
      text = `The first ${Format.integer(answer.rows.length)} of ${Format.integer(answer.rowCount)} rows are shown.`;
    } else if (answer.rowCount === DEFAULT_LIMIT && !/\blimit\b/i.test(sql)) {
      text = "Pinot returns 10 rows unless the query says LIMIT.";
    }
    note.textContent = text;
    note.hidden = !text;
  }

  function showError(message) {
    answer = null;
    repeat.checked = false;
    error.textContent = message;
    error.hidden = false;
    table.hidden = true;
    copy.hidden = true;
    note.hidden = true;
    summary.textContent = "The query has no result.";
  }

  function showExamples(examples) {
    const list = document.getElementById("examples");
    for (const example of examples) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = example.title;
      button.addEventListener("click", () => {
        SqlEditor.set(example.sql);
        execute();
      });
      const item = document.createElement("li");
      item.append(button);
      list.append(item);
    }
    const first = examples.find((example) => example.title.startsWith("Rows per")) ?? examples[0];
    if (first && !SqlEditor.get()) SqlEditor.set(first.sql);
  }

  return { start, execute, showExamples };
})();

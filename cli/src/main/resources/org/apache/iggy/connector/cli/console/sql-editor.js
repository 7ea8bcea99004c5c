// SPDX-License-Identifier: Apache-2.0
// A text area with the SQL painted behind it in colours.
const SqlEditor = (() => {
  const KEYWORDS = new Set(
    ("select from where group by order having limit offset as and or not in is null between like distinct "
      + "case when then else end asc desc set option filter true false cast nulls first last with over partition").split(" "));
  const TOKEN = /(--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|('(?:[^']|'')*'?)|("[^"]*"?)|(\b\d+(?:\.\d+)?\b)|([A-Za-z_][A-Za-z0-9_]*)(?=(\s*\()?)/g;
  const MIN_ROWS = 6;
  const MAX_ROWS = 14;
  const area = document.getElementById("sql");
  const paint = document.getElementById("sql-paint");

  function start(onRun) {
    area.addEventListener("input", repaint);
    area.addEventListener("scroll", () => { paint.scrollTop = area.scrollTop; });
    area.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        onRun();
      }
    });
  }

  function repaint() {
    const text = area.value;
    const pieces = [];
    let end = 0;
    for (const match of text.matchAll(TOKEN)) {
      const className = classOf(match);
      if (!className) continue;
      const piece = document.createElement("span");
      piece.className = className;
      piece.textContent = match[0];
      pieces.push(text.slice(end, match.index), piece);
      end = match.index + match[0].length;
    }
    // A last empty line has no height of its own.
    paint.replaceChildren(...pieces, text.slice(end) + "\n");
  }

  function classOf([, comment, string, , number, word, call]) {
    if (comment) return "tok-comment";
    if (string) return "tok-string";
    if (number) return "tok-number";
    if (word && KEYWORDS.has(word.toLowerCase())) return "tok-keyword";
    return word && call ? "tok-function" : null;
  }

  function set(sql) {
    area.value = sql;
    area.rows = Math.min(MAX_ROWS, Math.max(MIN_ROWS, sql.split("\n").length));
    repaint();
  }

  return { start, set, get: () => area.value, focus: () => area.focus() };
})();

// SPDX-License-Identifier: Apache-2.0
// Puts the page's parts to work.
Theme.start();
QueryPanel.start();
LiveRows.start();
Tabs.start();
LiveFigures.start();

(async () => {
  const description = await Api.get("/api/table");
  document.title = description.table + " · Iggy Connect";
  document.getElementById("flow-topic").textContent = description.stream + " / " + description.topic;
  document.getElementById("flow-table").textContent = description.table;
  document.getElementById("footer-server").textContent = description.server;
  QueryPanel.showExamples(description.examples);
  QueryPanel.execute();
  await DefinitionPanels.show(description);
})();

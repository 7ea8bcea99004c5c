// SPDX-License-Identifier: Apache-2.0
// Puts the page's parts to work, and shows what the address names: #/ or #/sinks/KEY.
Theme.start();
Dialogs.start();
Overview.start();
Actions.start();
ConnectorPage.start();

function navigate() {
  const parts = location.hash.replace(/^#\/?/, "").split("/");
  const isConnector = parts.length === 2 && ["sinks", "sources"].includes(parts[0]);
  Elements.byId("overview").hidden = isConnector;
  Elements.byId("detail").hidden = !isConnector;
  if (isConnector) {
    const key = decodeURIComponent(parts[1]);
    document.title = key + " · Iggy Connect";
    ConnectorPage.open(parts[0] + "/" + key);
  } else {
    document.title = "Iggy Connect";
    ConnectorPage.close();
  }
  scrollTo(0, 0);
}

addEventListener("hashchange", (event) => {
  // The skip link's address is none of a page.
  if (!event.newURL.endsWith("#main")) navigate();
});
if (location.hash !== "#main") navigate();
Activity.refresh();

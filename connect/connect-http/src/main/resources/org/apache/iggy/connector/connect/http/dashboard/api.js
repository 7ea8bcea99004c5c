// SPDX-License-Identifier: Apache-2.0
// Talks to the runtime that has sent this page. Asks for the key when the runtime does.
const Api = (() => {
  const KEY = "iggy-connect-api-key";
  const TIMEOUT_MILLIS = 30000;
  let asking = null;

  async function call(method, path, body) {
    for (;;) {
      const key = sessionStorage.getItem(KEY);
      const response = await send(method, path, body, key);
      if (response.status !== 401) return answer(response);
      // Another call may have been given the right key meanwhile.
      if (sessionStorage.getItem(KEY) === key) await askForKey(key !== null);
    }
  }

  async function send(method, path, body, key) {
    const headers = {};
    if (key !== null) headers["api-key"] = key;
    if (body !== undefined) headers["Content-Type"] = "application/json";
    try {
      return await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body), signal: AbortSignal.timeout(TIMEOUT_MILLIS) });
    } catch {
      throw new Error("The runtime does not answer.");
    }
  }

  async function answer(response) {
    if (response.status === 204) return null;
    const text = await response.text();
    let body;
    try {
      body = JSON.parse(text);
    } catch {
      body = text;
    }
    if (response.ok) return body;
    const error = new Error(body.reason ?? `The runtime answered ${response.status}.`);
    error.status = response.status;
    throw error;
  }

  function askForKey(wasWrong) {
    if (asking === null) {
      asking = Dialogs.askForKey(wasWrong).then((key) => {
        sessionStorage.setItem(KEY, key);
        asking = null;
      });
    }
    return asking;
  }

  return {
    get: (path) => call("GET", path),
    post: (path, body) => call("POST", path, body),
  };
})();

// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** The console's page: its HTML, style and scripts put together into one document. Immutable. */
final class ConsolePage {
  /** In the order in which they need each other. */
  private static final List<String> SCRIPTS =
      List.of(
          "format.js",
          "api.js",
          "theme.js",
          "tabs.js",
          "clipboard.js",
          "chart.js",
          "live-figures.js",
          "result-table.js",
          "sql-editor.js",
          "query-panel.js",
          "live-rows.js",
          "definition-panels.js",
          "console.js");

  private final String html;
  private final String contentSecurityPolicy;

  private ConsolePage(String html, String contentSecurityPolicy) {
    this.html = html;
    this.contentSecurityPolicy = contentSecurityPolicy;
  }

  static ConsolePage load() {
    String style = read("console.css");
    String script =
        SCRIPTS.stream()
            .map(ConsolePage::read)
            .collect(Collectors.joining("\n", "\"use strict\";\n(() => {\n", "})();\n"));
    String html = read("console.html").replace("/*STYLE*/", style).replace("/*SCRIPT*/", script);
    // The hashes let the browser run what stands here and nothing that gets into the page later.
    String policy =
        "default-src 'none'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'; style-src '"
            + hash(style)
            + "'; script-src '"
            + hash(script)
            + "'";
    return new ConsolePage(html, policy);
  }

  String html() {
    return html;
  }

  /** The value of the Content-Security-Policy header for this page. */
  String contentSecurityPolicy() {
    return contentSecurityPolicy;
  }

  private static String read(String resource) {
    try (InputStream stream = ConsolePage.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("the console's " + resource + " is missing from the jar");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

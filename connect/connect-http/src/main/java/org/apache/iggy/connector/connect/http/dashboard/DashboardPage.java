// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The dashboard's page: its HTML, style and scripts put together into one document. It has no data
 * of its own. Immutable.
 */
public final class DashboardPage {
  /** In the order in which they need each other. */
  private static final List<String> SCRIPTS =
      List.of(
          "elements.js",
          "format.js",
          "theme.js",
          "api.js",
          "chart.js",
          "activity.js",
          "dialogs.js",
          "overview.js",
          "samples.js",
          "actions.js",
          "connector-page.js",
          "dashboard.js");

  private final String html;
  private final String contentSecurityPolicy;

  private DashboardPage(String html, String contentSecurityPolicy) {
    this.html = html;
    this.contentSecurityPolicy = contentSecurityPolicy;
  }

  /** Reads the page from the jar. */
  public static DashboardPage load() {
    String style = read("dashboard.css");
    String script =
        SCRIPTS.stream()
            .map(DashboardPage::read)
            .collect(Collectors.joining("\n", "\"use strict\";\n(() => {\n", "})();\n"));
    String html = read("dashboard.html").replace("/*STYLE*/", style).replace("/*SCRIPT*/", script);
    // The hashes let the browser run what stands here and nothing that gets into the page later.
    String policy =
        "default-src 'none'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'; style-src '"
            + hash(style)
            + "'; script-src '"
            + hash(script)
            + "'";
    return new DashboardPage(html, policy);
  }

  /** The whole document. */
  public String html() {
    return html;
  }

  /** The value of the Content-Security-Policy header for this page. */
  public String contentSecurityPolicy() {
    return contentSecurityPolicy;
  }

  private static String read(String resource) {
    try (InputStream stream = DashboardPage.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("the dashboard's " + resource + " is missing from the jar");
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

// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page as one document: its HTML with its style and its scripts in it. It begins with the style
 * and the choice of colours that all pages share. Immutable.
 */
public final class InlinedPage {
  private static final String STYLE = "page.css";
  private static final String THEME = "theme.js";

  private final String html;
  private final String contentSecurityPolicy;

  private InlinedPage(String html, String contentSecurityPolicy) {
    this.html = html;
    this.contentSecurityPolicy = contentSecurityPolicy;
  }

  /**
   * Puts a page together from the resources of a package.
   *
   * @param owner a class of that package
   * @param name of the HTML, which has a comment STYLE and a comment SCRIPT where these belong, and
   *     of the style sheet, both without their endings
   * @param scripts in the order in which they need each other
   * @throws IllegalStateException when the jar lacks one
   */
  public static InlinedPage load(Class<?> owner, String name, List<String> scripts) {
    String style = read(InlinedPage.class, STYLE) + read(owner, name + ".css");
    String script =
        Stream.concat(
                Stream.of(read(InlinedPage.class, THEME)),
                scripts.stream().map(file -> read(owner, file)))
            .collect(Collectors.joining("\n", "\"use strict\";\n(() => {\n", "})();\n"));
    String html =
        read(owner, name + ".html").replace("/*STYLE*/", style).replace("/*SCRIPT*/", script);
    // The hashes let the browser run what stands here and nothing that gets into the page later.
    String policy =
        "default-src 'none'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'; style-src '"
            + hash(style)
            + "'; script-src '"
            + hash(script)
            + "'";
    return new InlinedPage(html, policy);
  }

  /** The whole document. */
  public String html() {
    return html;
  }

  /** The value of the Content-Security-Policy header for this page. */
  public String contentSecurityPolicy() {
    return contentSecurityPolicy;
  }

  private static String read(Class<?> owner, String resource) {
    try (InputStream stream = owner.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(resource + " is missing from the jar");
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

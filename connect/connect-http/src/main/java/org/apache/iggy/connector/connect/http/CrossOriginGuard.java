// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.util.List;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.config.HttpSettings;
import org.apache.iggy.connector.connect.http.page.LoopbackHost;

/**
 * Decides what pages of other sites may do through a user's browser: what CORS gives them leave to,
 * and nothing else.
 *
 * <p>A page can send some requests to any address without asking, and by pointing its own name at
 * this machine (DNS rebinding) read the answers too. But its origin then stands in the Origin
 * header, and its name in the Host header.
 */
final class CrossOriginGuard implements Handler {
  private static final String ANY = "*";

  private final HttpSettings.Cors cors;
  private final boolean localOnly;

  /**
   * A guard.
   *
   * @param localOnly whether requests must name this machine as their host
   * @throws ConnectException CONFIGURATION when pages of any origin would get credentials
   */
  CrossOriginGuard(HttpSettings.Cors cors, boolean localOnly) {
    this.cors = cors;
    this.localOnly = localOnly;
    if (cors.enabled() && cors.allowCredentials() && cors.allowedOrigins().contains(ANY)) {
      throw new ConnectException(
          ErrorCategory.CONFIGURATION,
          "http.cors.allow_credentials needs http.cors.allowed_origins to list the origins: *"
              + " would let every site act for the user");
    }
  }

  @Override
  public void handle(Context context) {
    String host = context.header("Host");
    if (localOnly && !LoopbackHost.isNamedBy(host)) {
      throw new ApiException(
          HttpStatus.FORBIDDEN,
          "foreign_host",
          "without http.api_key, this address answers to localhost only");
    }
    String origin = context.header("Origin");
    if (origin == null || isOwn(origin, host)) {
      return;
    }
    if (!cors.enabled() || !allows(cors, origin)) {
      throw new ApiException(
          HttpStatus.FORBIDDEN,
          "foreign_origin",
          "pages of " + origin + " may not call this API; see http.cors");
    }
    answerWithLeave(context, cors, origin);
  }

  private static boolean isOwn(String origin, String host) {
    return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
  }

  private static boolean allows(HttpSettings.Cors cors, String origin) {
    return cors.allowedOrigins().contains(ANY)
        || cors.allowedOrigins().stream().anyMatch(origin::equalsIgnoreCase);
  }

  private static void answerWithLeave(Context context, HttpSettings.Cors cors, String origin) {
    boolean any = cors.allowedOrigins().contains(ANY);
    context.header("Access-Control-Allow-Origin", any ? ANY : origin);
    if (!any) {
      context.header("Vary", "Origin");
    }
    if (cors.allowCredentials()) {
      context.header("Access-Control-Allow-Credentials", "true");
    }
    if (!isPreflight(context)) {
      headerOf(context, "Access-Control-Expose-Headers", cors.exposedHeaders());
      return;
    }
    headerOf(context, "Access-Control-Allow-Methods", cors.allowedMethods());
    headerOf(context, "Access-Control-Allow-Headers", cors.allowedHeaders());
    if (cors.allowPrivateNetwork()
        && "true".equals(context.header("Access-Control-Request-Private-Network"))) {
      context.header("Access-Control-Allow-Private-Network", "true");
    }
    context.status(HttpStatus.OK).skipRemainingHandlers();
  }

  private static boolean isPreflight(Context context) {
    return context.method() == HandlerType.OPTIONS
        && context.header("Access-Control-Request-Method") != null;
  }

  private static void headerOf(Context context, String name, List<String> values) {
    if (!values.isEmpty()) {
      context.header(name, String.join(",", values));
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.transport;

import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.protocol.status.ErrorCategory;

/** Says of a failed TLS connection which setting to change. */
final class TlsFailure {
  private TlsFailure() {}

  /**
   * The failure with a message for whoever configured the connection.
   *
   * @param proven whether the same options have worked before: then a certificate is being rotated,
   *     on one side already and on the other not yet, and the failure may pass
   */
  static IggyException explain(IggyAddress address, SSLException failure, boolean proven) {
    String advice = adviceOnCertificate(failure);
    if (advice == null) {
      advice = adviceOnMessage(String.valueOf(failure.getMessage()));
    }
    // Of an alert without a known reason it is not known that it would come again.
    ErrorCategory category =
        advice == null || proven ? ErrorCategory.TRANSIENT : ErrorCategory.CONFIGURATION;
    return new IggyException(
        category,
        "TLS with "
            + address
            + " failed: "
            + (advice == null ? failure.getMessage() : advice + " (" + failure.getMessage() + ")"),
        failure);
  }

  /**
   * A server that hangs up while the two sides still get acquainted: dying, or another protocol.
   */
  static IggyException closedDuringHandshake(IggyAddress address, IOException failure) {
    return new IggyException(
        ErrorCategory.TRANSIENT,
        "TLS with "
            + address
            + " failed: the server closed the connection during the handshake; check that the port"
            + " is one that speaks TLS",
        failure);
  }

  private static String adviceOnCertificate(Throwable failure) {
    String advice = null;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateExpiredException) {
        return "the server's certificate has expired; renew it";
      }
      if (cause instanceof CertificateNotYetValidException) {
        return "the server's certificate is not valid yet; check both clocks, or renew it";
      }
      if (cause instanceof CertPathBuilderException
          || cause instanceof CertPathValidatorException) {
        advice = "the server's certificate is not trusted; give the CA that signed it";
      } else if (cause instanceof CertificateException && isAboutName(cause.getMessage())) {
        advice =
            "the server's certificate is not for this host name; connect by a name it has, give"
                + " the name it has, or switch host name verification off";
      }
    }
    return advice;
  }

  private static boolean isAboutName(String message) {
    return message != null
        && (message.contains("subject alternative") || message.contains("No name matching"));
  }

  private static String adviceOnMessage(String message) {
    if (message.contains("Unsupported or unrecognized SSL message")
        || message.contains("plaintext connection")) {
      return "the server does not speak TLS on this port; switch TLS off, or give its TLS port";
    }
    if (message.contains("certificate_required") || message.contains("bad_certificate")) {
      return "the server wants a client certificate that it trusts; give one with its key";
    }
    if (message.contains("unknown_ca") || message.contains("certificate_unknown")) {
      return "the server does not trust the client certificate; give one that its CA signed";
    }
    if (message.contains("protocol_version") || message.contains("No appropriate protocol")) {
      return "no TLS version is common to both sides; the client speaks 1.2 and 1.3";
    }
    return null;
  }
}

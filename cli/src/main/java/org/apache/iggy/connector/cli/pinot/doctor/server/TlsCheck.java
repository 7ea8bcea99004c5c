// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor.server;

import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.iggy.connector.cli.pinot.doctor.Check;
import org.apache.iggy.connector.cli.pinot.doctor.Findings;
import org.apache.iggy.connector.cli.pinot.doctor.StreamFacts;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.TlsOptions;
import org.apache.iggy.connector.client.transport.Deadline;
import org.apache.iggy.connector.client.transport.SocketTransport;
import org.apache.iggy.connector.client.transport.TlsTransport;

/** Whether the TLS handshake of the table succeeds, and how long its certificate will last. */
public final class TlsCheck implements Check {
  private static final Duration SOON = Duration.ofDays(21);

  private final StreamFacts facts;
  private final Duration timeout;

  /** Checks the connection of these facts' configuration, within the time. */
  public TlsCheck(StreamFacts facts, Duration timeout) {
    this.facts = facts;
    this.timeout = timeout;
  }

  @Override
  public void examine(Findings findings) {
    ConnectionOptions connection = facts.config().connection();
    Optional<TlsOptions> tls = connection.tls();
    if (tls.isEmpty()) {
      findings.pass("off, as stream.iggy.enable.tls says");
      return;
    }
    try {
      handshake(connection, tls.get());
      succeeded(tls.get(), findings);
    } catch (IggyException e) {
      Optional<PeerCertificate> shown = shown();
      String certificate = shown.map(peer -> "; " + peer.describe()).orElse("");
      findings.fail(e.getMessage() + certificate, advice(e, shown));
    }
  }

  private void handshake(ConnectionOptions connection, TlsOptions tls) {
    Deadline deadline = Deadline.inMillis(timeout.toMillis() / 2);
    try {
      SocketTransport socket =
          SocketTransport.connect(connection.address(), deadline, opened -> {});
      TlsTransport.handshake(socket, connection.address(), tls, deadline).close();
    } catch (IOException e) {
      throw new IggyException(
          org.apache.iggy.connector.protocol.status.ErrorCategory.TRANSIENT,
          "TLS with " + connection.address() + " failed: " + e.getMessage(),
          e);
    }
  }

  private void succeeded(TlsOptions tls, Findings findings) {
    Optional<PeerCertificate> shown = shown();
    String certificate = shown.map(peer -> "; " + peer.describe()).orElse("");
    Instant end = shown.map(PeerCertificate::validUntil).orElse(Instant.MAX);
    if (end.isBefore(Instant.now())) {
      findings.warn(
          "the server's certificate has expired, which is overlooked only because it is itself"
              + " trusted"
              + certificate,
          "renew the server's certificate");
    } else if (end.isBefore(Instant.now().plus(SOON))) {
      findings.warn(
          "the server's certificate is trusted" + certificate,
          "renew the server's certificate before it expires");
    } else if (!tls.hostNameVerified()) {
      findings.warn(
          "the server's certificate is trusted, but not compared with the host name" + certificate,
          "set stream.iggy.tls.verify.hostname to \"true\": anybody with any trusted certificate"
              + " can pose as the server");
    } else {
      findings.pass("the server's certificate is trusted" + certificate);
    }
  }

  private Optional<PeerCertificate> shown() {
    return PeerCertificate.of(
        facts.config().connection().address(), (int) Math.max(1, timeout.toMillis() / 4));
  }

  private static String advice(IggyException failure, Optional<PeerCertificate> shown) {
    if (shown.isEmpty()) {
      return "set stream.iggy.enable.tls to \"false\" or remove it, or change stream.iggy.port to"
          + " the server's TLS port";
    }
    String advice =
        "change stream.iggy.host to a name that the certificate is for, or have one issued for"
            + " this host";
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateExpiredException) {
        return "renew the server's certificate; nothing in the table needs to change";
      }
      if (cause instanceof CertificateNotYetValidException) {
        return "set the clocks right, or renew the server's certificate";
      }
      if (cause instanceof CertPathBuilderException
          || cause instanceof CertPathValidatorException) {
        advice =
            "set stream.iggy.tls.ca.file to the PEM file of the authority that signed the server's"
                + " certificate";
      }
    }
    return failure.getMessage().contains("client certificate")
        ? "set stream.iggy.tls.certificate.file and stream.iggy.tls.key.file to a client certificate"
            + " that the server trusts"
        : advice;
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.iggy.connector.client.IggyAddress;

/**
 * The certificate that a TLS server shows, whoever signed it: to tell what is wrong with it.
 * Nothing is sent over the connection that it was shown on.
 *
 * @param issuer who signed it
 * @param names the host names and addresses that it is for
 * @param validUntil the end of its validity
 */
record PeerCertificate(String issuer, List<String> names, Instant validUntil) {
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  /** Asks for it; empty when the server speaks no TLS there or shows none within the time. */
  static Optional<PeerCertificate> of(IggyAddress address, int timeoutMillis) {
    Collector collector = new Collector();
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(address.host(), address.port()), timeoutMillis);
      plain.setSoTimeout(timeoutMillis);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {collector}, new SecureRandom());
      try (SSLSocket socket =
          (SSLSocket)
              context
                  .getSocketFactory()
                  .createSocket(plain, address.host(), address.port(), true)) {
        socket.startHandshake();
      }
    } catch (IOException | GeneralSecurityException e) {
      // It may have shown one before it asked for the client's.
      return Optional.ofNullable(collector.shown);
    }
    return Optional.ofNullable(collector.shown);
  }

  private static PeerCertificate of(X509Certificate certificate) {
    return new PeerCertificate(
        certificate.getIssuerX500Principal().getName(),
        names(certificate),
        certificate.getNotAfter().toInstant());
  }

  private static List<String> names(X509Certificate certificate) {
    List<String> names = new ArrayList<>();
    try {
      Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
      if (alternatives != null) {
        for (List<?> alternative : alternatives) {
          Integer kind = (Integer) alternative.get(0);
          if (kind == DNS_NAME || kind == IP_ADDRESS) {
            names.add(String.valueOf(alternative.get(1)));
          }
        }
      }
    } catch (CertificateParsingException e) {
      // Then it is for no name that anybody could use.
      return List.of();
    }
    return names;
  }

  /** What it is, in words. */
  String describe() {
    return "it is for "
        + (names.isEmpty() ? "no name" : String.join(", ", names))
        + ", signed by "
        + issuer
        + ", valid until "
        + validUntil.atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** Takes any certificate, and keeps the first one shown. */
  private static final class Collector extends X509ExtendedTrustManager {
    private PeerCertificate shown;

    private void collect(X509Certificate[] chain) {
      if (chain.length > 0) {
        shown = PeerCertificate.of(chain[0]);
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
      collect(chain);
    }

    @Override
    public void checkServerTrusted(
        X509Certificate[] chain, String authType, javax.net.ssl.SSLEngine engine) {
      collect(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {
      collect(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

    @Override
    public void checkClientTrusted(
        X509Certificate[] chain, String authType, javax.net.ssl.SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}

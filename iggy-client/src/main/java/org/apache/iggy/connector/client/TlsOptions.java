// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How a TLS connection trusts the server and shows itself. Thread-safe.
 *
 * <p>Without anything said, the server's certificate has to be signed by a CA that the JVM trusts
 * and has to carry the host name that was connected to. Files are read when the options are built,
 * and again for every connection: certificates can be rotated under a running client.
 */
public final class TlsOptions {
  private final TlsContextSource context;
  private final boolean hostNameVerified;
  private final Optional<String> serverName;
  private volatile boolean proven;

  private TlsOptions(
      TlsContextSource context, boolean hostNameVerified, Optional<String> serverName) {
    this.context = context;
    this.hostNameVerified = hostNameVerified;
    this.serverName = serverName;
  }

  /** TLS by a context of the caller's, with host names verified. */
  public static TlsOptions of(SSLContext context) {
    return new TlsOptions(TlsContextSource.of(context), true, Optional.empty());
  }

  /** TLS with the JVM's trust and host names verified. */
  public static TlsOptions defaults() {
    return builder().build();
  }

  /** Starts with the JVM's trust, no client certificate and host names verified. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The context that makes engines, of the files as they are now.
   *
   * @throws IggyException of category transient when one of them has changed and cannot be used
   */
  public SSLContext context() {
    return context.current();
  }

  /**
   * Whether a server has answered over a connection with these options before. If so, a certificate
   * that is refused now is one that is being rotated on one of the sides, which may pass.
   */
  public boolean isProven() {
    return proven;
  }

  /** Notes that a server has answered: only then has it taken the client's certificate, too. */
  public void prove() {
    if (!proven) {
      proven = true;
    }
  }

  /** Whether the server's certificate has to carry the host name that was connected to. */
  public boolean hostNameVerified() {
    return hostNameVerified;
  }

  /** The name that the server goes by in TLS; empty for the host that was connected to. */
  public Optional<String> serverName() {
    return serverName;
  }

  /** Collects options; what is given last for trust, and for the client certificate, counts. */
  public static final class Builder {
    private final TlsContextBuilder context = new TlsContextBuilder();
    private boolean hostNameVerified = true;
    private Optional<String> serverName = Optional.empty();

    private Builder() {}

    /** Trusts the certificates in a PEM file, and no others. */
    public Builder caFile(Path file) {
      context.trust(
          () -> TlsContextBuilder.trustedByPem(TlsContextBuilder.pem("CA file", file)), file);
      return this;
    }

    /** Trusts the certificates in this PEM text, and no others. */
    public Builder caPem(String pem) {
      context.trust(() -> TlsContextBuilder.trustedByPem(new PemFile("the CA's PEM text", pem)));
      return this;
    }

    /** Trusts what is in a truststore, PKCS#12 or JKS, and nothing else. */
    public Builder trustStore(Path file, String password) {
      return trustStore(file, password, TlsContextBuilder.ANY_TYPE);
    }

    /**
     * Trusts what is in a truststore, and nothing else.
     *
     * @param type {@code PKCS12}, {@code JKS} or another that the JVM knows
     */
    public Builder trustStore(Path file, String password, String type) {
      context.trust(() -> TlsContextBuilder.load("truststore", file, password, type), file);
      return this;
    }

    /**
     * Shows a certificate to servers that ask for one.
     *
     * @param certificateFile PEM: the certificate, then those of the CAs between it and the root
     * @param keyFile PEM: its key in PKCS#8 without a password ({@code BEGIN PRIVATE KEY}); RSA, EC
     *     or EdDSA
     */
    public Builder clientCertificate(Path certificateFile, Path keyFile) {
      return clientCertificate(certificateFile, keyFile, "");
    }

    /**
     * As {@link #clientCertificate(Path, Path)}, with a key that may be encrypted ({@code BEGIN
     * ENCRYPTED PRIVATE KEY}).
     *
     * @param keyPassword what opens an encrypted key; empty for one that is not
     */
    public Builder clientCertificate(Path certificateFile, Path keyFile, String keyPassword) {
      context.clientKey(
          () ->
              TlsContextBuilder.keyByPem(
                  TlsContextBuilder.pem("client certificate file", certificateFile),
                  TlsContextBuilder.pem("client key file", keyFile),
                  keyPassword),
          certificateFile,
          keyFile);
      return this;
    }

    /** As {@link #clientCertificate(Path, Path, String)}, with PEM text in place of files. */
    public Builder clientCertificatePem(String certificate, String key, String keyPassword) {
      context.clientKey(
          () ->
              TlsContextBuilder.keyByPem(
                  new PemFile("the client certificate's PEM text", certificate),
                  new PemFile("the client key's PEM text", key),
                  keyPassword));
      return this;
    }

    /** Shows the certificate in a keystore, PKCS#12 or JKS, to servers that ask for one. */
    public Builder keyStore(Path file, String password) {
      return keyStore(file, password, TlsContextBuilder.ANY_TYPE);
    }

    /**
     * Shows the certificate in a keystore to servers that ask for one; store and key have the same
     * password.
     *
     * @param type {@code PKCS12}, {@code JKS} or another that the JVM knows
     */
    public Builder keyStore(Path file, String password, String type) {
      context.clientKey(() -> TlsContextBuilder.keyByStore(file, password, type), file);
      return this;
    }

    /**
     * Whether the server's certificate has to carry the host name that was connected to; default
     * true. Switched off, anybody with any trusted certificate can pose as the server.
     */
    public Builder hostNameVerified(boolean value) {
      hostNameVerified = value;
      return this;
    }

    /**
     * The name that the server goes by, in place of the host that is connected to: it is asked for
     * (SNI) when it is a DNS name of several parts, and the certificate has to carry it. For
     * servers that are reached by an address that their certificate does not have.
     */
    public Builder serverName(String name) {
      serverName = Optional.of(name);
      return this;
    }

    /**
     * The options.
     *
     * @throws IggyException of category configuration when a file is missing, damaged or does not
     *     open with its password; the message names the file
     */
    public TlsOptions build() {
      return new TlsOptions(context.build(), hostNameVerified, serverName);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import java.nio.file.Path;
import java.util.Objects;
import javax.net.ssl.SSLContext;

/**
 * How a TLS connection trusts the server and shows itself. Immutable.
 *
 * <p>Without anything said, the server's certificate has to be signed by a CA that the JVM trusts
 * and has to carry the host name that was connected to. Files are read when the options are built.
 */
public final class TlsOptions {
  private final SSLContext context;
  private final boolean hostNameVerified;

  private TlsOptions(SSLContext context, boolean hostNameVerified) {
    this.context = Objects.requireNonNull(context, "context");
    this.hostNameVerified = hostNameVerified;
  }

  /** TLS by a context of the caller's, with host names verified. */
  public static TlsOptions of(SSLContext context) {
    return new TlsOptions(context, true);
  }

  /** TLS with the JVM's trust and host names verified. */
  public static TlsOptions defaults() {
    return builder().build();
  }

  /** Starts with the JVM's trust, no client certificate and host names verified. */
  public static Builder builder() {
    return new Builder();
  }

  /** The context that makes engines. */
  public SSLContext context() {
    return context;
  }

  /** Whether the server's certificate has to carry the host name that was connected to. */
  public boolean hostNameVerified() {
    return hostNameVerified;
  }

  /** Collects options; what is given last for trust, and for the client certificate, counts. */
  public static final class Builder {
    private final TlsContextBuilder context = new TlsContextBuilder();
    private boolean hostNameVerified = true;

    private Builder() {}

    /** Trusts the certificates in a PEM file, and no others. */
    public Builder caFile(Path file) {
      context.trust(() -> TlsContextBuilder.trustedByPem(TlsContextBuilder.pem("CA file", file)));
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
      context.trust(() -> TlsContextBuilder.load("truststore", file, password, type));
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
      context.clientKey(() -> TlsContextBuilder.keyByPem(certificateFile, keyFile));
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
      context.clientKey(() -> TlsContextBuilder.keyByStore(file, password, type));
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
     * The options.
     *
     * @throws IggyException of category configuration when a file is missing, damaged or does not
     *     open with its password; the message names the file
     */
    public TlsOptions build() {
      return new TlsOptions(context.build(), hostNameVerified);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** The certificate and private key that a server shows, and whether it asks for the client's. */
public final class ServerTls {
  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "Ed25519");
  private static final char[] NO_PASSWORD = {};

  private final KeyStore keys;
  private final char[] keyPassword;
  private final Optional<KeyStore> clientAuthorities;

  private ServerTls(KeyStore keys, char[] keyPassword, Optional<KeyStore> clientAuthorities) {
    this.keys = keys;
    this.keyPassword = keyPassword;
    this.clientAuthorities = clientAuthorities;
  }

  /**
   * Reads PEM files.
   *
   * @param certificates the server's certificate, then those that signed it
   * @param privateKey an unencrypted PKCS#8 key ({@code BEGIN PRIVATE KEY}): RSA, EC or Ed25519
   * @throws IOException when a file cannot be read or does not hold what it should
   */
  public static ServerTls pem(Path certificates, Path privateKey) throws IOException {
    try {
      Certificate[] chain = readCertificates(certificates).toArray(new Certificate[0]);
      KeyStore keys = emptyKeyStore();
      keys.setKeyEntry("server", readPrivateKey(privateKey), NO_PASSWORD, chain);
      return new ServerTls(keys, NO_PASSWORD, Optional.empty());
    } catch (GeneralSecurityException e) {
      throw new IOException(certificates + " and " + privateKey + " do not make a TLS server", e);
    }
  }

  /**
   * Reads a key store, PKCS#12 or JKS, whose key has the store's password.
   *
   * @throws IOException when it cannot be read, or the password is wrong
   */
  public static ServerTls keyStore(Path keyStore, char[] password) throws IOException {
    try {
      KeyStore keys = KeyStore.getInstance(keyStore.toFile(), password);
      return new ServerTls(keys, password.clone(), Optional.empty());
    } catch (GeneralSecurityException e) {
      throw new IOException(keyStore + " is no key store that this password opens", e);
    }
  }

  /**
   * The same, but clients have to show a certificate that one of these signed.
   *
   * @param authorities certificates in PEM
   */
  public ServerTls requireClientCertificate(Path authorities) throws IOException {
    try {
      KeyStore trusted = emptyKeyStore();
      int i = 0;
      for (Certificate authority : readCertificates(authorities)) {
        trusted.setCertificateEntry("authority-" + i++, authority);
      }
      return new ServerTls(keys, keyPassword, Optional.of(trusted));
    } catch (GeneralSecurityException e) {
      throw new IOException(authorities + " holds no certificates", e);
    }
  }

  /** A server socket that is not bound yet. */
  SSLServerSocket createServerSocket() throws IOException {
    try {
      KeyManagerFactory keyManagers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keyManagers.init(keys, keyPassword);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers.getKeyManagers(), trustManagers(), new SecureRandom());
      SSLServerSocket socket =
          (SSLServerSocket) context.getServerSocketFactory().createServerSocket();
      socket.setNeedClientAuth(clientAuthorities.isPresent());
      return socket;
    } catch (GeneralSecurityException e) {
      throw new IOException("this certificate and key do not make a TLS server", e);
    }
  }

  private TrustManager[] trustManagers() throws GeneralSecurityException {
    if (clientAuthorities.isEmpty()) {
      return null;
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(clientAuthorities.get());
    return factory.getTrustManagers();
  }

  private static KeyStore emptyKeyStore() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    return keys;
  }

  private static Collection<? extends Certificate> readCertificates(Path file)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in);
    }
  }

  private static Key readPrivateKey(Path file) throws IOException, GeneralSecurityException {
    Matcher pem = PKCS8.matcher(Files.readString(file, StandardCharsets.US_ASCII));
    if (!pem.find()) {
      throw new IOException(
          file + " holds no unencrypted PKCS#8 key (BEGIN PRIVATE KEY); openssl pkcs8 makes one");
    }
    byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
    for (String algorithm : KEY_ALGORITHMS) {
      Optional<PrivateKey> key = parse(algorithm, der);
      if (key.isPresent()) {
        return key.get();
      }
    }
    throw new IOException(file + " holds a key that is none of " + KEY_ALGORITHMS);
  }

  private static Optional<PrivateKey> parse(String algorithm, byte[] der)
      throws GeneralSecurityException {
    try {
      return Optional.of(
          KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der)));
    } catch (InvalidKeySpecException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "ServerTls{clientCertificateRequired=" + clientAuthorities.isPresent() + "}";
  }
}

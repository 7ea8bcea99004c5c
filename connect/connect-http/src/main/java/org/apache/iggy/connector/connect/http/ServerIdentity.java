// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.PemFile;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.config.HttpSettings;

/** The certificate that the API shows, and its key. */
final class ServerIdentity {
  /** Opens the key in {@link #keyStore}. */
  static final String NO_PASSWORD = "";

  private static final String CERTIFICATE_KEY = "http.tls.cert_file";
  private static final String KEY_KEY = "http.tls.key_file";

  private final String certificateFile;
  private final List<Certificate> chain;
  private final String keyFile;
  private final PrivateKey key;

  private ServerIdentity(HttpSettings.Tls tls) {
    certificateFile = CERTIFICATE_KEY + " " + tls.certFile();
    keyFile = KEY_KEY + " " + tls.keyFile();
    try {
      chain = pem(CERTIFICATE_KEY, tls.certFile()).certificates();
      key = pem(KEY_KEY, tls.keyFile()).privateKey(NO_PASSWORD);
    } catch (IggyException e) {
      throw problem(e.getMessage(), e);
    }
  }

  /**
   * Reads the files.
   *
   * @throws ConnectException CONFIGURATION, with the key to change, when one is missing or not PEM,
   *     when the certificate has expired, or when the key is that of another one
   */
  static KeyStore keyStore(HttpSettings.Tls tls) {
    ServerIdentity identity = new ServerIdentity(tls);
    identity.checkValidity();
    try {
      identity.checkPair();
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(null, null);
      keys.setKeyEntry(
          "server",
          identity.key,
          NO_PASSWORD.toCharArray(),
          identity.chain.toArray(new Certificate[0]));
      return keys;
    } catch (IOException | GeneralSecurityException e) {
      throw problem(
          CERTIFICATE_KEY + " and " + KEY_KEY + " do not make a TLS server: " + e.getMessage(), e);
    }
  }

  private void checkValidity() {
    if (chain.get(0) instanceof X509Certificate certificate) {
      Instant end = certificate.getNotAfter().toInstant();
      if (end.isBefore(Instant.now())) {
        throw problem(certificateFile + " has expired at " + end + ": renew it", null);
      }
    }
  }

  /** Whether what the key signs is what the certificate verifies. */
  private void checkPair() throws GeneralSecurityException {
    PublicKey shown = chain.get(0).getPublicKey();
    boolean pair = shown.getAlgorithm().equals(key.getAlgorithm());
    if (pair) {
      byte[] text = certificateFile.getBytes(StandardCharsets.UTF_8);
      Signature signing = Signature.getInstance(signatureOf(key.getAlgorithm()));
      signing.initSign(key);
      signing.update(text);
      byte[] signature = signing.sign();
      Signature verifying = Signature.getInstance(signatureOf(key.getAlgorithm()));
      verifying.initVerify(shown);
      verifying.update(text);
      pair = verifying.verify(signature);
    }
    if (!pair) {
      throw problem(keyFile + " is not the key of " + certificateFile, null);
    }
  }

  private static String signatureOf(String algorithm) {
    return switch (algorithm) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> algorithm;
    };
  }

  private static PemFile pem(String name, String file) {
    if (file.isEmpty()) {
      throw problem("http.tls.enabled needs " + name + ": the path of a PEM file", null);
    }
    try {
      return new PemFile(
          name + " " + file, Files.readString(Path.of(file), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw problem(name + " " + file + " cannot be read: " + e, e);
    }
  }

  private static ConnectException problem(String message, Exception cause) {
    return new ConnectException(ErrorCategory.CONFIGURATION, message, cause);
  }
}

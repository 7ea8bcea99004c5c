// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.apache.iggy.connector.protocol.status.ErrorCategory;

/** Certificates and private keys in PEM text. */
public final class PemFile {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
  private static final Set<String> PBES2 = Set.of("PBES2", "1.2.840.113549.1.5.13");
  private static final String[] KEY_ALGORITHMS = {"RSA", "EC", "Ed25519", "Ed448"};

  private final String source;
  private final String text;

  /** Reads this text; the source is what messages call it. */
  public PemFile(String source, String text) {
    this.source = source;
    this.text = text;
  }

  /** All certificates, at least one. */
  public List<Certificate> certificates() {
    List<Certificate> certificates = new ArrayList<>();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      if (block.group(1).endsWith("CERTIFICATE")) {
        certificates.add(certificate(decode(block.group(2))));
      }
    }
    if (certificates.isEmpty()) {
      throw problem("has no certificate: expected -----BEGIN CERTIFICATE-----", null);
    }
    return certificates;
  }

  /** What messages call it. */
  String source() {
    return source;
  }

  /**
   * The private key: PKCS#8, of RSA, EC or EdDSA.
   *
   * @param password opens a key that is encrypted; empty for one that is not
   */
  public PrivateKey privateKey(String password) {
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      String label = block.group(1);
      if (label.equals("PRIVATE KEY")) {
        return privateKey(decode(block.group(2)));
      }
      if (label.equals("ENCRYPTED PRIVATE KEY")) {
        return privateKey(decrypt(decode(block.group(2)), password));
      }
      if (label.endsWith("PRIVATE KEY")) {
        throw problem(
            "has a key as '"
                + label
                + "'; convert it to PKCS#8 without a password: openssl pkcs8 -topk8 -nocrypt",
            null);
      }
    }
    throw problem("has no private key: expected -----BEGIN PRIVATE KEY-----", null);
  }

  private byte[] decrypt(byte[] der, String password) {
    if (password.isEmpty()) {
      throw problem("has an encrypted key, which needs a password", null);
    }
    try {
      EncryptedPrivateKeyInfo encrypted = new EncryptedPrivateKeyInfo(der);
      AlgorithmParameters parameters = encrypted.getAlgParameters();
      // For PBES2 the JDK tells the hash and the cipher by the text of the parameters only.
      String algorithm =
          PBES2.contains(encrypted.getAlgName()) ? parameters.toString() : encrypted.getAlgName();
      SecretKey key =
          SecretKeyFactory.getInstance(algorithm)
              .generateSecret(new PBEKeySpec(password.toCharArray()));
      Cipher cipher = Cipher.getInstance(algorithm);
      cipher.init(Cipher.DECRYPT_MODE, key, parameters);
      return encrypted.getKeySpec(cipher).getEncoded();
    } catch (NoSuchAlgorithmException e) {
      throw problem(
          "has a key that is encrypted in a way the JVM does not know; encrypt it with openssl"
              + " pkcs8 -topk8 -v2 aes-256-cbc",
          e);
    } catch (IOException e) {
      throw problem("has an encrypted key that cannot be read", e);
    } catch (GeneralSecurityException e) {
      throw problem("has an encrypted key that does not open with the password given", e);
    }
  }

  private byte[] decode(String base64) {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw problem("is damaged: " + e.getMessage(), e);
    }
  }

  private Certificate certificate(byte[] der) {
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificate(new ByteArrayInputStream(der));
    } catch (GeneralSecurityException e) {
      throw problem("has a certificate that cannot be read", e);
    }
  }

  private PrivateKey privateKey(byte[] der) {
    InvalidKeySpecException last = null;
    for (String algorithm : KEY_ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (InvalidKeySpecException e) {
        last = e;
      } catch (GeneralSecurityException e) {
        // This JDK does not have the algorithm; one of the others may fit.
      }
    }
    throw problem("has a private key that is neither RSA, EC nor EdDSA", last);
  }

  private IggyException problem(String what, Exception cause) {
    return new IggyException(ErrorCategory.CONFIGURATION, source + " " + what, cause);
  }
}

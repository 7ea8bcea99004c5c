// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iggy.connector.protocol.status.ErrorCategory;

/** Certificates and private keys in PEM text. */
final class PemFile {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
  private static final String[] KEY_ALGORITHMS = {"RSA", "EC", "Ed25519", "Ed448"};

  private final String source;
  private final String text;

  /** Reads this text; the source is what messages call it. */
  PemFile(String source, String text) {
    this.source = source;
    this.text = text;
  }

  /** All certificates, at least one. */
  List<Certificate> certificates() {
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

  /** The private key: PKCS#8 without a password, of RSA, EC or EdDSA. */
  PrivateKey privateKey() {
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      String label = block.group(1);
      if (label.equals("PRIVATE KEY")) {
        return privateKey(decode(block.group(2)));
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

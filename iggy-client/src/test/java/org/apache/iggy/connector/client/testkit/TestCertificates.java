// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.testkit;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS8EncryptedPrivateKeyInfoBuilder;

/** A certificate authority that exists for one test, and what it signs. */
public final class TestCertificates {
  /** Opens every store that is made here. */
  public static final String PASSWORD = "store-secret";

  private static final Duration DAY = Duration.ofDays(1);

  private final KeyPair caKey = newKey();
  private final X509Certificate ca =
      sign("CN=test CA", caKey, Instant.now().plus(DAY), new GeneralName[0]);

  /** A certificate and its key. */
  public static final class Identity {
    private final PrivateKey key;
    private final X509Certificate certificate;

    private Identity(PrivateKey key, X509Certificate certificate) {
      this.key = key;
      this.certificate = certificate;
    }

    /** The key as PKCS#8 PEM. */
    public String keyPem() {
      return pem("PRIVATE KEY", key.getEncoded());
    }

    /** The key as PKCS#8 PEM that opens with this password, as openssl writes it by default. */
    public String encryptedKeyPem(String password) {
      try {
        OutputEncryptor encryptor =
            new JceOpenSSLPKCS8EncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
                .setProvider(new BouncyCastleProvider())
                .setPRF(
                    new AlgorithmIdentifier(
                        PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE))
                .setPassword(password.toCharArray())
                .build();
        return pem(
            "ENCRYPTED PRIVATE KEY",
            new JcaPKCS8EncryptedPrivateKeyInfoBuilder(key).build(encryptor).getEncoded());
      } catch (IOException | OperatorCreationException e) {
        throw new IllegalStateException(e);
      }
    }

    /** The certificate as PEM. */
    public String certificatePem() {
      try {
        return pem("CERTIFICATE", certificate.getEncoded());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    /** Both in a PKCS#12 file. */
    public Path writeStore(Path file) {
      return store(file, this, null);
    }
  }

  /** The authority's certificate as PEM. */
  public String caPem() {
    return new Identity(null, ca).certificatePem();
  }

  /** The authority's certificate in a PKCS#12 file. */
  public Path writeTrustStore(Path file) {
    return store(file, null, ca);
  }

  /** A certificate for 127.0.0.1 that is valid. */
  public Identity loopback() {
    return issue(Instant.now().plus(DAY), new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
  }

  /** A certificate for 127.0.0.1 that was valid until yesterday. */
  public Identity expired() {
    return issue(Instant.now().minus(DAY), new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
  }

  /** A certificate for another host. */
  public Identity forHost(String name) {
    return issue(Instant.now().plus(DAY), new GeneralName(GeneralName.dNSName, name));
  }

  /** A server's context that shows this certificate and trusts clients of this authority. */
  public SSLContext serverContext(Identity identity) {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(inMemory(identity, null), PASSWORD.toCharArray());
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(inMemory(null, ca));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Identity issue(Instant until, GeneralName... names) {
    KeyPair key = newKey();
    return new Identity(key.getPrivate(), sign("CN=test", key, until, names));
  }

  private X509Certificate sign(
      String subject, KeyPair subjectKey, Instant until, GeneralName[] names) {
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              new X500Principal("CN=test CA"),
              BigInteger.valueOf(System.nanoTime()),
              Date.from(until.minus(DAY.multipliedBy(30))),
              Date.from(until),
              new X500Principal(subject),
              subjectKey.getPublic());
      builder.addExtension(
          Extension.basicConstraints, true, new BasicConstraints(names.length == 0));
      if (names.length > 0) {
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
      }
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(caKey.getPrivate())));
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path store(Path file, Identity identity, X509Certificate trusted) {
    try (var out = Files.newOutputStream(file)) {
      inMemory(identity, trusted).store(out, PASSWORD.toCharArray());
      return file;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyStore inMemory(Identity identity, X509Certificate trusted)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    if (identity != null) {
      Certificate[] chain = {identity.certificate};
      store.setKeyEntry("key", identity.key, PASSWORD.toCharArray(), chain);
    }
    if (trusted != null) {
      store.setCertificateEntry("ca", trusted);
    }
    return store;
  }

  private static String pem(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }
}

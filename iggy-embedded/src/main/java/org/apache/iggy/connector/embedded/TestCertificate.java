// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A certificate and its key for tests and first steps, made by the JDK's keytool.
 *
 * @param keyStore PKCS#12 with the certificate and its key, which {@link #PASSWORD} opens
 * @param trusted PEM of the certificate that clients have to trust: this one, or the one that
 *     signed it
 */
public record TestCertificate(Path keyStore, Path trusted) {
  /** Opens the key store and the key. */
  public static final String PASSWORD = "keystore-password";

  private static final String ALIAS = "server";
  private static final long LIMIT_SECONDS = 60;

  /** One for 127.0.0.1 that signs itself and is valid now. */
  public static TestCertificate create(Path folder) throws IOException, InterruptedException {
    return create(folder, "server", "ip:127.0.0.1", "-1d", 90);
  }

  /**
   * One that signs itself, and others with {@link #sign}.
   *
   * @param name of its files and its owner
   * @param alternativeName as keytool writes it, such as {@code dns:localhost}
   * @param start as keytool writes it, such as {@code -30d}
   */
  public static TestCertificate create(
      Path folder, String name, String alternativeName, String start, int validDays)
      throws IOException, InterruptedException {
    Path keyStore = folder.resolve(name + ".p12");
    Path pem = folder.resolve(name + ".pem");
    List<String> extensions = List.of("-ext", "san=" + alternativeName, "-ext", "bc=ca:true");
    keytool(store(keyStore, ALIAS), keyPair(name, start, validDays), extensions);
    keytool(store(keyStore, ALIAS), List.of("-exportcert", "-rfc", "-file", pem.toString()));
    return new TestCertificate(keyStore, pem);
  }

  /** One for 127.0.0.1 that this one signs. */
  public TestCertificate sign(Path folder, String name, String start, int validDays)
      throws IOException, InterruptedException {
    Path signed = folder.resolve(name + ".p12");
    String request = folder.resolve(name + ".csr").toString();
    String answer = folder.resolve(name + ".crt").toString();
    keytool(store(signed, ALIAS), keyPair(name, start, validDays));
    keytool(store(signed, ALIAS), List.of("-certreq", "-file", request));
    keytool(
        store(keyStore, ALIAS),
        List.of("-gencert", "-rfc", "-infile", request, "-outfile", answer),
        List.of("-startdate", start, "-validity", Integer.toString(validDays)),
        List.of("-ext", "san=ip:127.0.0.1"));
    keytool(
        store(signed, "authority"),
        List.of("-importcert", "-noprompt", "-file", trusted.toString()));
    keytool(store(signed, ALIAS), List.of("-importcert", "-file", answer));
    return new TestCertificate(signed, trusted);
  }

  /** What a server needs to show it. */
  public ServerTls serverTls() throws IOException {
    return ServerTls.keyStore(keyStore, PASSWORD.toCharArray());
  }

  /** The certificate, then those that signed it, as PEM. */
  public String certificatePem() throws IOException {
    try {
      StringBuilder chain = new StringBuilder();
      for (Certificate certificate : open().getCertificateChain(ALIAS)) {
        chain.append(pem("CERTIFICATE", certificate.getEncoded()));
      }
      return chain.toString();
    } catch (GeneralSecurityException e) {
      throw new IOException(keyStore + " has no certificate", e);
    }
  }

  /** The key as PEM, PKCS#8 without a password. */
  public String keyPem() throws IOException {
    try {
      return pem("PRIVATE KEY", open().getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IOException(keyStore + " has no key", e);
    }
  }

  private KeyStore open() throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(keyStore.toFile(), PASSWORD.toCharArray());
  }

  private static String pem(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  private static List<String> keyPair(String name, String start, int validDays) {
    return List.of(
        "-genkeypair",
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + name,
        "-startdate",
        start,
        "-validity",
        Integer.toString(validDays));
  }

  private static List<String> store(Path keyStore, String alias) {
    return List.of(
        "-alias",
        alias,
        "-storetype",
        "PKCS12",
        "-keystore",
        keyStore.toString(),
        "-storepass",
        PASSWORD);
  }

  @SafeVarargs
  private static void keytool(List<String> store, List<String>... command)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    for (List<String> part : command) {
      line.addAll(part);
    }
    line.addAll(store);
    Path output = Files.createTempFile("keytool-", ".txt");
    try {
      Process process =
          new ProcessBuilder(line)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(
            "keytool failed: " + Files.readString(output, StandardCharsets.UTF_8).strip());
      }
    } finally {
      Files.delete(output);
    }
  }

  /** The files, without the password. */
  @Override
  public String toString() {
    return "TestCertificate[keyStore=" + keyStore + ", trusted=" + trusted + "]";
  }
}

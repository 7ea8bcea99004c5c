// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A certificate that signs itself, made by the JDK's keytool.
 *
 * @param keyStore PKCS#12 with certificate and key
 * @param pem the certificate alone
 */
public record ServerCertificate(Path keyStore, Path pem) {
  /** Of the key store. */
  public static final char[] PASSWORD = "keystore-password".toCharArray();

  /** One for 127.0.0.1 that is valid now. */
  public static ServerCertificate create(Path folder) throws IOException, InterruptedException {
    return create(folder, "server", "ip:127.0.0.1", "-1d", 90);
  }

  /**
   * One with these properties.
   *
   * @param name of its files
   * @param alternativeName as keytool writes it, such as {@code dns:localhost}
   * @param start as keytool writes it, such as {@code -30d}
   */
  public static ServerCertificate create(
      Path folder, String name, String alternativeName, String start, int validDays)
      throws IOException, InterruptedException {
    Path keyStore = folder.resolve(name + ".p12");
    Path pem = folder.resolve(name + ".pem");
    List<String> extension = List.of("-ext", "san=" + alternativeName);
    keytool(store(keyStore), keyPair(name, start, validDays), extension);
    keytool(store(keyStore), List.of("-exportcert", "-rfc", "-file", pem.toString()));
    return new ServerCertificate(keyStore, pem);
  }

  /** One for 127.0.0.1 that another one signed, whose PEM is the one to trust. */
  public ServerCertificate sign(Path folder, String name, String start, int validDays)
      throws IOException, InterruptedException {
    Path signed = folder.resolve(name + ".p12");
    String request = folder.resolve(name + ".csr").toString();
    String answer = folder.resolve(name + ".crt").toString();
    keytool(store(signed), keyPair(name, start, validDays));
    keytool(store(signed), List.of("-certreq", "-file", request));
    keytool(
        store(keyStore),
        List.of("-gencert", "-rfc", "-infile", request, "-outfile", answer),
        List.of("-startdate", start, "-validity", Integer.toString(validDays)),
        List.of("-ext", "san=ip:127.0.0.1"));
    keytool(
        store(signed, "authority"), List.of("-importcert", "-noprompt", "-file", pem.toString()));
    keytool(store(signed), List.of("-importcert", "-file", answer));
    return new ServerCertificate(signed, pem);
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

  private static List<String> store(Path keyStore) {
    return store(keyStore, "server");
  }

  private static List<String> store(Path keyStore, String alias) {
    return List.of(
        "-alias", alias, "-keystore", keyStore.toString(), "-storepass", new String(PASSWORD));
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
    Process process =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException("keytool failed: " + line);
    }
  }
}

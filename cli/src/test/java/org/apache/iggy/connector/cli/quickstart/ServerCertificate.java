// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.quickstart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A certificate for 127.0.0.1 that signs itself, made by the JDK's keytool.
 *
 * @param keyStore PKCS#12 with certificate and key
 * @param pem the certificate alone
 */
record ServerCertificate(Path keyStore, Path pem) {
  /** Of the key store. */
  static final char[] PASSWORD = "keystore-password".toCharArray();

  static ServerCertificate create(Path folder) throws IOException, InterruptedException {
    Path keyStore = folder.resolve("server.p12");
    Path pem = folder.resolve("server.pem");
    List<String> store =
        List.of(
            "-alias",
            "server",
            "-keystore",
            keyStore.toString(),
            "-storepass",
            new String(PASSWORD));
    keytool(
        store,
        List.of("-genkeypair", "-keyalg", "EC", "-dname", "CN=test", "-ext", "san=ip:127.0.0.1"));
    keytool(store, List.of("-exportcert", "-rfc", "-file", pem.toString()));
    return new ServerCertificate(keyStore, pem);
  }

  private static void keytool(List<String> store, List<String> command)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    line.addAll(command);
    line.addAll(store);
    Process process =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException("keytool failed: " + command);
    }
  }
}

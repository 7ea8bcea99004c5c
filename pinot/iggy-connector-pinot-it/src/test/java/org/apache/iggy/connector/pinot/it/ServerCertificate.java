// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/** A self-signed certificate for 127.0.0.1, made by the JDK's keytool. */
final class ServerCertificate {
  static final String PASSWORD = "changeit";

  private final Path keyStore;
  private final Path pem;

  private ServerCertificate(Path keyStore, Path pem) {
    this.keyStore = keyStore;
    this.pem = pem;
  }

  /** Makes one in a folder. */
  static ServerCertificate create(Path folder) throws Exception {
    Path keyStore = folder.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "SAN=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                keyStore.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.txt").toFile())
            .start();
    if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      throw new IOException("keytool: " + Files.readString(folder.resolve("keytool.txt")));
    }
    return new ServerCertificate(keyStore, writePem(keyStore, folder.resolve("server.pem")));
  }

  private static Path writePem(Path keyStore, Path pem)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keyStore)) {
      store.load(in, PASSWORD.toCharArray());
    }
    byte[] certificate = store.getCertificate("server").getEncoded();
    String body = Base64.getMimeEncoder().encodeToString(certificate);
    return Files.writeString(
        pem, "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
  }

  Path keyStore() {
    return keyStore;
  }

  /** What a client trusts to trust the server. */
  Path pem() {
    return pem;
  }
}

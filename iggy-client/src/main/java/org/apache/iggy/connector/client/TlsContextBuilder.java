// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.iggy.connector.protocol.status.ErrorCategory;

/**
 * Makes the contexts of TLS connections from files or text. Messages name files, never passwords.
 */
final class TlsContextBuilder {
  /** Lets the JVM look whether a store is PKCS#12 or JKS. */
  static final String ANY_TYPE = "";

  private static final char[] NO_PASSWORD = new char[0];

  private Supplier<KeyStore> trust = () -> null;
  private Supplier<ClientKey> clientKey = () -> null;
  private List<Path> trustFiles = List.of();
  private List<Path> clientKeyFiles = List.of();

  /** Trusts what this gives, each time anew, out of these files. */
  void trust(Supplier<KeyStore> value, Path... files) {
    trust = value;
    trustFiles = List.of(files);
  }

  /** Shows what this gives, each time anew, out of these files. */
  void clientKey(Supplier<ClientKey> value, Path... files) {
    clientKey = value;
    clientKeyFiles = List.of(files);
  }

  TlsContextSource build() {
    Supplier<KeyStore> trusted = trust;
    Supplier<ClientKey> key = clientKey;
    List<Path> files = new ArrayList<>(trustFiles);
    files.addAll(clientKeyFiles);
    return new TlsContextSource(() -> context(trusted.get(), key.get()), files);
  }

  private static SSLContext context(KeyStore trusted, ClientKey key) {
    try {
      TrustManagerFactory trustManagers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trustManagers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          key == null ? null : key.managers().getKeyManagers(),
          trustManagers.getTrustManagers(),
          null);
      return context;
    } catch (GeneralSecurityException e) {
      throw problem("the JVM cannot use the TLS options: " + e.getMessage(), e);
    }
  }

  static KeyStore trustedByPem(PemFile pem) {
    KeyStore store = emptyStore();
    int number = 0;
    try {
      for (Certificate certificate : pem.certificates()) {
        store.setCertificateEntry("ca-" + number++, certificate);
      }
    } catch (GeneralSecurityException e) {
      throw problem("the JVM cannot hold a CA certificate: " + e.getMessage(), e);
    }
    return store;
  }

  static ClientKey keyByPem(PemFile certificate, PemFile key, String keyPassword) {
    List<Certificate> chain = certificate.certificates();
    KeyStore store = emptyStore();
    try {
      store.setKeyEntry(
          "client", key.privateKey(keyPassword), NO_PASSWORD, chain.toArray(new Certificate[0]));
    } catch (GeneralSecurityException e) {
      throw problem("the JVM cannot hold the client key: " + e.getMessage(), e);
    }
    return new ClientKey(key.source(), store, NO_PASSWORD);
  }

  static ClientKey keyByStore(Path file, String password, String type) {
    return new ClientKey(
        "keystore '" + file + "'", load("keystore", file, password, type), password.toCharArray());
  }

  static PemFile pem(String what, Path file) {
    try {
      return new PemFile(
          what + " '" + file + "'", new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw unreadable(what, file, e);
    }
  }

  static KeyStore load(String what, Path file, String password, String type) {
    File opened = file.toFile();
    try {
      if (type.equals(ANY_TYPE)) {
        return KeyStore.getInstance(opened, password.toCharArray());
      }
      KeyStore store = KeyStore.getInstance(type);
      try (var in = Files.newInputStream(file)) {
        store.load(in, password.toCharArray());
      }
      return store;
    } catch (IOException e) {
      throw e.getCause() instanceof UnrecoverableKeyException
          ? problem(what + " '" + file + "' does not open with the password given", e)
          : unreadable(what, file, e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw Files.exists(file)
          ? problem(what + " '" + file + "' is no store of a type the JVM knows", e)
          : unreadable(what, file, new NoSuchFileException(file.toString()));
    }
  }

  private static KeyStore emptyStore() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw problem("the JVM has no PKCS#12 stores", e);
    }
  }

  private static IggyException unreadable(String what, Path file, IOException e) {
    return problem(
        what
            + " '"
            + file
            + (e instanceof NoSuchFileException || !Files.exists(file)
                ? "' does not exist"
                : "' cannot be read: " + e.getMessage()),
        e);
  }

  private static IggyException problem(String message, Exception cause) {
    return new IggyException(ErrorCategory.CONFIGURATION, message, cause);
  }

  /** A key with its certificates, and what opens it. */
  static final class ClientKey {
    private final String source;
    private final KeyStore store;
    private final char[] password;

    private ClientKey(String source, KeyStore store, char[] password) {
      this.source = source;
      this.store = store;
      this.password = password;
    }

    private KeyManagerFactory managers() throws GeneralSecurityException {
      try {
        KeyManagerFactory managers =
            KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, password);
        return managers;
      } catch (UnrecoverableKeyException e) {
        throw problem("the key in " + source + " does not open with the password given", e);
      }
    }
  }
}

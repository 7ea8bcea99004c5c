// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  private ConfigurationFolder folder;

  @BeforeEach
  void makeFolder(@TempDir Path root) {
    folder = new ConfigurationFolder(root);
  }

  @Test
  void shouldPutValuesInPlaceOfReferences() {
    folder.write("password.txt", "pa$$word\n").variable("DB_HOST", "db.example");
    folder.writeConnector(
        "pg.toml",
        ConfigurationFolder.postgres(
            """
            connection_string = "postgres://me:${file:password.txt}@${env:DB_HOST}/shop"
            target_table = "$${env:LITERAL} ${other:thing}"
            """));

    assertThat(folder.connector().pluginConfig())
        .isEqualTo(
            Map.of(
                "connection_string", "postgres://me:pa$$word@db.example/shop",
                "target_table", "${env:LITERAL} ${other:thing}"));
  }

  @Test
  void shouldNameReferencesThatLeadNowhereWithTheirLines() {
    folder.writeConnector(
        "pg.toml",
        ConfigurationFolder.postgres(
            "connection_string = \"${env:MISSING}\"\ntarget_table = \"${file:missing.txt}\""));

    assertThat(folder.load().problems())
        .extracting(ConfigurationProblem::toString)
        .containsExactly(
            folder.connector("pg.toml")
                + ":9: plugin_config.connection_string refers to the environment variable MISSING,"
                + " which is not set",
            folder.connector("pg.toml")
                + ":10: plugin_config.target_table refers to the file "
                + folder.path("missing.txt")
                + ", which cannot be read: there is none");
  }

  @Test
  void shouldHideSecretsWhereverTheyCouldShow() {
    folder.variable("PG", "s3cret-value").variable("IGGY_CONNECTORS_HTTP_API_KEY", "the-api-key");
    folder.write(
        "config.toml",
        """
        [connectors]
        config_dir = "connectors"
        [iggy]
        password = "hunter2"
        token = "a-long-token"
        """);
    folder.writeConnector(
        "pg.toml",
        ConfigurationFolder.postgres(
            """
            connection_string = "postgres://me:inline-pw@db/shop"
            password = "${env:PG}"
            target_table = "t"
            """));

    LoadedConfiguration loaded = folder.load();
    ConnectorVersion shown =
        loaded.provider().active(new ConnectorId(ConnectorType.SINK, "pg")).orElseThrow();
    String everything =
        loaded
            + loaded.redaction().redact("hunter2 a-long-token the-api-key s3cret-value")
            + loaded.redaction().redact("FATAL: login of me with inline-pw to postgres://x:y@db/s")
            + shown;

    assertThat(everything)
        .doesNotContain(
            "hunter2", "a-long-token", "the-api-key", "s3cret-value", "inline-pw", ":y@");
    assertThat(shown.values().get("plugin_config"))
        .isEqualTo(
            Map.of(
                "connection_string", Redaction.MASK,
                "password", "${env:PG}",
                "target_table", "t"));
    assertThat(loaded.connectors().connectors().get(0).pluginConfig().get("password"))
        .isEqualTo("s3cret-value");
  }

  @Test
  void shouldNotShowAWrongSecretInItsProblem() {
    folder.writeConnector("pg.toml", ConfigurationFolder.postgres("password = [\"secret-1\"]"));

    assertThat(folder.load().problems()).isNotEmpty();
    assertThat(folder.load().problems().toString()).doesNotContain("secret-1");
  }

  @Test
  void shouldHideShortSecretsOnlyWhereTheyStandAlone() {
    Redaction redaction = new Redaction();
    redaction.add("ab");

    assertThat(redaction.redact("password ab is not a table"))
        .isEqualTo("password ****** is not a table");
  }

  @Test
  void shouldHideNothingOfALongerSecretThatHasAShorterOneInIt() {
    Redaction redaction = new Redaction();
    redaction.add("secret");
    redaction.add("my-secret-value");

    assertThat(redaction.redact("my-secret-value, secret")).isEqualTo("******, ******");
  }

  @Test
  void shouldHideByNameWhatNoSpecKnows() {
    Redaction redaction = new Redaction();

    assertThat(
            redaction.redactValues(
                Map.of("store_secret_access_key", "x", "auth", Map.of("Token", "y"), "url", "z")))
        .isEqualTo(
            Map.of(
                "store_secret_access_key",
                Redaction.MASK,
                "auth",
                Map.of("Token", Redaction.MASK),
                "url",
                "z"));
  }
}

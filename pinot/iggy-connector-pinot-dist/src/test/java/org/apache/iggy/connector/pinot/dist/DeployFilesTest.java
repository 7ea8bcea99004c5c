// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pinot.spi.config.table.TableConfig;
import org.apache.pinot.spi.data.Schema;
import org.apache.pinot.spi.stream.StreamConfig;
import org.apache.pinot.spi.stream.StreamConsumerFactory;
import org.apache.pinot.spi.stream.StreamConsumerFactoryProvider;
import org.apache.pinot.spi.utils.JsonUtils;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Checks the files of {@code pinot/deploy} as far as that goes without a container engine. */
class DeployFilesTest {
  private static final Path DEPLOY = Path.of("../deploy");
  private static final String PINOT_HOME = "/opt/pinot";

  @Test
  void shouldComposeServicesThatExist() throws IOException {
    Map<String, Map<String, Object>> services = services();

    assertThat(services)
        .containsOnlyKeys("iggy", "zookeeper", "pinot-controller", "pinot-broker", "pinot-server");
    assertThat(services.values())
        .allSatisfy(service -> assertThat(service).containsKey("image"))
        .allSatisfy(
            service ->
                assertThat((List<?>) service.getOrDefault("depends_on", List.of()))
                    .allMatch(services::containsKey));
  }

  @Test
  void shouldGiveThePasswordToThoseThatLoadThePlugin() throws IOException {
    for (String service : List.of("pinot-controller", "pinot-server")) {
      assertThat((Map<?, ?>) services().get(service).get("environment"))
          .describedAs(service)
          .anySatisfy((name, value) -> assertThat(name).isEqualTo(passwordVariable()));
    }
  }

  @Test
  void shouldGiveThePasswordToThePodsThatLoadThePlugin() throws IOException {
    Map<String, Object> values =
        new Yaml().load(Files.readString(DEPLOY.resolve("kubernetes/pinot-values.yaml")));

    for (String role : List.of("controller", "server")) {
      List<?> variables = (List<?>) ((Map<?, ?>) values.get(role)).get("extraEnv");
      assertThat(variables)
          .anyMatch(variable -> passwordVariable().equals(((Map<?, ?>) variable).get("name")));
    }
  }

  @Test
  void shouldCopyThePluginWherePinotLooks() throws IOException {
    assertThat(Files.readAllLines(DEPLOY.resolve("docker/Dockerfile")))
        .contains("COPY plugins/ " + PINOT_HOME + "/plugins/");
  }

  @Test
  void shouldFillColumnsOfTheExampleSchemaOnly() throws IOException {
    Schema schema = Schema.fromFile(DEPLOY.resolve("example/orders-schema.json").toFile());

    schema.validate();
    assertThat(schema.getSchemaName()).isEqualTo("orders");
    assertThat(schema.getColumnNames())
        .contains(exampleTable().getValidationConfig().getTimeColumnName());
  }

  @Test
  void shouldAcceptTheExampleTable() throws IOException {
    Map<String, String> streamConfig = new HashMap<>(exampleStreamConfig());
    // Stands in for the variable, which is not set here: PATH is set everywhere.
    streamConfig.put("stream.iggy.password.env", "PATH");

    StreamConsumerFactory factory =
        StreamConsumerFactoryProvider.create(new StreamConfig("orders_REALTIME", streamConfig));

    assertThatCode(() -> factory.createStreamMetadataProvider("test").close())
        .doesNotThrowAnyException();
  }

  private static Map<String, Map<String, Object>> services() throws IOException {
    Map<String, Map<String, Map<String, Object>>> compose =
        new Yaml().load(Files.readString(DEPLOY.resolve("docker/compose.yaml")));
    return compose.get("services");
  }

  private static String passwordVariable() {
    try {
      return exampleStreamConfig().get("stream.iggy.password.env");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> exampleStreamConfig() throws IOException {
    return exampleTable()
        .getIngestionConfig()
        .getStreamIngestionConfig()
        .getStreamConfigMaps()
        .get(0);
  }

  private static TableConfig exampleTable() throws IOException {
    return JsonUtils.fileToObject(
        DEPLOY.resolve("example/orders-table.json").toFile(), TableConfig.class);
  }
}

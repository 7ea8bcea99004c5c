// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.apache.iggy.connector.cli.CommandRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {
  private ConnectFolder folder;

  @BeforeEach
  void makeFolder(@TempDir Path root) {
    folder = new ConnectFolder(root, "localhost:8090");
  }

  @Test
  void shouldNameTenMistakesWithTheirLines() {
    folder
        .write(
            "config.toml",
            """
            [http]
            adress = "127.0.0.1:8081"
            [connectors]
            config_dir = "connectors"
            reload_interval = "soon"
            """)
        .write("connectors/broken.toml", "type = \"sink\"\nkey = \"broken\npath = \"stdout\"\n")
        .write(
            "connectors/orders.toml",
            """
            type = "sink"
            key = "orders"
            path = "libiggy_connector_stdot_sink"
            tasks = 0
            [[streams]]
            stream = "shop"
            topics = []
            schema = "jsn"
            batch_length = "many"
            """)
        .write(
            "connectors/random.toml",
            """
            type = "source"
            key = "random"
            path = "random"
            [[streams]]
            stream = "shop"
            schema = "json"
            [plugin_config]
            interval = "1 fortnight"
            max_count = "${env:NO_SUCH_VARIABLE}"
            [transforms.ad_fields]
            enabled = true
            [errors]
            on_eror = "skip"
            """);

    CommandRun run = CommandRun.of("validate", folder.config());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out().lines().map(line -> line.replace(folder.root() + "/", "")))
        .containsExactly(
            "config.toml:2: warning: http.adress is unknown; did you mean address?",
            "config.toml:5: error: connectors.reload_interval must be a time such as 500ms, 5s or"
                + " 1m 30s",
            "connectors/broken.toml:2: error: is not TOML at column 14: Unexpected end of line,"
                + " expected \" or a character",
            "connectors/orders.toml:3: error: path names the sink stdot, which this runtime does"
                + " not have; did you mean stdout?",
            "connectors/orders.toml:4: error: tasks must be from 1 to 1024",
            "connectors/orders.toml:7: error: streams[0].topics must name at least one topic",
            "connectors/orders.toml:8: error: streams[0].schema must be one of json, raw, text,"
                + " proto, flat_buffer, avro",
            "connectors/orders.toml:9: error: streams[0].batch_length must be a whole number",
            "connectors/random.toml:4: error: streams[0].topic is required, such as topic ="
                + " \"orders\"",
            "connectors/random.toml:8: error: plugin_config.interval must be a time such as 500ms,"
                + " 5s or 1m 30s",
            "connectors/random.toml:9: error: plugin_config.max_count refers to the environment"
                + " variable NO_SUCH_VARIABLE, which is not set",
            "connectors/random.toml:10: error: transforms.ad_fields is no transform that this"
                + " runtime has; did you mean add_fields?",
            "connectors/random.toml:13: error: errors.on_eror is unknown; did you mean on_error?",
            "12 errors, 1 warning. The runtime cannot start.");
  }

  @Test
  void shouldBeContentWithAFolderThatIsRight() {
    folder.write("connectors/a.toml", ConnectFolder.stdout("a", ""));
    folder.write(
        "connectors/b.toml",
        ConnectFolder.stdout("b", "").replace("path", "enabled = false\npath"));

    CommandRun run = CommandRun.of("validate", "--strict", folder.root().toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualTo("0 errors, 0 warnings. Can run: sink a, sink b (not enabled).\n");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void shouldTakeWarningsForErrorsWhenStrict() {
    folder.write("connectors/a.toml", ConnectFolder.stdout("a", "batch_lenght = 1"));

    assertThat(CommandRun.of("validate", folder.config()).exitCode()).isZero();
    assertThat(CommandRun.of("validate", "--strict", folder.config()).exitCode()).isEqualTo(1);
  }

  @Test
  void shouldTellProgramsTheSame() throws Exception {
    folder.write("connectors/a.toml", ConnectFolder.stdout("a", "batch_length = 0"));

    JsonNode report =
        new ObjectMapper().readTree(CommandRun.of("validate", "--json", folder.config()).out());

    assertThat(report.path("errors").asInt()).isEqualTo(1);
    assertThat(report.at("/problems/0/line").asInt()).isEqualTo(8);
    assertThat(report.at("/problems/0/path").asText()).isEqualTo("streams[0].batch_length");
  }

  @Test
  void shouldSayWhenTheFileIsNotThere() {
    CommandRun run = CommandRun.of("validate", folder.root() + "/missing.toml");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo("iggy-connect: " + folder.root() + "/missing.toml: there is no such file\n");
    assertThat(List.of(run.out())).containsExactly("");
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.api.SinkConnector;
import org.apache.iggy.connector.connect.testkit.recording.CarelessSink;
import org.apache.iggy.connector.connect.testkit.recording.FileSink;
import org.junit.jupiter.api.Test;

/** A kill finds what a sink has not written although it said so. */
class CrashFlawTest {
  @Test
  void shouldCountWhatACarelessSinkLoses() {
    List<Throwable> failures =
        ContractRun.of(CarelessSinkContract.class, "shouldLoseNothingWhenTheRuntimeIsKilled")
            .failed()
            .stream()
            .map(
                event ->
                    event
                        .getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow())
            .toList();
    assertThat(failures).hasSize(1);
    assertThat(failures.get(0)).hasMessageContaining("at least once").hasMessageContaining(" lost");
  }

  /** Run by this class only: its name is not that of a test. */
  static class CarelessSinkContract extends SinkContract {
    @Override
    protected SinkConnector newSink() {
      return new CarelessSink();
    }

    private Path file() {
      return folder.resolve("records");
    }

    @Override
    protected Map<String, Object> pluginConfig() {
      return Map.of("file", file().toString());
    }

    @Override
    protected List<byte[]> readTarget() {
      return FileSink.read(file());
    }

    @Override
    protected Map<Behaviour, String> lacks() {
      return Map.of(Behaviour.IDEMPOTENT, "a file has no key");
    }
  }
}

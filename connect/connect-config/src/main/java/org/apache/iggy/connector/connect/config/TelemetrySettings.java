// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.api.config.ConfigType;

/**
 * The section {@code [telemetry]}: where logs and traces go.
 *
 * @param enabled whether they go anywhere
 * @param serviceName what they are sent under
 * @param logs where logs go
 * @param traces where traces go
 */
public record TelemetrySettings(
    boolean enabled, String serviceName, Exporter logs, Exporter traces) {
  private static final ConfigKey<Boolean> ENABLED =
      Keys.flag("enabled", false, "Whether logs and traces are exported.");
  private static final ConfigKey<String> SERVICE_NAME =
      Keys.text("service_name", "iggy-connectors", "What they are sent under.");
  private static final ConfigKey<Config> LOGS =
      Keys.section("logs", Exporter.SPEC, "Where logs go.");
  private static final ConfigKey<Config> TRACES =
      Keys.section("traces", Exporter.SPEC, "Where traces go.");

  static final ConfigSpec SPEC = ConfigSpec.of(ENABLED, SERVICE_NAME, LOGS, TRACES);

  static TelemetrySettings of(Config config) {
    return new TelemetrySettings(
        config.get(ENABLED),
        config.get(SERVICE_NAME),
        Keys.read(config, LOGS, Exporter::of),
        Keys.read(config, TRACES, Exporter::of));
  }

  /** How a collector is spoken to. */
  public enum Transport {
    GRPC,
    HTTP
  }

  /**
   * A collector.
   *
   * @param transport how it is spoken to
   * @param endpoint its URL
   */
  public record Exporter(Transport transport, String endpoint) {
    private static final ConfigKey<Transport> TRANSPORT =
        ConfigKey.of(
                "transport", ConfigType.oneOf(Transport.class), "How the collector is spoken to.")
            .defaultsTo(Transport.GRPC);
    private static final ConfigKey<String> ENDPOINT =
        Keys.text("endpoint", "http://localhost:4317", "The collector's URL.");

    static final ConfigSpec SPEC = ConfigSpec.of(TRANSPORT, ENDPOINT);

    static Exporter of(Config config) {
      return new Exporter(config.get(TRANSPORT), config.get(ENDPOINT));
    }
  }
}

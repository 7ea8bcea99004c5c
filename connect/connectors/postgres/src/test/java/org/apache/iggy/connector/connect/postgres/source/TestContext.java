// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.CodecException;
import org.apache.iggy.connector.connect.api.ConnectorContext;
import org.apache.iggy.connector.connect.api.Schema;

/** What a connector sees of the runtime when a test drives it. */
final class TestContext implements ConnectorContext {
  static final Codec JSON = new JsonCodec();

  private final byte[] state;
  final List<String> warnings = new CopyOnWriteArrayList<>();

  TestContext(byte[] state) {
    this.state = state;
  }

  @Override
  public String connectorKey() {
    return "test";
  }

  @Override
  public int task() {
    return 0;
  }

  @Override
  public int tasks() {
    return 1;
  }

  @Override
  public Optional<byte[]> state() {
    return Optional.ofNullable(state);
  }

  @Override
  public Codec codec(Schema schema) {
    return JSON;
  }

  @Override
  public boolean isStopping() {
    return false;
  }

  @Override
  public void warn(String message) {
    warnings.add(message);
  }

  private static final class JsonCodec implements Codec {
    private final ObjectMapper mapper =
        new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    @Override
    public Schema schema() {
      return Schema.JSON;
    }

    @Override
    public Object decode(byte[] payload) {
      try {
        return mapper.readValue(payload, Object.class);
      } catch (IOException e) {
        throw new CodecException("not JSON", e);
      }
    }

    @Override
    public byte[] encode(Object value) {
      try {
        return mapper.writeValueAsBytes(value);
      } catch (IOException e) {
        throw new CodecException("not JSON", e);
      }
    }
  }
}
